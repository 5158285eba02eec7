"""Values that printed percentages give to figures of which relations say only a bound.

A percentage stands outside of the joint check, because some are made from rounded figures. Where
nothing else speaks of the right value, it does. It refuses to know how figures come to be accused.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil
from math import floor
from typing import TYPE_CHECKING

from xls_juesuan.audit.intervals import Interval
from xls_juesuan.audit.joint.right_values import guess
from xls_juesuan.audit.printed_judgement import amount_range
from xls_juesuan.audit.printed_judgement import percentage_range
from xls_juesuan.declarations.relation.linear import linear_form
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import IsShare
from xls_juesuan.declarations.relation.nodes import Number
from xls_juesuan.findings import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.audit.audit import Check
    from xls_juesuan.audit.contradictions.joint import Joint
    from xls_juesuan.audit.instances import AuditTables
    from xls_juesuan.audit.joint.localisation import Correction
    from xls_juesuan.audit.joint.localisation import Explanation
    from xls_juesuan.declarations.relation.nodes import Cell
    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.model import CellKey

_JUDGED = (Outcome.PASSED, Outcome.FAILED)


def hear_shares(joint: Joint) -> Joint:
    """Give figures that only a bound speaks of the value that their percentages tell."""
    shares = [
        check
        for check in joint.checks
        if check.outcome in _JUDGED and isinstance(check.condition, IsShare)
    ]
    clusters = tuple(
        replace(
            cluster,
            explanations=tuple(_valued(one, shares, joint) for one in cluster.explanations),
        )
        for cluster in joint.localisation.clusters
    )
    return replace(joint, localisation=replace(joint.localisation, clusters=clusters))


def _valued(found: Explanation, shares: Sequence[Check], joint: Joint) -> Explanation:
    figures = joint.document.figures
    accused = {
        figures[number].key for one in found.corrections for number in (one.figure, *one.copies)
    }

    def valued(one: Correction) -> Correction:
        places = {figures[number].key for number in (one.figure, *one.copies)}
        limits = (one.low, one.high)
        for check in shares:
            mine = places.intersection(check.cells)
            if len(mine) == 1 and accused.intersection(check.cells) == mine:
                limits = _narrowed(limits, _told(check, next(iter(mine)), joint))
        if limits == (one.low, one.high):
            return one
        right = guess(figures[one.figure], (), *limits)
        return one if right.value is None else replace(one, value=right.value, slip=right.slip)

    corrections = tuple(valued(one) if one.is_open else one for one in found.corrections)
    return replace(found, corrections=corrections)


def _narrowed(
    limits: tuple[int | None, int | None], told: Interval | None
) -> tuple[int | None, int | None]:
    """Limits within what a percentage tells; the limits themselves where both cannot be."""
    if told is None:
        return limits
    low, high = limits
    least = ceil(told.low) if low is None else max(low, ceil(told.low))
    greatest = floor(told.high) if high is None else min(high, floor(told.high))
    return (least, greatest) if least <= greatest else limits


def _told(check: Check, key: CellKey, joint: Joint) -> Interval | None:
    """What an accused figure is if a percentage and the other figures are right."""
    node = check.condition
    if not isinstance(node, IsShare):
        return None
    share = percentage_range(node.cell, joint.world)
    part, whole = (_cell_of(side, key, joint) for side in (node.part, node.whole))
    if share is None or bool(part) == bool(whole):
        return None
    if part:
        cell, factor = part
        product = share * amount_range(node.whole, joint.world)
        rest = _without(node.part, cell, factor, joint.world)
        return (product + rest.scaled(-1)).scaled(1 / factor)
    if whole and 0 not in share:
        cell, factor = whole
        turned = Interval(Fraction(1) / share.high, Fraction(1) / share.low)
        product = turned * amount_range(node.part, joint.world)
        rest = _without(node.whole, cell, factor, joint.world)
        return (product + rest.scaled(-1)).scaled(1 / factor)
    return None


def _cell_of(node: Node, key: CellKey, joint: Joint) -> tuple[Cell, Fraction] | None:
    """The accused cell in an amount, with its coefficient."""
    form = linear_form(node, joint.world)
    if form is None:
        return None
    return next(
        (
            (cell, Fraction(factor))
            for cell, factor in form.coefficients.items()
            if factor and joint.key(cell.table, cell.row, cell.column) == key
        ),
        None,
    )


def _without(node: Node, cell: Cell, factor: Fraction, world: AuditTables) -> Interval:
    term = Arithmetic("*", Number(factor), cell)
    return amount_range(Arithmetic("-", node, term), world)
