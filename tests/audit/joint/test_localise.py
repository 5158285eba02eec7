"""All relations at once: what cannot be true together, which figures are wrong, and the proof."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from benchmarks.generating.relations import document_of
from benchmarks.generating.trials import clean_trial
from benchmarks.generating.trials import trial_with_accident
from benchmarks.generating.trials import trial_with_errors
from tests.audit.joint.listing import COLUMNS
from tests.audit.joint.listing import ROWS
from tests.audit.joint.listing import STEP
from tests.audit.joint.listing import listing
from tests.audit.joint.listing import restep
from tests.audit.joint.listing import right_steps
from xls_juesuan.audit.joint.document import Document
from xls_juesuan.audit.joint.document import Figure
from xls_juesuan.audit.joint.document import Linear
from xls_juesuan.audit.joint.localisation import Cause
from xls_juesuan.audit.joint.localisation import Habit
from xls_juesuan.audit.joint.localisation import Slip
from xls_juesuan.audit.joint.localise import localise
from xls_juesuan.audit.joint.right_values import Range
from xls_juesuan.audit.joint.right_values import rounding_box
from xls_juesuan.model import CellKey

if TYPE_CHECKING:
    from xls_juesuan.audit.joint.localisation import Localisation
    from xls_juesuan.audit.joint.localisation import Proof

PLACES = [(row, column) for row in ROWS for column in COLUMNS]


def _number(document: Document, table: str, row: str, column: str) -> int:
    key = CellKey(table, row, column)
    return next(n for n, figure in enumerate(document.figures) if figure.key == key)


def _corrected(document: Document, found: Localisation) -> Document:
    """The document with every first explanation carried out."""
    for cluster in found.clusters:
        for one in cluster.explanations[0].corrections:
            for place in (one.figure, *one.copies):
                assert one.value is not None
                document = restep(document, place, one.value // STEP)
    return document


def _holds(document: Document, proof: Proof) -> bool:
    """Work a proof out again from the relations and figures alone, without the model."""
    sums: dict[int, int] = {}
    residual = 0
    for number, multiplier in proof.steps:
        relation = document.relations[number]
        if relation.operator == "<=":
            assert multiplier > 0
        residual += multiplier * relation.constant
        for figure, k in relation.terms:
            sums[figure] = sums.get(figure, 0) + multiplier * k
    least = residual
    for number, k in sums.items():
        figure = document.figures[number]
        box = (0, 0) if figure.is_blank else rounding_box(figure.shown, figure.step)
        residual += k * figure.shown
        least += k * (box[0] if k > 0 else box[1])
    assert proof.residual == residual
    # Where totals were added from rounded parts, rounding explains less.
    assert 0 <= proof.allowed <= residual - least
    return least > 0


def test_two_blocks_have_proofs_each() -> None:
    """Amounts lost with two rows are two causes, and neither is told without a proof."""
    wrong = {(row, column): 0 for row in ("201", "20502") for column in COLUMNS}
    found = localise(listing(wrong))
    assert found.clusters
    assert all(cluster.proofs for cluster in found.clusters)


def test_proofs_speak_of_figures_that_the_document_shows() -> None:
    """A row put back on trial stands in no proof, whatever else is wrong beside it."""
    document = listing({("20502", "basic"): 919, ("2080505", "basic"): 5307}, without="2050201")
    found = localise(document)
    spoken = {n for cluster in found.clusters for proof in cluster.proofs for n, _ in proof.terms}
    assert max(spoken) < len(document.figures)


@pytest.mark.parametrize("programs", range(1, 12))
def test_a_search_that_is_cut_short_still_answers(
    programs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It never breaks off, and what it calls the only explanation is a wrong figure."""
    monkeypatch.setattr("xls_juesuan.audit.joint.search.MOST_PROGRAMS", programs)
    rows = ("208", "20805", "2080505")
    wrong = {(row, column): 0 for row in rows for column in ("total", "basic")}
    wrong["2050201", "project"] = 8131
    document = listing(wrong)
    found = localise(document)
    assert not found.is_consistent
    for cluster in found.clusters:
        for one in cluster.explanations[0].corrections if cluster.is_only else ():
            key = document.figures[one.figure].key
            assert (key.row, key.column) in wrong


