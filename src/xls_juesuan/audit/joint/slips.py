"""How people mistype a printed figure, and which right figure a wrong one likely stands for.

It knows digits, neighbours and priors; it refuses to know relations and other figures' truth.
Values are counted in steps of the last printed digit here, and in fen in the arguments.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from functools import lru_cache
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.localisation import Slip
from xls_juesuan.money import round_half_away

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.document import Figure

#: How often each kind of mistake happens; adds up to 1. Assumed, not counted: what is known of
#: keying errors is that single digits and swaps lead and that the rest is a long tail.
PRIORS: Mapping[Slip, float] = {
    Slip.DIGIT: 0.21,
    Slip.SWAPPED: 0.17,
    Slip.DIGIT_LOST: 0.06,
    Slip.DIGIT_ADDED: 0.06,
    Slip.DECIMAL_POINT: 0.09,
    Slip.SIGN: 0.04,
    Slip.NEIGHBOUR: 0.10,
    Slip.OMITTED: 0.07,
    Slip.YUAN_FOR_WAN: 0.03,
    Slip.LAST_YEAR: 0.03,
    Slip.LAST_DIGIT: 0.05,
    Slip.OTHER: 0.09,
}

#: Kinds that tell nothing about the right value.
VAGUE = frozenset({Slip.NEIGHBOUR, Slip.OMITTED, Slip.LAST_YEAR, Slip.OTHER})

#: Kinds that speak of digits, which a blank has none of.
_OF_DIGITS = frozenset(
    {
        Slip.DIGIT,
        Slip.SWAPPED,
        Slip.DIGIT_LOST,
        Slip.DIGIT_ADDED,
        Slip.DECIMAL_POINT,
        Slip.SIGN,
        Slip.LAST_DIGIT,
    }
)

#: Digits after the decimal point: 万元 and 元 are both printed with two.
_DECIMALS = 2
#: An arbitrary number is spread evenly over orders of magnitude: 1 / (steps × this).
MAGNITUDES = 20.0
#: 元 in one 万元.
_YUAN_PER_WAN = 10_000


@dataclass(frozen=True)
class Likelihood:
    """Probability that a figure is shown as it is, by its right value and the kind of mistake.

    Attributes:
        shown: steps.
        exact: by right value in steps and kind, for kinds that name single values; the prior
            of the kind is counted in.
        spans: lowest and highest right value in steps, kind and probability of each value in
            between, where digits were cut off and many values look the same.
        vague: by kind, for kinds that would hide any right value.
    """

    shown: int
    exact: Mapping[int, Mapping[Slip, float]]
    spans: tuple[tuple[int, int, Slip, float], ...]
    vague: Mapping[Slip, float] = field(default_factory=dict)

    def of(self, value: int) -> dict[Slip, float]:
        """Probability of each kind together with what is shown, if ``value`` is right."""
        if value == self.shown:
            return {}
        found = dict(self.vague)
        for slip, probability in self.exact.get(value, {}).items():
            found[slip] = found.get(slip, 0.0) + probability
        for low, high, slip, probability in self.spans:
            if low <= value <= high:
                found[slip] = found.get(slip, 0.0) + probability
        return found


def kind_of(figure: Figure, value: int, kinds: Mapping[Slip, float]) -> Slip:
    """Name the likeliest kind of mistake.

    Args:
        figure: as shown.
        value: what it should show, in steps.
        kinds: probability of each kind.
    """
    if figure.is_blank:
        return Slip.OMITTED
    told = {slip: chance for slip, chance in kinds.items() if value or slip not in _OF_DIGITS}
    return max(told, key=lambda slip: told[slip], default=Slip.OTHER)


def neighbours(document: Document) -> tuple[tuple[int, ...], ...]:
    """Give for each figure the values in fen printed above, below, left and right of it.

    Blank cells are no neighbours: nobody copies nothing. What is told in a sentence or a
    form has none that are known.
    """
    places = {(figure.key.table, figure.line, figure.place): figure for figure in document.figures}
    moves = ((-1, 0), (1, 0), (0, -1), (0, 1))

    def beside(figure: Figure) -> Iterator[int]:
        if figure.stands_alone:
            return
        for down, right in moves:
            other = places.get((figure.key.table, figure.line + down, figure.place + right))
            if other is not None and other.shown:
                yield other.shown

    return tuple(tuple(beside(figure)) for figure in document.figures)


@lru_cache(maxsize=4096)
def likelihood(figure: Figure, beside: tuple[int, ...] = ()) -> Likelihood:
    """Weigh every way in which a figure may have come to be shown as it is.

    Args:
        figure: the figure as shown.
        beside: values printed next to it, in fen.
    """
    shown = figure.shown // figure.step
    exact: defaultdict[int, dict[Slip, float]] = defaultdict(dict)
    for slip, values in _EXACT:
        for value, probability in values(abs(shown)):
            right = -value if shown < 0 else value
            if right != shown:
                kinds = exact[right]
                kinds[slip] = kinds.get(slip, 0.0) + PRIORS[slip] * probability
    if shown:
        exact[-shown][Slip.SIGN] = PRIORS[Slip.SIGN]
    return Likelihood(shown, exact, tuple(_spans(shown)), _vague(figure, beside))


def _vague(figure: Figure, beside: tuple[int, ...]) -> dict[Slip, float]:
    steps = abs(figure.shown) // figure.step
    vague = {Slip.OTHER: PRIORS[Slip.OTHER] / ((steps + 1) * MAGNITUDES)}
    if figure.shown == 0:
        vague[Slip.OMITTED] = PRIORS[Slip.OMITTED]
        return vague
    same = sum(value == figure.shown for value in beside)
    if same:
        vague[Slip.NEIGHBOUR] = PRIORS[Slip.NEIGHBOUR] * same / len(beside)
    if figure.last_year is not None and (
        round_half_away(figure.last_year, figure.step) == figure.shown
    ):
        vague[Slip.LAST_YEAR] = PRIORS[Slip.LAST_YEAR]
    return vague


def _digits(steps: int) -> str:
    """The digits that are printed: 5 steps of 0.01 are 0.05, three digits."""
    return str(steps).rjust(_DECIMALS + 1, "0")


def _one_digit(shown: int) -> Iterator[tuple[int, float]]:
    digits = _digits(shown)
    probability = 1 / (9 * len(digits))
    for place, old in enumerate(digits):
        weight = 10 ** (len(digits) - 1 - place)
        for new in range(10):
            if new != int(old):
                yield shown + (new - int(old)) * weight, probability


def _swapped(shown: int) -> Iterator[tuple[int, float]]:
    # A figure whose first digit went behind a 0 has lost a place: 10.25 is shown as 01.25.
    for digits in {_digits(shown), "0" + _digits(shown)}:
        for place in range(len(digits) - 1):
            left, right = digits[place], digits[place + 1]
            if left != right:
                right_digits = digits[:place] + right + left + digits[place + 2 :]
                if right_digits[0] != "0" or digits[0] != "0":
                    yield int(right_digits), 1 / (len(right_digits.lstrip("0")) or 1)


def _digit_lost(shown: int) -> Iterator[tuple[int, float]]:
    digits = str(shown) if shown else ""
    probability = 1 / (len(digits) + 1)
    for place in range(len(digits) + 1):
        for new in range(10):
            right = int(digits[:place] + str(new) + digits[place:])
            if len(str(right)) == len(digits) + 1:
                yield right, probability
    if shown % 10 == 0:
        # 123.45 without its 4 is 123.5, shown as 123.50.
        for new in range(10):
            yield shown - shown % 100 + new * 10 + shown // 10 % 10, probability


def _digit_added(shown: int) -> Iterator[tuple[int, float]]:
    digits = str(shown)
    if len(digits) < 2:
        return
    probability = 1 / (10 * len(digits))
    for place in range(len(digits)):
        yield int(digits[:place] + digits[place + 1 :]), probability


def _point_right(shown: int) -> Iterator[tuple[int, float]]:
    """The point moved right: the figure shown is 10 or 100 times the right one."""
    for power in (10, 100):
        if shown % power == 0:
            yield shown // power, 1 / 4


def _yuan(shown: int) -> Iterator[tuple[int, float]]:
    if shown >= _YUAN_PER_WAN:
        # As many amounts in 元 are one in 万元, and any of them may be the one that is shown.
        yield round_half_away(shown, _YUAN_PER_WAN) // _YUAN_PER_WAN, 1 / _YUAN_PER_WAN


def _last_digit(shown: int) -> Iterator[tuple[int, float]]:
    yield shown - 1, 1 / 2
    yield shown + 1, 1 / 2


_EXACT = (
    (Slip.DIGIT, _one_digit),
    (Slip.SWAPPED, _swapped),
    (Slip.DIGIT_LOST, _digit_lost),
    (Slip.DIGIT_ADDED, _digit_added),
    (Slip.DECIMAL_POINT, _point_right),
    (Slip.YUAN_FOR_WAN, _yuan),
    (Slip.LAST_DIGIT, _last_digit),
)


def _spans(shown: int) -> Iterator[tuple[int, int, Slip, float]]:
    """The point moved left: digits fell off the end, by rounding or by cutting."""
    if shown == 0:
        return
    for power, slip, part in (
        (10, Slip.DECIMAL_POINT, 1 / 4),
        (100, Slip.DECIMAL_POINT, 1 / 4),
        (_YUAN_PER_WAN, Slip.YUAN_FOR_WAN, 1 / 10),
    ):
        nearest, farthest = abs(shown) * power - power // 2, abs(shown) * power + power - 1
        low, high = (nearest, farthest) if shown > 0 else (-farthest, -nearest)
        yield low, high, slip, PRIORS[slip] * part
