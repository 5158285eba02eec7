"""The 对比数 sheet: last year's figures and the original budget, for formulas to refer to.

It knows on which line each figure stands; it refuses to know what it is compared with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import previous as say
from xls_juesuan.messages import writing as sheets
from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.money import YUAN_PER_WAN
from xls_juesuan.money import fen_to_wan_float
from xls_juesuan.money import fen_to_yuan_float
from xls_juesuan.money import round_half_away
from xls_juesuan.record import value_of
from xls_juesuan.writing.content import Values
from xls_juesuan.writing.page import place_name
from xls_juesuan.writing.styles import BODY_SIZE
from xls_juesuan.writing.styles import INPUT_FILL
from xls_juesuan.writing.styles import YUAN_NUMBER
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.model import CellKey
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableCell
    from xls_juesuan.writing.page import Page

_HEAD_LINE, _FIRST_LINE = 2, 3
YUAN_PLACE, WAN_PLACE = 3, 4
_WIDTHS = (14.0, 48.0, 34.0, 20.0, 18.0)
_LINE_HEIGHT = 18.0
#: Decimals of a 万元 figure and the step in fen that they stand for, by how figures stand in the
#: tables.
_DECIMALS = {Values.EXACT: (6, 1), Values.ROUNDED: (2, FEN_PER_PRINTED_STEP)}


def _listed(tables: Sequence[Table]) -> Iterator[tuple[Table, TableCell]]:
    """The figures that are listed: all but exact noughts, table by table."""
    for table in tables:
        for cell in sorted(table.cells.values(), key=lambda cell: (cell.line, cell.place)):
            if cell.fen or (cell.step > 1 and cell.is_printed):
                yield table, cell


def comparative_lines(tables: Sequence[Table]) -> dict[CellKey, int]:
    """Give the line (from 0) of each figure on the sheet."""
    return {cell.key: line for line, (_, cell) in enumerate(_listed(tables), _FIRST_LINE)}


def figure_place(tables: Sequence[Table], key: CellKey) -> str:
    """Sheet and cell where a figure stands in yuan; the sheet where it is not listed."""
    line = comparative_lines(tables).get(key)
    name = place_name(0, 0) if line is None else place_name(line, YUAN_PLACE)
    return f"{sheets.COMPARATIVES}!{name}"


def figure_name(key: CellKey) -> str:
    """Name a figure for the record of the workbook."""
    return f"{key.table}/{key.row}/{key.column}"


def figure_text(fen: int) -> str:
    """Give an amount as the record of the workbook has it."""
    return value_of(fen_to_yuan_float(fen))


class ComparativesSheet:
    """Writes the sheet.

    Args:
        page: the sheet to write on.
        tables: last year's tables and the original budget.
        files: where they come from.
        values: how figures stand in this year's tables.
        own: what the files say where a person's figure stands, by name; ``None`` where what is
            changed here is not kept.
    """

    def __init__(
        self,
        page: Page,
        tables: Sequence[Table],
        files: Sequence[str],
        values: Values,
        own: Mapping[str, str] | None = None,
    ) -> None:
        self._page = page
        self._own = own
        self._tables = tables
        self._files = files
        self._decimals, self._step = _DECIMALS[values]

    def write(self) -> None:
        """Write everything."""
        page, last_place = self._page, len(_WIDTHS) - 1
        page.widths(_WIDTHS)
        note = say.SHEET_NOTE.format(files="、".join(self._files))
        if any(cell.step > 1 for table in self._tables for cell in table.cells.values()):
            note += say.SHEET_NOTE_PRINTED
        if self._own is not None:
            note += say.SHEET_NOTE_KEPT
        page.top(say.SHEET_TITLE, note, say.SHEET_HEADS, sum(_WIDTHS))
        line = _HEAD_LINE
        for line, (table, cell) in enumerate(_listed(self._tables), _FIRST_LINE):
            self._figure(line, table, cell)
        page.freeze(_FIRST_LINE)
        page.print_on_a4((_HEAD_LINE, _HEAD_LINE), line, last_place)
        page.codes_are_text((_FIRST_LINE, 0, max(line, _FIRST_LINE), 2))
        page.protect()

    def _figure(self, line: int, table: Table, cell: TableCell) -> None:
        page, styles = self._page, self._page.styles
        row, column = table.row_by_key[cell.key.row], table.column_by_key[cell.key.column]
        name = " ".join(filter(None, (row.code, row.name.strip())))
        if row.line_number is not None:
            name = sheets.line_and_name(row.line_number, row.name.strip())
        names = (table.sheet, name, column.name)
        for place, text in enumerate(names):
            page.text(line, place, text, styles.get("wrapped"))
        style = styles.get("yuan", locked=False, bg_color=INPUT_FILL)
        page.number(line, YUAN_PLACE, fen_to_yuan_float(cell.fen), style)
        own = (self._own or {}).get(figure_name(cell.key), figure_text(cell.fen))
        page.changeable(line, YUAN_PLACE, figure_name(cell.key), own)
        formula = f"ROUND({place_name(line, YUAN_PLACE)}/{YUAN_PER_WAN},{self._decimals})"
        stored = fen_to_wan_float(round_half_away(cell.fen, self._step))
        page.formula(
            line, WAN_PLACE, formula, styles.get("yuan", num_format=YUAN_NUMBER), stored=stored
        )
        heights = (row_height(*one, BODY_SIZE) for one in zip(names, _WIDTHS, strict=False))
        page.height(line, max(_LINE_HEIGHT, *heights))
