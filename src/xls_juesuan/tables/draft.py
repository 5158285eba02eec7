"""A table whose rows are known and whose figures are not yet: layout, rows, places.

Knows where everything stands; refuses to know what a figure is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.declarations.layout_parts import TOTAL_ROW
from xls_juesuan.declarations.layout_parts import RowSpec
from xls_juesuan.tables.groups import deepest_code
from xls_juesuan.tables.kinship import parent_code
from xls_juesuan.tables.kinship import select_rows
from xls_juesuan.tables.table import HeadCell
from xls_juesuan.tables.table import StubCell
from xls_juesuan.tables.table import StubKind
from xls_juesuan.tables.table import TableColumn
from xls_juesuan.tables.table import TableRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.declarations.layout_parts import Band
    from xls_juesuan.declarations.layout_parts import ColumnSpec
    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.relation.nodes import RowSet
    from xls_juesuan.tables.code_names import CodeNames
    from xls_juesuan.tables.groups import FactGroups

#: Above the heading stand the title, the label with the year, the department with the unit
#: of amount.
DEPARTMENT_LINE = 2
HEAD_LINE = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with its band and its line on the grid."""

    band: Band
    row: RowSpec
    line: int

    def column(self, key: str) -> ColumnSpec | None:
        """The band's column of that key; the empty key means its only one."""
        columns = self.band.columns
        if not key and len(columns) == 1:
            return columns[0]
        return next((column for column in columns if column.key == key), None)


@dataclass(frozen=True)
class Draft:
    """Layout and rows of one table."""

    layout: Layout
    entries: tuple[Entry, ...]

    @cached_property
    def by_key(self) -> Mapping[str, Entry]:
        """Rows by key and, where they have one, by code."""
        by_code = {entry.row.code: entry for entry in self.entries if entry.row.code}
        return by_code | {entry.row.key: entry for entry in self.entries}

    @cached_property
    def rows(self) -> tuple[TableRow, ...]:
        """The rows as the table will have them."""
        return tuple(
            TableRow(
                row.key,
                entry.line,
                row.label,
                row.code,
                row.is_total or row.gathers,
                None if entry.band.line_place is None else row.line,
            )
            for entry in self.entries
            for row in (entry.row,)
        )

    @cached_property
    def row_by_key(self) -> Mapping[str, TableRow]:
        """The rows as the table will have them, by key and by code."""
        rows = {row.key: row for row in self.rows}
        return {key: rows[entry.row.key] for key, entry in self.by_key.items()}

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """Codes of the rows below each code; below the empty one stand the top-level codes."""
        found: dict[str, list[str]] = {}
        for entry in self.entries:
            code = entry.row.code
            if code:
                found.setdefault(parent_code(code, self.layout.lengths), []).append(code)
        return {code: tuple(codes) for code, codes in found.items()}

    @cached_property
    def _selected(self) -> dict[RowSet, tuple[str, ...]]:
        return {}

    def select(self, wanted: RowSet) -> tuple[str, ...]:
        """Keys of the rows that exist in a set; each set is looked up once."""
        if wanted not in self._selected:
            self._selected[wanted] = select_rows(
                self.rows, wanted, self.layout.lengths, self.row_by_key
            )
        return self._selected[wanted]

    @property
    def body_line(self) -> int:
        """First line below the heading."""
        return HEAD_LINE + self.layout.heading_lines

    @property
    def end_line(self) -> int:
        """Line after the last one of the body."""
        return max(entry.line for entry in self.entries) + 1

    def heads(self) -> tuple[HeadCell, ...]:
        """The heading on the grid."""
        return tuple(
            HeadCell(cell.text, HEAD_LINE + cell.line, cell.place, cell.lines, cell.places)
            for cell in self.layout.heading
        )

    def columns(self) -> tuple[TableColumn, ...]:
        """The columns of figures."""
        return tuple(
            TableColumn(
                column.key,
                column.place,
                column.name,
                column.number,
                dict(column.feed).get("funding", ()),
            )
            for column in self.layout.columns
        )

    def stubs(self) -> tuple[StubCell, ...]:
        """The texts of the body."""
        return tuple(stub for entry in self.entries for stub in self._stubs(entry))

    def _stubs(self, entry: Entry) -> Iterator[StubCell]:
        band, row = entry.band, entry.row
        lengths = self.layout.lengths
        depth = row.depth or (lengths.index(len(row.code)) if row.code else 0)
        is_total = row.is_total or row.gathers
        if band.listing and row.gathers:
            place, places = band.listing.place, band.listing.places
            yield StubCell(row.label, entry.line, place, StubKind.LABEL, places, is_total=True)
            return
        if row.code and band.code_places:
            for place, text in zip(band.code_places, self._pieces(row.code, band), strict=False):
                yield StubCell(text, entry.line, place, StubKind.CODE, 1, depth, is_total)
        if row.label and band.label_place is not None:
            kind = StubKind.NAME if row.code and band.code_places else StubKind.LABEL
            yield StubCell(
                row.label, entry.line, band.label_place, kind, band.label_places, depth, is_total
            )
        if row.line is not None and band.line_place is not None:
            number = StubKind.LINE_NUMBER
            yield StubCell(str(row.line), entry.line, band.line_place, number, 1, 0, is_total)

    def _pieces(self, code: str, band: Band) -> list[str]:
        if len(band.code_places) == 1:
            return [code]
        ends = [length for length in self.layout.lengths if length <= len(code)]
        return [code[start:end] for start, end in zip([0, *ends], ends, strict=False)]


def draft_table(layout: Layout, groups: FactGroups, names: CodeNames) -> Draft:
    """Lay out the rows of a table: those the layout names, or the codes that occur."""
    top = HEAD_LINE + layout.heading_lines
    entries: list[Entry] = []
    for band in layout.bands:
        rows = band.rows if band.listing is None else _listed(layout, band, groups, names)
        entries.extend(
            Entry(band, row, top + band.first + number) for number, row in enumerate(rows)
        )
    return Draft(layout, tuple(entries))


def _listed(
    layout: Layout, band: Band, groups: FactGroups, names: CodeNames
) -> tuple[RowSpec, ...]:
    rows = tuple(
        RowSpec(code, names.name(code), code=code) for code in _codes(layout, band, groups)
    )
    total = RowSpec(TOTAL_ROW, band.listing.label if band.listing else "", gathers=True)
    is_last = band.listing is not None and band.listing.total_last
    return (*rows, total) if is_last else (total, *rows)


def _codes(layout: Layout, band: Band, groups: FactGroups) -> list[str]:
    """Codes with a figure in some column, and all codes above them, in order."""
    found: set[str] = set()
    for column in band.columns:
        sums: dict[str, int] = {}
        for fact in groups.matching(column.feed) if column.feed else ():
            code = deepest_code(fact, layout.dimensions)
            sums[code] = sums.get(code, 0) + fact.fen
        found.update(code for code, fen in sums.items() if code and fen)
    above = {code[:length] for code in found for length in layout.lengths}
    return sorted(found | above)
