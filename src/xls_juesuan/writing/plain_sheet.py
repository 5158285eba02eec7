"""A worksheet that does no more for a cell than this program needs.

It knows that cells are named by numbers, not as ``"B7"``, and that formulas hold functions
of Excel 2007 only, so that nothing has to be searched for names or for functions that need
a prefix in the file: such searches take longer than all other work on a cell. What it
writes is what the library would write, but for the spans of rows, which are optional.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import CellFormulaTuple
from xlsxwriter.worksheet import Worksheet

if TYPE_CHECKING:
    from xlsxwriter.format import Format

_BEYOND_THE_SHEET = -1


class PlainWorksheet(Worksheet):  # type: ignore[misc]  # the library ships no types
    """A worksheet for cells named by numbers and formulas of Excel 2007."""

    write_string = Worksheet._write_string  # noqa: SLF001 - the public one only looks for names
    write_number = Worksheet._write_number  # noqa: SLF001 - likewise
    write_blank = Worksheet._write_blank  # noqa: SLF001 - likewise

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

    def _write_cell(self, row: int, col: int, cell: Any) -> None:  # noqa: ANN401 - a library tuple
        rest = self._content(cell) if cell.format else ""
        if not rest:
            super()._write_cell(row, col, cell)
            return
        look = cell.format._get_xf_index()  # noqa: SLF001 - no public one numbers a look
        self.fh.write(f'<c r="{xl_rowcol_to_cell_fast(row, col)}" s="{look}"{rest}')

    def _content(self, cell: Any) -> str:  # noqa: ANN401 - a library tuple
        """Give what follows name and look of a cell; empty for kinds that are rare."""
        match type(cell).__name__:
            case "String":
                return f' t="s"><v>{cell.string}</v></c>'
            case "Number":
                return f"><v>{cell.number:.16G}</v></c>"
            case "Blank":
                return "/>"
            case "Formula" if isinstance(cell.value, str):
                kind = ' t="str"' if cell.value else ""
                value = self._escape_data(cell.value)
                return f"{kind}><f>{self._escape_data(cell.formula)}</f><v>{value}</v></c>"
            case "Formula" if not isinstance(cell.value, bool):
                return f"><f>{self._escape_data(cell.formula)}</f><v>{cell.value}</v></c>"
            case _:
                return ""