@pytest.mark.parametrize("habit", [Habit.OWN, Habit.ADDED])
@pytest.mark.parametrize("seed", range(25))
def test_rounding_alone_contradicts_nothing(seed: int, habit: Habit) -> None:
    """Figures rounded from one right ledger can all be true, whichever way totals are rounded."""
    assert localise(document_of(clean_trial(seed, habit).tables)).clusters == ()


@given(st.sampled_from(PLACES), st.integers(0, 10**6))
@settings(max_examples=60, deadline=None)
def test_one_wrong_figure_is_named_and_proved(place: tuple[str, str], steps: int) -> None:
    """Both of what is said hold: the proof in whole fen, and that the correction settles it."""
    right = right_steps(*place)
    assume(abs(right - steps) > 20)
    document = listing({place: steps})

    found = localise(document)

    wrong = _number(document, "t", *place)
    assert all(_holds(document, proof) for one in found.clusters for proof in one.proofs)
    assert [len(one.explanations[0].corrections) for one in found.clusters] == [1]
    accused = {
        number
        for explanation in found.clusters[0].explanations
        for one in explanation.corrections
        for number in (one.figure, *one.copies)
    }
    assert wrong in accused
    assert localise(_corrected(document, found)).is_consistent


def test_the_only_explanation_gives_cell_value_and_slip() -> None:
    """A swapped pair of digits that two tables contradict has one explanation."""
    document = listing({("2050201", "project"): 8131})

    (cluster,) = localise(document).clusters

    assert cluster.is_only
    (one,) = cluster.explanations[0].corrections
    assert document.figures[one.figure].key == CellKey("t", "2050201", "project")
    assert (one.value, one.slip) == (8311 * STEP, "swapped")
    assert one.low is not None
    assert one.high is not None
    assert one.low <= 8311 * STEP <= one.high


def test_a_number_copied_to_other_places_is_one_error() -> None:
    """The same wrong number in two tables is one correction with a copy."""
    place = ("2080505", "basic")
    document = listing({place: 4470})
    document = restep(document, _number(document, "u", *place), 4470)

    found = localise(document)

    (one,) = found.clusters[0].explanations[0].corrections
    assert len(found.clusters) == 1
    assert {document.figures[n].key.table for n in (one.figure, *one.copies)} == {"t", "u"}
    assert one.value == 4407 * STEP


def test_an_amount_left_out_of_all_its_totals_is_one_error() -> None:
    """A code whose amount is missing wherever it would stand alone is one correction."""
    rows, columns = ("208", "20805", "2080505"), ("total", "basic")
    document = listing({(row, column): 0 for row in rows for column in columns})

    (cluster,) = localise(document).clusters

    (one,) = cluster.explanations[0].corrections
    places = {document.figures[n].key for n in (one.figure, *one.copies)}
    assert places == {CellKey("t", row, column) for row in rows for column in columns}
    assert (one.value, one.slip) == (4407 * STEP, Slip.OMITTED)


def test_errors_far_from_one_another_are_clusters_of_their_own() -> None:
    """Two wrong figures in different sums give two clusters, each with its own proof."""
    document = listing({("2050201", "project"): 8131, ("2080505", "basic"): 4707})

    found = localise(document)

    named = {
        document.figures[one.figure].key.row
        for cluster in found.clusters
        for one in cluster.explanations[0].corrections
    }
    assert len(found.clusters) == 2
    assert named == {"2050201", "2080505"}


def test_contradiction_between_constants_accuses_nobody() -> None:
    """Where no figure can help the cluster has no explanation."""
    figure = Figure(CellKey("t", "a", "x"), 0, STEP, is_blank=True)
    document = Document((figure,), (Linear(((0, 1),), "<=", 5), Linear(((0, -1),), "<=", -7)))

    found = localise(document)

    assert not found.is_consistent
    assert not any(one.explanations for one in found.clusters)
    assert all(_holds(document, proof) for one in found.clusters for proof in one.proofs)


