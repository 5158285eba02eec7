"""Plain workbooks with published tables, as somebody might have typed them."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import xlsxwriter

from xls_juesuan.accounts import FillRequest
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.money import FEN_PER_WAN
from xls_juesuan.money import FEN_PER_YUAN
from xls_juesuan.money import format_wan
from xls_juesuan.pipeline import compute
from xls_juesuan.recognise import Recognised
from xls_juesuan.recognise import RecognitionRequest
from xls_juesuan.recognise import recognise_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.table import Table

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"

#: A cell: line and place from 0, and what stands there.
Cells = dict[tuple[int, int], Any]


def exact_tables() -> TableSet:
    """The tables of the example, exact to the fen."""
    return compute(FillRequest(EXAMPLES / "ledger.xlsx")).tables


@dataclass(frozen=True)
class Style:
    """How a document is typed."""

    unit: str = "万元"
    #: Puts a figure into a cell: of fen, makes a number or a text; ``None`` leaves it blank.
    figure: Callable[[int], Any] | None = None
    number_format: str = "#,##0.00"
    sheet: Callable[[int, str], str] = lambda _, name: name
    is_reversed: bool = False
    lines_above: tuple[str, ...] = ()
    is_merged: bool = True
    #: Changes the cells of a table by its key before they are written.
    change: dict[str, Callable[[Cells], Cells]] = field(default_factory=dict)


def numbers(fen: int) -> float | None:
    """Figures as numbers in 万元; nothing is left blank."""
    return fen / FEN_PER_WAN if fen else None


def yuan_numbers(fen: int) -> float | None:
    """Figures as numbers in 元."""
    return fen / FEN_PER_YUAN if fen else None


def texts(fen: int) -> str:
    """Figures as texts with separators, and a dash where there is none."""
    return format_wan(fen) or "—"


def write_document(path: Path, tables: TableSet, style: Style | None = None) -> Path:
    """Write each table on a sheet of its own."""
    style = style or Style()
    with xlsxwriter.Workbook(path) as book:
        number = book.add_format({"num_format": style.number_format})
        ordered: Sequence[Table] = tables.tables[::-1] if style.is_reversed else tables.tables
        for place, table in enumerate(ordered):
            sheet = book.add_worksheet(style.sheet(place, table.sheet))
            cells = table_cells(table, tables.department_line, style)
            cells = style.change.get(table.key, lambda same: same)(cells)
            below = len(style.lines_above)
            for line, text in enumerate(style.lines_above):
                sheet.write_string(line, 0, text)
            for (line, column), value in cells.items():
                if value is not None:
                    sheet.write(line + below, column, value, number)
            for head in table.heads if style.is_merged else ():
                if head.lines * head.places > 1:
                    last = (head.line + head.lines - 1, head.place + head.places - 1)
                    sheet.merge_range(
                        head.line + below, head.place, last[0] + below, last[1], head.text
                    )
    return path


def table_cells(table: Table, above: tuple[str, str, str], style: Style) -> Cells:
    """Give everything a table prints, on the layout's grid."""
    department, year, unit = above
    cells: Cells = {(0, 0): table.title, (1, 1): year, (1, table.places - 1): table.label}
    cells[2, 0] = department
    cells[2, table.places - 1] = unit.replace("万元", style.unit)
    cells |= {(head.line, head.place): head.text for head in table.heads}
    cells |= {(stub.line, stub.place): stub.text for stub in table.stubs}
    figure = style.figure or (numbers if style.unit == "万元" else yuan_numbers)
    cells |= {(cell.line, cell.place): figure(cell.fen) for cell in table.cells.values()}
    notes = [*table.notes, *filter(None, [table.statement])]
    cells |= {(table.end_line + line, 0): note for line, note in enumerate(notes)}
    return cells


def recognised(path: Path, amount_unit: str | None = None) -> Recognised:
    """Recognise a document in the layout of Henan."""
    return recognise_document(RecognitionRequest(path, amount_unit=amount_unit), load_profile())


def figures(tables: TableSet) -> dict[tuple[str, str, str], int]:
    """Every figure that is not zero, by table, row and column."""
    return {
        (table.key, row, column): cell.fen
        for table in tables.tables
        for (row, column), cell in table.cells.items()
        if cell.fen
    }
