"""Tables of paper that only stand in columns: lines → rows → cells.

It knows how far lines of a cell and rows of a table lie apart; it refuses to know letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.documents.chunks import Chunk
from xls_juesuan.documents.chunks import boxes_of
from xls_juesuan.documents.chunks import columns_of
from xls_juesuan.documents.chunks import heading_lines
from xls_juesuan.documents.chunks import is_figure
from xls_juesuan.documents.chunks import is_table
from xls_juesuan.documents.chunks import table_ranges
from xls_juesuan.documents.flow import Box

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.documents.chunks import Stretch

#: In sizes of a letter: the narrowest blank between two columns, how far the lines of one row
#: stand apart whose cells have different numbers of lines, how far those of one cell at most.
_BLANK, _SAME_ROW, _NEXT_LINE = 0.35, 0.85, 1.45
#: Lines of a heading above its first full line, how far apart they stand, how long they are.
_MOST_HEADS, _NEXT_HEAD, _LONGEST_HEAD = 4, 2.6, 60
_NO_HEAD = re.compile(
    r"单位\s*[:：]|部门\s*[:：]|表\s*(?:$|[（(])|[。；]|(?:19|20)\d\d\s*年度?$|^[-—\d\s]+$"
)
_TOTALS = re.compile(r"(?:合\s*计|总\s*计)$")
#: The rest of a name below the last row is no longer.
_LONGEST_REST = 8
#: What begins a row of its own.
_BEGINS = re.compile(
    r"[一二三四五六七八九十]{1,3}\s*[、.．]|[（(]|\d|其中|合\s*计|总\s*计|注|备注|说明"
)


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line of a table: its pieces, where it stands, how large its letters are."""

    chunks: tuple[Chunk, ...]
    middle: float
    size: float


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table on one page without rules that part its cells."""

    lines: tuple[OpenLine, ...]
    page: int


def find_open(lines: Sequence[OpenLine]) -> Iterator[range]:
    """Find runs of lines that are tables."""
    chunks = [line.chunks for line in lines]
    for span in table_ranges(chunks):
        inside = chunks[span.start : span.stop]
        columns = columns_of(inside, _BLANK * _size(lines[span.start : span.stop]))
        if is_table(inside, columns):
            yield range(_top(lines, span.start), _bottom(lines, span.stop, columns))


def _top(lines: Sequence[OpenLine], first: int) -> int:
    """The first line of the heading above the first full line: titles and captions are none."""
    for number in range(first - 1, max(first - _MOST_HEADS, 0) - 1, -1):
        line, below = lines[number], lines[number + 1]
        texts = "".join(chunk.text for chunk in line.chunks)
        is_near = below.middle - line.middle <= _NEXT_HEAD * below.size
        if not texts or not is_near or _NO_HEAD.search(texts) or len(texts) > _LONGEST_HEAD:
            return number + 1
    return max(first - _MOST_HEADS, 0)


def _bottom(lines: Sequence[OpenLine], end: int, columns: Sequence[Stretch]) -> int:
    """The line behind the last one: rows with one figure or none may stand below all others."""
    while end < len(lines):
        line = lines[end]
        apart = (line.middle - lines[end - 1].middle) / line.size if end else 0.0
        first, *others = [chunk.text for chunk in line.chunks] or [""]
        is_rest = not others and 0 < apart <= _NEXT_LINE and len(first) <= _LONGEST_REST
        is_inside = all(columns[0][0] <= chunk.middle <= columns[-1][1] for chunk in line.chunks)
        if not first or not is_inside or apart > _NEXT_HEAD:
            break
        if not (any(map(is_figure, others)) or is_rest or (not others and _TOTALS.match(first))):
            break
        end += 1
    return end


def goes_on(table: OpenTable, lines: Sequence[OpenLine]) -> int:
    """How many lines at the top of the next page are rows of a table; few make none themselves."""
    columns = columns_of([line.chunks for line in table.lines], _BLANK * _size(table.lines))
    return _bottom(lines, 0, columns)


def set_open(parts: Sequence[OpenTable]) -> tuple[list[Box], list[int]]:
    """Give the cells of a table that goes on over pages, and the page of each row.

    All pages share their columns: one of which a page has no figure keeps its place there.
    """
    size = _size([line for part in parts for line in part.lines])
    first, *others = [[line.chunks for line in part.lines] for part in parts]
    # A heading that stands again says nothing new of columns.
    rows = [line for lines in others for line in lines[heading_lines(lines) :]]
    columns = columns_of([*first, *rows], _BLANK * size)
    boxes: list[Box] = []
    pages: list[int] = []
    for part in parts:
        chunks = [line.chunks for line in part.lines]
        flat = list(boxes_of(chunks, columns, size))
        heads = heading_lines(chunks)
        boxes += [box.moved_down(len(pages)) for box in flat if box.top < heads]
        pages += [part.page] * heads
        for row in _rows(part.lines, heads):
            inside = [box for box in flat if box.top in row]
            boxes += _cells(inside, len(pages))
            pages.append(part.page)
    return boxes, pages


def _size(lines: Sequence[OpenLine]) -> float:
    sizes = sorted(line.size for line in lines)
    return sizes[len(sizes) // 2] if sizes else 0.0


def _cells(boxes: Iterable[Box], row: int) -> Iterator[Box]:
    """Boxes of one row: what stands in one column on several lines is one text."""
    texts: dict[tuple[float, float], list[str]] = {}
    for box in boxes:
        texts.setdefault((box.left, box.right), []).append(box.text)
    for (left, right), pieces in texts.items():
        yield Box(row, row + 1, left, right, "\n".join(pieces))


def _rows(lines: Sequence[OpenLine], first: int) -> list[range]:
    """Lines of each row: cells with two lines stand around those with one."""
    rows: list[range] = []
    for number in range(first, len(lines)):
        line = lines[number]
        if rows and line.middle - lines[number - 1].middle < _SAME_ROW * line.size:
            rows[-1] = range(rows[-1].start, number + 1)
        else:
            rows.append(range(number, number + 1))
    return _with_rests(lines, rows)


def _with_rests(lines: Sequence[OpenLine], rows: Sequence[range]) -> list[range]:
    """Join lines that hold nothing but a part of a name with the row that they belong to."""
    above, below = set[int](), set[int]()
    for number, row in enumerate(rows):
        if not _is_rest(lines, row):
            continue
        before = _distance(lines, rows, number, -1)
        after = _distance(lines, rows, number, 1)
        if before is not None and (after is None or before <= after):
            above.add(number)
        elif after is not None:
            below.add(number)
    joined: list[range] = []
    for number, row in enumerate(rows):
        if joined and (number in above or number - 1 in below):
            joined[-1] = range(joined[-1].start, row.stop)
        else:
            joined.append(row)
    return joined


def _is_rest(lines: Sequence[OpenLine], row: range) -> bool:
    """Whether a row is a single text that begins no row of its own."""
    chunks = [chunk for number in row for chunk in lines[number].chunks]
    return len(chunks) == 1 and not is_figure(chunks[0].text)


def _distance(
    lines: Sequence[OpenLine], rows: Sequence[range], number: int, step: int
) -> float | None:
    """How far the row before or behind is whose name a text may be part of; ``None`` if none."""
    other = number + step
    if not 0 <= other < len(rows):
        return None
    own, near = rows[number], rows[other]
    mine = lines[own.start].chunks[0]
    first, second = (near.stop - 1, own.start) if step < 0 else (own.stop - 1, near.start)
    apart = lines[second].middle - lines[first].middle
    if apart > _NEXT_LINE * lines[own.start].size:
        return None
    theirs = [chunk for line in near for chunk in lines[line].chunks]
    names = [
        chunk
        for chunk in theirs
        if chunk.left < mine.right and mine.left < chunk.right and not is_figure(chunk.text)
    ]
    # A text above begins the name, one below goes on with it.
    begins = mine.text if step < 0 else next((name.text for name in names), "")
    if len(theirs) < 2 or not names or _BEGINS.match(begins):
        return None
    return apart
