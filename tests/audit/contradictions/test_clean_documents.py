"""Ledgers that are right to the fen, published in 万元: the audit raises no error and no warning.

Only that a difference is rare may be said, as rarely as it is so.

The variable XLJ_DOCUMENTS gives the number of ledgers, each published with both habits of
rounding; the largest documents have two thousand cells.
"""

from __future__ import annotations

import os

import pytest

from benchmarks.generating.printing import publish
from benchmarks.generating.units import INPUTS
from benchmarks.generating.units import random_unit
from tests.audit.units import rules
from xls_juesuan.audit import run_audit
from xls_juesuan.audit.joint.localisation import Habit
from xls_juesuan.audit.joint.localise import localise
from xls_juesuan.declarations.rules import PUBLISHED
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity

LEDGERS = int(os.environ.get("XLJ_DOCUMENTS", "20"))
#: Ledgers that one test goes through.
BATCH = 10
#: A ledger of the usual run whose tables have two thousand cells.
LARGE = 11
#: Ledgers some of whose tables add up by chance, or do not.
MISLEADING = [(444, Habit.OWN)]
#: Says that a difference happens less than once in a thousand times: then it may happen.
RARE = "R003"


def alarms(seed: int, habit: Habit) -> set[tuple[int, str, str]]:
    """Errors and warnings of a ledger that is right, as published."""
    tables = publish(random_unit(seed), habit)
    audit = run_audit(tables, rules(), (), INPUTS | {PUBLISHED}, localise=localise)
    return {
        (seed, finding.code, finding.message)
        for finding in audit.findings
        if finding.outcome is Outcome.FAILED
        and finding.severity is not Severity.NOTICE
        and finding.code != RARE
    }


@pytest.mark.parametrize("habit", [Habit.OWN, Habit.ADDED])
@pytest.mark.parametrize("first", range(0, LEDGERS, BATCH))
def test_rounding_alone_is_neither_error_nor_warning(first: int, habit: Habit) -> None:
    """Whether each figure was rounded on its own or totals add up rounded parts."""
    seeds = range(first, min(first + BATCH, LEDGERS))
    assert set().union(*(alarms(seed, habit) for seed in seeds)) == set()


@pytest.mark.parametrize(("seed", "habit"), MISLEADING)
def test_short_tables_that_look_like_the_other_habit_mislead_nobody(
    seed: int, habit: Habit
) -> None:
    """What one habit explains throughout is right, though single tables look otherwise."""
    assert alarms(seed, habit) == set()


def test_documents_of_two_thousand_cells_are_always_tried() -> None:
    """However few ledgers are asked for."""
    unit = random_unit(LARGE)
    assert sum(len(table.cells) for table in unit.tables) >= 2_000
    assert LARGE < 20
