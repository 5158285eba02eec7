"""A table of a Word document: merged cells, fixed widths, heading rows on every page.

It knows how Word lays out a table; it refuses to know what its cells mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from itertools import pairwise
from typing import TYPE_CHECKING

from xls_juesuan.writing.widths import UNIT_FONT_SIZE
from xls_juesuan.writing.widths import line_count
from xls_juesuan.writing.word.elements import TWIPS
from xls_juesuan.writing.word.elements import append
from xls_juesuan.writing.word.elements import element
from xls_juesuan.writing.word.elements import keep_row
from xls_juesuan.writing.word.elements import preserved
from xls_juesuan.writing.word.elements import repeat_row
from xls_juesuan.writing.word.elements import set_font
from xls_juesuan.writing.word.elements import shade
from xls_juesuan.writing.word.styles import HEADING_FONT
from xls_juesuan.writing.word.styles import Style

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

_HEAD_FILL = "#F2F2F2"
#: Room in a cell at both sides of its text, in points.
_SIDE = 2.5
#: Room above and below a text of several lines, in points: its lines are as tight as they can be.
_EDGE = 1.0
#: Width of a digit in multiples of the size of type: fonts that stand in for 宋体 have wider ones.
_DIGIT = 0.64
#: What columns without amounts may give to those that need more, of their width.
_GIVES = 0.4
#: Height of a line of text in multiples of the size of type.
_LEADING = 1.2


class Align(StrEnum):
    """Where a text stands in its cell."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell, merged over ``lines`` × ``places``; counted from 0.

    Attributes:
        indent: indentation in characters.
        is_head: whether it names something instead of stating it.
        is_total: whether it is printed bold.
        is_marked: whether it is highlighted, because something is missing there.
    """

    text: str
    line: int
    place: int
    lines: int = 1
    places: int = 1
    align: Align = Align.LEFT
    indent: int = 0
    is_head: bool = False
    is_total: bool = False
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """How large a table is printed: size of type and least height of a row, in points."""

    size: float
    row: float

    @property
    def leading(self) -> float:
        """Height of a line of text in points."""
        return round(self.size * _LEADING * 2) / 2


@dataclass(frozen=True)
class Grid:
    """A table before it is laid out.

    Attributes:
        widths: widths of the columns in points.
        lines: how many rows it has.
        head_lines: how many of them are repeated on every page.
        pieces: its cells; where there is none, the cell is blank.
    """

    widths: tuple[float, ...]
    lines: int
    head_lines: int
    pieces: tuple[Piece, ...]

    def heights(self, fit: Fit) -> list[float]:
        """Estimate the height of each row in points."""
        heights = [fit.row] * self.lines
        tall = []
        for piece in self.pieces:
            needed = self.lines_of(piece, fit.size) * fit.leading + 2 * self.edge_of(piece, fit)
            if piece.lines > 1:
                tall.append((piece, needed))
            else:
                heights[piece.line] = max(heights[piece.line], needed)
        for piece, needed in tall:
            last = piece.line + piece.lines - 1
            others = sum(heights[piece.line : last])
            heights[last] = max(heights[last], needed - others)
        return heights

    def breaks_amounts(self, fit: Fit) -> bool:
        """Whether one of its amounts would take more than one line."""
        return any(
            amount_width(piece.text, fit.size) > self.widths[piece.place]
            for piece in self.pieces
            if piece.align is Align.RIGHT
        )

    def edge_of(self, piece: Piece, fit: Fit) -> float:
        """Room above and below a text in points; a single line has enough of its own."""
        return _EDGE if self.lines_of(piece, fit.size) > 1 else 0.0

    def lines_of(self, piece: Piece, size: float) -> int:
        """Estimate on how many lines a text is printed."""
        room = sum(self.widths[piece.place : piece.place + piece.places]) - 2 * _SIDE
        room -= piece.indent * size
        # Widths are measured in narrow characters, with room that here is no part of the width.
        units = room / (UNIT_FONT_SIZE / 2) + 1
        return line_count(piece.text, units, size)


def amount_width(text: str, size: float) -> float:
    """Give the width that an amount takes in points, with the room beside it."""
    return len(text) * size * _DIGIT + 2 * _SIDE


def widened(widths: Sequence[float], needed: Mapping[int, float]) -> tuple[float, ...]:
    """Widen columns to what they need, at the expense of those that need nothing.

    Args:
        widths: widths of all columns in points.
        needed: least widths, by place.
    """
    wider = {place: max(0.0, least - widths[place]) for place, least in needed.items()}
    others = {place: width for place, width in enumerate(widths) if place not in needed}
    spare = sum(others.values()) * _GIVES
    share = min(1.0, spare / (sum(wider.values()) or 1.0))
    taken = sum(wider.values()) * share / (sum(others.values()) or 1.0)
    changed = [
        width + wider[place] * share if place in needed else width * (1 - taken)
        for place, width in enumerate(widths)
    ]
    return spread(changed, sum(widths))


def spread(widths: Sequence[float], whole: float) -> tuple[float, ...]:
    """Give the widths of columns in whole twips that fill a width, both in points."""
    edges = [round(edge * whole * TWIPS / sum(widths)) for edge in accumulate(widths, initial=0.0)]
    return tuple((right - left) / TWIPS for left, right in pairwise(edges))


def add_grid(document: Document, grid: Grid, fit: Fit, *, tallest: float) -> None:
    """Add a table at the end of the document.

    Args:
        document: the document.
        grid: the table.
        fit: how large it is printed.
        tallest: a row higher than this, in points, may be broken over two pages.
    """
    table = element("tbl")
    _describe(table, grid)
    builder = _Rows(grid, fit)
    for line, height in enumerate(grid.heights(fit)):
        table.append(builder.row(line, keeps=height <= tallest))
    document.element.body.insert_element_before(table, "w:sectPr")


def _describe(table: BaseOxmlElement, grid: Grid) -> None:
    properties = append(table, "tblPr")
    append(properties, "tblW", {"w": _twips(sum(grid.widths)), "type": "dxa"})
    append(properties, "jc", {"val": "center"})
    borders = append(properties, "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        append(borders, side, {"val": "single", "sz": 4, "space": 0, "color": "000000"})
    append(properties, "tblLayout", {"type": "fixed"})
    margins = append(properties, "tblCellMar")
    for side in ("left", "right"):
        append(margins, side, {"w": _twips(_SIDE), "type": "dxa"})
    columns = append(table, "tblGrid")
    for width in grid.widths:
        append(columns, "gridCol", {"w": _twips(width)})


class _Rows:
    """Makes the rows of one table."""

    def __init__(self, grid: Grid, fit: Fit) -> None:
        self._grid = grid
        self._fit = fit
        self._taken = {
            (line, piece.place): piece
            for piece in grid.pieces
            for line in range(piece.line, piece.line + piece.lines)
        }

    def row(self, line: int, *, keeps: bool) -> BaseOxmlElement:
        row = element("tr")
        properties = append(row, "trPr")
        if keeps:
            keep_row(properties)
        append(properties, "trHeight", {"val": _twips(self._fit.row), "hRule": "atLeast"})
        if line < self._grid.head_lines:
            repeat_row(properties)
        for piece in self._pieces(line):
            row.append(self._cell(piece, line))
        return row

    def _pieces(self, line: int) -> Iterator[Piece]:
        place = 0
        while place < len(self._grid.widths):
            piece = self._taken.get((line, place)) or Piece("", line, place)
            yield piece
            place += piece.places

    def _cell(self, piece: Piece, line: int) -> BaseOxmlElement:
        cell = element("tc")
        properties = append(cell, "tcPr")
        width = sum(self._grid.widths[piece.place : piece.place + piece.places])
        append(properties, "tcW", {"w": _twips(width), "type": "dxa"})
        if piece.places > 1:
            append(properties, "gridSpan", {"val": piece.places})
        if piece.lines > 1:
            append(properties, "vMerge", {"val": "restart" if line == piece.line else "continue"})
        if piece.is_head:
            shade(properties, _HEAD_FILL)
        append(properties, "vAlign", {"val": "center"})
        is_first = line == piece.line
        # A merged cell breaks where its text does, and goes on in cells without one.
        texts = piece.text.split("\n") if is_first else [""]
        edge = self._grid.edge_of(piece, self._fit) if is_first else 0.0
        last = len(texts) - 1
        for number, text in enumerate(texts):
            edges = (0.0 if number else edge, edge if number == last else 0.0)
            cell.append(self._paragraph(piece, text, edges))
        return cell

    def _paragraph(self, piece: Piece, text: str, edges: tuple[float, float]) -> BaseOxmlElement:
        paragraph = element("p")
        properties = append(paragraph, "pPr")
        append(properties, "pStyle", {"val": _style_id(Style.TABLE)})
        spacing = {"line": _twips(self._fit.leading), "lineRule": "exact"}
        before, after = map(_twips, edges)
        append(properties, "spacing", {**spacing, "before": before, "after": after})
        if piece.indent:
            indent = _twips(piece.indent * self._fit.size)
            append(properties, "ind", {"leftChars": piece.indent * 100, "left": indent})
        append(properties, "jc", {"val": piece.align})
        if text:
            self._run(paragraph, piece, text)
        return paragraph

    def _run(self, paragraph: BaseOxmlElement, piece: Piece, text: str) -> None:
        run = append(paragraph, "r")
        properties = append(run, "rPr")
        if piece.is_head or piece.is_total:
            set_font(properties, HEADING_FONT)
        for tag in ("sz", "szCs"):
            append(properties, tag, {"val": round(self._fit.size * 2)})
        if piece.is_marked:
            append(properties, "highlight", {"val": "yellow"})
        preserved(append(run, "t"), text)


def _style_id(style: Style) -> str:
    """The library leaves the blanks of a name out."""
    return str(style).replace(" ", "")


def _twips(points: float) -> int:
    return round(points * TWIPS)
