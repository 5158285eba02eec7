"""Amounts that stand in each other's places: two rows, two columns, or two figures of one lane.

It knows which exchange of two figures would settle a relation that fails; it refuses to know what
rows and columns mean.
"""

from __future__ import annotations

from bisect import bisect_left
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.grid import Move
from xls_juesuan.audit.joint.localisation import Cause

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.audit.joint.grid import Grid

#: Figures of a row by column, or of a column by row.
Lane = dict[str, int]

#: Causes by whether rows are exchanged and whether amounts met blanks only.
_CAUSES = {
    (True, False): Cause.SWAPPED_ROWS,
    (False, False): Cause.SWAPPED_COLUMNS,
    (True, True): Cause.WRONG_ROW,
    (False, True): Cause.WRONG_COLUMN,
}
SWAPS = frozenset(_CAUSES.values())


def exchange_cause(*, are_rows: bool, is_move: bool) -> Cause:
    """Name an exchange: of rows or of columns, of amounts or of amounts with blanks."""
    return _CAUSES[are_rows, is_move]


def swapped_lanes(grid: Grid) -> Iterator[Move]:
    """Propose to exchange figures of one table where that settles a relation that fails.

    Of two figures in one column: the two alone, and all of their rows; of two in one row: the
    two alone, and all of their columns.
    """
    for are_rows in (True, False):
        lanes = _Lanes(grid, are_rows=are_rows)
        tried: set[tuple[object, object]] = set()
        for one, other in lanes.pairs():
            yield _move(grid, {one: other}, are_rows=are_rows)
            names = (lanes.of[one], lanes.of[other])
            if names not in tried:
                tried |= {names, names[::-1]}
                yield _move(grid, lanes.exchanged(one, other), are_rows=are_rows)


class _Lanes:
    """Rows, or columns, and the figures across them that could be exchanged."""

    def __init__(self, grid: Grid, *, are_rows: bool) -> None:
        self._grid = grid
        self._lanes: defaultdict[tuple[str, str], Lane] = defaultdict(dict)
        self._across: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        #: Lane of each figure.
        self.of: list[tuple[str, str]] = []
        self._crossing: list[tuple[str, str]] = []
        for number, figure in enumerate(grid.document.figures):
            key = figure.key
            lane, place = (key.row, key.column) if are_rows else (key.column, key.row)
            self.of.append((key.table, lane))
            self._crossing.append((key.table, place))
            self._lanes[key.table, lane][place] = number
            self._across[key.table, place].append((figure.shown, number))
        for across in self._across.values():
            across.sort()

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Give figures of different lanes, each pair once, whose exchange settles a relation."""
        given: set[frozenset[int]] = set()
        for number in sorted(self._grid.failing):
            for pair in self._pairs_of(number):
                if frozenset(pair) not in given:
                    given.add(frozenset(pair))
                    yield pair

    def _pairs_of(self, number: int) -> Iterator[tuple[int, int]]:
        relation = self._grid.document.relations[number]
        factors = dict(relation.terms)
        for one, factor in relation.terms:
            low, high = self._wanted(number, one, factor)
            across = self._across[self._crossing[one]]
            first = bisect_left(across, (low, -1))
            last = bisect_right(across, (high, len(self.of)))
            for shown, other in across[first:last]:
                if other not in factors and shown != self._grid.shown(one):
                    yield one, other
        for one in relation.alone:
            for other, factor in relation.terms:
                if factor == factors[one] or self._crossing[one] != self._crossing[other]:
                    continue
                low, high = self._wanted(number, one, factors[one] - factor)
                if low <= self._grid.shown(other) <= high:
                    yield one, other

    def _wanted(self, number: int, figure: int, factor: int) -> tuple[int, int]:
        """Printed values that make both sides of a relation equal, with room for rounding."""
        low, high = self._grid.sums(number)
        shown, room = self._grid.shown(figure), 2 * self._grid.document.figures[figure].step
        ends = sorted((-low // factor, -high // factor))
        return shown + ends[0] - room, shown + ends[1] + room

    def exchanged(self, one: int, other: int) -> Mapping[int, int]:
        """Pairs of figures at the same places of the lanes of two figures."""
        first, second = self._lanes[self.of[one]], self._lanes[self.of[other]]
        return {number: second[place] for place, number in first.items() if place in second}


def _move(grid: Grid, pairs: Mapping[int, int], *, are_rows: bool) -> Move:
    values: dict[int, int] = {}
    for one, other in pairs.items():
        values[one], values[other] = grid.shown(other), grid.shown(one)
    is_move = all(
        not (grid.shown(one) and grid.shown(other))
        for one, other in pairs.items()
        if grid.shown(one) != grid.shown(other)
    )
    return Move(exchange_cause(are_rows=are_rows, is_move=is_move), values)
