"""Cells of a page → figures in fen with the precision they are printed in.

It knows decimals and units of amount; it refuses to know which figure belongs where.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP
from decimal import Decimal
from typing import TYPE_CHECKING

from xls_juesuan.money import LARGEST_FEN
from xls_juesuan.money import AmountError
from xls_juesuan.money import parse_decimal
from xls_juesuan.money import round_half_away
from xls_juesuan.recognise.placeholders import PLACEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xls_juesuan.recognise.page import PrintedPage
    from xls_juesuan.recognise.page import Spot

#: Decimals of a unit of amount beyond which nothing was meant: noise of additions.
_NOISE_DECIMALS = 9
#: Published tables show two decimals, also where the last ones are zeros that a number drops.
_USUAL_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as printed: in fen, and fen in one unit of its last printed digit."""

    fen: int
    step: int
    is_printed: bool


@dataclass(frozen=True, slots=True)
class _Stated:
    """A number as it stands in a cell.

    ``stored`` counts its decimals, ``shown`` those that the cell shows; ``None`` where only the
    number itself tells.
    """

    value: Decimal
    stored: int
    shown: int | None


class Figures:
    """The figures of one table.

    Args:
        page: where they stand.
        fen_per_unit: fen in one unit of amount (1,000,000 for 万元).
        is_exact: whether it is known that the stored numbers are exact to the fen.
    """

    def __init__(self, page: PrintedPage, fen_per_unit: int, *, is_exact: bool = False) -> None:
        self._page = page
        self._fen_per_unit = fen_per_unit
        self._is_exact = is_exact
        #: Formulas that nobody calculated, and cells that hold something else than an amount.
        self.hollow: list[Spot] = []
        self.unreadable: list[Spot] = []
        #: Cells that wait for a figure: 待补, ××.
        self.open: list[Spot] = []
        self._cells: dict[Spot, _Stated | None] = {}
        #: Fen in one unit of the last printed digit; ``None`` where every figure is nothing.
        self.step: int | None = None

    def read(self, spots: Iterable[Spot]) -> None:
        """Read the cells; what cannot be read is noted and left out."""
        cells = {spot: self._stated(spot) for spot in spots}
        left_out = {*self.hollow, *self.unreadable, *self.open}
        self._cells = {spot: one for spot, one in cells.items() if spot not in left_out}
        stated = [one for one in self._cells.values() if one is not None]
        self.step = self._step(stated) if any(one.value for one in stated) else None

    def figures(self, usual_step: int) -> dict[Spot, Figure]:
        """Give the figures; ``usual_step`` is that of tables which do not tell their own.

        They may be in another unit: nothing is printed in steps above the unit of amount.
        """
        step = self.step or min(usual_step, self._fen_per_unit)
        return {spot: self._figure(one, step) for spot, one in self._cells.items()}

    def _stated(self, spot: Spot) -> _Stated | None:
        if spot in self._page.hollow:
            self.hollow.append(spot)
            return None
        cell = self._page.cell(*spot)
        try:
            value = parse_decimal(cell)
        except AmountError:
            is_open = isinstance(cell, str) and PLACEHOLDERS.search(cell)
            (self.open if is_open else self.unreadable).append(spot)
            return None
        if value is None:
            return None
        if abs(value) * self._fen_per_unit >= LARGEST_FEN:
            self.unreadable.append(spot)
            return None
        if isinstance(cell, str):
            shown = _decimals(value)
            return _Stated(value, shown, shown)
        value = value.quantize(Decimal(1).scaleb(-_NOISE_DECIMALS), rounding=ROUND_HALF_UP)
        return _Stated(value, _decimals(value.normalize()), self._page.decimals.get(spot))

    @property
    def _fen_decimals(self) -> int:
        """Decimals of a unit of amount that make a whole fen."""
        return len(str(self._fen_per_unit)) - 1

    def _step(self, stated: list[_Stated]) -> int:
        """Fen in one unit of the last printed digit, the same for the whole table.

        Numbers stored with more decimals than their cells show are exact: somebody computed
        them and let them be shown shorter. It takes a quarter of the figures to say so: a
        single slip of the finger does not make exact what was rounded.
        """
        if self._is_exact:
            return 1
        most = self._fen_decimals
        shown = [one.shown for one in stated if one.shown is not None]
        usual = min(_USUAL_DECIMALS, most) if most > _USUAL_DECIMALS else 0
        printed = _upper_quarter(shown) if shown else usual
        filled = [one for one in stated if one.value and (one.stored <= most or one.shown is None)]
        stored = [min(one.stored, most) for one in filled]
        # Nobody writes fen into some figures in yuan and leaves them out of others.
        fine = _upper_quarter(stored) if most > _USUAL_DECIMALS else max(stored, default=0)
        if fine > printed and any((one.shown or most) < one.stored for one in filled):
            return 1
        return int(10 ** (most - min(max(printed, fine), most)))

    def _figure(self, one: _Stated | None, step: int) -> Figure:
        if one is None:
            return Figure(0, step, is_printed=False)
        exact = one.value * self._fen_per_unit
        fen = int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
        return Figure(round_half_away(fen, step), step, is_printed=True)


def _upper_quarter(numbers: list[int]) -> int:
    """The number that a quarter of them reach; 0 when there are none."""
    return sorted(numbers, reverse=True)[(len(numbers) - 1) // 4] if numbers else 0


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
