"""A statutory table as a document prints it, on a sheet: its figures, and no formulas.

It knows that printed figures are stated, not computed; all else is as in ``table_sheet``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.money import fen_to_wan_float
from xls_juesuan.writing.styles import YUAN_NUMBER
from xls_juesuan.writing.table_sheet import TableSheet

if TYPE_CHECKING:
    from xls_juesuan.tables.table import TableCell


class PrintedTableSheet(TableSheet):
    """Writes one table; blanks stay blank, and figures can be changed to try a correction."""

    def _figure(self, cell: TableCell) -> None:
        style = self._styles.get(
            "figure", bold=cell.line in self._total_lines, num_format=YUAN_NUMBER, locked=False
        )
        if cell.is_printed:
            self._page.number(cell.line, cell.place, fen_to_wan_float(cell.fen), style)
        else:
            self._page.text(cell.line, cell.place, "", style)
