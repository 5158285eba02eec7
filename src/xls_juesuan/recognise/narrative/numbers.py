"""Numbers in a sentence: amounts, percentages, counts and points, with their printed precision.

It knows digits and the units behind them; it refuses to know what a number is said of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.money import LARGEST_FEN
from xls_juesuan.money import STEPS_PER_PERCENT
from xls_juesuan.money import STEPS_PER_POINT
from xls_juesuan.recognise.context import FEN_PER_UNIT
from xls_juesuan.tables.parts import PartFigure

if TYPE_CHECKING:
    from collections.abc import Iterator


class NumberKind(Enum):
    """What a number measures."""

    AMOUNT = "amount"
    PERCENT = "percent"
    COUNT = "count"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit.

    Attributes:
        start, end: where digits and unit stand in the text.
        figure: an amount in fen, a percentage, points, or a count.
        unit: the unit as printed.
        is_negative: whether it is printed with a sign.
        per_unit: fen in the unit of an amount.
    """

    kind: NumberKind
    start: int
    end: int
    figure: PartFigure
    unit: str
    is_negative: bool = False
    per_unit: int = 0


_UNITS = "|".join(sorted(FEN_PER_UNIT, key=len, reverse=True))
_NUMBER = re.compile(
    r"(?<![\d.])(?P<sign>[-−－])?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    # 万 and 亿 alone are money where nothing that could be counted follows.
    rf"(?:(?P<amount>{_UNITS}|[万亿](?=[,;。、:)占比较与同完]|$))|(?P<percent>%(?!点))"
    r"|(?P<score>分(?!别|类|之|项|项目|为|级))"
    r"|(?P<count>人次|批次|个批次|批|团组|个(?!百分点)|人|辆|台[(]套[)]|台套|台|套|项|次))"
)
#: 单位价值100万元（含）以上: a limit, no amount.
_LIMIT = re.compile(r"[(]?含?[)]?(?:及)?(?:以上|以下|以内)")


def numbers(text: str) -> Iterator[Number]:
    """Give the numbers of a compact text that have a unit, in their order."""
    for found in _NUMBER.finditer(text):
        if _LIMIT.match(text, found.end()):
            continue
        value = Decimal(found["digits"].replace(",", ""))
        number = _number(found, value)
        if number is not None:
            yield number


def _number(found: re.Match[str], value: Decimal) -> Number | None:
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) else 0
    kind, per_unit = _kind(found)
    if value * per_unit >= LARGEST_FEN or (decimals and kind is NumberKind.COUNT):
        return None
    step = max(per_unit // 10**decimals, 1)
    if kind is NumberKind.AMOUNT and not value:
        # “0万元” is nothing, not something below half of it.
        step = min(step, FEN_PER_PRINTED_STEP)
    steps = int((value * per_unit).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    is_negative = bool(found["sign"])
    figure = PartFigure(-steps if is_negative else steps, step)
    unit = found["amount"] or found["percent"] or found["score"] or found["count"]
    fen = per_unit if kind is NumberKind.AMOUNT else 0
    return Number(kind, found.start(), found.end(), figure, unit, is_negative, fen)


def _kind(found: re.Match[str]) -> tuple[NumberKind, int]:
    if found["amount"]:
        return NumberKind.AMOUNT, FEN_PER_UNIT[found["amount"].removesuffix("元") + "元"]
    if found["percent"]:
        return NumberKind.PERCENT, STEPS_PER_PERCENT
    if found["score"]:
        return NumberKind.SCORE, STEPS_PER_POINT
    return NumberKind.COUNT, 1
