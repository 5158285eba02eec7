"""Mistakes made on purpose: where they are and what was right is known of each."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest

from benchmarks.generating.slips import make_error
from benchmarks.generating.trials import CAUSES
from benchmarks.generating.trials import clean_trial
from benchmarks.generating.trials import trial_with_accident
from benchmarks.generating.trials import trial_with_errors
from xls_juesuan.audit.joint.localisation import Cause
from xls_juesuan.audit.joint.localisation import Habit

if TYPE_CHECKING:
    from xls_juesuan.model import CellKey
    from xls_juesuan.tables import TableSet


def shown(tables: TableSet) -> dict[CellKey, int]:
    return {cell.key: cell.fen for table in tables.tables for cell in table.cells.values()}


def changes(before: TableSet, after: TableSet) -> dict[CellKey, int | None]:
    """What changed cells showed before; cells that are gone count as changed."""
    new = shown(after)
    return {key: fen for key, fen in shown(before).items() if new.get(key) != fen}


@pytest.mark.parametrize("seed", range(6))
def test_wrong_numbers_stand_where_the_trial_says_and_nowhere_else(seed: int) -> None:
    """Every other figure is as published, and each wrong one differs from what it should be."""
    trial = trial_with_errors(seed, Habit.OWN, 3)
    truth = {key: error.right for error in trial.errors for key in error.cells}
    assert len(truth) == 3
    assert changes(clean_trial(seed, Habit.OWN).tables, trial.tables) == truth


@pytest.mark.parametrize("cause", CAUSES)
def test_an_accident_changes_what_it_says_and_nothing_else(cause: Cause) -> None:
    """Blocks, totals and rows: each cause finds a place in some unit."""
    trials = [trial_with_accident(seed, Habit.OWN, (cause,)) for seed in range(6)]
    found = [trial for trial in trials if trial is not None]
    assert found
    for trial in found:
        assert trial.accident is not None
        before = clean_trial(trial.seed, Habit.OWN).tables
        assert changes(before, trial.tables) == trial.accident.right


def test_mistakes_come_in_the_frequencies_that_are_assumed() -> None:
    """Single digits lead, signs are rare."""
    random = Random(0)  # noqa: S311 - a mistake is drawn from a seed to be drawn again
    tables = clean_trial(1, Habit.OWN).tables
    keys = [key for key, fen in shown(tables).items() if fen]
    kinds = Counter(make_error(random, tables, random.choice(keys)).kind for _ in range(1_500))
    assert 0.18 < kinds["digit"] / 1_500 < 0.27
    assert 0.02 < kinds["sign"] / 1_500 < 0.06
