"""Where figures stand, and what the relations say if some of them were others.

It knows lanes (columns and lines of figures) and relations one at a time, in exact fen; it
refuses to know how a document is proved consistent.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.right_values import rounding_box

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.localisation import Cause

#: Least and greatest exact value in fen.
Box = tuple[int, int]


@dataclass(frozen=True)
class Move:
    """Other printed values for some figures, with one cause.

    Attributes:
        cause: what happened.
        values: printed value in fen by figure; 0 for a blank.
        lost: figures whose right value was overwritten.
    """

    cause: Cause
    values: Mapping[int, int]
    lost: frozenset[int] = frozenset()


@dataclass
class _Change:
    """What a move does to one relation: sums of bounds, and lost figures in it."""

    low: int = 0
    high: int = 0
    lost: list[tuple[int, int]] = field(default_factory=list)


class Grid:
    """The figures of a document by place, and its relations by figure."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.relations_of: list[list[tuple[int, int]]] = [[] for _ in document.figures]
        self._boxes = [
            (0, 0) if figure.is_blank else rounding_box(figure.shown, figure.step)
            for figure in document.figures
        ]
        self._sums: list[Box] = []
        for number, relation in enumerate(document.relations):
            low = high = relation.constant
            for figure, coefficient in relation.terms:
                self.relations_of[figure].append((number, coefficient))
                least, greatest = _scaled(self._boxes[figure], coefficient)
                low, high = low + least, high + greatest
            self._sums.append((low, high))
        self.failing = frozenset(
            number for number in range(len(self._sums)) if self._fails(number, self._sums[number])
        )
        #: Figures of relations that fail.
        self.suspects = frozenset(
            figure for number in self.failing for figure, _ in document.relations[number].terms
        )

    def lanes(self, *, are_columns: bool) -> dict[str, list[list[int]]]:
        """Figures of each column, from the top, or of each line, from the left, by table."""
        found: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        for number, figure in enumerate(self.document.figures):
            across = figure.place if are_columns else figure.line
            found[figure.key.table, across].append(number)

        def along(number: int) -> int:
            return self.position(number, are_columns=are_columns)

        tables: defaultdict[str, list[list[int]]] = defaultdict(list)
        for table, across in sorted(found):
            tables[table].append(sorted(found[table, across], key=along))
        return dict(tables)

    def position(self, number: int, *, are_columns: bool) -> int:
        """Line of a figure in its column, or place in its line."""
        figure = self.document.figures[number]
        return figure.line if are_columns else figure.place

    def shown(self, number: int) -> int:
        """Printed value of a figure in fen."""
        return self.document.figures[number].shown

    def sums(self, number: int) -> Box:
        """Least and greatest value of the terms of a relation, all in fen."""
        return self._sums[number]

    def box(self, number: int, value: int) -> Box:
        """Exact values in fen behind a printed value; a figure that becomes 0 is blank."""
        if value == self.shown(number):
            return self._boxes[number]
        return rounding_box(value, self.document.figures[number].step) if value else (0, 0)

    def left(self, move: Move) -> int:
        """Count the relations that fail if a move is made, and lost figures without any value."""
        changes = self._changes(move)
        failing = len(self.failing - changes.keys())
        for number, change in changes.items():
            failing += not change.lost and self._fails(number, self._after(number, change))
        implied = self._implied(changes)
        return failing + sum(low > high for low, high in implied.values())

    def implied(self, move: Move) -> dict[int, Box]:
        """Bounds of the exact values of lost figures, each from relations without another.

        Figures that no relation speaks of are left out; of others the least may exceed the
        greatest, which says that no value fits.
        """
        return self._implied(self._changes(move))

    def _changes(self, move: Move) -> dict[int, _Change]:
        changes: defaultdict[int, _Change] = defaultdict(_Change)
        for figure, value in move.values.items():
            if figure in move.lost or value == self.shown(figure):
                continue
            old, new = self._boxes[figure], self.box(figure, value)
            for number, coefficient in self.relations_of[figure]:
                before, after = _scaled(old, coefficient), _scaled(new, coefficient)
                changes[number].low += after[0] - before[0]
                changes[number].high += after[1] - before[1]
        for figure in move.lost:
            for number, coefficient in self.relations_of[figure]:
                low, high = _scaled(self._boxes[figure], coefficient)
                changes[number].low -= low
                changes[number].high -= high
                changes[number].lost.append((figure, coefficient))
        return changes

    def _implied(self, changes: Mapping[int, _Change]) -> dict[int, Box]:
        bounds: dict[int, tuple[int | None, int | None]] = {}
        for number, change in changes.items():
            if len(change.lost) != 1:
                continue
            ((figure, coefficient),) = change.lost
            low, high = self._after(number, change)
            is_equal = self.document.relations[number].operator == "=="
            least, greatest = _solved(low, high, coefficient, is_equal=is_equal)
            old_least, old_greatest = bounds.get(figure, (None, None))
            if least is not None and not self.document.figures[figure].is_signed:
                least = max(least, 0)
            bounds[figure] = (
                _stricter(old_least, least, max),
                _stricter(old_greatest, greatest, min),
            )
        return {
            figure: (low, high)
            for figure, (low, high) in bounds.items()
            if low is not None and high is not None
        }

    def _after(self, number: int, change: _Change) -> Box:
        low, high = self._sums[number]
        return low + change.low, high + change.high

    def _fails(self, number: int, sums: Box) -> bool:
        low, high = sums
        return low > 0 or (high < 0 and self.document.relations[number].operator == "==")


def _scaled(box: Box, coefficient: int) -> Box:
    low, high = box
    return (
        (low * coefficient, high * coefficient)
        if coefficient > 0
        else (high * coefficient, low * coefficient)
    )


def _solved(
    low: int, high: int, coefficient: int, *, is_equal: bool
) -> tuple[int | None, int | None]:
    """Bounds of ``value`` where ``coefficient × value + rest`` is 0, or at most 0.

    Args:
        low: least value of the rest.
        high: greatest value of the rest.
        coefficient: not 0.
        is_equal: 0, not at most 0.
    """
    if coefficient > 0:
        return -(high // coefficient) if is_equal else None, -low // coefficient
    return -(-low // -coefficient), high // -coefficient if is_equal else None


def _stricter(old: int | None, new: int | None, choose: Callable[[int, int], int]) -> int | None:
    if old is None or new is None:
        return new if old is None else old
    return choose(old, new)
