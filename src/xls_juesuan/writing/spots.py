"""Where findings point to in the workbook: a cell of a table, a ledger row, a sheet.

It knows the places of tables and of the rows on the 溯源 sheet; it refuses to know rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import writing as say
from xls_juesuan.writing.page import place_name
from xls_juesuan.writing.review_row import Spot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.findings import Finding
    from xls_juesuan.model import Source
    from xls_juesuan.tables import TableSet

_SHEETS = {"ledger": say.FACTS, "supplement": say.SUPPLEMENT}


class WorkbookSpots:
    """Finds the places.

    Args:
        tables: the statutory tables.
        trace_lines: lines (from 0) of the 溯源 sheet by ledger row.
    """

    def __init__(self, tables: TableSet, trace_lines: Mapping[Source, int]) -> None:
        self._tables = {table.key: table for table in tables.tables}
        self._trace_lines = trace_lines

    def of(self, finding: Finding) -> Spot:
        """The place of a finding: its first cell, else its first ledger row, else its sheet."""
        for key in finding.cells:
            table = self._tables.get(key.table)
            cell = table.cell(key.row, key.column) if table else None
            if table and cell:
                name = place_name(cell.line, cell.place)
                return Spot(f"{table.sheet}!{name}", (table.sheet, name))
        if finding.sources:
            return self._ledger_row(finding.sources)
        table = self._tables.get(finding.table)
        sheet = table.sheet if table else _SHEETS.get(finding.table)
        if sheet is None:
            return Spot(say.NO_PLACE)
        name = place_name(0, 0)
        return Spot(f"{sheet}!{name}", (sheet, name))

    def _ledger_row(self, sources: tuple[Source, ...]) -> Spot:
        first = sources[0]
        text = say.LEDGER_ROW.format(file=first.file, sheet=first.sheet, row=first.row)
        if len(sources) > 1:
            text = say.MORE_SOURCES.format(first=text, count=len(sources))
        line = self._trace_lines.get(first)
        return Spot(text, (say.TRACE, place_name(line, 0)) if line is not None else None)
