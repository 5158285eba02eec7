"""Units of amount that a table states and its figures disprove.

The tables of a disclosure show the same amounts again and again. Where a table shares none with
the others as it is labelled, and several as it would be in another unit, the label is wrong: every
amount would else be ten thousand times what it is. It refuses to know which figures should agree.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.money import round_half_away
from xls_juesuan.recognise.context import FEN_PER_UNIT

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.recognise.figures import Figure
    from xls_juesuan.recognise.page import Spot

    Shown = Sequence[Mapping[Spot, Figure]]
    Reread = Callable[[int, str], Mapping[Spot, Figure]]

#: Units that tables are printed in.
_UNITS = ("万元", "元")
#: Amounts that must agree, and digits that tell them from small numbers that agree by accident.
_LEAST_ALIKE, _LEAST_DIGITS = 2, 3
#: Tables beside one whose label is doubted.
_LEAST_OTHERS = 2


class Miswritten(NamedTuple):
    """A label that is wrong: what is printed, what it should be, and how many amounts say so."""

    stated: str
    right: str
    alike: int


def find_miswritten(
    units: Sequence[str], shown: Shown, reread: Reread
) -> Iterator[tuple[int, Miswritten]]:
    """Name the tables whose unit of amount is wrong, by their place.

    Args:
        units: what each table states.
        shown: the figures of each table in that unit.
        reread: gives the figures of a table in another unit.
    """
    usual = Counter(units).most_common(1)[0][0] if units else ""
    for place, unit in enumerate(units):
        others = [
            figures
            for other, figures in enumerate(shown)
            if other != place and units[other] == usual
        ]
        if len(others) < _LEAST_OTHERS or any(_alike(shown[place], others)):
            continue
        for right in _UNITS:
            alike = len(set(_alike(reread(place, right), others))) if right != unit else 0
            if alike >= _LEAST_ALIKE:
                yield place, Miswritten(unit, right, alike)
                break


def times(one: Miswritten) -> int:
    """How many times too large or too small amounts are by a wrong label."""
    sizes = sorted((FEN_PER_UNIT[one.stated], FEN_PER_UNIT[one.right]))
    return sizes[1] // sizes[0]


def _alike(figures: Mapping[Spot, Figure], others: Shown) -> Iterator[int]:
    """Amounts in fen of a table that others show too, as far as both are printed."""
    for other in others:
        step = max((one.step for one in (*figures.values(), *other.values())), default=1)
        amounts = {round_half_away(one.fen, step) for one in other.values()}
        for one in figures.values():
            rounded = round_half_away(one.fen, step)
            if rounded in amounts and abs(rounded) // step >= 10 ** (_LEAST_DIGITS - 1):
                yield rounded
