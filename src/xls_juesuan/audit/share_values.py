"""What an amount would have to be for a printed percentage to be right.

It knows shares; it refuses to know which of both is wrong.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from xls_juesuan.audit.printed_judgement import percentage_range
from xls_juesuan.declarations.relation.linear import linear_form
from xls_juesuan.money import round_half_away

if TYPE_CHECKING:
    from xls_juesuan.declarations.relation.evaluation import World
    from xls_juesuan.declarations.relation.nodes import Cell
    from xls_juesuan.declarations.relation.nodes import IsShare
    from xls_juesuan.declarations.relation.nodes import Node


def amount_for_share(node: IsShare, cell: Cell, world: World) -> tuple[int, int] | None:
    """Give the least and the greatest printed amount, in fen, that go with a percentage.

    Both are the same where one value is right. ``None`` where the percentage or the amount is not
    printed, or no amount would do.
    """
    share, figure = (
        percentage_range(node.cell, world),
        world.figure(cell.table, cell.row, cell.column),
    )
    sides = [_split(side, cell, world) for side in (node.part, node.whole)]
    if share is None or figure is None or None in sides:
        return None
    (part, of_part), (whole, of_whole) = (side or (Fraction(0), Fraction(0)) for side in sides)
    _, step = figure
    ends = []
    for one in (Fraction(share.low), Fraction(share.high)):
        factor = of_part - one * of_whole
        if not factor:
            return None
        ends.append(round_half_away((one * whole - part) / factor, step))
    return min(ends), max(ends)


def _split(node: Node, cell: Cell, world: World) -> tuple[Fraction, Fraction] | None:
    """What an amount is without a cell, and how often it counts the cell."""
    form = linear_form(node, world)
    if form is None:
        return None
    rest = Fraction(form.constant)
    for other, factor in form.coefficients.items():
        if other != cell:
            rest += factor * world.cell(other.table, other.row, other.column)
    return rest, Fraction(form.coefficients.get(cell, 0))
