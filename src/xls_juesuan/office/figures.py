"""Figures into cells: in the unit of amount of the table, to the fen or to what the cells show.

It knows how a figure is written; it refuses to know which cell is which figure's.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from xls_juesuan.money import round_half_away
from xls_juesuan.recognise.context import FEN_PER_UNIT
from xls_juesuan.recognise.number_formats import scale_of
from xls_juesuan.recognise.number_formats import shown_decimals

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xls_juesuan.tables.table import TableCell
    from xls_juesuan.writing.patching.looks import Looks
    from xls_juesuan.writing.patching.package import Element
    from xls_juesuan.writing.patching.sheet import Sheet

#: Decimals of a unit of amount that a table shows.
_STEPS = 100


@dataclass(frozen=True, slots=True)
class FigureStyle:
    """How the figures of one table are written.

    Attributes:
        unit: the unit of amount, such as 万元.
        is_rounded: whether each figure is rounded to two decimals.
        prints_zeros: whether nothing is printed as 0.00 rather than left blank.
    """

    unit: str
    is_rounded: bool = False
    prints_zeros: bool = False

    @property
    def fen_per_unit(self) -> int:
        """Fen in one unit of amount."""
        return FEN_PER_UNIT[self.unit]

    @property
    def step(self) -> int:
        """Fen in the last digit that is printed."""
        return max(1, self.fen_per_unit // _STEPS)

    def number(self, fen: int) -> Decimal:
        """An amount as it stands in a cell."""
        shown = round_half_away(fen, self.step) if self.is_rounded else fen
        return Decimal(shown) / self.fen_per_unit

    def put(self, sheet: Sheet, cell: Element, figure: TableCell | None, scale: int = 1) -> None:
        """Write a figure; what is unknown or nothing leaves a blank, whatever stood there.

        Args:
            sheet: the sheet.
            cell: the cell.
            figure: what it is to show.
            scale: how many times what it shows the number in it has to be.
        """
        is_zero = figure is not None and figure.is_known and not figure.fen
        if figure is None or not figure.is_known or (is_zero and not self._shows_zero(figure)):
            sheet.clear(cell)
        else:
            fen = figure.fen if figure.rounded is None or not self.is_rounded else figure.rounded
            sheet.set_number(cell, self.number(fen) * scale)

    def _shows_zero(self, figure: TableCell) -> bool:
        return self.prints_zeros and figure.expression is not None


def choose_style(
    sheet: Sheet, looks: Looks, cells: Iterable[Element], unit: str, *, rounds: bool
) -> FigureStyle:
    """Choose how the figures of a table are written.

    Args:
        sheet: the sheet.
        looks: the looks of the workbook.
        cells: the cells that hold the figures.
        unit: the unit of amount.
        rounds: whether the user wants each figure rounded.
    """
    prints_zeros, shows_all = False, False
    for cell in cells:
        if sheet.formula(cell) is not None:
            continue
        value = sheet.value(cell)
        prints_zeros = (
            prints_zeros
            or (isinstance(value, Decimal) and not value)
            or (isinstance(value, str) and value.strip() in {"0.00", "0"})
        )
        # Without a format of its own a cell shows every digit that it holds.
        number_format = looks.number_format(cell)
        is_open = shown_decimals(number_format) is None and scale_of(number_format) == 1
        shows_all = shows_all or is_open
    return FigureStyle(unit, rounds or shows_all, prints_zeros)
