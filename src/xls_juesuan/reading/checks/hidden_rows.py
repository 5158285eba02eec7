"""Lines of the ledger on rows that are hidden or filtered away (L147)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import checks as tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.reading.lines import Lines

#: Rows that hold amounts of their own.
_COUNTED = (
    str(RowStatus.ENTRY),
    str(RowStatus.OPENING),
    str(RowStatus.NO_ACCOUNT),
)


def find_hidden_rows(lines: Lines) -> Iterator[Problem]:
    """Tell how many lines of the sheet nobody sees, and how much stands on them."""
    grid, frame = lines.table.grid, lines.frame
    if not grid.hidden_rows:
        return
    hidden = frame[frame["row"].isin(grid.hidden_rows) & frame["status"].isin(_COUNTED)]
    if hidden.empty:
        return
    fen = int(max(hidden["debit"].sum(), hidden["credit"].sum()))
    detail = tell.hidden_rows(grid.sheet, len(hidden), fen)
    yield Problem("L147", grid.sheet, detail, sources_of(hidden), fen, len(hidden))
