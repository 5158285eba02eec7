"""One page of a PDF: letters and rules → lines and tables from top to bottom.

It knows the library that reads PDF; it refuses to know other pages.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.documents.chunks import Chunk
from xls_juesuan.documents.chunks import boxes_of
from xls_juesuan.documents.chunks import table_ranges
from xls_juesuan.documents.flow import Box
from xls_juesuan.documents.pdf_lines import PaperLine

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

_NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?%?")
_RULED = {"vertical_strategy": "lines", "horizontal_strategy": "lines"}
#: A frame around something is no table.
_LEAST_ROWS, _LEAST_CELLS = 2, 4
#: Points: rows whose edges differ by no more are the same; how far open sides reach beyond.
_SAME_ROW, _OPEN_SIDE = 2.0, 6.0
#: In sizes of a letter: a gap that parts two pieces of a line; half the height of a line.
_WIDE_GAP, _HALF_LINE = 1.3, 0.5


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table on one page."""

    boxes: tuple[Box, ...]
    rows: int
    page: int
    left: float
    right: float


@dataclass(frozen=True)
class PaperPage:
    """What stands on a page, from top to bottom.

    Attributes:
        has_pictures: whether there are pictures, which may hold what letters do not say.
    """

    number: int
    items: tuple[PaperLine | PaperTable, ...]
    has_pictures: bool

    @property
    def lines(self) -> list[PaperLine]:
        """Lines outside of tables."""
        return [item for item in self.items if isinstance(item, PaperLine)]


@dataclass(slots=True)
class _Line:
    """Letters of one height."""

    middle: float
    letters: list[Any]


def read_page(page: Any) -> PaperPage:  # noqa: ANN401 - the library is untyped
    """Read one page."""
    letters = list(_once(letter for letter in page.chars if letter["upright"]))
    found: list[tuple[float, PaperLine | PaperTable]] = []
    for table in _ruled_tables(page):
        inside, letters = _within(letters, table.bbox)
        found.append((table.bbox[1], _ruled(table, inside, page.page_number)))
    lines = _lines(letters)
    chunks = [_chunks(line) for line in lines]
    drawn = list(table_ranges(chunks))
    for span in drawn:
        boxes = boxes_of(chunks[span.start : span.stop])
        sides = [side for chunk in chunks[span.start] for side in (chunk.left, chunk.right)]
        table = PaperTable(boxes, len(span), page.page_number, min(sides), max(sides))
        found.append((lines[span.start].middle, table))
    for number, (line, pieces) in enumerate(zip(lines, chunks, strict=True)):
        if pieces and not any(number in span for span in drawn):
            found.append((line.middle, _paper_line(page, line, pieces, number + 1)))
    items = tuple(item for _, item in sorted(found, key=lambda pair: pair[0]))
    return PaperPage(page.page_number, items, bool(page.images))


def _once(letters: Iterable[Any]) -> Iterator[Any]:
    """Leave out what is printed twice at one place to look bold."""
    seen: set[tuple[str, int, int]] = set()
    for letter in letters:
        key = (letter["text"], round(letter["x0"]), round(letter["top"]))
        if key not in seen:
            seen.add(key)
            yield letter


def _paper_line(
    page: Any,  # noqa: ANN401 - the library is untyped
    line: _Line,
    chunks: Sequence[Chunk],
    number: int,
) -> PaperLine:
    return PaperLine(
        tuple(chunk.text for chunk in chunks),
        page.page_number,
        number,
        chunks[0].left,
        chunks[-1].right,
        line.middle,
        _size(line.letters),
        line.middle / float(page.height),
    )


# ---------------------------------------------------------------------- ruled tables


def _ruled_tables(page: Any) -> list[Any]:  # noqa: ANN401 - the library is untyped
    tables = _found(page, _RULED)
    edges = page.horizontal_edges
    if not edges:
        return tables
    left = min(edge["x0"] for edge in edges)
    right = max(edge["x1"] for edge in edges)
    is_open = any(
        table.bbox[0] - left > _OPEN_SIDE or right - table.bbox[2] > _OPEN_SIDE for table in tables
    )
    if is_open or not tables:
        # Tables without rules at their sides.
        wider = _found(page, {**_RULED, "explicit_vertical_lines": [left, right]})
        if sum(len(table.cells) for table in wider) > sum(len(table.cells) for table in tables):
            return wider
    return tables


