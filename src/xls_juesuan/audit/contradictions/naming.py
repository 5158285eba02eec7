"""Figures of the joint document in words: names of cells, printed amounts, amounts in yuan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.measure import Measure
from xls_juesuan.declarations.relation.measure import measure
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.messages import contradictions as messages
from xls_juesuan.messages.audit import points
from xls_juesuan.money import format_points

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.document import Figure
    from xls_juesuan.audit.scales import Scale
    from xls_juesuan.audit.scales import Scales
    from xls_juesuan.declarations.relation.text import TextWriter


class FigureNames:
    """Names and writes figures by their number.

    Args:
        document: the figures.
        writer: reads cells out as the tables print them.
        scales: knows in which unit each figure is printed.
    """

    def __init__(self, document: Document, writer: TextWriter, scales: Scales) -> None:
        self._document = document
        self._scales = scales
        self._writer = writer

    def name(self, number: int) -> str:
        """Table, row and column of a figure."""
        key = self._document.figures[number].key
        return self._writer.amount(Cell(key.table, key.row, key.column))

    def names(self, numbers: tuple[int, ...]) -> list[str]:
        """Names of figures."""
        return [self.name(number) for number in numbers]

    def table_name(self, number: int) -> str:
        """Name of the table that a figure stands in."""
        return self._writer.table_name(self._document.figures[number].key.table)

    def shown(self, number: int) -> str:
        """A figure as it is printed."""
        figure = self._document.figures[number]
        return messages.BLANK if figure.is_blank else self.printed(number, figure.shown)

    def printed(self, number: int, fen: int) -> str:
        """An amount in the unit that the figure is printed in, a score in points."""
        key = self._document.figures[number].key
        if measure(Cell(key.table, key.row, key.column)) is Measure.SCORE:
            return points(format_points(fen))
        return printed_amount(self._scales.of_keys((key,)), self._document.figures[number], fen)

    def scale(self, numbers: Iterable[int]) -> Scale:
        """Unit of a sentence about figures."""
        return self._scales.of_keys(self._document.figures[number].key for number in numbers)


def printed_amount(scale: Scale, figure: Figure, fen: int) -> str:
    """Write an amount in a unit of amount, to the last digit of a figure."""
    return scale.text(fen, min(figure.step, scale.unit // 100))
