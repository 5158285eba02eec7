"""One page of a PDF: letters and rules → lines and tables from top to bottom.

It knows the library that reads PDF; it refuses to know other pages.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.documents.chunks import Chunk
from xls_juesuan.documents.flow import Box
from xls_juesuan.documents.open_tables import OpenLine
from xls_juesuan.documents.open_tables import OpenTable
from xls_juesuan.documents.open_tables import find_open
from xls_juesuan.documents.pdf_lines import PaperLine
from xls_juesuan.documents.ruled_tables import find_ruled

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.documents.paper import Letter
    from xls_juesuan.documents.paper import PaperSheet
    from xls_juesuan.documents.ruled_tables import RuledTable

_NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?%?")
#: Of the usual size: how large the number of a note is at most, and how far it is raised at least.
_NOTE_SIZE, _NOTE_RAISED = 0.75, 0.12
#: A page of which more than one letter in so many has no meaning is not read.
_RIDDLES = 10
#: A picture over so much of a page is a scan, when no more letters than these are printed on it.
_SCAN, _STAMPED = 0.4, 30
#: Points: rows whose edges differ by no more are the same.
_SAME_ROW = 2.0
#: In sizes of a letter: a gap that parts two pieces of a line, in texts and between columns; half
#: the height of a line.
_WIDE_GAP, _NARROW_GAP, _HALF_LINE = 1.3, 0.5, 0.5


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table on one page."""

    boxes: tuple[Box, ...]
    rows: int
    page: int
    left: float
    right: float


PaperItem = PaperLine | PaperTable | OpenTable


