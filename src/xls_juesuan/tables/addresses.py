"""How people write down a cell: 公开06!30226, 公开01!27, 公开03!2010301/基本支出, 公开03!E10.

Knows tables; refuses to know amounts.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.excel import column_letters
from xls_juesuan.messages.tables import ONLY_ROW
from xls_juesuan.messages.tables import cell_name
from xls_juesuan.messages.tables import column_needed
from xls_juesuan.messages.tables import line_name
from xls_juesuan.messages.tables import line_range
from xls_juesuan.messages.tables import no_such_column
from xls_juesuan.messages.tables import no_such_row
from xls_juesuan.messages.tables import no_such_table
from xls_juesuan.messages.tables import not_an_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableCell
    from xls_juesuan.tables.table import TableColumn
    from xls_juesuan.tables.table import TableRow

_LINE = re.compile(r"^(?:L|第)?(\d+)行?$")
_PLACE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d+)$")


def place_text(table: Table, cell: TableCell) -> str:
    """Sheet and cell as spreadsheets write them: 公开01!C9; in a document as it has them."""
    place = (cell.key.row, cell.key.column)
    return table.refs.get(place) or f"{table.sheet}!{_spot(cell)}"


def describe(table: Table, cell: TableCell) -> str:
    """Name a cell for people: table, row, and the column where the row has several."""
    row = table.row_by_key[cell.key.row]
    columns = columns_of(table, row)
    column = table.column_by_key[cell.key.column].name if len(columns) > 1 else ""
    return cell_name(table.sheet, row_name(row), column)


def row_name(row: TableRow) -> str:
    """Name a row for people: line number or code, and its text."""
    if row.line_number is not None:
        return line_name(row.line_number, row.name)
    return f"{row.code} {row.name}".strip()


def columns_of(table: Table, row: TableRow) -> tuple[TableColumn, ...]:
    """Columns in which the row has a figure."""
    return tuple(column for column in table.columns if (row.key, column.key) in table.cells)


def find_cell(tables: Sequence[Table], text: str) -> TableCell:
    """Find the cell a person wrote down.

    Raises:
        UserError: there is no such table, row or column; says what there is.
    """
    sheet, mark, rest = _plain(text).partition("!")
    if not (mark and sheet and rest):
        raise not_an_address(text)
    table = _find_table(tables, sheet)
    spot, _, column = rest.partition("/")
    row = _find_row(table, spot)
    if row is not None:
        return _find_column(table, row, column)
    if len(table.rows) == 1 and not column and _has_column(table, spot):
        return _find_column(table, table.rows[0], spot)
    place = _PLACE.match(spot.upper())
    if place and not column:
        wanted = f"{place[1]}{place[2]}"
        for cell in table.cells.values():
            if _spot(cell) == wanted:
                return cell
    if len(table.rows) == 1:
        names = (column.name for column in columns_of(table, table.rows[0]))
        raise no_such_column(table.sheet, ONLY_ROW, spot, names)
    raise no_such_row(table.sheet, spot, _row_texts(table))


def _find_table(tables: Sequence[Table], text: str) -> Table:
    for table in tables:
        names = {table.key, _plain(table.sheet), _plain(table.label), _plain(table.title)}
        if names & {text, text.removesuffix("表"), text.lower()}:
            return table
    raise no_such_table(text, (table.sheet for table in tables))


def _find_row(table: Table, text: str) -> TableRow | None:
    line = _LINE.match(text.upper())
    if line:
        number = int(line[1])
        printed = (row for row in table.rows if row.line_number == number)
        named = table.row_by_key.get(f"L{number}")
        # A place may number its lines anew: what is printed is meant, unless L27 is written.
        row = named if text.upper().startswith("L") else next(printed, named)
        if row is not None:
            return row
    if text in table.row_by_key:
        return table.row_by_key[text]
    if len(table.rows) == 1 and text == ONLY_ROW:
        return table.rows[0]
    alike = [row for row in table.rows if row.name and _plain(row.name) == text]
    return alike[0] if len(alike) == 1 else None


def _has_column(table: Table, text: str) -> bool:
    return any(text in {_plain(column.name), column.key} for column in table.columns)


def _find_column(table: Table, row: TableRow, text: str) -> TableCell:
    columns = columns_of(table, row)
    shown = row.code or row.name or ONLY_ROW
    if not text and len(columns) > 1:
        raise column_needed(table.sheet, shown, (column.name for column in columns))
    for column in columns:
        if not text or text in {_plain(column.name), column.key, column.number}:
            return table.cells[row.key, column.key]
    raise no_such_column(table.sheet, shown, text, (column.name for column in columns))


def _row_texts(table: Table) -> list[str]:
    lines = [row.line_number for row in table.rows if row.line_number is not None]
    if lines:
        return [line_range(min(lines), max(lines))]
    return [row.code or row.name or row.key for row in table.rows if row.code or row.name]


def _spot(cell: TableCell) -> str:
    return f"{column_letters(cell.place)}{cell.line + 1}"


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("'", "")
