"""One cause instead of many wrong figures: amounts that stand a row or a column off, or swapped.

It knows which arrangements of the printed figures are worth a trial and how well each settles
the relations one at a time; it refuses to know how a document is proved consistent.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.grid import Grid
from xls_juesuan.audit.joint.localisation import Cause
from xls_juesuan.audit.joint.localisation import Correction
from xls_juesuan.audit.joint.localisation import Slip
from xls_juesuan.audit.joint.missing_rows import missing_rows
from xls_juesuan.audit.joint.right_values import guess
from xls_juesuan.audit.joint.right_values import rounding_box
from xls_juesuan.audit.joint.runs import shifted_runs
from xls_juesuan.audit.joint.slips import neighbours
from xls_juesuan.audit.joint.swaps import SWAPS
from xls_juesuan.audit.joint.swaps import swapped_lanes
from xls_juesuan.audit.joint.totals import misplaced_totals

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator

    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.grid import Move

#: Causes in the order in which they are preferred where they settle as much.
_ORDER = (
    Cause.LOST_TOTAL,
    Cause.SHIFTED_ROWS,
    Cause.SHIFTED_COLUMNS,
    Cause.SUBTOTAL_IN_DETAIL,
    Cause.WRONG_ROW,
    Cause.WRONG_COLUMN,
    Cause.SWAPPED_ROWS,
    Cause.SWAPPED_COLUMNS,
)

#: Exchanges that explain the same equally well; of more, as with an amount in the row of any of
#: many blanks, none is worth saying.
MOST_RIVALS = 3


@dataclass(frozen=True)
class Arrangement:
    """The document as it would read without one cause of contradiction.

    Attributes:
        cause: what happened.
        document: figures with the same numbers, moved back; a missing row's amounts are
            appended as further figures and stand in the relations of their parents.
        freed: figures whose right value was lost with the accident and is unknown.
        corrections: what changes. For ``MISSING_ROW``: the parents whose parts are short,
            ``value`` is the amount that is missing and ``copies`` are the places of other
            tables that show it.
        left: relations that fail on their own with the arrangement.
        rivals: other arrangements that explain as much as this one.
    """

    cause: Cause
    document: Document
    corrections: tuple[Correction, ...]
    freed: frozenset[int] = frozenset()
    left: int = 0
    rivals: tuple[Arrangement, ...] = ()


def arrangements(
    document: Document, suspects: Collection[int], *, most: int = 6
) -> tuple[Arrangement, ...]:
    """Propose arrangements that settle relations around the suspects, the best first.

    Args:
        document: the figures as shown.
        suspects: figures of the relations (or proofs) that fail in one cluster.
        most: give no more than this many.
    """
    grid = Grid(document)
    now = len(grid.failing)
    wanted = frozenset(suspects)
    scored: dict[tuple[object, ...], tuple[tuple[int, ...], Move]] = {}
    for move in (*shifted_runs(grid), *misplaced_totals(grid), *swapped_lanes(grid)):
        touched = move.lost | {figure for figure in move.values if _changes(grid, move, figure)}
        if not touched & wanted:
            continue
        left = grid.left(move)
        if left < now:
            values = tuple(sorted((figure, move.values.get(figure, -1)) for figure in touched))
            cost = (left, len(touched), _ORDER.index(move.cause), len(move.lost))
            scored.setdefault((values, move.lost), (cost, move))
    alike = Counter(cost for cost, move in scored.values() if move.cause in SWAPS)
    told = (pair for pair in scored.values() if alike[pair[0]] <= MOST_RIVALS)
    best = sorted(told, key=lambda pair: (pair[0], sorted(pair[1].values.items())))
    found = [_arrangement(grid, move, cost[0]) for cost, move in best[:most]]
    found += _with_missing_rows(grid, wanted)
    return tuple(sorted(found, key=lambda one: one.left)[:most])


def single_causes(document: Document, suspects: Collection[int]) -> tuple[Arrangement, ...]:
    """Propose what makes one wrong number of a cause: a missing row, a total misplaced or lost.

    Args:
        document: the figures as shown.
        suspects: figures of the relations (or proofs) that fail in one cluster.
    """
    grid = Grid(document)
    wanted = frozenset(suspects)
    found = list(_with_missing_rows(grid, wanted))
    for move in misplaced_totals(grid):
        left = grid.left(move)
        if left < len(grid.failing) and not wanted.isdisjoint(move.lost | move.values.keys()):
            found.append(_arrangement(grid, move, left))
    return tuple(found)


def _changes(grid: Grid, move: Move, figure: int) -> bool:
    return move.values[figure] != grid.shown(figure)


def _arrangement(grid: Grid, move: Move, left: int) -> Arrangement:
    figures = list(grid.document.figures)
    corrections = list(_lost(grid, move))
    for number, value in move.values.items():
        if number in move.lost or value == grid.shown(number):
            continue
        figure = figures[number]
        figures[number] = replace(figure, shown=value, is_blank=value == 0)
        low, high = rounding_box(value, figure.step) if value else (0, 0)
        corrections.append(Correction(number, (), value, low, high, Slip.OTHER))
    return Arrangement(
        move.cause,
        replace(grid.document, figures=tuple(figures)),
        tuple(sorted(corrections, key=lambda one: one.figure)),
        move.lost,
        left,
    )


def _lost(grid: Grid, move: Move) -> Iterator[Correction]:
    """Corrections of figures whose right value no other place of the run shows."""
    implied = grid.implied(move)
    beside = neighbours(grid.document)
    for number in move.lost:
        low, high = implied.get(number, (None, None))
        figure = grid.document.figures[number]
        if low is not None and high is not None and low > high:
            low = high = None
        value = None if low is None else guess(figure, (), low, high).value
        is_copy = figure.shown in beside[number]
        slip = Slip.NEIGHBOUR if is_copy else Slip.OMITTED if not figure.shown else Slip.OTHER
        yield Correction(number, (), value, low, high, slip)


def _with_missing_rows(grid: Grid, wanted: frozenset[int]) -> Iterator[Arrangement]:
    for missing in missing_rows(grid):
        if wanted.isdisjoint(missing.touched):
            continue
        left = len(Grid(missing.document).failing)
        if left < len(grid.failing):
            yield Arrangement(
                Cause.MISSING_ROW, missing.document, missing.corrections, missing.freed, left
            )
