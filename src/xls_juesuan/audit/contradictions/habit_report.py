"""How the totals of each table were rounded, as one line of the review."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from xls_juesuan.audit.audit import Line
from xls_juesuan.audit.joint.localisation import Habit
from xls_juesuan.audit.reporting import rule_finding
from xls_juesuan.findings import Outcome
from xls_juesuan.messages import contradictions as messages

if TYPE_CHECKING:
    from xls_juesuan.audit.contradictions.joint import Joint
    from xls_juesuan.declarations.rules import Rule


def report_habits(joint: Joint, rule: Rule) -> Line:
    """Say which tables add up rounded parts; it is no fault either way."""
    tables: dict[Habit, list[str]] = defaultdict(list)
    for table in joint.world.tables:
        habit = joint.localisation.habits.get(table.key, Habit.UNKNOWN)
        tables[habit].append(table.sheet)
    text = messages.habits(tables[Habit.ADDED], tables[Habit.OWN], tables[Habit.UNKNOWN])
    return Line(rule_finding(rule, Outcome.PASSED, text))
