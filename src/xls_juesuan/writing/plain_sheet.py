"""A worksheet that does no more for a cell than this program needs.

It knows that cells are named by numbers, not as ``"B7"``, and that formulas hold functions
of Excel 2007 only, so that nothing has to be searched for names or for functions that need
a prefix in the file: such searches take longer than all other work on a cell. What it
writes is what the library would write, but for the spans of rows, which are optional.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

import numpy as np
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellBlankTuple
from xlsxwriter.worksheet import CellFormulaTuple
from xlsxwriter.worksheet import CellNumberTuple
from xlsxwriter.worksheet import CellStringTuple
from xlsxwriter.worksheet import Worksheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xlsxwriter.format import Format

    from xls_juesuan.writing.listing import ListedColumn

_BEYOND_THE_SHEET = -1
_ROWS_AT_ONCE = 5_000


class _List(NamedTuple):
    """Rows of the same columns, and what follows name and look of each distinct cell."""

    length: int
    columns: tuple[ListedColumn, ...]
    rests: list[list[str]]


class PlainWorksheet(Worksheet):  # type: ignore[misc]  # the library ships no types
    """A worksheet for cells named by numbers and formulas of Excel 2007."""

    write_string = Worksheet._write_string  # noqa: SLF001 - the public one only looks for names
    write_number = Worksheet._write_number  # noqa: SLF001 - likewise
    write_blank = Worksheet._write_blank  # noqa: SLF001 - likewise

    def __init__(self) -> None:
        super().__init__()
        #: Lists by their first row.
        self._lists: dict[int, _List] = {}

    def write_list(
        self, row: int, columns: Sequence[ListedColumn], cut: Callable[[str], str]
    ) -> int:
        """Keep many rows of the same columns; none may have a height or other cells.

        Args:
            row: the first of them.
            columns: their cells.
            cut: gives a text that is not too long for a cell.
        """
        length = len(columns[0].numbers)
        if not length:
            return 0
        for at_row in (row, row + length - 1):
            for column in columns:
                if self._check_dimensions(at_row, column.place):
                    return _BEYOND_THE_SHEET
        rests = [self._rests(column, cut) for column in columns]
        self._lists[row] = _List(length, tuple(columns), rests)
        return 0

    def _rests(self, column: ListedColumn, cut: Callable[[str], str]) -> list[str]:
        """What follows name and look of each distinct cell of a column."""
        rests = []
        for cell, count in zip(column.cells, column.counts, strict=True):
            if not isinstance(cell, str):
                rests.append(f"><v>{cell:.16G}</v></c>")
            elif cell:
                index = self.str_table._get_shared_string_index(cut(cell))  # noqa: SLF001 - the public way is a cell at a time
                self.str_table.count += count - 1
                rests.append(f' t="s"><v>{index}</v></c>')
            else:
                rests.append("/>")
        return rests

    def write_formula(
        self,
        row: int,
        col: int,
        formula: str,
        cell_format: Format | None = None,
        value: str | float = 0,
    ) -> int:
        """Keep a formula, with or without its equals sign, and the value it has now."""
        if self._check_dimensions(row, col):
            return _BEYOND_THE_SHEET
        self.table[row][col] = CellFormulaTuple(formula.removeprefix("="), cell_format, value)
        return 0

    def _calculate_spans(self) -> None:
        """Leave the spans of rows out: they are optional, and nothing here depends on them."""

    def _write_rows(self) -> None:
        """Write the rows, the cells of each at once; the library looks for each in each column."""
        names = [xl_col_to_name(col) for col in range(self.dim_colmax + 1)]
        row = self.dim_rowmin
        while row <= self.dim_rowmax:
            if row in self._lists:
                row += self._write_list(row, self._lists[row])
                continue
            cells = self.table.get(row)
            if cells:
                self._write_row(row, None, self.row_info.get(row))
                self._write_cells(row, cells, names)
                self._xml_end_tag("row")
            elif row in self.row_info or row in self.comments:
                self._write_empty_row(row, None, self.row_info.get(row))
            row += 1

    def _write_list(self, row: int, rows: _List) -> int:
        """Write the rows of a list and say how many they are."""
        pattern, arrays = '<row r="%d">', []
        for column, rests in zip(rows.columns, rows.rests, strict=True):
            look = column.style._get_xf_index()  # noqa: SLF001 - no public one numbers a look
            pattern += f'<c r="{xl_col_to_name(column.place)}%d" s="{look}"%s'
            arrays.append(np.array(rests, dtype=object))
        pattern += "</row>"
        for start in range(0, rows.length, _ROWS_AT_ONCE):
            some = slice(start, start + _ROWS_AT_ONCE)
            count = len(rows.columns[0].numbers[some])
            names = range(row + start + 1, row + start + count + 1)
            cells: list[Iterable[Any]] = [names]
            for column, array in zip(rows.columns, arrays, strict=True):
                cells += [names, array[column.numbers[some]].tolist()]
            self.fh.write("".join(map(pattern.__mod__, zip(*cells, strict=True))))
        return rows.length

    def _write_cells(self, row: int, cells: Mapping[int, Any], names: Sequence[str]) -> None:
        number = row + 1
        pieces: list[str] = []
        for col in sorted(cells):
            cell = cells[col]
            content = _CONTENTS.get(type(cell)) if cell.format else None
            rest = content(self, cell) if content else ""
            if rest:
                look = cell.format._get_xf_index()  # noqa: SLF001 - no public one numbers a look
                pieces.append(f'<c r="{names[col]}{number}" s="{look}"{rest}')
            else:
                self.fh.write("".join(pieces))
                pieces.clear()
                self._write_cell(row, col, cell)
        self.fh.write("".join(pieces))

    def formula_content(self, cell: CellFormulaTuple) -> str:
        """Give what follows name and look of a formula; empty for a value that is rare."""
        value = cell.value
        if isinstance(value, bool):
            return ""
        kind = ""
        if isinstance(value, str):
            kind = ' t="str"' if value else ""
            value = self._escape_data(value)
        return f"{kind}><f>{self._escape_data(cell.formula)}</f><v>{value}</v></c>"


#: What follows name and look of a cell, by kinds that are frequent.
_CONTENTS: Mapping[type, Callable[[PlainWorksheet, Any], str]] = {
    CellStringTuple: lambda _, cell: f' t="s"><v>{cell.string}</v></c>',
    CellNumberTuple: lambda _, cell: f"><v>{cell.number:.16G}</v></c>",
    CellBlankTuple: lambda *_: "/>",
    CellFormulaTuple: PlainWorksheet.formula_content,
}
