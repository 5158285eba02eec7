"""A statutory table in the Word document, as the workbook shows it.

It knows the grid of a table and how its figures are printed; it refuses to know how they arose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import word as say
from xls_juesuan.money import format_wan
from xls_juesuan.tables.table import StubKind
from xls_juesuan.writing.table_sheet import figure_fen
from xls_juesuan.writing.widths import line_count
from xls_juesuan.writing.word.grid import Align
from xls_juesuan.writing.word.grid import Fit
from xls_juesuan.writing.word.grid import Grid
from xls_juesuan.writing.word.grid import Piece
from xls_juesuan.writing.word.grid import add_grid
from xls_juesuan.writing.word.grid import amount_width
from xls_juesuan.writing.word.grid import spread
from xls_juesuan.writing.word.grid import widened
from xls_juesuan.writing.word.sections import ACROSS
from xls_juesuan.writing.word.styles import NOTE_SIZE
from xls_juesuan.writing.word.styles import Style
from xls_juesuan.writing.word.styles import write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from docx.document import Document

    from xls_juesuan.tables.table import StubCell
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableCell
    from xls_juesuan.writing.content import Values

#: From roomy to tight; the first one at which the table has room on one page is taken.
_FITS = (
    *(Fit(10.5, 19.0), Fit(10.5, 16.0), Fit(9.0, 14.0)),
    *(Fit(9.0, 12.0), Fit(8.5, 11.2), Fit(8.0, 10.4)),
)
#: For a table that takes several pages anyway.
_SEVERAL_PAGES = Fit(9.0, 14.0)
#: Points that heading, number of the table and the spaces between them take.
_ABOVE = 57.0
_NOTE_LINE = 13.0
#: A row that takes more of a page than this may be broken.
_TALLEST = 0.5
_ALIGN = {
    StubKind.LABEL: Align.LEFT,
    StubKind.NAME: Align.LEFT,
    StubKind.CODE: Align.LEFT,
    StubKind.LINE_NUMBER: Align.CENTRE,
}


def add_table(
    document: Document, table: Table, line_above: tuple[str, str, str], values: Values
) -> None:
    """Add a table with what stands above and below it, at the end of the document.

    Args:
        document: the document.
        table: the table.
        line_above: department, year and unit of amount.
        values: how figures stand in the tables of the workbook.
    """
    width, height = ACROSS.room
    grid = table_grid(table, values, width)
    _lines_above(document, table, line_above, width)
    below = [*table.notes, *([table.statement] if table.statement else [])]
    department, _, unit = line_above
    beside = [*below, department + unit]
    room = height - _ABOVE - sum(_note_height(text, width) for text in beside)
    add_grid(document, grid, _choose_fit(grid, room), tallest=height * _TALLEST)
    for text in below:
        write(document.add_paragraph(style=str(Style.NOTE)), text)


def table_grid(table: Table, values: Values, width: float) -> Grid:
    """Make the grid of a table, its lines counted from the first of its heading.

    Args:
        table: the table.
        values: how figures stand in the tables of the workbook.
        width: what it fills, in points.
    """
    first = table.head_line
    heads = (
        Piece(
            head.text,
            head.line - first,
            head.place,
            head.lines,
            head.places,
            align=Align.CENTRE,
            is_head=True,
        )
        for head in table.heads
    )
    stubs = (_stub(stub, stub.line - first) for stub in table.stubs)
    figures = tuple(_figures(table, values))
    return Grid(
        widths=widened(spread(table.widths, width), _needed(figures)),
        lines=table.end_line - first,
        head_lines=table.body_line - first,
        pieces=(*heads, *stubs, *figures),
    )


def _needed(figures: Iterable[Piece]) -> Mapping[int, float]:
    """Give the widths that the amounts of each column take, by place."""
    needed: dict[int, float] = {}
    for each in figures:
        width = amount_width(each.text, _SEVERAL_PAGES.size)
        needed[each.place] = max(needed.get(each.place, 0.0), width)
    return needed


def printed(cell: TableCell, values: Values) -> str:
    """Give what a cell shows: 万元 with two decimals, or that a person still has to give it."""
    if cell.is_input and not cell.is_typed:
        return say.MISSING
    return "" if cell.expression is None else format_wan(figure_fen(cell, values))


def _figures(table: Table, values: Values) -> Iterator[Piece]:
    totals = {row.line for row in table.rows if row.is_total}
    for cell in table.cells.values():
        text = printed(cell, values)
        yield Piece(
            text,
            cell.line - table.head_line,
            cell.place,
            align=Align.RIGHT,
            is_total=cell.line in totals,
            is_marked=text == say.MISSING,
        )


def _stub(stub: StubCell, line: int) -> Piece:
    is_named = stub.kind in {StubKind.LABEL, StubKind.NAME}
    return Piece(
        stub.text,
        line,
        stub.place,
        places=stub.places,
        align=Align.CENTRE if stub.is_total else _ALIGN[stub.kind],
        indent=stub.depth if is_named and not stub.is_total else 0,
        is_total=stub.is_total,
    )


def _lines_above(
    document: Document, table: Table, texts: tuple[str, str, str], width: float
) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Pt

    department, year, unit = texts
    # A long name may reach beyond the middle, so nothing stands there beside it.
    for text in (f"\t{year}\t{table.label}", f"{department}\t{unit}"):
        paragraph = document.add_paragraph(style=str(Style.NOTE))
        shape = paragraph.paragraph_format
        shape.keep_with_next = True
        if text.startswith("\t"):
            shape.tab_stops.add_tab_stop(Pt(width / 2), WD_TAB_ALIGNMENT.CENTER)
        shape.tab_stops.add_tab_stop(Pt(width), WD_TAB_ALIGNMENT.RIGHT)
        write(paragraph, text)


def _choose_fit(grid: Grid, room: float) -> Fit:
    """An amount that is broken over two lines reads as two amounts."""
    whole = [fit for fit in _FITS if not grid.breaks_amounts(fit)] or [_FITS[-1]]
    fitting = (fit for fit in whole if sum(grid.heights(fit)) <= room)
    return next(fitting, _SEVERAL_PAGES if _SEVERAL_PAGES in whole else whole[0])


def _note_height(text: str, width: float) -> float:
    return _NOTE_LINE * line_count(text, width / 5.25, NOTE_SIZE)
