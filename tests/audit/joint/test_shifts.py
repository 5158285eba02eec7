"""One cause instead of many wrong figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audit.joint.listing import COLUMNS
from tests.audit.joint.listing import LEAVES
from tests.audit.joint.listing import ROWS
from tests.audit.joint.listing import STEP
from tests.audit.joint.listing import listing
from tests.audit.joint.listing import restep
from tests.audit.joint.listing import right_steps
from xls_juesuan.audit.joint.document import Document
from xls_juesuan.audit.joint.document import Figure
from xls_juesuan.audit.joint.document import Linear
from xls_juesuan.audit.joint.grid import Grid
from xls_juesuan.audit.joint.localisation import Cause
from xls_juesuan.audit.joint.localisation import Slip
from xls_juesuan.audit.joint.shifts import arrangements
from xls_juesuan.audit.joint.swaps import SWAPS
from xls_juesuan.model import CellKey

if TYPE_CHECKING:
    from xls_juesuan.audit.joint.shifts import Arrangement

Wrong = dict[tuple[str, str], int]


def _first(document: Document) -> Arrangement:
    return arrangements(document, Grid(document).suspects)[0]


def _changed(document: Document, arrangement: Arrangement) -> Wrong:
    """Suggested values in steps, by row and column."""
    keys = {one.figure: document.figures[one.figure].key for one in arrangement.corrections}
    assert {key.table for key in keys.values()} == {"t"}
    return {
        (keys[one.figure].row, keys[one.figure].column): (one.value or 0) // STEP
        for one in arrangement.corrections
    }


def _right(wrong: Wrong) -> Wrong:
    return {
        place: right_steps(*place) for place, steps in wrong.items() if steps != right_steps(*place)
    }


def _shifted(first: int, last: int, columns: tuple[str, ...], *, is_down: bool) -> Wrong:
    rows = ROWS[first : last + 1]
    wrong: Wrong = {}
    for column in columns:
        old = [right_steps(row, column) for row in rows]
        new = [0, *old[:-1]] if is_down else [*old[1:], 0]
        wrong |= {(row, column): steps for row, steps in zip(rows, new, strict=True)}
    return wrong


@pytest.mark.parametrize("is_down", [True, False])
@pytest.mark.parametrize("columns", [("total",), ("basic",), COLUMNS])
@pytest.mark.parametrize(("first", "last"), [(1, 5), (2, 8), (0, 12)])
def test_a_run_of_amounts_one_row_off(
    is_down: bool, columns: tuple[str, ...], first: int, last: int
) -> None:
    """One column or all, up or down: every amount goes back, the overwritten one is worked out."""
    wrong = _shifted(first, last, columns, is_down=is_down)
    document = listing(wrong)
    found = _first(document)
    assert found.cause is Cause.SHIFTED_ROWS
    assert found.left == 0
    assert _changed(document, found) == _right(wrong)


@pytest.mark.parametrize(
    ("rows", "source", "target"),
    [
        (("2080505", "208", "20805"), "basic", "project"),
        (("2050201", "20502"), "project", "basic"),
    ],
)
def test_amounts_in_the_column_beside(rows: tuple[str, ...], source: str, target: str) -> None:
    """Amounts of a few rows stand in the blank column next to theirs."""
    rows = tuple(row for row in rows if not right_steps(row, target))
    wrong = {(row, source): 0 for row in rows} | {
        (row, target): right_steps(row, source) for row in rows
    }
    document = listing(wrong)
    found = arrangements(document, Grid(document).suspects)
    assert found[0].cause is (Cause.WRONG_COLUMN if len(rows) == 1 else Cause.SHIFTED_COLUMNS)
    assert _changed(document, found[0]) == _right(wrong)


@pytest.mark.parametrize(
    ("one", "other"),
    [("2010101", "2010102"), ("2010301", "2050201"), ("201", "205"), ("20101", "20502")],
)
def test_two_rows_in_each_others_places(one: str, other: str) -> None:
    """All amounts of both rows go back, of one section or of two, of items or of sections."""
    exchanged = {one: other, other: one}
    wrong = {
        (row, column): right_steps(exchanged[row], column)
        for row in exchanged
        for column in COLUMNS
    }
    document = listing(wrong)
    found = _first(document)
    assert found.cause is Cause.SWAPPED_ROWS
    assert found.left == 0
    assert _changed(document, found) == _right(wrong)


@pytest.mark.parametrize("row", ["2010102", "205", "total"])
@pytest.mark.parametrize("columns", [("basic", "project"), ("total", "project")])
def test_two_amounts_of_a_row_in_each_others_places(row: str, columns: tuple[str, str]) -> None:
    """Two columns of one row were mixed up, whether the total is one of them or not."""
    one, other = columns
    wrong = {(row, one): right_steps(row, other), (row, other): right_steps(row, one)}
    document = listing(wrong)
    found = _first(document)
    assert found.cause is Cause.SWAPPED_COLUMNS
    assert found.left == 0
    assert _changed(document, found) == _right(wrong)


def test_an_amount_that_may_belong_to_many_blanks_is_no_exchange() -> None:
    """Where more blanks would take the amount than are worth telling, none is named."""
    figures = [Figure(CellKey("t", "sum", "c"), 7 * STEP, STEP)]
    figures += [Figure(CellKey("t", f"blank {n}", "c"), 0, STEP, True, line=n) for n in range(1, 6)]
    figures.append(Figure(CellKey("t", "away", "c"), 7 * STEP, STEP, line=6))
    figures.append(Figure(CellKey("u", "away", "c"), 0, STEP, True))
    parts = tuple((number, 1) for number in range(1, 6))
    document = Document(
        tuple(figures), (Linear(((0, -1), *parts), "=="), Linear(((6, 1), (7, -1)), "=="))
    )
    assert all(one.cause not in SWAPS for one in arrangements(document, Grid(document).suspects))


def test_a_row_that_begins_one_column_late() -> None:
    """All amounts of a row stand one column to the right; the last one fell off."""
    wrong = {
        ("2010102", "total"): 0,
        ("2010102", "basic"): right_steps("2010102", "total"),
        ("2010102", "project"): right_steps("2010102", "basic"),
    }
    document = listing(wrong)
    found = _first(document)
    assert found.cause is Cause.SHIFTED_COLUMNS
    assert _changed(document, found) == _right(wrong)


@pytest.mark.parametrize(("row", "slip"), [("2010102", Slip.OTHER), ("2010101", Slip.NEIGHBOUR)])
def test_a_subtotal_printed_in_a_detail_row(row: str, slip: Slip) -> None:
    """The row of an item shows what the section above it adds up to, close by or further up."""
    wrong = {(row, "basic"): right_steps("20101", "basic")}
    document = listing(wrong)
    found = _first(document)
    assert found.cause is Cause.SUBTOTAL_IN_DETAIL
    assert _changed(document, found) == _right(wrong)
    assert [one.slip for one in found.corrections] == [slip]


@pytest.mark.parametrize("columns", [("total",), COLUMNS])
@pytest.mark.parametrize("row", ["total", "201"])
def test_a_lost_total(row: str, columns: tuple[str, ...]) -> None:
    """A row of totals without amounts is one cause, and the amounts follow from the parts."""
    wrong = {(row, column): 0 for column in columns}
    document = listing(wrong)
    found = _first(document)
    assert found.cause is Cause.LOST_TOTAL
    assert _changed(document, found) == _right(wrong)


def test_a_row_that_another_table_has() -> None:
    """The sums above are short of the very amounts that the other table shows under the code."""
    document = listing(without="2010102")
    found = _first(document)
    assert found.cause is Cause.MISSING_ROW
    assert found.left == 0
    amounts = {
        document.figures[one.figure].key.column: (document.figures[one.figure].key.row, one.value)
        for one in found.corrections
    }
    assert amounts == {
        column: ("20101", right_steps("2010102", column) * STEP) for column in COLUMNS
    }
    for one in found.corrections:
        assert {document.figures[place].key.row for place in one.copies} >= {"2010102"}
    assert len(found.document.figures) == len(document.figures) + len(COLUMNS)


def test_a_consistent_document_has_no_arrangement() -> None:
    """Nothing fails, nothing is moved."""
    assert arrangements(listing(), range(10)) == ()


@given(
    st.integers(0, len(listing().figures) - 1),
    st.integers(10**6, 10**7),
)
def test_one_wrong_figure_is_no_shift(number: int, steps: int) -> None:
    """A single cell that shows something else is never taken for a moved run."""
    document = restep(listing(), number, steps)
    for found in arrangements(document, Grid(document).suspects):
        assert found.left or {one.figure for one in found.corrections} == {number}


def test_rows_of_the_listing_are_whole() -> None:
    """The listing that these tests move about is right by itself."""
    assert not Grid(listing()).failing
    assert set(LEAVES) < set(ROWS)
