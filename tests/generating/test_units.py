"""Random units for property tests and benchmarks: right to the fen, and of every size."""

from __future__ import annotations

import pytest

from benchmarks.generating.printing import publish
from benchmarks.generating.units import INPUTS
from benchmarks.generating.units import random_unit
from tests.audit.units import rules
from xls_juesuan.audit import run_audit
from xls_juesuan.audit.joint.localisation import Habit
from xls_juesuan.findings import Outcome
from xls_juesuan.model import Funding

SEEDS = range(12)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_exact_tables_of_a_random_unit_break_no_rule(seed: int) -> None:
    """Not even a notice: what is reported of a document made from them is its print or a mistake."""
    audit = run_audit(random_unit(seed), rules(), (), INPUTS)
    assert [line.code for line in audit.findings if line.outcome is Outcome.FAILED] == []


def test_a_seed_gives_the_same_unit_again() -> None:
    """A trial that went wrong can be repeated."""
    first, again = (
        {cell.key: cell.fen for table in random_unit(7).tables for cell in table.cells.values()}
        for _ in range(2)
    )
    assert first == again


def test_units_are_small_and_large_and_of_every_fund() -> None:
    """From a few hundred cells to about two thousand, with every kind of appropriation."""
    units = [random_unit(seed) for seed in range(40)]
    sizes = [sum(len(table.cells) for table in unit.tables) for unit in units]
    assert min(sizes) < 500
    assert max(sizes) > 1_700
    funds = {fact.funding for unit in units for fact in unit.index.facts}
    assert funds >= {
        Funding.GENERAL_BUDGET,
        Funding.FUND_BUDGET,
        Funding.STATE_CAPITAL,
        Funding.UNIT_FUNDS,
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_totals_added_from_rounded_parts_add_up_in_print(seed: int) -> None:
    """The other habit: 合计 is what a reader with a pocket calculator finds."""
    exact = random_unit(seed)
    printed = publish(exact, Habit.ADDED)
    for table in ("income", "expenditure"):
        found = printed.table(table)
        assert found is not None
        for column in found.columns:
            categories = [row.key for row in found.rows if len(row.code) == 3]
            parts = sum(found.cells[key, column.key].fen for key in categories)
            assert parts == found.cells["total", column.key].fen
