"""The right value of a figure that is taken for wrong: where it may lie, which is likeliest.

It knows the range that all other figures leave and the likelihood of slips; it refuses to know
relations.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import erf
from math import inf
from math import log
from math import sqrt
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.slips import VAGUE
from xls_juesuan.audit.joint.slips import kind_of
from xls_juesuan.audit.joint.slips import likelihood
from xls_juesuan.money import round_half_away

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.audit.joint.document import Figure
    from xls_juesuan.audit.joint.localisation import Slip
    from xls_juesuan.audit.joint.slips import Likelihood

#: Up to as many steps a range comes from roundings that add up, so its middle is likelier.
WIDEST_OF_ROUNDINGS = 400
#: A value that no kind of slip speaks for stands out if it has this probability in its range.
STANDS_OUT = 0.05
#: Steps of the largest amount that anybody prints, where a range has no end.
_FARTHEST = 10**11


@dataclass(frozen=True, slots=True)
class Guess:
    """The likely right value of a figure that is taken for wrong.

    Attributes:
        value: printed value in fen; ``None`` when no value stands out.
        slip: the likely kind of mistake.
        score: logarithm of the probability that the figure is shown as it is, summed over all
            right values that the range leaves.
    """

    value: int | None
    slip: Slip
    score: float


@dataclass(frozen=True, slots=True)
class Range:
    """Exact values that are possible, both ends in fen, and the figures printed for them.

    Attributes:
        low, high: fen.
        step: fen in one unit of the last printed digit.
    """

    low: int
    high: int
    step: int

    @property
    def first(self) -> int:
        """Least printed value in steps whose rounding meets the range."""
        return round_half_away(self.low, self.step) // self.step

    @property
    def last(self) -> int:
        """Greatest printed value in steps whose rounding meets the range."""
        return round_half_away(self.high, self.step) // self.step

    @property
    def width(self) -> float:
        """Width in steps."""
        return (self.high - self.low + 1) / self.step

    def weight(self, value: int) -> float:
        """Probability of a printed value in steps, before what is shown is looked at."""
        if not self.first <= value <= self.last:
            return 0.0
        if self.width > WIDEST_OF_ROUNDINGS:
            return self._weight_of_magnitude(value)
        middle = (self.low + self.high) / 2
        spread = self.step * sqrt(max(self.width, 1) / 12)
        low, high = self._overlap(value)
        share = _normal(high + 1, middle, spread) - _normal(low, middle, spread)
        whole = _normal(self.high + 1, middle, spread) - _normal(self.low, middle, spread)
        return share / whole

    def _overlap(self, value: int) -> tuple[int, int]:
        low, high = rounding_box(value * self.step, self.step)
        return max(low, self.low), min(high, self.high)

    def _weight_of_magnitude(self, value: int) -> float:
        def reach(steps: int) -> float:
            return log(abs(steps) + 1)

        low, high = self.first, self.last
        total = reach(high) - reach(low) if low >= 0 else reach(low) + reach(high) + 1
        return 1 / ((abs(value) + 1) * max(total, 1.0))


def rounding_box(shown: int, step: int) -> tuple[int, int]:
    """Least and greatest exact value in fen that is printed as ``shown`` fen."""
    away, toward = step // 2, (step - 1) // 2
    if shown > 0:
        return shown - away, shown + toward
    if shown < 0:
        return shown - toward, shown + away
    return -toward, toward


def guess(
    figure: Figure, beside: tuple[int, ...] = (), low: int | None = None, high: int | None = None
) -> Guess:
    """Find the likeliest right value of a wrong figure.

    Args:
        figure: the figure as shown.
        beside: values printed next to it, in fen.
        low: least exact value in fen; ``None`` where there is none.
        high: greatest exact value in fen; ``None`` where there is none.
    """
    limits = _range(figure, low, high)
    chances = likelihood(figure, beside)
    best, best_weight, total = None, 0.0, 0.0
    for value in _values(chances, limits):
        weight = limits.weight(value)
        special = sum(
            probability for slip, probability in chances.of(value).items() if slip not in VAGUE
        )
        total += weight * special
        posterior = weight * sum(chances.of(value).values())
        if posterior > best_weight:
            best, best_weight = value, posterior
    vague = sum(chances.vague.values())
    total += vague * (1 - limits.weight(chances.shown))
    if best is None or total <= 0 or best_weight < STANDS_OUT * total:
        slip = max(chances.vague, key=lambda kind: chances.vague[kind])
        return Guess(None, slip, log(total) if total > 0 else -inf)
    kinds = chances.of(best)
    return Guess(best * figure.step, kind_of(figure, best, kinds), log(total))


def _values(chances: Likelihood, limits: Range) -> Iterator[int]:
    """Right values worth a look: those a slip speaks for, and the middle of a narrow range."""
    first, last = limits.first, limits.last
    seen = {value for value in chances.exact if first <= value <= last}
    if last - first <= WIDEST_OF_ROUNDINGS:
        seen.update(range(first, last + 1))
    else:
        for low, high, _, _ in chances.spans:
            # A wide span, of yuan printed for 万元, says nothing of any single value.
            seen.update(range(max(low, first), min(high, last) + 1) if high - low < 200 else ())
        if first <= 0 <= last:
            seen.add(0)
    seen.discard(chances.shown)
    yield from sorted(seen)


def _range(figure: Figure, low: int | None, high: int | None) -> Range:
    farthest = _FARTHEST * figure.step
    least = -farthest if figure.is_signed else 0
    low = max(least, -farthest) if low is None else low
    high = max(farthest, low) if high is None else high
    return Range(low, max(low, high), figure.step)


def _normal(fen: float, middle: float, spread: float) -> float:
    return (1 + erf((fen - middle) / (spread * sqrt(2)))) / 2
