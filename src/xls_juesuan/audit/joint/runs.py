"""Runs of amounts that stand a row or a column off.

It knows lanes and blanks; it refuses to know what rows and columns mean.
"""

from __future__ import annotations

from bisect import bisect_left
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.grid import Move
from xls_juesuan.audit.joint.localisation import Cause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.audit.joint.grid import Grid

#: Amounts that must have moved: one alone is a wrong figure and no shift.
LEAST_AMOUNTS = 2
#: Longest run that is tried at every length; beyond, the rest of the lane moves as a whole.
_LONGEST = 30
#: Lines under suspicion that are all tried as either end of a run of amounts beside blanks.
_MOST_ENDS = 16


def shifted_runs(grid: Grid) -> Iterator[Move]:
    """Propose to move runs back, in one lane or in all lanes of a table side by side."""
    for are_columns in (True, False):
        cause = Cause.SHIFTED_ROWS if are_columns else Cause.SHIFTED_COLUMNS
        for lanes in grid.lanes(are_columns=are_columns).values():
            positions = {
                number: grid.position(number, are_columns=are_columns)
                for lane in lanes
                for number in lane
            }
            for lane in lanes:
                for first, last in _windows(grid, lane):
                    yield from _moves(grid, cause, [lane[first : last + 1]])
            if len(lanes) > 1:
                for first, last in _windows_of_all(grid, lanes, positions):
                    parts = [_cut(lane, positions, first, last) for lane in lanes]
                    yield from _moves(grid, cause, [part for part in parts if len(part) > 1])
    yield from _sidesteps(grid)


def _windows(grid: Grid, lane: list[int]) -> Iterator[tuple[int, int]]:
    """Stretches of a lane that a shift may have filled: one end is blank and under suspicion.

    The blank is where the first amount stood if the run moved on, the last if it moved back.
    """
    for blank in range(len(lane)):
        if grid.shown(lane[blank]) or lane[blank] not in grid.suspects:
            continue
        if blank + 1 < len(lane) and grid.shown(lane[blank + 1]):
            end = len(lane) - 1
            for last in {*range(blank + 2, min(end, blank + _LONGEST) + 1), end}:
                if last >= blank + LEAST_AMOUNTS:
                    yield blank, last
        if blank and grid.shown(lane[blank - 1]):
            for first in {0, *range(max(0, blank - _LONGEST), blank - 1)}:
                if first <= blank - LEAST_AMOUNTS:
                    yield first, blank


def _windows_of_all(
    grid: Grid, lanes: list[list[int]], positions: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """The same as positions on the sheet, for all lanes at once, each once."""
    found = {
        (positions[lane[first]], positions[lane[last]])
        for lane in lanes
        for first, last in _windows(grid, lane)
    }
    for first, last in sorted(found):
        ends = [_cut(lane, positions, first, last) for lane in lanes]
        inner = [part for part in ends if len(part) > 1]
        if all(not grid.shown(part[0]) for part in inner) or all(
            not grid.shown(part[-1]) for part in inner
        ):
            yield first, last


def _cut(lane: list[int], positions: dict[int, int], first: int, last: int) -> list[int]:
    start = bisect_left(lane, first, key=positions.__getitem__)
    return lane[start : bisect_right(lane, last, key=positions.__getitem__)]


def _moves(grid: Grid, cause: Cause, parts: list[list[int]]) -> Iterator[Move]:
    """Move every part one place towards its blank end; what stood at the other end is lost."""
    if not parts:
        return
    for is_forward in (True, False):
        ordered = parts if is_forward else [part[::-1] for part in parts]
        if any(grid.shown(part[0]) for part in ordered):
            continue
        values: dict[int, int] = {}
        for part in ordered:
            values.update(zip(part, map(grid.shown, part[1:]), strict=False))
        is_change = any(value and value != grid.shown(one) for one, value in values.items())
        if is_change and sum(map(bool, values.values())) >= LEAST_AMOUNTS:
            yield settled(grid, Move(cause, values, frozenset(part[-1] for part in ordered)))


def settled(grid: Grid, move: Move) -> Move:
    """Keep what is shown, or a blank, where a lost figure may well have been just that."""
    implied = grid.implied(move)
    for figure in sorted(move.lost & implied.keys()):
        low, high = implied[figure]
        for value in (grid.shown(figure), 0):
            least, greatest = grid.box(figure, value)
            if least <= high and low <= greatest:
                move = _kept(move, figure, value)
                break
    for figure in sorted(move.lost - implied.keys()):
        # Nothing speaks of it alone: it stays unless that breaks a relation.
        kept = _kept(move, figure, grid.shown(figure))
        if grid.left(kept) <= grid.left(move):
            move = kept
    return move


def _kept(move: Move, figure: int, value: int) -> Move:
    return Move(move.cause, {**move.values, figure: value}, move.lost - {figure})


def _sidesteps(grid: Grid) -> Iterator[Move]:
    """Propose to move the amounts of successive lines of one column to the blanks beside them."""
    for lanes in grid.lanes(are_columns=True).values():
        for left, right in pairwise(lanes):
            beside = {grid.document.figures[number].line: number for number in right}
            pairs = [
                (number, other)
                for number in left
                if (other := beside.get(grid.document.figures[number].line)) is not None
            ]
            for source, target in ((0, 1), (1, 0)):
                moved = [
                    (pair[source], pair[target])
                    for pair in pairs
                    if not grid.shown(pair[source]) and grid.shown(pair[target])
                ]
                yield from _runs_of_pairs(grid, moved)


def _runs_of_pairs(grid: Grid, moved: list[tuple[int, int]]) -> Iterator[Move]:
    accused = [
        index for index, pair in enumerate(moved) if any(one in grid.suspects for one in pair)
    ]
    # A run begins and ends under suspicion: there it meets sums whose other parts stayed.
    firsts, lasts = accused, accused
    if len(accused) > _MOST_ENDS:
        firsts, lasts = accused[: _MOST_ENDS // 2], accused[-_MOST_ENDS // 2 :]
    for first in firsts:
        for last in lasts:
            if last + 1 < first + LEAST_AMOUNTS:
                continue
            values: dict[int, int] = {}
            for source, target in moved[first : last + 1]:
                values[source] = grid.shown(target)
                values[target] = 0
            yield Move(Cause.SHIFTED_COLUMNS, values)
