"""How an amount is worded in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.money import FEN_PER_YUAN
from xls_juesuan.money import format_printed
from xls_juesuan.money import format_yuan_grouped

if TYPE_CHECKING:
    from fractions import Fraction

#: An amount in a unit of so many fen.
UNITS = {
    10**2: "{number} 元",
    10**4: "{number} 百元",
    10**5: "{number} 千元",
    10**6: "{number} 万元",
    10**8: "{number} 百万元",
    10**10: "{number} 亿元",
}

#: Digits behind the point of every amount.
_LEAST_DECIMALS = 2


def in_yuan(fen: int) -> str:
    """Word an amount in fen: ``1,234.50 元``."""
    return f"{format_yuan_grouped(fen)} 元"


def in_unit(fen: int | Fraction, unit: int, step: int = 1) -> str:
    """Word an amount in fen in a unit of so many fen: ``12.34 万元``; see ``number_in``."""
    return UNITS[unit].format(number=number_in(fen, unit, step))


def number_in(fen: int | Fraction, unit: int, step: int = 1) -> str:
    """Write an amount in a unit, at least to two decimals and else to no more than it needs.

    Args:
        fen: the amount.
        unit: fen in the unit.
        step: fen in one unit of the last digit.
    """
    if unit == FEN_PER_YUAN:
        return format_yuan_grouped(fen)
    whole, _, decimals = format_printed(fen, unit=unit, step=step).partition(".")
    return f"{whole}.{decimals.rstrip('0'):0<{_LEAST_DECIMALS}}"
