"""Cells with edges → rows and columns.

Word and PDF know where a cell begins and ends, and no two rows need to agree on it: edges that
differ by a hair are the same, and columns that no row tells apart are one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.documents.flow import Box
    from xls_juesuan.documents.flow import TableBlock

Spot = tuple[int, int]


@dataclass(frozen=True)
class GridRows:
    """A table with rows and columns.

    Attributes:
        rows: texts; a cell that covers several has its text in the first of them.
        spans: the first cell of those that one covers, for the others.
    """

    rows: tuple[tuple[str, ...], ...]
    spans: Mapping[Spot, Spot]


def set_on_grid(table: TableBlock) -> GridRows:
    """Give each cell its columns."""
    edges = _edges(table.boxes, table.tolerance)
    owners: dict[Spot, int] = {}
    for number, box in enumerate(table.boxes):
        first = _nearest(edges, box.left)
        last = max(_nearest(edges, box.right), first + 1)
        for line in range(box.top, box.bottom):
            for place in range(first, last):
                owners.setdefault((line, place), number)
    places = range(len(edges) - 1)
    # Files that count columns need no joining.
    columns = (
        _joined_columns(table, owners, len(places))
        if table.tolerance
        else [(place,) for place in places]
    )
    return _rows(table, owners, columns)


def _edges(boxes: Iterable[Box], tolerance: float) -> list[float]:
    """Every edge once, from left to right."""
    found: list[list[float]] = []
    for edge in sorted({edge for box in boxes for edge in (box.left, box.right)}):
        if found and edge - found[-1][0] <= tolerance:
            found[-1].append(edge)
        else:
            found.append([edge])
    return [sum(group) / len(group) for group in found]


def _nearest(edges: Sequence[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - edge))


def _joined_columns(
    table: TableBlock, owners: Mapping[Spot, int], count: int
) -> list[tuple[int, ...]]:
    """Neighbouring columns in which no row has two texts are one column."""
    texts = [box.text.strip() for box in table.boxes]
    columns: list[tuple[int, ...]] = []
    for place in range(count):
        if columns and not _are_apart(table.rows, owners, texts, columns[-1], place):
            columns[-1] = (*columns[-1], place)
        else:
            columns.append((place,))
    return columns


def _are_apart(
    rows: int,
    owners: Mapping[Spot, int],
    texts: Sequence[str],
    before: tuple[int, ...],
    place: int,
) -> bool:
    for line in range(rows):
        own = owners.get((line, place))
        if own is None or not texts[own]:
            continue
        others = {owners.get((line, each)) for each in before} - {own, None}
        if any(other is not None and texts[other] for other in others):
            return True
    return False


def _rows(
    table: TableBlock, owners: Mapping[Spot, int], columns: Sequence[tuple[int, ...]]
) -> GridRows:
    rows: list[tuple[str, ...]] = []
    spans: dict[Spot, Spot] = {}
    firsts: dict[int, Spot] = {}
    for line in range(table.rows):
        row: list[str] = []
        for place, column in enumerate(columns):
            number = _owner(table, owners, line, column)
            if number is None:
                row.append("")
                continue
            first = firsts.setdefault(number, (line, place))
            row.append(table.boxes[number].text if first == (line, place) else "")
            if first != (line, place):
                spans[line, place] = first
        rows.append(tuple(row))
    return GridRows(tuple(rows), spans)


def _owner(
    table: TableBlock, owners: Mapping[Spot, int], line: int, column: tuple[int, ...]
) -> int | None:
    """The cell of a row in a column: of several the one that says something."""
    found = [owners[line, place] for place in column if (line, place) in owners]
    first = found[0] if found else None
    return next((one for one in found if table.boxes[one].text.strip()), first)
