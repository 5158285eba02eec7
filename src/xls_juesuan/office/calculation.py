"""The formulas of the office's workbook: what they give now, and whether that is our figure.

It knows figures and formulas; it refuses to know how a formula is calculated.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from xls_juesuan.money import LARGEST_FEN
from xls_juesuan.money import round_fen
from xls_juesuan.office.outcome import OddFormula
from xls_juesuan.writing.patching.calculator import Calculator
from xls_juesuan.writing.patching.formula_tree import NotComputableError
from xls_juesuan.writing.patching.functions import FormulaError
from xls_juesuan.writing.patching.references import cell_name
from xls_juesuan.writing.patching.references import parse_area
from xls_juesuan.writing.patching.references import references
from xls_juesuan.writing.patching.references import split_sheet
from xls_juesuan.writing.patching.sheet import place_in
from xls_juesuan.writing.patching.sheet import row_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.model import CellKey
    from xls_juesuan.office.outcome import Notes
    from xls_juesuan.office.table_filling import TableFilling
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.table import TableCell
    from xls_juesuan.writing.patching.book import Book
    from xls_juesuan.writing.patching.functions import Value
    from xls_juesuan.writing.patching.package import Element
    from xls_juesuan.writing.patching.sheet import Sheet


class Calculation:
    """Calculates every formula of a filled workbook.

    Args:
        book: the workbook.
        notes: what is noted meanwhile.
    """

    def __init__(self, book: Book, notes: Notes) -> None:
        self._book = book
        self._notes = notes
        self._calculator = Calculator(book)

    def run(self, placed: Mapping[CellKey, TableFilling], tables: TableSet) -> None:
        """Keep what every formula gives now, and compare those that stand for our figures.

        What only a spreadsheet program can calculate keeps no result: an old one would be wrong.
        """
        keys = {id(filling.placed[key]): (key, filling) for key, filling in placed.items()}
        results: list[tuple[Sheet, Element, Value]] = []
        for sheet in self._book.sheets():
            for cell in sheet.cells():
                if sheet.formula(cell) is None:
                    continue
                value = self._result(sheet, cell)
                results.append((sheet, cell, value))
                known = keys.get(id(cell))
                if known and value is not None:
                    self._compare(sheet, cell, value, known, tables)
        for sheet, cell, value in results:
            sheet.set_result(cell, value)

    def _result(self, sheet: Sheet, cell: Element) -> Value:
        row, place = row_in(cell), place_in(cell)
        spot = f"{sheet.name}!{cell_name(row, place)}"
        try:
            return self._calculator.value(sheet.name, row, place)
        except FormulaError as error:
            self._notes.remark("formula_error", sheet.name, spot, str(error))
        except (NotComputableError, RecursionError, ArithmeticError):
            self._notes.not_calculated.append(spot)
        return None

    def _compare(
        self,
        sheet: Sheet,
        cell: Element,
        value: Value,
        known: tuple[CellKey, TableFilling],
        tables: TableSet,
    ) -> None:
        key, filling = known
        figure = self._figure(tables, key)
        formula = sheet.formula(cell)
        text = (formula.text or "") if formula is not None else ""
        place = f"{sheet.name}!{cell.get('r')}"
        if isinstance(value, str) and not value.strip():
            value = Decimal(0)
        if not isinstance(value, Decimal):
            self._notes.remark("formula_text", sheet.name, place, str(value))
            return
        if figure is None or not figure.is_known:
            return
        style = filling.style
        exact = value * style.fen_per_unit / filling.scale(cell)
        if abs(exact) >= LARGEST_FEN:
            self._notes.remark("formula_error", sheet.name, place, str(value))
            return
        found = round_fen(exact)
        if found != figure.fen:
            most = style.step * (_counted(text) + 1) // 2
            rounds = style.is_rounded or "ROUND" in text.upper()
            is_tail = rounds and abs(found - figure.fen) <= most
            odd = OddFormula(key, place, text, found, figure.fen, is_tail)
            self._notes.odd_formulas.append(odd)

    @staticmethod
    def _figure(tables: TableSet, key: CellKey) -> TableCell | None:
        table = tables.table(key.table)
        return table.cell(key.row, key.column) if table else None


def _counted(formula: str) -> int:
    """How many cells a formula looks at."""
    count = 0
    for reference in references(formula):
        area = parse_area(split_sheet(reference)[1])
        if area and None not in area:
            first, left, last, right = (each or 0 for each in area)
            count += (last - first + 1) * (right - left + 1)
    return count
