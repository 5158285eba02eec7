"""Words on lines of paper → columns without any rules drawn.

It knows places across the line, in points or in widths of a letter; it refuses to know files.
Columns are what lies between blanks that go down through all full lines, so that numbers may stand
at the right, names at the left, and no two lines need to begin alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from xls_juesuan.documents.flow import Box

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

#: So many pieces make a line look like a row of a table, and so many rows a table.
_ROW_PIECES, _TABLE_ROWS = 3, 3
#: Lines with fewer pieces that may stand between two rows: a name that goes on, a total.
_MOST_BETWEEN = 2
_FIGURE = re.compile(r"[-—–/\d.,，%％\s]+")
#: What is printed over codes and names together.
_ACROSS = re.compile(r".{0,12}[合总小]\s*计|栏\s*次")
#: Part of a column that a piece must lie over to belong to it beside its own.
_OVER = 0.3

#: Sizes of a letter: lines of one heading stand no further apart.
WRAPPED = 1.35
#: Left and right of a column.
Stretch = tuple[float, float]
#: First and last column that a piece stands in.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a line; ``down`` is how far down the page its middle stands."""

    left: float
    right: float
    text: str
    down: float = 0.0

    @property
    def middle(self) -> float:
        """Its middle."""
        return (self.left + self.right) / 2


def table_ranges(lines: Sequence[Sequence[Chunk]]) -> Iterator[range]:
    """Runs of lines that stand below one another as the rows of a table do."""
    first = last = None
    rows = 0
    for number, line in enumerate(lines):
        if len(line) >= _ROW_PIECES:
            first = number if first is None else first
            last, rows = number, rows + 1
            # Numbers of columns make a table of a heading.
            rows += _numbers_columns(line)
        elif first is not None and len(line) > 1 and any(is_figure(one.text) for one in line):
            last = number
        elif last is not None and first is not None and number - last > _MOST_BETWEEN:
            if rows >= _TABLE_ROWS:
                yield range(first, last + 1)
            first = last = None
            rows = 0
    if first is not None and last is not None and rows >= _TABLE_ROWS:
        yield range(first, last + 1)


def _numbers_columns(line: Sequence[Chunk]) -> bool:
    numbers = [chunk.text for chunk in line if chunk.text.isdigit()]
    return len(numbers) >= _ROW_PIECES - 1 and numbers == [
        str(number) for number in range(1, len(numbers) + 1)
    ]


def columns_of(lines: Sequence[Sequence[Chunk]], narrowest: float) -> list[Stretch]:
    """Stretches across the page in which pieces of rows stand.

    Args:
        lines: pieces of each line.
        narrowest: the narrowest blank that parts two columns.
    """
    heads = heading_lines(lines)
    body = [chunk for line in lines[heads:] if len(line) > 1 for chunk in line]
    columns = _filled([chunk for chunk in body if not _ACROSS.fullmatch(chunk.text)], narrowest)
    # Columns without any figure have only a heading.
    chunks = [chunk for line in lines[:heads] for chunk in line]
    for chunk in sorted(chunks, key=lambda one: one.right - one.left):
        over = [column for column in columns if chunk.left < column[1] and column[0] < chunk.right]
        if not over:
            columns.append((chunk.left, chunk.right))
    columns.sort()
    for line in lines[:heads]:
        columns = _split(columns, line)
    return columns


def _filled(chunks: Iterable[Chunk], narrowest: float) -> list[Stretch]:
    columns: list[Stretch] = []
    for left, right in sorted((chunk.left, chunk.right) for chunk in chunks):
        if columns and left - columns[-1][1] < narrowest:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _split(columns: Sequence[Stretch], line: Sequence[Chunk]) -> list[Stretch]:
    """Part columns in which a line of the heading has two pieces."""
    found: list[Stretch] = []
    for left, right in columns:
        inside = [chunk for chunk in line if left <= chunk.middle <= right]
        edge = left
        for before, after in pairwise(inside):
            found.append((edge, before.right))
            edge = after.left
        found.append((edge, right))
    return found


