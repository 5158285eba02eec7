"""Published totals that rounding explains, hardly explains, or explains by the habit of a table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks.generating.printing import with_figures
from tests.audit.contradictions.documents import audit
from tests.audit.contradictions.documents import consistent
from tests.audit.contradictions.documents import published
from tests.audit.contradictions.test_clusters import by_code
from tests.audit.contradictions.test_clusters import failed
from xls_juesuan.audit.joint.habits import habits
from xls_juesuan.audit.joint.localisation import Habit
from xls_juesuan.audit.joint.localisation import Localisation
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.model import CellKey

if TYPE_CHECKING:
    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.tables import TableSet

STEP = 10_000
TOTAL = CellKey("basic_by_economic", "302", "amount")


def recognising(document: Document) -> Localisation:
    """Nothing contradicts anything under the habits that the tables show."""
    return Localisation((), habits(document))


def off_by(steps: int) -> TableSet:
    """Print 公用经费 and the parts of 302 so that they are so many steps apart."""
    tables = published()
    table = tables.table("basic_by_economic")
    assert table is not None
    parts = [row.key for row in table.rows if row.code.startswith("302") and len(row.code) == 5]
    shown = {
        CellKey(TOTAL.table, key, "amount"): 1_000_000 if place < 24 else 0
        for place, key in enumerate(parts)
    }
    return with_figures(tables, {**shown, TOTAL: 24 * 1_000_000 + steps * STEP})


def test_a_residual_that_rounding_hardly_explains_is_a_warning() -> None:
    """25 figures may be 0.12 apart; 0.06 happens less than once in a thousand times."""
    found = audit(off_by(6), consistent)
    (finding,) = (one for one in failed(found) if one.code == "R003")
    assert finding.severity is Severity.WARNING
    assert TOTAL in finding.cells
    assert "0.06 万元" in finding.message
    assert "0.12 万元" in finding.message
    assert finding.subject == "T602/302"


def test_a_usual_residual_is_no_warning() -> None:
    """0.03 between 25 figures is common."""
    finding = by_code(audit(off_by(3), consistent), "R003")
    assert finding.outcome is Outcome.PASSED


def test_where_parts_are_added_up_the_law_of_rounding_does_not_speak() -> None:
    """A table with that habit is left to the joint check."""

    def added(_: Document) -> Localisation:
        return Localisation((), {"basic_by_economic": Habit.ADDED})

    assert by_code(audit(off_by(6), added), "R003").outcome is Outcome.PASSED


@pytest.mark.parametrize("habit", [Habit.OWN, Habit.ADDED])
def test_the_review_says_how_totals_were_rounded(habit: Habit) -> None:
    """R004 passes either way, names the tables, and stands before quiet lines if it explains."""
    finding = by_code(audit(published(habit), recognising), "R004")
    assert finding.outcome is Outcome.PASSED
    assert finding.explained_by_rounding is (habit is Habit.ADDED)
    said = "用印出的各数相加" in finding.message
    assert said is (habit is Habit.ADDED)
    assert "公开03" in finding.message


def test_tables_without_figures_have_no_habit() -> None:
    """They are left out of what R004 says; where nothing is printed at all, none is left out."""
    tables = published()
    fund = tables.table("fund")
    assert fund is not None
    bare = with_figures(tables, dict.fromkeys((cell.key for cell in fund.cells.values()), 0))
    said = by_code(audit(bare, recognising), "R004").message
    assert "公开07" not in said
    keys = [cell.key for table in tables.tables for cell in table.cells.values()]
    nothing = with_figures(tables, dict.fromkeys(keys, 0))
    assert "公开07" in by_code(audit(nothing, recognising), "R004").message


def test_an_added_total_may_differ_from_one_rounded_on_its_own() -> None:
    """Two totals of one amount, 0.03 apart: no error if one adds up rounded parts."""
    own, added = published(Habit.OWN), published(Habit.ADDED)
    mixed = replace(
        own,
        tables=tuple(
            new if new.key == "expenditure" else old
            for old, new in zip(own.tables, added.tables, strict=True)
        ),
    )
    codes = {one.code for one in failed(audit(mixed, consistent))}
    assert "T301" in codes
    assert failed(audit(mixed, recognising)) == []


def test_an_added_total_may_not_differ_by_more_than_its_parts_allow() -> None:
    """Forgiveness ends where no rounding of the parts explains the difference."""
    tables = published(Habit.ADDED)
    key = CellKey("income_expenditure", "L57", "amount")
    wrong = with_figures(tables, {key: tables.table_cell(key).fen + 200 * STEP})
    assert "T301" in {one.code for one in failed(audit(wrong, recognising))}


def test_tails_of_published_tables_are_one_notice_with_every_case_on_demand() -> None:
    """The message names the first of them; the details have all."""
    finding = by_code(audit(published(), consistent), "R001")
    assert finding.explained_by_rounding
    assert finding.outcome is Outcome.PASSED
    assert len(finding.details) == finding.relations > 12
    assert finding.message.count("各数相加") == 12
    assert "处从略" in finding.message
