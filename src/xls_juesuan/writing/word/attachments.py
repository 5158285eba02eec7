"""A table of the attachments in the Word document.

It knows how its cells are printed; it refuses to know how they arose.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from xls_juesuan.writing.word.grid import Align
from xls_juesuan.writing.word.grid import Fit
from xls_juesuan.writing.word.grid import Grid
from xls_juesuan.writing.word.grid import Piece
from xls_juesuan.writing.word.grid import add_grid
from xls_juesuan.writing.word.grid import spread
from xls_juesuan.writing.word.styles import Style
from xls_juesuan.writing.word.styles import write

if TYPE_CHECKING:
    from docx.document import Document

    from xls_juesuan.disclosure.document import AttachmentTable
    from xls_juesuan.disclosure.document import GridCell
    from xls_juesuan.writing.word.sections import Paper

#: From roomy to tight; the first one at which the table takes the fewest pages is taken.
_FITS = (Fit(9.0, 15.0), Fit(9.0, 13.5), Fit(9.0, 12.0), Fit(8.5, 11.2), Fit(8.0, 10.4))
#: Points of a page that title, note, and rows that are not broken leave unused.
_UNUSED = 40.0
#: A row that takes more of a page than this may be broken.
_TALLEST = 0.3


def add_attachment(document: Document, table: AttachmentTable, paper: Paper) -> None:
    """Add a table with the note above it, at the end of the document.

    Args:
        document: the document.
        table: the table.
        paper: what it stands on.
    """
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    width, height = paper.room
    if table.note:
        note = document.add_paragraph(style=str(Style.NOTE))
        note.alignment = WD_ALIGN_PARAGRAPH.CENTER
        note.paragraph_format.keep_with_next = True
        write(note, table.note)
    grid = attachment_grid(table, width)
    add_grid(document, grid, _choose_fit(grid, height), tallest=height * _TALLEST)


def attachment_grid(table: AttachmentTable, width: float) -> Grid:
    """Make the grid of a table that fills a width, in points."""
    return Grid(
        widths=spread(table.widths, width),
        lines=max((cell.line + cell.lines for cell in table.cells), default=0),
        head_lines=table.head_lines,
        pieces=tuple(_piece(cell) for cell in table.cells),
    )


def _choose_fit(grid: Grid, height: float) -> Fit:
    """A last page with one row on it helps nobody."""
    return min(_FITS, key=lambda fit: ceil(sum(grid.heights(fit)) / (height - _UNUSED)))


def _piece(cell: GridCell) -> Piece:
    align = Align.CENTRE if cell.is_head else Align.RIGHT if cell.is_number else Align.LEFT
    return Piece(
        cell.text,
        cell.line,
        cell.place,
        cell.lines,
        cell.places,
        align=align,
        is_head=cell.is_head,
        is_marked=bool(cell.gap),
    )