def boxes_of(
    lines: Sequence[Sequence[Chunk]], columns: Sequence[Stretch], size: float
) -> Iterator[Box]:
    """Put the pieces of the lines of a table into columns; ``size`` is that of its letters.

    Lines of a heading that stand closely below one another are one cell, and one over the middle of
    several columns belongs to all of these.
    """
    edges = _edges(columns)
    heads = heading_lines(lines)
    for cell in _heading_cells(lines[:heads], columns, size):
        yield Box(
            cell.top, cell.bottom, edges[cell.span[0]], edges[cell.span[1] + 1], cell.chunk.text
        )
    for number, line in enumerate(lines[heads:], start=heads):
        for (first, last), text in _texts(line, columns):
            yield Box(number, number + 1, edges[first], edges[last + 1], text)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a heading: its lines, its text with all sides, its columns, where it begins."""

    top: int
    bottom: int
    chunk: Chunk
    span: Span
    begins: float


def _heading_cells(
    lines: Sequence[Sequence[Chunk]], columns: Sequence[Stretch], size: float
) -> list[_Cell]:
    cells: list[_Cell] = []
    for number, line in enumerate(lines):
        for chunk in line:
            span = _over(chunk, columns)
            place = next(
                (place for place, cell in enumerate(cells) if _is_rest(cell, chunk, span, size)),
                None,
            )
            if place is None:
                cells.append(_Cell(number, number + 1, chunk, span, chunk.down))
            else:
                cells[place] = _joined(cells[place], number, chunk, span)
    return [replace(cell, span=_middle_of(cell, columns, cells, size)) for cell in cells]


def _is_rest(cell: _Cell, chunk: Chunk, span: Span, size: float) -> bool:
    """Whether a piece goes on with a cell above it."""
    is_below = 0 < chunk.down - cell.chunk.down <= WRAPPED * size
    return is_below and span[0] <= cell.span[1] and cell.span[0] <= span[1]


def _joined(cell: _Cell, line: int, chunk: Chunk, span: Span) -> _Cell:
    left, right = min(cell.chunk.left, chunk.left), max(cell.chunk.right, chunk.right)
    text = f"{cell.chunk.text}\n{chunk.text}"
    columns = (min(cell.span[0], span[0]), max(cell.span[1], span[1]))
    return _Cell(cell.top, line + 1, Chunk(left, right, text, chunk.down), columns, cell.begins)


def heading_lines(lines: Sequence[Sequence[Chunk]]) -> int:
    """How many lines there are before the first with figures, or numbers of columns."""
    for number, line in enumerate(lines):
        figures = sum(is_figure(chunk.text) for chunk in line)
        if figures * 2 >= len(line) and figures:
            return number
    return 0


def is_figure(text: str) -> bool:
    """Whether a text is a number, or a mark for none."""
    return _FIGURE.fullmatch(text) is not None


def _edges(columns: Sequence[Stretch]) -> list[float]:
    """Middles of the blanks between columns, and both outer sides."""
    inner = [(before[1] + after[0]) / 2 for before, after in pairwise(columns)]
    return [columns[0][0], *inner, columns[-1][1]] if columns else []


def _texts(line: Sequence[Chunk], columns: Sequence[Stretch]) -> Iterator[tuple[Span, str]]:
    """Texts of a row with their columns; pieces that share one are one text, never moved on."""
    last: tuple[Span, str] | None = None
    for chunk in line:
        span = _over(chunk, columns)
        if last is not None and span[0] <= last[0][1]:
            last = ((last[0][0], max(last[0][1], span[1])), f"{last[1]} {chunk.text}")
            continue
        if last is not None:
            yield last
        last = (span, chunk.text)
    if last is not None:
        yield last


def _over(chunk: Chunk, columns: Sequence[Stretch]) -> Span:
    """First and last column that a piece lies over."""
    shared = [min(chunk.right, right) - max(chunk.left, left) for left, right in columns]
    best = max(range(len(columns)), key=lambda place: shared[place])
    if shared[best] <= 0:
        best = min(
            range(len(columns)),
            key=lambda place: abs(chunk.middle - (columns[place][0] + columns[place][1]) / 2),
        )
    over = [
        place
        for place, (left, right) in enumerate(columns)
        if place == best or shared[place] > _OVER * (right - left)
    ]
    return over[0], over[-1]


def _middle_of(
    cell: _Cell, columns: Sequence[Stretch], cells: Sequence[_Cell], size: float
) -> Span:
    """The most columns around a heading of which it is the middle; all have headings below it."""
    below: set[int] = set()
    beside: set[int] = set()
    for other in cells:
        places = range(other.span[0], other.span[1] + 1)
        if other.begins - cell.chunk.down > WRAPPED * size:
            below.update(places)
        elif other is not cell and cell.begins - other.chunk.down <= WRAPPED * size:
            beside.update(places)
    most = [*cell.span]
    while most[0] - 1 in below - beside:
        most[0] -= 1
    while most[1] + 1 in below - beside:
        most[1] += 1
    widest = cell.span
    for first in range(most[0], cell.span[0] + 1):
        for last in range(cell.span[1], most[1] + 1):
            left, right = columns[first][0], columns[last][1]
            is_middle = abs((left + right) / 2 - cell.chunk.middle) <= (right - left) / 12
            if is_middle and last - first > widest[1] - widest[0]:
                widest = (first, last)
    return widest


def is_table(lines: Sequence[Sequence[Chunk]], columns: Sequence[Stretch]) -> bool:
    """Whether lines keep to columns: texts with gaps have none in common."""
    rows = [[_over(chunk, columns) for chunk in line] for line in lines if len(line) >= _ROW_PIECES]
    kept = [
        row
        for row in rows
        if len({first for first, _ in row}) >= _ROW_PIECES and all(a == b for a, b in row[1:])
    ]
    rows_told = len(kept) + sum(map(_numbers_columns, lines))
    return len(columns) >= _ROW_PIECES and rows_told >= max(_TABLE_ROWS, len(rows) // 2)
