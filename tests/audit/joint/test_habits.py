"""Recognising how the totals of a table were rounded."""

from __future__ import annotations

import random

import pytest

from xls_juesuan.audit.joint.document import Document
from xls_juesuan.audit.joint.document import Figure
from xls_juesuan.audit.joint.document import Linear
from xls_juesuan.audit.joint.habits import habits
from xls_juesuan.audit.joint.habits import log_likelihoods
from xls_juesuan.audit.joint.localisation import Habit
from xls_juesuan.model import CellKey
from xls_juesuan.money import round_half_away

STEP = 10_000


def _table(seed: int, *, is_added: bool, groups: int = 6, parts: int = 5) -> Document:
    random_ = random.Random(seed)  # noqa: S311 - invented amounts, no secrets
    exact = [[random_.randrange(10**8) for _ in range(parts)] for _ in range(groups)]
    figures: list[Figure] = []
    relations: list[Linear] = []

    def put(row: str, fen: int) -> int:
        shown = round_half_away(fen, STEP)
        figures.append(Figure(CellKey("t", row, "c"), shown, STEP, line=len(figures)))
        return len(figures) - 1

    totals = []
    for number, group in enumerate(exact):
        shown = [round_half_away(fen, STEP) for fen in group]
        total = put(f"{number}", sum(shown) if is_added else sum(group))
        rows = [put(f"{number}.{index}", fen) for index, fen in enumerate(group)]
        relations.append(Linear(((total, -1), *((row, 1) for row in rows)), "=="))
        totals.append(total)
    shown_total = sum(figures[row].shown for row in totals)
    grand = put("total", shown_total if is_added else sum(map(sum, exact)))
    relations.append(Linear(((grand, -1), *((row, 1) for row in totals)), "=="))
    return Document(tuple(figures), tuple(relations))


@pytest.mark.parametrize("is_added", [True, False])
def test_a_table_with_some_sums_tells_its_habit(is_added: bool) -> None:
    """Fifty tables of 37 figures each: nearly all are recognised, at most one wrongly."""
    expected, other = (Habit.ADDED, Habit.OWN) if is_added else (Habit.OWN, Habit.ADDED)
    found = [habits(_table(seed, is_added=is_added))["t"] for seed in range(50)]
    assert found.count(expected) >= 45
    assert found.count(other) <= 1


def test_one_mistyped_figure_does_not_change_the_habit() -> None:
    """A sum that is far off speaks for neither habit."""
    document = _table(1, is_added=True)
    figures = list(document.figures)
    wrong = figures[2]
    figures[2] = Figure(wrong.key, wrong.shown + 7_000_000, STEP, line=wrong.line)
    assert habits(Document(tuple(figures), document.relations))["t"] is Habit.ADDED


def test_a_parent_with_one_child_and_exact_figures_tell_nothing() -> None:
    """The same amount twice, and figures in fen, leave the habit open."""
    for step in (STEP, 1):
        figures = tuple(
            Figure(CellKey("t", str(row), "c"), 5 * step, step, line=row) for row in range(2)
        )
        document = Document(figures, (Linear(((0, -1), (1, 1)), "=="),))
        assert habits(document) == {"t": Habit.UNKNOWN}
        assert all(value == 0 for value in log_likelihoods(document).values())


def test_a_relation_across_tables_is_not_looked_at() -> None:
    """Sums over parts of another table say nothing about this one."""
    figures = tuple(
        Figure(CellKey(table, "r", "c"), shown * STEP, STEP, line=row)
        for row, (table, shown) in enumerate([("t", 9), ("u", 4), ("u", 5)])
    )
    document = Document(figures, (Linear(((0, -1), (1, 1), (2, 1)), "=="),))
    assert log_likelihoods(document) == {}


def test_the_same_sum_said_by_two_rules_counts_once() -> None:
    """Repeating relations gives no more certainty."""
    document = _table(3, is_added=False)
    twice = Document(document.figures, document.relations * 2)
    assert log_likelihoods(twice) == log_likelihoods(document)