def _found(page: Any, settings: dict[str, Any]) -> list[Any]:  # noqa: ANN401 - untyped library
    return [
        table
        for table in page.find_tables(settings)
        if len(table.rows) >= _LEAST_ROWS and len(table.cells) >= _LEAST_CELLS
    ]


def _ruled(table: Any, letters: list[Any], page: int) -> PaperTable:  # noqa: ANN401 - untyped
    edges = _row_edges(table.cells)
    by_row: dict[int, list[Any]] = defaultdict(list)
    for letter in letters:
        by_row[bisect_right(edges, (letter["top"] + letter["bottom"]) / 2) - 1].append(letter)
    boxes = []
    for left, top, right, bottom in sorted(table.cells, key=lambda cell: (cell[1], cell[0])):
        first = _nearest(edges, top)
        last = max(_nearest(edges, bottom), first + 1)
        near = [letter for row in range(first, last) for letter in by_row.get(row, ())]
        inside = [letter for letter in near if left <= (letter["x0"] + letter["x1"]) / 2 <= right]
        boxes.append(Box(first, last, left, right, _cell_text(inside)))
    return PaperTable(tuple(boxes), len(edges) - 1, page, table.bbox[0], table.bbox[2])


def _row_edges(cells: Iterable[tuple[float, float, float, float]]) -> list[float]:
    edges: list[float] = []
    for edge in sorted({edge for cell in cells for edge in (cell[1], cell[3])}):
        if not edges or edge - edges[-1] > _SAME_ROW:
            edges.append(edge)
    return edges


def _nearest(edges: Sequence[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - edge))


def _within(
    letters: Iterable[Any], bounds: tuple[float, float, float, float]
) -> tuple[list[Any], list[Any]]:
    """Letters whose middle lies within, and all others."""
    left, top, right, bottom = bounds
    inside: list[Any] = []
    outside: list[Any] = []
    for letter in letters:
        across = (letter["x0"] + letter["x1"]) / 2
        down = (letter["top"] + letter["bottom"]) / 2
        is_inside = left <= across <= right and top <= down <= bottom
        (inside if is_inside else outside).append(letter)
    return inside, outside


def _cell_text(letters: list[Any]) -> str:
    lines = (" ".join(chunk.text for chunk in _chunks(line)) for line in _lines(letters))
    text = "\n".join(filter(None, lines))
    # A number that a narrow column broke is one number.
    joined = "".join(text.split())
    return joined if _NUMBER.fullmatch(joined) else text


# ---------------------------------------------------------------------- lines


def _lines(letters: Iterable[Any]) -> list[_Line]:
    """Letters whose middles are at one height, from top to bottom."""
    lines: list[_Line] = []
    for letter in sorted(letters, key=lambda one: (one["top"] + one["bottom"], one["x0"])):
        middle = (letter["top"] + letter["bottom"]) / 2
        if lines and middle - lines[-1].middle <= _HALF_LINE * letter["size"]:
            lines[-1].letters.append(letter)
        else:
            lines.append(_Line(middle, [letter]))
    return lines


def _chunks(line: _Line) -> list[Chunk]:
    """Pieces of a line between wide gaps."""
    return [
        Chunk(piece[0]["x0"], piece[-1]["x1"], text)
        for piece in _pieces(line)
        if (text := _piece_text(piece))
    ]


def _pieces(line: _Line) -> Iterator[list[Any]]:
    piece: list[Any] = []
    for letter in sorted(line.letters, key=lambda one: one["x0"]):
        if not letter["text"].strip():
            continue
        size = letter["size"]
        if piece and letter["x0"] - piece[-1]["x1"] > _WIDE_GAP * size:
            yield piece
            piece = []
        piece.append(letter)
    if piece:
        yield piece


def _piece_text(piece: Sequence[Any]) -> str:
    """The letters of a piece; a gap between Latin letters is a blank."""
    text = ""
    for number, letter in enumerate(piece):
        before = piece[number - 1] if number else None
        if (
            before is not None
            and letter["x0"] - before["x1"] > letter["size"] / 5
            and before["text"].isascii()
            and letter["text"].isascii()
        ):
            text += " "
        text += letter["text"]
    return text.strip()


def _size(letters: Sequence[Any]) -> float:
    sizes = sorted(letter["size"] for letter in letters)
    return float(sizes[len(sizes) // 2])
