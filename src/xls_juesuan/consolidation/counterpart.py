"""Which lines may be two sides of one payment, and how much of what was given went to whom.

It knows what lines say of each other's units and funds; it refuses to know in which order lines
are looked at, and what becomes of them.
"""

from __future__ import annotations

from collections import Counter
from collections import deque
from itertools import pairwise
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.consolidation.transfers import Transfer


class Booking(Protocol):
    """What says of itself whose it is and whom it was paid to or got from."""

    @property
    def unit(self) -> str:
        """Whose it is."""
        ...

    @property
    def named(self) -> str:
        """The other unit; empty where none is named."""
        ...


def same_fund(one: str, other: str) -> bool:
    """Whether two lines say the same fund."""
    return one == other


def possibly_same_fund(one: str, other: str) -> bool:
    """Whether two lines say the same fund, or one says none."""
    return one == other or "" in {one, other}


def any_fund(one: str, other: str) -> bool:
    """Let every fund pass for every other."""
    del one, other
    return True


def could_meet(paid: Booking, received: Booking) -> bool:
    """Whether what two lines say of each other's units agrees."""
    return (
        paid.unit != received.unit
        and paid.named in {"", received.unit}
        and received.named in {"", paid.unit}
    )


def components(
    paid: Sequence[Transfer],
    received: Sequence[Transfer],
    fits: Callable[[Transfer, Transfer], bool],
) -> list[tuple[list[Transfer], list[Transfer]]]:
    """Split lines into the smallest sets that share no possible counterpart, in order."""
    left, waiting = list(received), list(paid)
    sets: list[tuple[list[Transfer], list[Transfer]]] = []
    while waiting:
        given, new = [waiting[0]], [waiting.pop(0)]
        got: list[Transfer] = []
        while new:
            more, left = _split(left, [any(fits(one, other) for one in new) for other in left])
            got += more
            meets = [any(fits(one, other) for other in more) for one in waiting]
            new, waiting = _split(waiting, meets)
            given += new
        sets.append((given, got))
    return [*sets, *(([], [one]) for one in left)]


def _split(
    lines: Sequence[Transfer], answers: Sequence[bool]
) -> tuple[list[Transfer], list[Transfer]]:
    """Split lines into those that belong and all others."""
    chosen = [one for one, answer in zip(lines, answers, strict=True) if answer]
    return chosen, [one for one, answer in zip(lines, answers, strict=True) if not answer]


class Side(NamedTuple):
    """Lines of one unit that may meet the same counterparts; red entries stand apart."""

    unit: str
    named: str
    fund: str
    is_paid: bool
    is_red: bool


def side_of(one: Transfer) -> Side:
    """The lines that a line is one of."""
    return Side(one.unit, one.named, one.fund, one.is_paid, one.fen < 0)


class Division:
    """Divides what was given among those who got it, where all of both can be so divided.

    A sum that is right says little: 100 given to one unit by name and 200 to another are 300, and
    so are 200 and 100 booked by these two. Red entries reverse lines of their own unit, or stand
    against red entries of the other one.

    Args:
        lines: of both sides.
        alike: whether money of two funds may be the same.
    """

    def __init__(self, lines: Iterable[Transfer], alike: Callable[[str, str], bool]) -> None:
        sums = Counter[Side]()
        for one in lines:
            sums[side_of(one)] += abs(one.fen)
        self._alike = alike
        self._gives = {side: fen for side, fen in sums.items() if fen and _is_giver(side)}
        self._takes = {side: fen for side, fen in sums.items() if fen and not _is_giver(side)}
        self._parts = Counter[tuple[Side, Side]]()
        self.is_whole = sum(self._gives.values()) == sum(self._takes.values())
        while self.is_whole and any(self._gives.values()):
            self.is_whole = self._move_some()

    @property
    def parts(self) -> Mapping[tuple[Side, Side], int]:
        """Amounts in fen by who gave and who got; they mean nothing unless all is divided."""
        return self._parts

    def _move_some(self) -> bool:
        """Let one who has something left give it to one who lacks some; others may rearrange."""
        came: dict[Side, Side | None] = {side: None for side, fen in self._gives.items() if fen}
        waiting = deque(came)
        while waiting:
            side = waiting.popleft()
            for other in self._next(side):
                if other in came:
                    continue
                came[other] = side
                if self._takes.get(other):
                    self._move(_way(other, came))
                    return True
                waiting.append(other)
        return False

    def _next(self, side: Side) -> list[Side]:
        if _is_giver(side):
            return [other for other in self._takes if self._may_go(side, other)]
        return [giver for giver in self._gives if self._parts[giver, side]]

    def _move(self, way: Sequence[Side]) -> None:
        steps = list(pairwise(way))
        returned = [self._parts[other, one] for one, other in steps if not _is_giver(one)]
        fen = min(self._gives[way[0]], self._takes[way[-1]], *returned)
        self._gives[way[0]] -= fen
        self._takes[way[-1]] -= fen
        for one, other in steps:
            if _is_giver(one):
                self._parts[one, other] += fen
            else:
                self._parts[other, one] -= fen

    def _may_go(self, giver: Side, taker: Side) -> bool:
        if not self._alike(giver.fund, taker.fund):
            return False
        if giver.is_paid == taker.is_paid:
            named = {giver.named, taker.named} - {""}
            return giver.unit == taker.unit and len(named) <= 1
        return could_meet(giver, taker) if giver.is_paid else could_meet(taker, giver)


def _is_giver(side: Side) -> bool:
    return side.is_paid != side.is_red


def _way(last: Side, came: Mapping[Side, Side | None]) -> list[Side]:
    way = [last]
    while (before := came[way[-1]]) is not None:
        way.append(before)
    return way[::-1]
