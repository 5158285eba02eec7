"""Checks judged again where totals add up rounded parts: they may be further from the exact total.

A total of n rounded parts lies within n half steps of the exact one, not within one. It knows
how many parts stand behind each total; it refuses to know how the habit is recognised.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.habits import is_sum
from xls_juesuan.audit.joint.localisation import Habit
from xls_juesuan.audit.printed_judgement import may_hold
from xls_juesuan.audit.views import FiguresWorld
from xls_juesuan.findings import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.audit.audit import Check
    from xls_juesuan.audit.contradictions.joint import Joint
    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.model import CellKey


def forgive_added_totals(joint: Joint) -> Joint:
    """Let checks pass that fail only because a total was taken for rounded on its own.

    What a contradiction has broken stays broken.
    """
    widened = _widened_figures(joint)
    if not widened:
        return joint
    world = FiguresWorld(joint.world, joint.key, widened)
    broken = {
        id(check) for cluster in joint.localisation.clusters for check in joint.checks_of(cluster)
    }

    def again(check: Check) -> Check:
        if (
            check.outcome is not Outcome.FAILED
            or id(check) in broken
            or widened.keys().isdisjoint(check.cells)
            or not may_hold(check.condition, world)
        ):
            return check
        return replace(check, outcome=Outcome.PASSED, detail="")

    steps = {key: step for key, (_, step) in widened.items()}
    return replace(joint, checks=tuple(map(again, joint.checks)), steps=steps)


def _widened_figures(joint: Joint) -> dict[CellKey, tuple[int, int]]:
    """Totals that add up several rounded parts, each with a step as many times as wide."""
    document = joint.document
    counts = _part_counts(document, joint.localisation.habits)
    return {
        document.figures[number].key: (
            document.figures[number].shown,
            document.figures[number].step * count,
        )
        for number, count in counts.items()
        if count > 1
    }


def _part_counts(document: Document, habits: Mapping[str, Habit]) -> dict[int, int]:
    """Number of printed figures that each total of such a table adds up in the end."""
    parts: dict[int, tuple[int, ...]] = {}
    for relation in document.relations:
        # A rule names the total first.
        (first, sign), *others = relation.terms
        tables = {document.figures[number].key.table for number, _ in relation.terms}
        if (
            is_sum(relation)
            and len(tables) == 1
            and habits.get(*tables) is Habit.ADDED
            and all(other == -sign for _, other in others)
        ):
            parts.setdefault(first, tuple(number for number, _ in others))
    counts: dict[int, int] = {}

    def count(number: int, above: frozenset[int] = frozenset()) -> int:
        if number in counts or number in above:
            return counts.get(number, 0)
        below = parts.get(number)
        if below is None:
            counts[number] = 0 if document.figures[number].is_blank else 1
        else:
            counts[number] = sum(count(part, above | {number}) for part in below)
        return counts[number]

    return {number: count(number) for number in parts}
