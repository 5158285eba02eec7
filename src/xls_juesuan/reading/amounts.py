"""Knows how a column of amount cells becomes int64 fen.

Numbers take a vectorised path that is exact for everything with fen precision; whatever is
not plainly a whole number of fen goes through ``money.parse_decimal``, one distinct cell once.
It refuses to know what the amounts mean.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

import numpy as np

from xls_juesuan.money import AmountError
from xls_juesuan.money import parse_decimal
from xls_juesuan.money import parse_fen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xls_juesuan.reading.column import Column

#: Farther from a whole number of fen than this, or larger than that, a double is not trusted.
_CLOSE = 1e-4
_SURE_BELOW = 1e11
#: Amounts as programs print them in texts, in yuan or ten thousands, and too small to be none.
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,7})(?:\.[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class Amounts:
    """One column of amounts.

    Attributes:
        fen: the amounts; 0 where none is stated or none can be read.
        stated: whether the cell states an amount at all (a blank is not a zero).
        unreadable: position and text of each cell that is no amount.
        cut: position and text of each cell that states parts of a fen, which are rounded.
    """

    fen: NDArray[np.int64]
    stated: NDArray[np.bool_]
    unreadable: tuple[tuple[int, str], ...] = ()
    cut: tuple[tuple[int, str], ...] = ()


def read_amounts(cells: Column[Any], fen_per_unit: int) -> Amounts:
    """Read a column of amount cells stated in units of ``fen_per_unit`` fen."""
    numbers = np.array(
        [cell if cell.__class__ in {float, int} else np.nan for cell in cells.distinct],
        dtype=np.float64,
    )
    # Blanks are NaN here and a cell may hold infinity; both end up on the slow path.
    with np.errstate(all="ignore"):
        scaled = numbers * fen_per_unit
        rounded = np.rint(scaled)
        sure = (np.abs(scaled - rounded) < _CLOSE) & (np.abs(scaled) < _SURE_BELOW)
    fen = np.where(sure, rounded, 0).astype(np.int64)
    stated = sure.copy()
    bad, fine = np.zeros(len(fen), np.bool_), np.zeros(len(fen), np.bool_)
    for code in np.flatnonzero(~sure).tolist():
        cell = cells.distinct[code]
        if cell.__class__ is str:
            if not cell:
                continue
            if _PLAIN.fullmatch(cell):
                fen[code], stated[code] = _plain_fen(cell) * fen_per_unit // 100, True
                continue
        try:
            value, fine[code] = _read_one(cell, fen_per_unit)
        except AmountError:
            bad[code] = True
            continue
        if value is not None:
            fen[code], stated[code] = value, True
    codes = cells.codes
    return Amounts(fen[codes], stated[codes], _shown(cells, bad), _shown(cells, fine))


def _plain_fen(text: str) -> int:
    """The hundredths of a plain amount: whole fen where it is stated in yuan."""
    whole, _, rest = text.partition(".")
    return int(whole + rest.ljust(2, "0"))


def _shown(cells: Column[Any], which: NDArray[np.bool_]) -> tuple[tuple[int, str], ...]:
    """Position and text of the rows with some of the distinct cells."""
    if not which.any():
        return ()
    return tuple((at, str(cells[at])) for at in np.flatnonzero(which[cells.codes]).tolist())


def _read_one(cell: object, fen_per_unit: int) -> tuple[int | None, bool]:
    """Give one cell in fen, and whether it says more than whole fen can hold."""
    fen, exact = parse_fen(cell, fen_per_unit=fen_per_unit), parse_decimal(cell)
    return fen, exact is not None and fen != exact * fen_per_unit


def no_amounts(length: int) -> Amounts:
    """A column that the file does not have."""
    return Amounts(np.zeros(length, np.int64), np.zeros(length, np.bool_))
