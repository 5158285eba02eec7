"""One table of an office's workbook: its rows, figures and texts.

It knows what goes into which cell; it refuses to know other tables.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from xls_juesuan.declarations.layout_parts import TOTAL_ROW
from xls_juesuan.declarations.published import plain
from xls_juesuan.declarations.published import published_words
from xls_juesuan.model import CellKey
from xls_juesuan.office.figures import choose_style
from xls_juesuan.office.grid import TableGrid
from xls_juesuan.office.listing import Listing
from xls_juesuan.office.statement import fit_statement
from xls_juesuan.recognise.amounts import is_amount
from xls_juesuan.recognise.found_row import FoundRow
from xls_juesuan.recognise.number_formats import hides_nothing
from xls_juesuan.recognise.number_formats import scale_of
from xls_juesuan.tables.table import TableCell
from xls_juesuan.writing.content import Values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.declarations.layout_parts import Band
    from xls_juesuan.office.lines import Wording
    from xls_juesuan.office.outcome import Notes
    from xls_juesuan.office.template import OfficeTemplate
    from xls_juesuan.recognise.finding import FoundTable
    from xls_juesuan.tables import TableSet
    from xls_juesuan.writing.patching.book import Book
    from xls_juesuan.writing.patching.package import Element

#: Lines above a heading that may belong to the table.
_LINES_ABOVE = 8
_LINE_NUMBERS = "行次"


class TableFilling:
    """One table being filled.

    Args:
        template: the workbook as it was recognised.
        one: the table.
        book: the workbook being filled.
        tables: this year's figures.
        notes: what is noted meanwhile.
        how: unit of amount of the table, and whether figures are exact or rounded.
    """

    def __init__(
        self,
        template: OfficeTemplate,
        one: FoundTable,
        book: Book,
        tables: TableSet,
        notes: Notes,
        how: tuple[str, Values],
    ) -> None:
        self._template = template
        self._parts = one.parts
        self._tables = tables
        self._notes = notes
        self._unit, self._values = how
        self._end = one.parts.end
        self.grid = TableGrid(book, book.sheet(one.parts.page.name), one.parts, self._end)
        #: The cell of each figure.
        self.placed: dict[CellKey, Element] = {}
        self._figures: dict[CellKey, TableCell | None] = {}
        self.counts: Counter[str] = Counter()
        self.style = choose_style(
            self.grid.sheet,
            self.grid.looks,
            self._figure_cells(),
            self._unit,
            rounds=self._values is Values.ROUNDED,
        )

    @property
    def table_key(self) -> str:
        """Which table it is."""
        return self._parts.layout.key

    def ref(self, key: CellKey) -> str:
        """Sheet and cell of a figure, as it is now."""
        return self.grid.ref(self.placed[key])

    def scale(self, cell: Element) -> int:
        """How many times what a cell shows the number in it is."""
        return scale_of(self.grid.looks.number_format(cell))

    def _figure_cells(self) -> list[Element]:
        """The cells that hold figures, or will: of the rows that were found and of free ones."""
        grid, parts = self.grid, self._parts
        spots = set(parts.spots().values())
        for line in range(parts.heading.end, self._end):
            if grid.is_free(line) and grid.is_boxed(line):
                spots.update((line, place) for place in grid.figure_places)
        rows = ((grid.sheet.find_row(grid.number(line)), place) for line, place in spots)
        cells = (grid.sheet.find_cell(row, grid.place(at)) for row, at in rows if row is not None)
        return [cell for cell in cells if cell is not None]

    # ------------------------------------------------------------------ the order of the work

    def fill(self, wording: Wording) -> None:
        """Fill the table."""
        table = self._tables.table(self.table_key)
        if table is None:
            return
        self._clear_unknown()
        self._texts(wording)
        listed = next((band for band in self._parts.layout.bands if band.listing), None)
        if listed is not None:
            self._fill_listing(listed)
        else:
            self._fill_fixed()
        if self.style.is_rounded and self._values is Values.EXACT and self.style.step > 1:
            self._notes.rounded.append(self._parts.layout.title)
        fit_statement(self.grid, self._template, table, self._notes)
        if self.grid.sheet.is_protected and self.counts["locked"]:
            self._notes.remark("protected", self.grid.sheet.name)

    def _put(self, key: CellKey, cell: Element, figure: TableCell | None) -> None:
        grid = self.grid
        self.placed[key], self._figures[key] = cell, figure
        if grid.sheet.formula(cell) is not None:
            self.counts["formulas"] += 1
            return
        self.style.put(grid.sheet, cell, figure, self.scale(cell))
        self.counts["filled"] += bool(figure and figure.is_known and figure.fen)
        self.counts["locked"] += grid.looks.is_locked(cell)

    def print_zeros(self) -> None:
        """Print nothing as a nought where the office's formulas do, once they are calculated."""
        sheet, looks = self.grid.sheet, self.grid.looks
        computed = [cell for cell in self.placed.values() if sheet.formula(cell) is not None]
        if not any(
            sheet.value(cell) == 0 and not hides_nothing(looks.number_format(cell))
            for cell in computed
        ):
            return
        self.style = replace(self.style, prints_zeros=True)
        for key, cell in self.placed.items():
            if sheet.formula(cell) is None and sheet.value(cell) is None:
                self.style.put(sheet, cell, self._figures[key], self.scale(cell))

    def _columns(self, band: Band) -> Iterator[tuple[str, int]]:
        """Columns of a band that the table has, with their places on the page."""
        for column in band.columns:
            place = self._parts.heading.places.get(column.place)
            if place is not None:
                yield column.key, place

    # ------------------------------------------------------------------ fixed rows

    def _fill_fixed(self) -> None:
        table = self._tables.table(self.table_key)
        for found in self._parts.rows or self._only_row():
            if found.row.is_blank and found.row.label:
                # The layout leaves the line free, and the office has a row of its own there.
                page = self._parts.page
                ref = page.full_ref(
                    found.line, self._parts.heading.places.get(found.band.label_place or 0, 0)
                )
                self._notes.remark("row", page.name, ref, found.row.label)
            for column, usual in self._columns(found.band):
                place = found.places.get(column, usual)
                figure = table.cell(found.row.key, column) if table else None
                if figure is None and found.row.code:
                    figure = self._of_code(found.band, column, found.row.code)
                if figure is not None:
                    key = CellKey(self.table_key, figure.key.row, figure.key.column)
                    self._put(key, self.grid.cell_at(found.line, place), figure)

    def _only_row(self) -> Iterator[FoundRow]:
        """The one row of a table without names, where nothing stands in it yet."""
        for band in self._parts.layout.bands:
            if len(band.rows) == 1 and band.label_place is None:
                line = self._parts.heading.end
                if self.grid.is_boxed(line) or not self.grid.has_borders:
                    yield FoundRow(band, band.rows[0], line)

    def _of_code(self, band: Band, column: str, code: str) -> TableCell | None:
        """The figure of a code that the office lists and the layout does not."""
        layout = self._parts.layout
        spec = next(each for each in band.columns if each.key == column)
        if not spec.feed or len(code) not in layout.lengths:
            return None
        dimension = layout.dimensions[layout.lengths.index(len(code))]
        fen = self._tables.index.sum((*spec.feed, (dimension, (code,))))
        return TableCell(CellKey(layout.key, code, column), 0, 0, fen)

    # ------------------------------------------------------------------ rows of codes

    def _fill_listing(self, band: Band) -> None:
        table = self._tables.table(self.table_key)
        if table is None:
            return
        names = {row.code: row.name for row in table.rows if row.code}
        writer = _Names(self.grid, band)
        arranged = Listing(self.grid, band).arrange(list(names))
        self.counts["added"] += arranged.added
        self.counts["gone"] += arranged.gone
        if arranged.gone or arranged.unused:
            self._notes.rows_went.add(self.grid.sheet.name)
        for code, row in arranged.rows.items():
            if code != TOTAL_ROW:
                writer.write(row, code, names[code])
            for column, place in self._columns(band):
                figure = table.cell(code, column)
                if figure is not None:
                    self._put(figure.key, self.grid.cell(row, place), figure)
        for row, reason in arranged.unused:
            ref = f"{self.grid.sheet.name}!{row.get('r')}"
            self._notes.remark(f"row_emptied_{reason}", self.grid.sheet.name, ref)
        for row in arranged.free:
            self._empty(row)

    def _empty(self, row: Element) -> None:
        """Leave nothing in a row of the table but its looks and formulas."""
        for place in self.grid.places:
            cell = self.grid.sheet.find_cell(row, self.grid.place(place))
            if cell is not None and self.grid.sheet.formula(cell) is None:
                self.grid.sheet.clear(cell)

    # ------------------------------------------------------------------ what is not known

    def _clear_unknown(self) -> None:
        """Let no figure of last year stand in rows and columns that nobody understands."""
        page, grid = self._parts.page, self.grid
        used = set(self._parts.spots().values())
        extra = [each for each in self._parts.heading.extra if not self._counts_rows(each)]
        columns: set[int] = set()
        for line in range(self._parts.heading.end, self._end):
            free = [place for place in grid.figure_places if (line, place) not in used]
            gone = [place for place in free if self._clear_number(line, place)]
            if gone:
                texts = [text for at, text in page.filled(line) if at < gone[0]]
                name = next((text for text in reversed(texts) if not is_amount(text)), "")
                self._notes.remark("row", page.name, page.full_ref(line, gone[0]), name)
            columns.update(place for place in extra if self._clear_number(line, place))
        for column in sorted(columns):
            heading = self._parts.heading
            ref = page.full_ref(heading.first, column)
            text = heading.extra_texts.get(column, heading.extra[column])
            self._notes.remark("column", page.name, ref, text)

    def _clear_number(self, line: int, place: int) -> bool:
        """Take a number away; whether it was one that says something."""
        cell = self.grid.cell_at(line, place)
        sheet = self.grid.sheet
        value = sheet.value(cell)
        if sheet.formula(cell) is not None or not isinstance(value, Decimal):
            return False
        sheet.clear(cell)
        return bool(value)

    def _counts_rows(self, place: int) -> bool:
        """Whether a column that the layout does not have only counts the rows."""
        words = published_words()
        head = self._parts.heading.extra.get(place, "")
        return bool(head) and words.heading(head) == words.heading(_LINE_NUMBERS)

    # ------------------------------------------------------------------ texts

    def _texts(self, wording: Wording) -> None:
        page, grid = self._parts.page, self.grid
        first = self._first_line_above()
        for line in range(first, self._parts.heading.first):
            for place, _ in list(page.filled(line)):
                self._rewrite(grid.cell_at(line, place), wording, line, place)
        for line in range(self._end, min(self._end + _LINES_ABOVE, page.lines)):
            for place, text in list(page.filled(line)):
                new = wording.elsewhere(text)
                cell = grid.cell_at(line, place)
                if new != text and grid.sheet.formula(cell) is None:
                    grid.sheet.set_text(cell, wording.elsewhere(grid.sheet.text(cell)))

    def _first_line_above(self) -> int:
        above = [
            one.parts.end
            for one in self._template.found
            if one.parts.page is self._parts.page
            and one.parts.heading.first < self._parts.heading.first
        ]
        return max([0, self._parts.heading.first - _LINES_ABOVE, *above])

    def _rewrite(self, cell: Element, wording: Wording, line: int, place: int) -> None:
        sheet = self.grid.sheet
        old = sheet.text(cell)
        if sheet.formula(cell) is not None:
            if wording.is_of_last_year(old):
                self._notes.remark("text_formula", sheet.name, self.grid.ref(cell), old)
            return
        if isinstance(sheet.value(cell), Decimal):
            return
        if self._name_follows(line, place, old):
            follows = self.grid.cell_at(line, place + 1)
            if sheet.text(follows) != wording.unit_name:
                sheet.set_text(follows, wording.unit_name)
            return
        new = wording.above(old)
        if new != old:
            sheet.set_text(cell, new)

    def _name_follows(self, line: int, place: int, text: str) -> bool:
        """Whether the name that a text asks for stands in the cell beside it."""
        beside = self._parts.page.text(line, place + 1)
        is_name = bool(beside) and not any(mark in beside for mark in ":：年元")
        return is_name and text.rstrip().endswith((":", "：")) and "金额" not in text


