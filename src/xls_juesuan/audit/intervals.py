"""What a printed figure says of the exact one: an interval in fen.

Half-open by rounding half away from zero: 0.01 万元 printed with a step of 10,000 fen is any
amount from 5,000 to 14,999 fen. Closed intervals would let 0.01 and 0.02 touch.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

Bound = Fraction | int


@dataclass(frozen=True, slots=True)
class Interval:
    """Every value from ``low`` to ``high``, both included."""

    low: Bound
    high: Bound

    def __add__(self, other: Interval) -> Interval:
        """Sum of two independent values."""
        return Interval(self.low + other.low, self.high + other.high)

    def __mul__(self, other: Interval) -> Interval:
        """Product of two independent values."""
        corners = [one * two for one in (self.low, self.high) for two in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def scaled(self, factor: Bound) -> Interval:
        """The values times a number."""
        low, high = self.low * factor, self.high * factor
        return Interval(low, high) if factor >= 0 else Interval(high, low)

    def __contains__(self, value: Bound) -> bool:
        """Whether a value is possible."""
        return self.low <= value <= self.high

    @property
    def magnitude(self) -> Interval:
        """What the value may be without its sign."""
        least = max(self.low, -self.high, 0)
        return Interval(least, max(self.high, -self.low))


def exactly(value: Fraction | int) -> Interval:
    """The interval of a value that is known."""
    return Interval(value, value)


def printed_interval(shown: int, step: int) -> Interval:
    """Give the exact figures that are printed as ``shown``.

    Args:
        shown: the printed value in fen, a whole multiple of ``step``.
        step: fen in one unit of the last printed digit; 1 where the figure is exact.
    """
    if step == 1:
        return exactly(shown)
    half = step // 2
    if shown > 0:
        return Interval(shown - half, shown + half - 1)
    if shown < 0:
        return Interval(shown - half + 1, shown + half)
    return Interval(1 - half, half - 1)


def ratio_may_lie(part: Interval, whole: Interval, low: Fraction, high: Fraction) -> bool:
    """Whether part over whole may lie from ``low`` up to, but not at, ``high``.

    Both intervals have two ends. A whole that may be zero is none here: nothing is divided by
    nothing. On either side of zero the ratio is continuous, so it takes every value between
    its least and its largest, which stand at corners.
    """
    sides = [
        Interval(whole.low if whole.low > 0 else 1, whole.high),
        Interval(whole.low, whole.high if whole.high < 0 else -1),
    ]
    for side in sides:
        if side.low <= side.high:
            corners = [
                Fraction(over) / Fraction(under)
                for over in (part.low, part.high)
                for under in (side.low, side.high)
            ]
            if min(corners) < high and max(corners) >= low:
                return True
    return False