@dataclass(frozen=True)
class PaperPage:
    """What stands on a page, from top to bottom.

    Attributes:
        picture: the part of the sheet that its largest picture covers, which may hold what letters
            do not say.
        is_riddle: whether its letters are none that the file explains.
    """

    number: int
    items: tuple[PaperItem, ...]
    picture: float = 0.0
    is_riddle: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether it says something that nobody can read: a scan, letters without a meaning."""
        if self.is_riddle or not self.items:
            return self.is_riddle or self.picture > 0
        letters = sum(len(line.text) for line in self.lines)
        has_tables = len(self.lines) < len(self.items)
        return self.picture >= _SCAN and not has_tables and letters <= _STAMPED

    @property
    def lines(self) -> list[PaperLine]:
        """Lines outside of tables."""
        return [item for item in self.items if isinstance(item, PaperLine)]


@dataclass(slots=True)
class _Line:
    """Letters of one height."""

    middle: float
    letters: list[Letter]


def read_page(sheet: PaperSheet) -> PaperPage:
    """Read one sheet."""
    if sheet.riddles * _RIDDLES > len(sheet.letters):
        return PaperPage(sheet.number, (), is_riddle=True)
    letters = list(_once(sheet.letters))
    found: list[tuple[float, PaperItem]] = []
    for ruled in find_ruled(sheet):
        inside, letters = _within(letters, ruled.bounds)
        found.append((ruled.bounds[1], _ruled(ruled, inside, sheet.number)))
    lines = _lines(letters)
    pieces = [
        OpenLine(tuple(_chunks(line, _NARROW_GAP)), line.middle, _size(line.letters))
        for line in lines
    ]
    drawn = list(find_open(pieces))
    for span in drawn:
        table = OpenTable(tuple(pieces[span.start : span.stop]), sheet.number)
        found.append((lines[span.start].middle, table))
    for number, line in enumerate(lines):
        if pieces[number].chunks and not any(number in span for span in drawn):
            chunks = _chunks(line, _WIDE_GAP)
            own = _paper_line(sheet, line, chunks, number + 1)
            found.append((line.middle, replace(own, pieces=pieces[number])))
    items = tuple(item for _, item in sorted(found, key=lambda pair: pair[0]))
    return PaperPage(sheet.number, items, sheet.picture)


def _once(letters: Iterable[Letter]) -> Iterator[Letter]:
    """Leave out what is printed twice at one place to look bold."""
    seen: set[tuple[str, int, int]] = set()
    for letter in letters:
        key = (letter.text, round(letter.left), round(letter.top))
        if key not in seen:
            seen.add(key)
            yield letter


def _paper_line(
    sheet: PaperSheet,
    line: _Line,
    chunks: Sequence[Chunk],
    number: int,
) -> PaperLine:
    return PaperLine(
        tuple(chunk.text for chunk in chunks),
        sheet.number,
        number,
        chunks[0].left,
        chunks[-1].right,
        line.middle,
        _size(line.letters),
        line.middle / sheet.height,
    )


# ---------------------------------------------------------------------- ruled tables


def _ruled(table: RuledTable, letters: Sequence[Letter], page: int) -> PaperTable:
    edges = _row_edges(table.cells)
    by_row: dict[int, list[Letter]] = defaultdict(list)
    for letter in letters:
        by_row[bisect_right(edges, letter.down) - 1].append(letter)
    boxes = []
    for left, top, right, bottom in sorted(table.cells, key=lambda cell: (cell[1], cell[0])):
        first = _nearest(edges, top)
        last = max(_nearest(edges, bottom), first + 1)
        near = [letter for row in range(first, last) for letter in by_row.get(row, ())]
        inside = [letter for letter in near if left <= letter.across <= right]
        boxes.append(Box(first, last, left, right, _cell_text(inside)))
    return PaperTable(tuple(boxes), len(edges) - 1, page, table.bounds[0], table.bounds[2])


def _row_edges(cells: Iterable[tuple[float, float, float, float]]) -> list[float]:
    edges: list[float] = []
    for edge in sorted({edge for cell in cells for edge in (cell[1], cell[3])}):
        if not edges or edge - edges[-1] > _SAME_ROW:
            edges.append(edge)
    return edges


def _nearest(edges: Sequence[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - edge))


def _within(
    letters: Iterable[Letter], bounds: tuple[float, float, float, float]
) -> tuple[list[Letter], list[Letter]]:
    """Letters whose middle lies within, and all others."""
    left, top, right, bottom = bounds
    inside: list[Letter] = []
    outside: list[Letter] = []
    for letter in letters:
        across = letter.across
        down = letter.down
        is_inside = left <= across <= right and top <= down <= bottom
        (inside if is_inside else outside).append(letter)
    return inside, outside


def _cell_text(letters: list[Letter]) -> str:
    lines = (" ".join(chunk.text for chunk in _chunks(line, _WIDE_GAP)) for line in _lines(letters))
    text = "\n".join(filter(None, lines))
    # A number that a narrow column broke is one number.
    joined = "".join(text.split())
    return joined if _NUMBER.fullmatch(joined) else text


# ---------------------------------------------------------------------- lines


def _lines(letters: Iterable[Letter]) -> list[_Line]:
    """Letters whose middles are at one height, from top to bottom."""
    lines: list[_Line] = []
    for letter in sorted(letters, key=lambda one: (one.down, one.left)):
        middle = letter.down
        if lines and middle - lines[-1].middle <= _HALF_LINE * letter.size:
            lines[-1].letters.append(letter)
        else:
            lines.append(_Line(middle, [letter]))
    return lines


def _chunks(line: _Line, gap: float) -> list[Chunk]:
    """Pieces of a line between gaps of so many sizes of a letter."""
    return [
        Chunk(piece[0].left, piece[-1].right, text, piece[0].down)
        for piece in _pieces(line, gap)
        if (text := _piece_text(piece))
    ]


def _pieces(line: _Line, gap: float) -> Iterator[list[Letter]]:
    piece: list[Letter] = []
    usual = _size(line.letters)
    middle = sorted(letter.down for letter in line.letters)[len(line.letters) // 2]
    for letter in sorted(line.letters, key=lambda one: one.left):
        if not letter.text.strip() or _is_note_mark(letter, middle, usual):
            continue
        size = letter.size
        if piece and letter.left - piece[-1].right > gap * size:
            yield piece
            piece = []
        piece.append(letter)
    if piece:
        yield piece


def _is_note_mark(letter: Letter, middle: float, usual: float) -> bool:
    """Whether a digit is small and raised: it leads to a note and belongs to no figure."""
    is_small = letter.size <= _NOTE_SIZE * usual
    return is_small and letter.text.isdigit() and middle - letter.down > _NOTE_RAISED * usual


def _piece_text(piece: Sequence[Letter]) -> str:
    """The letters of a piece; a gap between Latin letters is a blank."""
    text = ""
    for number, letter in enumerate(piece):
        before = piece[number - 1] if number else None
        if (
            before is not None
            and letter.left - before.right > letter.size / 5
            and before.text.isascii()
            and letter.text.isascii()
        ):
            text += " "
        text += letter.text
    return text.strip()


def _size(letters: Sequence[Letter]) -> float:
    sizes = sorted(letter.size for letter in letters)
    return float(sizes[len(sizes) // 2])
