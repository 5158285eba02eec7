"""Words on a line of paper → pieces between wide gaps → columns without any rules drawn.

It knows places across the line, in points or in widths of a letter; it refuses to know files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.documents.flow import Box

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

#: So many pieces make a line look like a row of a table, and so many rows a table.
_ROW_PIECES, _TABLE_ROWS = 3, 3
#: Lines with fewer pieces that may stand between two rows: a name that goes on, a total.
_MOST_BETWEEN = 2


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a line."""

    left: float
    right: float
    text: str


def table_ranges(lines: Sequence[Sequence[Chunk]]) -> Iterator[range]:
    """Runs of lines that stand below one another as the rows of a table do."""
    first = last = None
    rows = 0
    for number, line in enumerate(lines):
        if len(line) >= _ROW_PIECES:
            first = number if first is None else first
            last, rows = number, rows + 1
        elif last is not None and first is not None and number - last > _MOST_BETWEEN:
            if rows >= _TABLE_ROWS:
                yield range(first, last + 1)
            first = last = None
            rows = 0
    if first is not None and last is not None and rows >= _TABLE_ROWS:
        yield range(first, last + 1)


def boxes_of(lines: Sequence[Sequence[Chunk]]) -> tuple[Box, ...]:
    """Put the pieces of the lines of a table into columns.

    Lines with the most pieces say where columns are; a piece that lies over several of them
    belongs to all.
    """
    columns = _columns(lines)
    boxes: list[Box] = []
    for number, line in enumerate(lines):
        taken: set[int] = set()
        for chunk in line:
            over = [place for place, column in enumerate(columns) if _overlap(chunk, column) > 0]
            over = over or [_closest(chunk, columns)]
            free = [place for place in over if place not in taken] or over[-1:]
            taken.update(free)
            boxes.append(Box(number, number + 1, free[0], free[-1] + 1, chunk.text))
    return tuple(boxes)


def _columns(lines: Sequence[Sequence[Chunk]]) -> list[tuple[float, float]]:
    """Stretches across the line in which pieces of full rows stand."""
    most = max(map(len, lines))
    spans = sorted(
        (chunk.left, chunk.right) for line in lines if len(line) * 4 >= most * 3 for chunk in line
    )
    # Narrow pieces first: a heading over two columns must not join them.
    columns: list[tuple[float, float]] = []
    for left, right in sorted(spans, key=lambda span: span[1] - span[0]):
        over = [column for column in columns if left < column[1] and column[0] < right]
        if len(over) > 1:
            continue
        columns = [column for column in columns if column not in over]
        sides = [(left, right), *over]
        columns.append((min(side[0] for side in sides), max(side[1] for side in sides)))
    return sorted(columns)


def _overlap(chunk: Chunk, column: tuple[float, float]) -> float:
    return min(chunk.right, column[1]) - max(chunk.left, column[0])


def _closest(chunk: Chunk, columns: Sequence[tuple[float, float]]) -> int:
    middle = (chunk.left + chunk.right) / 2
    return min(
        range(len(columns)),
        key=lambda place: abs(middle - (columns[place][0] + columns[place][1]) / 2),
    )
