"""What a narrative says of amounts: sums, shares, completion, change; exact until it is printed.

It knows fen, fractions and signs; it refuses to know where an amount comes from and sentences.
Everything can be missing; what is made from something missing is missing, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.money import FEN_PER_WAN
from xls_juesuan.money import STEPS_PER_PERCENT
from xls_juesuan.money import format_percent
from xls_juesuan.money import format_printed

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Around the key of a field whose value is missing; no text of a user has these characters.
GAP_START, GAP_END = "\ue000", "\ue001"


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing is known; printed as the mark of a gap."""

    key: str
    is_missing: bool = True
    is_zero: bool = False
    is_slight: bool = False
    is_negative: bool = False

    def __str__(self) -> str:
        return f"{GAP_START}{self.key}{GAP_END}"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in fen, printed in 万元 with two decimals."""

    fen: int
    is_missing: bool = False

    def __str__(self) -> str:
        text = format_printed(self.fen, unit=FEN_PER_WAN, step=FEN_PER_PRINTED_STEP)
        return text.replace(",", "")

    @property
    def is_zero(self) -> bool:
        """Whether it is nothing at all, to the fen."""
        return self.fen == 0

    @property
    def is_slight(self) -> bool:
        """Whether there is something, but too little to be printed."""
        return not self.is_zero and str(self.size) == str(Money(0))

    @property
    def is_negative(self) -> bool:
        """Whether more came back than was spent."""
        return self.fen < 0

    @property
    def size(self) -> Money:
        """The amount without its sign."""
        return Money(abs(self.fen))


@dataclass(frozen=True, slots=True)
class Rate:
    """A percentage with two decimals, made from exact amounts and rounded once."""

    value: Fraction
    is_missing: bool = False

    def __str__(self) -> str:
        return format_percent(self.value * 100 * STEPS_PER_PERCENT)

    @property
    def is_slight(self) -> bool:
        """Whether there is something, but too little to be printed."""
        return self.value != 0 and str(self) == str(Rate(Fraction(0)))


Quantity = Money | Missing


@dataclass(frozen=True, slots=True)
class Ratio:
    """A part of a whole, or an outturn of a budget.

    Attributes:
        rate: ``None`` where there is no percentage: of nothing, of what is too little to be
            printed, and of or with what is negative.
    """

    rate: Rate | Missing | None

    @property
    def exists(self) -> bool:
        """Whether there is a percentage to print, or one that is missing."""
        return self.rate is not None

    def __str__(self) -> str:
        return "" if self.rate is None else str(self.rate)


@dataclass(frozen=True, slots=True)
class Change:
    """How an amount differs from another one.

    Attributes:
        now, before: what is compared.
    """

    now: Quantity
    before: Quantity

    @property
    def missing(self) -> Missing | None:
        """What is not known of the two."""
        for one in (self.now, self.before):
            if isinstance(one, Missing):
                return one
        return None

    @property
    def difference(self) -> Money:
        """How much it is larger, or smaller with a minus."""
        if isinstance(self.now, Missing) or isinstance(self.before, Missing):
            raise TypeError(f"{self.missing} is not known")
        return Money(self.now.fen - self.before.fen)

    @property
    def is_same(self) -> bool:
        """Whether nothing has changed, to the fen."""
        return self.difference.is_zero

    @property
    def is_slight(self) -> bool:
        """Whether something has changed, but too little to be printed."""
        return not self.is_same and self.difference.is_slight

    @property
    def is_up(self) -> bool:
        """Whether there is more now."""
        return self.difference.fen > 0

    @property
    def has_no_base(self) -> bool:
        """Whether there was nothing to speak of before, so that no percentage says anything."""
        before = self.before
        return not isinstance(before, Missing) and (before.fen <= 0 or before.is_slight)

    @property
    def rate(self) -> Rate:
        """By how much per cent, without its sign."""
        if isinstance(self.before, Missing) or self.before.fen == 0:
            raise ZeroDivisionError("there is nothing to compare with")
        return Rate(abs(Fraction(self.difference.fen, self.before.fen)))


def ratio(part: Quantity, whole: Quantity) -> Ratio:
    """Give the share of a part, or the completion of a budget."""
    if isinstance(part, Missing):
        return Ratio(part)
    if isinstance(whole, Missing):
        return Ratio(whole)
    if whole.fen <= 0 or whole.is_slight or part.fen < 0:
        return Ratio(None)
    return Ratio(Rate(Fraction(part.fen, whole.fen)))


def total(parts: Iterable[Quantity]) -> Quantity:
    """Add up; missing if any part is."""
    fen = 0
    for part in parts:
        if isinstance(part, Missing):
            return part
        fen += part.fen
    return Money(fen)


def without(whole: Quantity, part: Quantity) -> Quantity:
    """Take a part away; missing if either is."""
    if isinstance(whole, Missing) or isinstance(part, Missing):
        return part if isinstance(part, Missing) else whole
    return Money(whole.fen - part.fen)
