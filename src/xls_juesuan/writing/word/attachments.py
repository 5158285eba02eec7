"""A table of the attachments in the Word document.

It knows how its cells are printed; it refuses to know how they arose.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from xls_juesuan.writing.widths import display_width
from xls_juesuan.writing.word.grid import Align
from xls_juesuan.writing.word.grid import Fit
from xls_juesuan.writing.word.grid import Grid
from xls_juesuan.writing.word.grid import Piece
from xls_juesuan.writing.word.grid import add_grid
from xls_juesuan.writing.word.grid import spread
from xls_juesuan.writing.word.sections import part_tables
from xls_juesuan.writing.word.styles import LINE_SPACING
from xls_juesuan.writing.word.styles import TEXT_SIZE
from xls_juesuan.writing.word.styles import Style
from xls_juesuan.writing.word.styles import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document

    from xls_juesuan.disclosure.document import AttachmentTable
    from xls_juesuan.disclosure.document import GridCell
    from xls_juesuan.writing.word.sections import Paper

#: From roomy to tight; the first one at which the table takes the fewest pages is taken.
_FITS = (Fit(9.0, 15.0), Fit(9.0, 13.5), Fit(9.0, 12.0), Fit(8.5, 11.2), Fit(8.0, 10.4))
#: Points of a page that the note and rows that are not broken leave unused.
_UNUSED = 13.0
#: A row that takes more of a page than this may be broken.
_TALLEST = 0.3


def add_attachment(document: Document, table: AttachmentTable, title: str, paper: Paper) -> None:
    """Add a table with the note above it, at the end of the document.

    Args:
        document: the document.
        table: the table.
        title: what stands above it.
        paper: what it stands on.
    """
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    width, height = paper.room
    if table.note:
        note = document.add_paragraph(style=str(Style.NOTE))
        note.alignment = WD_ALIGN_PARAGRAPH.CENTER
        note.paragraph_format.keep_with_next = True
        write(note, table.note, is_marked=bool(table.note_gap))
    grids = attachment_grids(table, width)
    above = ceil(display_width(title) * TEXT_SIZE / 2 / width) * LINE_SPACING
    fit = _choose_fit(grids, above, height - _UNUSED)
    for number, grid in enumerate(grids):
        if number:
            part_tables(document)
        add_grid(document, grid, fit, tallest=height * _TALLEST)


def attachment_grids(table: AttachmentTable, width: float) -> list[Grid]:
    """Make the grids of a table that fills a width, in points.

    Word repeats only lines at the top of a table, so those that are repeated begin a second one.
    """
    grids = []
    end = max((cell.line + cell.lines for cell in table.cells), default=0)
    for first, last in pairwise(dict.fromkeys((0, table.heads_at, end))):
        grid = Grid(
            widths=spread(table.widths, width),
            lines=last - first,
            head_lines=table.head_lines if first == table.heads_at else 0,
            pieces=tuple(_piece(cell, first) for cell in table.cells if first <= cell.line < last),
        )
        grids.append(grid)
    return grids


def _choose_fit(grids: Sequence[Grid], above: float, room: float) -> Fit:
    """A last page with one row on it helps nobody.

    Args:
        grids: the parts of the table.
        above: height of the title on the first page, in points.
        room: height of a page.
    """
    *_, last = grids

    def pages(fit: Fit) -> int:
        heights = [height for grid in grids for height in grid.heights(fit)]
        repeated = sum(last.heights(fit)[: last.head_lines])
        return max(1, ceil((sum(heights) + above - repeated) / (room - repeated)))

    return min(_FITS, key=pages)


def _piece(cell: GridCell, first: int) -> Piece:
    is_central = cell.is_head or cell.is_mark
    align = Align.CENTRE if is_central else Align.RIGHT if cell.is_number else Align.LEFT
    return Piece(
        cell.text,
        cell.line - first,
        cell.place,
        cell.lines,
        cell.places,
        align=align,
        is_head=cell.is_head,
        is_marked=bool(cell.gap),
    )
