"""A recognised table on the sheet it stands on: its lines as rows that may move.

It knows places; it refuses to know which figure belongs where.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xls_juesuan.writing.patching.looks import Looks
from xls_juesuan.writing.patching.references import cell_name
from xls_juesuan.writing.patching.sheet import place_in
from xls_juesuan.writing.patching.sheet import row_in

if TYPE_CHECKING:
    from xls_juesuan.recognise.building import TableParts
    from xls_juesuan.writing.patching.book import Book
    from xls_juesuan.writing.patching.package import Element
    from xls_juesuan.writing.patching.sheet import Sheet

#: What a model writes into cells that somebody has to fill.
_NOTHING = re.compile(r"[\s…·.．。\-—–/_＿XxＸ×*＊○〇]*|0(?:\.0+)?")


class TableGrid:
    """One table.

    Args:
        book: the workbook.
        sheet: the sheet.
        parts: what was recognised.
        end: line of the page behind the last one of the table.
    """

    def __init__(self, book: Book, sheet: Sheet, parts: TableParts, end: int) -> None:
        self.book = book
        self.sheet = sheet
        self.parts = parts
        self.looks = Looks(book)
        self._rows: dict[int, Element] = {}
        self.end = end
        page = parts.page
        # Rows are held by themselves: their numbers change when others come or go.
        for line in range(page.lines):
            found = sheet.find_row(line + page.first_line + 1)
            if found is not None:
                self._rows[line] = found

    def number(self, line: int) -> int:
        """The row of a line, as it was when the file was read."""
        return line + self.parts.page.first_line + 1

    def row(self, line: int) -> Element:
        """The row of a line, wherever it is now."""
        if line not in self._rows:
            self._rows[line] = self.sheet.row(self.number(line))
        return self._rows[line]

    def place(self, place: int) -> int:
        """A place of the page on the sheet."""
        return place + self.parts.page.first_place

    def cell(self, row: Element, place: int) -> Element:
        """The cell of a row at a place of the page."""
        return self.sheet.cell(row, self.place(place))

    def cell_at(self, line: int, place: int) -> Element:
        """The cell that shows what stands at a spot of the page: the first of merged ones."""
        spot = self.parts.page.spans.get((line, place), (line, place))
        return self.cell(self.row(spot[0]), spot[1])

    def ref(self, cell: Element) -> str:
        """Sheet and name of a cell, as they are now."""
        return f"{self.sheet.name}!{cell_name(row_in(cell), place_in(cell))}"

    @property
    def figure_places(self) -> list[int]:
        """Places of the page that hold figures."""
        heading, columns = self.parts.heading, self.parts.layout.columns
        bands = {column.place for band in self.parts.layout.bands for column in band.columns}
        wanted = bands | {column.place for column in columns}
        return sorted({heading.places[each] for each in wanted if each in heading.places})

    @property
    def places(self) -> list[int]:
        """All places of the page that the table uses."""
        heading = self.parts.heading
        codes = {each for some in heading.code_places.values() for each in some}
        return sorted({*heading.places.values(), *codes})

    def is_free(self, line: int) -> bool:
        """Whether nothing but marks of a model, zeros and formulas stands on a line."""
        page = self.parts.page
        return all(
            _NOTHING.fullmatch(page.text(line, place)) or self._has_formula(line, place)
            for place in self.places
        )

    def _has_formula(self, line: int, place: int) -> bool:
        row = self._rows.get(line)
        cell = self.sheet.find_cell(row, self.place(place)) if row is not None else None
        return self.sheet.formula(cell) is not None

    def is_boxed(self, line: int) -> bool:
        """Whether a line is drawn as part of the table: with borders, where the table has any."""
        number = self.number(line)
        row = self._rows.get(line)
        row = self.sheet.find_row(number) if row is None else row
        if row is None:
            return False
        cells = [self.sheet.find_cell(row, self.place(place)) for place in self.places]
        if any(cell is not None and self.looks.has_border(cell) for cell in cells):
            return True
        return not self.has_borders and line < self.parts.page.lines

    @property
    def has_borders(self) -> bool:
        """Whether the heading of the table is drawn with borders."""
        row = self.row(self.parts.heading.end - 1)
        cells = [self.sheet.find_cell(row, self.place(place)) for place in self.places]
        return any(cell is not None and self.looks.has_border(cell) for cell in cells)