def test_a_figure_that_may_not_be_negative_is_not_made_so() -> None:
    """A sum smaller than one of its parts is not explained by a negative other part."""
    keys = [CellKey("t", str(row), "x") for row in range(3)]
    figures = tuple(
        Figure(key, steps * STEP, STEP, line=line)
        for line, (key, steps) in enumerate(zip(keys, (50, 80, 10), strict=True))
    )
    document = Document(figures, (Linear(((0, -1), (1, 1), (2, 1)), "=="),))

    (cluster,) = localise(document).clusters

    accused = {one.figure for each in cluster.explanations for one in each.corrections}
    assert accused == {0, 1}
    signed = (*figures[:2], replace(figures[2], is_signed=True))
    (cluster,) = localise(replace(document, figures=signed)).clusters
    assert {one.figure for each in cluster.explanations for one in each.corrections} == {0, 1, 2}


def test_a_missing_row_is_one_cause() -> None:
    """A code that another table shows and this one lacks explains the sums above it."""
    document = listing(without="2050299")

    (cluster,) = localise(document).clusters

    assert cluster.explanations[0].cause is Cause.MISSING_ROW


@pytest.mark.parametrize("seed", [3, 4, 6, 8, 13, 15, 16, 18])
def test_moved_blocks_are_one_cluster(seed: int) -> None:
    """A run that slipped, rows or columns swapped, a lost total or row: one cause, not cells."""
    trial = trial_with_accident(seed, Habit.OWN)
    assert trial is not None
    assert trial.accident is not None

    found = localise(document_of(trial.tables))

    assert [one.explanations[0].cause for one in found.clusters] == [trial.accident.cause]


_CELLS = st.tuples(st.sampled_from(ROWS), st.sampled_from(COLUMNS))


@given(st.dictionaries(_CELLS, _CELLS, min_size=3, max_size=6))
@settings(max_examples=40)
def test_no_figure_is_to_be_what_it_is(sources: dict[tuple[str, str], tuple[str, str]]) -> None:
    """Whatever cells show what belongs elsewhere: who is accused is to read differently."""
    document = listing({cell: right_steps(*source) for cell, source in sources.items()})
    for cluster in localise(document).clusters:
        for explanation in cluster.explanations:
            assert explanation.corrections
            for one in explanation.corrections:
                shown = document.figures[one.figure].shown
                assert one.value != shown
                if one.low is not None and one.high is not None:
                    limits = Range(one.low, one.high, STEP)
                    assert not limits.first * STEP == limits.last * STEP == shown


def test_places_that_show_one_wrong_number_are_corrected_each_as_it_needs() -> None:
    """A total and a part show the same wrong number: what is right of one is not of the other."""
    wrong = {
        ("2010301", "total"): right_steps("2050299", "total"),
        ("2010301", "basic"): 0,
        ("2010301", "project"): right_steps("2050299", "total"),
    }
    document = listing(wrong)
    found = localise(document)
    told = {
        (document.figures[one.figure].key.row, document.figures[one.figure].key.column): one.value
        for cluster in found.clusters
        for one in cluster.explanations[0].corrections
    }
    assert told == {cell: right_steps(*cell) * STEP for cell in wrong}


def test_an_exchange_that_two_tables_may_have_made_is_told_of_both() -> None:
    """Two items of one section are swapped in one of two tables: nothing says in which."""
    one, other = "2050201", "2050299"
    wrong = {
        (row, column): right_steps({one: other, other: one}[row], column)
        for row in (one, other)
        for column in COLUMNS
    }
    document = listing(wrong)

    (cluster,) = localise(document).clusters

    tables = [
        {document.figures[each.figure].key.table for each in found.corrections}
        for found in cluster.explanations
    ]
    assert tables == [{"t"}, {"u"}]
    assert {found.cause for found in cluster.explanations} == {Cause.SWAPPED_ROWS}
    assert [found.share for found in cluster.explanations] == [0.5, 0.5]


@pytest.mark.parametrize("seed", range(8))
def test_the_same_document_gives_the_same_answer(seed: int) -> None:
    """The search is bounded by counts and not by time."""
    document = document_of(trial_with_errors(seed, Habit.OWN, 3).tables)

    assert localise(document) == localise(document)
