"""The 分单位 sheet of a department: every figure by unit, what was eliminated, and the sum.

It knows how the list looks and which formulas make it; it refuses to know amounts' origin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.excel import FormulaWriter
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.messages import department as say
from xls_juesuan.messages import writing as sheets
from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.money import fen_to_wan_float
from xls_juesuan.money import round_half_away
from xls_juesuan.tables.by_unit import amount_of
from xls_juesuan.tables.by_unit import limited_to
from xls_juesuan.writing.content import Values
from xls_juesuan.writing.page import place_name
from xls_juesuan.writing.styles import BODY_SIZE
from xls_juesuan.writing.styles import Tone
from xls_juesuan.writing.table_sheet import figure_fen
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.consolidation.department import Department
    from xls_juesuan.declarations.relation.nodes import RowSet
    from xls_juesuan.declarations.relation.nodes import Threshold
    from xls_juesuan.model import CellKey
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableCell
    from xls_juesuan.writing.page import Page
    from xls_juesuan.writing.places import Places

_HEAD_LINE, _FIRST_LINE = 2, 3
_TEXT_WIDTHS = (9.0, 11.0, 34.0, 22.0)
_UNIT_WIDTH = 17.0
_EXACT, _PRINTED = 6, 2
#: Columns that title and note stand over, and the width that one printed page takes.
_TITLE_PLACES = 8
_PAGE_WIDTH = 160.0
_UNIT_PLACE = len(say.UNITS_HEADS)


class _UnitColumn:
    """Where cells stand for formulas of one column of the sheet: on the sheet itself.

    Args:
        places: where everything else stands.
        lines: line of each figure on the sheet.
        place: the column.
    """

    def __init__(self, places: Places, lines: Mapping[CellKey, int], place: int) -> None:
        self._places = places
        self._lines = {(key.table, key.row, key.column): line for key, line in lines.items()}
        self._place = place

    def position(self, table: str, row: str, column: str) -> tuple[str, int, int] | None:
        """Line of the same figure, in this column."""
        key = self._places.key_of(table, row, column)
        line = self._lines.get((key.table, key.row, key.column)) if key else None
        return None if line is None else (sheets.UNITS, line, self._place)

    def rows(self, table: str, rows: RowSet) -> tuple[str, ...]:
        """Keys of the rows that exist in the set, in the order of the table."""
        return self._places.rows(table, rows)

    def fact_range(self, dimension: str) -> str:
        """Absolute range of a column of the facts sheet; ``fen`` names the amounts."""
        return self._places.fact_range(dimension)

    def fact_label(self, dimension: str, value: str) -> str:
        """How the facts sheet writes a value of a dimension."""
        return self._places.fact_label(dimension, value)

    def fault_formula(self, fault: str, table: str, argument: str) -> str:
        """Formula (without =) that counts the rows of the table with the fault."""
        return self._places.fault_formula(fault, table, argument)

    def is_unit(self, kinds: tuple[str, ...]) -> bool:
        """Whether the unit is of one of the kinds."""
        return self._places.is_unit(kinds)

    def stated_formula(self, key: str) -> str:
        """Operand that gives a figure of the supplement."""
        return self._places.stated_formula(key)

    def threshold_formula(self, threshold: Threshold) -> str:
        """Operand that gives a threshold."""
        return self._places.threshold_formula(threshold)

    def statement_formula(self, table: str) -> str:
        """Formula (without =) that is true when the empty-table statement is printed."""
        return self._places.statement_formula(table)


class UnitsSheet:
    """Writes the sheet.

    Args:
        page: the sheet to write on.
        tables: the tables of the department.
        department: its units.
        places: where everything stands in the workbook.
        values: how figures stand in the tables.
    """

    def __init__(
        self,
        page: Page,
        tables: TableSet,
        department: Department,
        places: Places,
        values: Values,
    ) -> None:
        self._page = page
        self._tables = tables
        self._department = department
        self._values = values
        self._cells = list(_cells(tables))
        self._lines = {
            cell.key: line for line, (_, cell) in enumerate(self._cells, start=_FIRST_LINE)
        }
        self._units = department.columns(tables.index.facts)
        self._writers = [
            FormulaWriter(_UnitColumn(places, self._lines, place), sheets.UNITS)
            for place, _ in enumerate(self._units, start=_UNIT_PLACE)
        ]
        self._tables_writer = FormulaWriter(places, sheets.UNITS)

    def write(self) -> None:
        """Write everything."""
        page, names = self._page, {"name": self._department.name, "year": self._tables.year}
        heads = (*say.UNITS_HEADS, *self._units, *say.UNITS_LAST_HEADS)
        widths = (*_TEXT_WIDTHS, *[_UNIT_WIDTH] * (len(heads) - _UNIT_PLACE))
        page.widths(widths)
        shown = min(len(heads), _TITLE_PLACES)
        title, wide = say.UNITS_TITLE.format(**names), sum(widths[:shown])
        page.top(title, say.UNITS_NOTE, heads, wide, places=shown)
        tall = max(row_height(head, _UNIT_WIDTH, BODY_SIZE) for head in heads[_UNIT_PLACE:])
        page.height(_HEAD_LINE, max(20.0, tall))
        for line, (table, cell) in enumerate(self._cells, start=_FIRST_LINE):
            self._texts(line, table, cell)
            self._figures(line, cell)
        last_line, last_place = _FIRST_LINE + len(self._cells) - 1, len(heads) - 1
        bad = page.styles.tone(Tone.BAD)
        rule = {"type": "cell", "criteria": "!=", "value": 0, "format": bad}
        page.rule((_FIRST_LINE, last_place, last_line, last_place), rule)
        page.filter(_HEAD_LINE, last_line, last_place)
        page.freeze(_FIRST_LINE, _UNIT_PLACE)
        page.codes_are_text((_FIRST_LINE, 1, last_line, 1))
        pages = max(1, round(sum(widths) / _PAGE_WIDTH))
        area = ((_HEAD_LINE, _HEAD_LINE), last_line, last_place)
        page.print_on_a4(*area, pages_wide=pages)
        page.protect()

    def _texts(self, line: int, table: Table, cell: TableCell) -> None:
        row = table.row_by_key[cell.key.row]
        number = row.code if row.line_number is None else str(row.line_number)
        styles = self._page.styles
        texts = (table.sheet, number, row.name, table.column_by_key[cell.key.column].name)
        for place, text in enumerate(texts):
            style = styles.get("code" if place == 1 else "wrapped", bold=row.is_total)
            self._page.text(line, place, text, style)
        heights = (
            row_height(text, width, BODY_SIZE)
            for text, width in zip(texts, _TEXT_WIDTHS, strict=True)
        )
        self._page.height(line, max(18.0, *heights))

    def _figures(self, line: int, cell: TableCell) -> None:
        page, style = self._page, self._page.styles.get("figure")
        tree, index = cell.expression, self._tables.index
        if tree is None:  # pragma: no cover - blank cells are not listed
            return
        total = 0
        for place, unit in enumerate(self._units):
            fen = amount_of(cell, unit, index)
            total += fen
            formula = self._writers[place].rounded_amount(limited_to(tree, unit))
            stored = fen_to_wan_float(fen)
            page.formula(line, _UNIT_PLACE + place, formula, style, stored=stored)
        end = _UNIT_PLACE + len(self._units)
        first, last = (place_name(line, place) for place in (_UNIT_PLACE, end - 1))
        bold = page.styles.get("figure", bold=True)
        formula = f"ROUND(SUM({first}:{last}),{_EXACT})"
        page.formula(line, end, formula, bold, stored=fen_to_wan_float(total))
        shown = figure_fen(cell, self._values)
        there = self._tables_writer.amount(Cell(cell.key.table, cell.key.row, cell.key.column))
        page.formula(line, end + 1, there, style, stored=fen_to_wan_float(shown))
        decimals = _EXACT if self._values is Values.EXACT else _PRINTED
        sum_there, cell_there = place_name(line, end), place_name(line, end + 1)
        formula = f"ROUND(ROUND({sum_there},{decimals})-{cell_there},{_EXACT})"
        sums = total if self._values is Values.EXACT else _rounded(total)
        page.formula(line, end + 2, formula, style, stored=fen_to_wan_float(sums - shown))


def _cells(tables: TableSet) -> Iterator[tuple[Table, TableCell]]:
    """Every figure that has a formula: column by column, so that sums are of whole ranges."""
    for table in tables.tables:
        for column in table.columns:
            for row in table.rows:
                cell = table.cells.get((row.key, column.key))
                if cell is not None and cell.expression is not None:
                    yield table, cell


def _rounded(fen: int) -> int:
    return round_half_away(fen, FEN_PER_PRINTED_STEP)
