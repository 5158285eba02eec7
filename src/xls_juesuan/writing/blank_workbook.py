"""A blank workbook of a layout: its tables with live totals, to be filled by hand or in place.

It knows how a blank table looks; it refuses to know what becomes of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from xls_juesuan.declarations.layout_parts import TOTAL_ROW
from xls_juesuan.declarations.relation.excel import FormulaWriter
from xls_juesuan.messages import templates as say
from xls_juesuan.tables.blank import adds_up
from xls_juesuan.tables.blank import listing_band
from xls_juesuan.tables.blank import may_hold_more
from xls_juesuan.writing.content import Values
from xls_juesuan.writing.files import write_whole
from xls_juesuan.writing.page import Page
from xls_juesuan.writing.page import place_name
from xls_juesuan.writing.places import Places
from xls_juesuan.writing.styles import Styles
from xls_juesuan.writing.table_sheet import TableSheet
from xls_juesuan.writing.workbook import OPTIONS

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter.format import Format

    from xls_juesuan.declarations.layout_parts import Band
    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.tables.blank import BlankTables
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableCell

#: Two runs give the same bytes, so the date is not that of the run.
_CREATED = datetime(2024, 1, 1)  # noqa: DTZ001 - a fixed mark, of no time zone
_UNIT = re.compile(r"(?:百万|万|千|百|亿)?元$")
_SENTENCES = re.compile(r"[^。]*。?")


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above every table; what is not known yet stays open.

    Attributes:
        period: the year, or what stands for it.
        amount_unit: 元 or 万元; empty for that of the layout.
    """

    period: str = say.OPEN_YEAR
    amount_unit: str = ""


def write_blank_workbook(path: Path, blank: BlankTables, above: Above) -> Path | None:
    """Write the workbook, whole or not at all.

    Args:
        path: where it shall stand; what stands there is kept under a numbered name.
        blank: its tables.
        above: what stands above them.

    Returns:
        Where the copy of what stood there is; ``None`` where none was needed.

    Raises:
        UserError: the place cannot be written, or the file there is open.
    """
    return write_whole(path, lambda temporary: _write(temporary, blank, above), keeps_old=True)


def amount_line(profile_amount: str, amount_unit: str) -> str:
    """The line that says the unit of amount, in the unit that is wanted."""
    return _UNIT.sub(amount_unit, profile_amount) if amount_unit else profile_amount


def amount_unit_of(profile_amount: str) -> str:
    """The unit of amount that a layout prints."""
    found = _UNIT.search(profile_amount)
    return found[0] if found else ""


def _write(path: Path, blank: BlankTables, above: Above) -> None:
    import xlsxwriter

    tables = blank.tables
    department, period, amount = tables.profile.line_above(tables.unit_name, above.period)
    amount = amount_line(amount, above.amount_unit)
    places = Places(tables, 0, 0, None)
    with xlsxwriter.Workbook(str(path), {**OPTIONS, "in_memory": True}) as book:
        book.set_properties({"title": tables.profile.title, "created": _CREATED})
        styles = Styles(book)
        for table in tables.tables:
            shown = table if amount.endswith("万元") else _without_tails(table)
            sheet = BlankTableSheet(
                Page(book, styles, table.sheet),
                shown,
                FormulaWriter(places, table.sheet),
                (blank.layouts[table.key], blank.free[table.key]),
            )
            sheet.write((department, period, amount))


def _without_tails(table: Table) -> Table:
    """Nothing is said of rounding to 万元 where amounts are in another unit."""
    notes = (
        "".join(part for part in _SENTENCES.findall(note) if say.ONLY_IN_WAN not in part)
        for note in table.notes
    )
    return replace(table, notes=tuple(note for note in notes if note))


class BlankTableSheet(TableSheet):
    """Writes one blank table: totals are formulas, all other figures are free.

    Args:
        page: the sheet to write on.
        table: the table.
        formulas: writer of formulas for this sheet.
        rows: its layout, and the lines that are free for codes.
    """

    is_protected = False

    def __init__(
        self, page: Page, table: Table, formulas: FormulaWriter, rows: tuple[Layout, range]
    ) -> None:
        super().__init__(page, table, formulas, Values.EXACT)
        self._layout, self._free = rows
        self._listed = listing_band(self._layout)
        self._category = self._layout.lengths[0]
        # A figure that is wider than its column is printed smaller, never as ####.
        self._figure_look = {"shrink": True, "locked": False}

    def _figure(self, cell: TableCell) -> None:
        bold = cell.line in self._total_lines
        style = self._styles.get("figure", bold=bold, **self._figure_look)
        formula = self._blank_formula(cell)
        if formula:
            self._page.formula(cell.line, cell.place, formula, style, stored=0)
        else:
            self._page.text(cell.line, cell.place, "", style)

    def _blank_formula(self, cell: TableCell) -> str:
        if may_hold_more(self._layout, cell.key.row):
            return ""
        if adds_up(cell) and cell.expression is not None:
            # As people write it: a total that rounds would hide what is missing in it.
            return self._formulas.amount(cell.expression)
        if self._listed is not None and cell.key.row == TOTAL_ROW and self._free:
            return self._sum_of_categories(self._listed, cell.place)
        return ""

    def _sum_of_categories(self, band: Band, place: int) -> str:
        """Add up the rows whose codes are those of categories."""
        first, *others = (self._down(each) for each in band.code_places)
        is_whole = "*1" if not others else f'*({others[0]}="")'
        return f"SUMPRODUCT((LEN({first})={self._category}){is_whole},{self._down(place)})"

    def _down(self, place: int) -> str:
        first, last = self._free[0], self._free[-1]
        return f"{place_name(first, place)}:{place_name(last, place)}"

    def _empty(self, line: int, place: int, look: Format) -> None:
        band = self._listed
        if band is None or line not in self._free:
            super()._empty(line, place, look)
            return
        column = next((each for each in band.columns if each.place == place), None)
        if column is not None and column.parts:
            places = [each.place for each in band.columns if each.key in column.parts]
            formula = "+".join(place_name(line, each) for each in places)
            style = self._styles.get("figure", **self._figure_look)
            self._page.formula(line, place, formula, style, stored=0)
            return
        kind = "code" if place in band.code_places else "figure" if column else "wrapped"
        changes = self._figure_look if column else {"locked": False}
        self._page.text(line, place, "", self._styles.get(kind, **changes))
