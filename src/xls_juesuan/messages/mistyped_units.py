"""What is said of amounts whose unit was mistyped."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Units that explanations are written in, by fen.
UNITS: Mapping[int, str] = MappingProxyType({10**2: "元", 10**6: "万元", 10**10: "亿元"})


def mistyped_unit(where: str, printed: str, stated: int, right: int, settled: int) -> str:
    """An amount that agrees with others in another unit.

    Args:
        where: the place.
        printed: the digits as printed.
        stated: fen in the unit that is printed.
        right: fen in the unit that is right.
        settled: failures that this alone makes.
    """
    unit = UNITS[right]
    text = f"{where}写“{printed} {UNITS[stated]}”，单位应为{unit}，即 {printed} {unit}"
    return f"{text}；改正后，跟着它不平的 {settled} 处也就平了" if settled else text


def said_in_other_unit(where: str, printed: str, units: tuple[int, int], other: str) -> str:
    """An amount that stands elsewhere with the same digits and the right unit."""
    stated, right = UNITS[units[0]], UNITS[units[1]]
    return (
        f"{where}写“{printed} {stated}”，单位应为{right}：同一个数{other}写的是 {printed} {right}"
    )
