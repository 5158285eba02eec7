"""What a failed check between two years says: last year's figure, this year's, and the change.

It knows that a base of nothing has no percentage. It refuses to know how checks are judged.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.nodes import PREVIOUS
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import Stated
from xls_juesuan.declarations.relation.nodes import Threshold
from xls_juesuan.declarations.relation.nodes import of_last_year
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.messages import previous as messages
from xls_juesuan.money import STEPS_PER_PERCENT
from xls_juesuan.money import format_percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.audit.scales import Scale
    from xls_juesuan.declarations.relation.evaluation import World
    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.declarations.relation.text import TextWriter


def figures_of_both_years(condition: Node, when: Node | None) -> tuple[Cell, ...]:
    """Give the figures of this year that the same figure of last year stands against."""
    nodes = (condition, when) if when is not None else (condition,)
    cells = dict.fromkeys(part for node in nodes for part in walk(node) if isinstance(part, Cell))
    return tuple(
        cell for cell in cells if not cell.table.startswith(PREVIOUS) and _last_year(cell) in cells
    )


def change_text(figures: Sequence[Cell], world: World, writer: TextWriter, scale: Scale) -> str:
    """Word the change of each figure."""
    return messages.SEMICOLON.join(_change(cell, world, writer, scale) for cell in figures)


def limits_passed(condition: Node, when: Node | None, writer: TextWriter) -> tuple[str, ...]:
    """Name the thresholds that the change of the one figure has passed.

    Empty where several figures, or other figures beside, decide: then the change alone says
    nothing of the limit.
    """
    parts = tuple(walk(condition))
    is_alone = len(figures_of_both_years(condition, when)) == 1
    if not is_alone or any(isinstance(part, Stated) for part in parts):
        return ()
    return tuple(writer.amount(part) for part in parts if isinstance(part, Threshold))


def _change(cell: Cell, world: World, writer: TextWriter, scale: Scale) -> str:
    this, last = (world.cell(one.table, one.row, one.column) for one in (cell, _last_year(cell)))
    growth = Fraction(abs(this - last), abs(last)) * 100 * STEPS_PER_PERCENT if last else None
    return messages.change(
        writer.amount(cell),
        scale.text(last),
        scale.text(this),
        scale.text(abs(this - last)),
        format_percent(growth) if growth is not None else "",
        grew=this > last,
    )


def _last_year(cell: Cell) -> Cell:
    return Cell(of_last_year(cell.table), cell.row, cell.column)
