"""A column of 政府预算支出经济分类 where that of the department should stand (L215)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import checks as tell
from xls_juesuan.model import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.reading.lines import Lines


def find_government_columns(lines: Lines) -> Iterator[Problem]:
    """Tell a column that was refused for its codes, where no other took its part."""
    table = lines.table
    if "economic" in table.columns or lines.frame["economic"].ne("").any():
        return
    frame = lines.frame
    spent = frame["account"].str.startswith("7") & (frame["status"] == str(RowStatus.ENTRY))
    rows = int((spent & ((frame["debit"] != 0) | (frame["credit"] != 0))).sum())
    place = Source(lines.file, table.grid.sheet, table.grid.sheet_row(table.heading.end - 1))
    for title in table.rejected:
        name = " ".join(title.split())
        yield Problem("L215", name, tell.government_column(name, rows), (place,), rows=rows)
