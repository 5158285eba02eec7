"""How the totals of each table were rounded, as one line of the review."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.audit.audit import Line
from xls_juesuan.audit.joint.localisation import Habit
from xls_juesuan.audit.reporting import rule_finding
from xls_juesuan.findings import Outcome
from xls_juesuan.messages import contradictions as messages

if TYPE_CHECKING:
    from xls_juesuan.audit.contradictions.joint import Joint
    from xls_juesuan.declarations.rules import Rule
    from xls_juesuan.tables.table import Table


def report_habits(joint: Joint, rule: Rule) -> Line:
    """Say which tables add up rounded parts; it is no fault either way.

    Where some do, that explains differences between tables, and the line says so. Tables
    without a figure are not named, unless all are.
    """
    tables: dict[Habit, list[str]] = defaultdict(list)
    every = joint.world.tables
    for table in [one for one in every if _has_figures(one)] or every:
        habit = joint.localisation.habits.get(table.key, Habit.UNKNOWN)
        tables[habit].append(table.sheet)
    text = messages.habits(tables[Habit.ADDED], tables[Habit.OWN], tables[Habit.UNKNOWN])
    finding = rule_finding(rule, Outcome.PASSED, text)
    return Line(replace(finding, explained_by_rounding=bool(tables[Habit.ADDED])))


def _has_figures(table: Table) -> bool:
    return any(cell.fen for cell in table.cells.values())