class _Names:
    """Codes and names of the rows, written as the rows that were there have them."""

    def __init__(self, grid: TableGrid, band: Band) -> None:
        self._grid = grid
        heading = grid.parts.heading
        first = band.code_places[0] if band.code_places else None
        pieces = heading.code_places.get(first, ()) if first is not None else ()
        own = tuple(heading.places[each] for each in band.code_places if each in heading.places)
        # A layout may print codes in pieces itself, or the office alone does.
        self._code_places = own if len(own) > 1 else pieces or own
        self._name_place = (
            heading.places.get(band.label_place) if band.label_place is not None else None
        )
        self._lengths = grid.parts.layout.lengths
        self._indents: dict[int, str] = {}
        self._is_number = self._is_whole = False
        for found in grid.parts.rows:
            if found.band is band and found.row.code:
                self._learn(found.line, found.row.code)

    def _learn(self, line: int, code: str) -> None:
        sheet = self._grid.sheet
        if self._code_places:
            cell = self._grid.cell_at(line, self._code_places[0])
            self._is_number = self._is_number or isinstance(sheet.value(cell), Decimal)
            self._is_whole = self._is_whole or len(sheet.text(cell).strip()) >= self._lengths[1]
        if self._name_place is not None:
            name = sheet.text(self._grid.cell_at(line, self._name_place))
            self._indents.setdefault(len(code), name[: len(name) - len(name.lstrip())])

    def write(self, row: Element, code: str, name: str) -> None:
        """Write code and name of a row; what says the same already stays."""
        sheet = self._grid.sheet
        for place, piece in zip(self._code_places, self._pieces(code), strict=False):
            cell = self._grid.cell(row, place)
            if sheet.text(cell).strip() == piece or sheet.formula(cell) is not None:
                continue
            if not piece:
                sheet.clear(cell)
            elif self._is_number:
                sheet.set_number(cell, Decimal(piece))
            else:
                sheet.set_text(cell, piece)
        if self._name_place is None:
            return
        cell = self._grid.cell(row, self._name_place)
        if plain(sheet.text(cell)) != plain(name) and sheet.formula(cell) is None:
            sheet.set_text(cell, self._indents.get(len(code), "") + name)

    def _pieces(self, code: str) -> list[str]:
        if len(self._code_places) == 1 or self._is_whole:
            return [code, *[""] * (len(self._code_places) - 1)]
        ends = [length for length in self._lengths if length <= len(code)]
        pieces = [code[start:end] for start, end in zip([0, *ends], ends, strict=False)]
        return [*pieces, *[""] * (len(self._code_places) - len(pieces))]
