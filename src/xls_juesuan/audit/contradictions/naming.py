"""Figures of the joint document in words: names of cells, printed amounts, amounts in yuan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.measure import Measure
from xls_juesuan.declarations.relation.measure import measure
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.messages import contradictions as messages
from xls_juesuan.messages.audit import points
from xls_juesuan.messages.audit import yuan
from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.money import format_points
from xls_juesuan.money import format_wan
from xls_juesuan.money import format_yuan_grouped

if TYPE_CHECKING:
    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.document import Figure
    from xls_juesuan.declarations.relation.text import TextWriter


class FigureNames:
    """Names and writes figures by their number.

    Args:
        document: the figures.
        writer: reads cells out as the tables print them.
    """

    def __init__(self, document: Document, writer: TextWriter) -> None:
        self._document = document
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
        return printed_amount(self._document.figures[number], fen)


def printed_amount(figure: Figure, fen: int) -> str:
    """Write an amount in the unit of amount that a figure's last digit speaks for."""
    if figure.step % FEN_PER_PRINTED_STEP == 0:
        return messages.wan(format_wan(fen) or "0.00")
    return in_yuan(fen)


def in_yuan(fen: int) -> str:
    """Write an exact amount."""
    return yuan(format_yuan_grouped(fen))
