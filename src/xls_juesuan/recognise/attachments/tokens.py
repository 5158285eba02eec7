"""What stands on a line of a form: names, figures and marks, each with its place.

It knows how figures are written; it refuses to know what they mean.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.declarations.assessment_words import name
from xls_juesuan.money import AmountError
from xls_juesuan.money import parse_decimal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from xls_juesuan.recognise.page import PrintedPage
    from xls_juesuan.recognise.page import Spot

_FIGURE = re.compile(r"([-+]?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(%|分|万元|元)?")
_MINUS = str.maketrans("−－﹣–", "----")
_DASHES = frozenset({"-", "—", "——", "--", "/", "\\", "―", "─", "一"})
#: What a number with a percent format holds besides what it shows.
_NOISE = Decimal(1).scaleb(-9)
#: A number from here on is no rate.
_LARGEST_RATE = Decimal(10**9)


class Kind(StrEnum):
    """What a token is."""

    NUMBER = "number"
    PERCENT = "percent"
    DASH = "dash"
    TEXT = "text"


@dataclass(frozen=True)
class Token:
    """A text, or the part of one that stands before or behind a colon.

    Attributes:
        spot: where on the page it stands.
        text: as printed.
        is_whole: whether it is all that stands in its cell.
    """

    spot: Spot
    text: str
    is_whole: bool = True

    @property
    def line(self) -> int:
        """Its line."""
        return self.spot[0]

    @property
    def place(self) -> int:
        """Its place on the line."""
        return self.spot[1]

    @cached_property
    def word(self) -> str:
        """The form in which names are compared."""
        return name(self.text)

    @cached_property
    def _compact(self) -> str:
        compact = unicodedata.normalize("NFKC", self.text).translate(_MINUS)
        return "".join(compact.split())

    @cached_property
    def _figure(self) -> re.Match[str] | None:
        return _FIGURE.fullmatch(self._compact)

    @cached_property
    def kind(self) -> Kind:
        """What it is."""
        if self._compact in _DASHES:
            return Kind.DASH
        if self._figure is None:
            return Kind.TEXT
        return Kind.PERCENT if self._figure[4] == "%" else Kind.NUMBER

    @property
    def is_text(self) -> bool:
        """Whether it is neither a figure nor a mark."""
        return self.kind is Kind.TEXT

    @property
    def is_figure(self) -> bool:
        """Whether it is a number, with or without a percent sign."""
        return self.kind in {Kind.NUMBER, Kind.PERCENT}

    @property
    def number(self) -> Decimal:
        """The number that it states, without sign of unit or percent; 0 of anything else."""
        found = self._figure
        if found is None:
            return Decimal(0)
        return Decimal(f"{found[1]}{found[2].replace(',', '')}{found[3] or ''}")

    @property
    def decimals(self) -> int:
        """How many digits it has behind the point."""
        return len(self._figure[3] or ".") - 1 if self._figure else 0

    @property
    def unit(self) -> str:
        """What stands behind the number: 分, 万元, 元; blank of anything else."""
        found = self._figure[4] if self._figure else ""
        return "" if found in {None, "%"} else found


def read_tokens(page: PrintedPage, line: int, before_colon: AbstractSet[str]) -> list[Token]:
    """Read a line.

    Args:
        page: where it stands.
        line: which one.
        before_colon: names behind which a colon ends a token: 项目名称：某某.
    """
    return list(_tokens(page, line, before_colon))


def _tokens(page: PrintedPage, line: int, before_colon: AbstractSet[str]) -> Iterator[Token]:
    for place, text in page.filled(line):
        spot = (line, place)
        if spot in page.percents:
            yield Token(spot, _percent(page, spot))
            continue
        before, colon, after = text.replace("：", ":").partition(":")
        if colon and after.strip() and name(before) in before_colon:
            yield Token(spot, before, is_whole=False)
            yield Token(spot, after.strip(), is_whole=False)
        else:
            yield Token(spot, text)


def _percent(page: PrintedPage, spot: Spot) -> str:
    """What a number with a percent format shows."""
    try:
        value = parse_decimal(page.cell(*spot))
    except AmountError:
        return page.text(*spot)
    if value is None or abs(value) >= _LARGEST_RATE:
        return page.text(*spot)
    noiseless = (value * 100).quantize(_NOISE, rounding=ROUND_HALF_UP)
    shown = noiseless.quantize(Decimal(1).scaleb(-page.percents[spot]), rounding=ROUND_HALF_UP)
    return f"{shown:f}%"
