"""Knows whether blank amount cells of entries are formulas that were never calculated.

Where such cells stand, the grid knows. Errors (``#REF!``) stand in the grid as texts, and are
reported like any other text in an amount column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import reading as say

if TYPE_CHECKING:
    from xls_juesuan.findings import Problem
    from xls_juesuan.reading.lines import Lines


def check_blank_amounts(sheets: list[Lines]) -> list[Problem]:
    """Refuse entries whose amounts are formulas without a stored value.

    Returns:
        Problems for cells in doubt that need not stop the program.

    Raises:
        UserError: there are such cells; the first one is named.
    """
    for lines in sheets:
        grid = lines.table.grid
        if not grid.hollow:
            continue
        columns = [grid.first_column + index for index in lines.amount_columns]
        rows = [
            row
            for row in (lines.table.sheet_rows[at] for at in _silent_entries(lines))
            if any((row, column) in grid.hollow for column in columns)
        ]
        if rows:
            where = say.place(grid.file or lines.file, grid.sheet, rows[0])
            raise say.formulas_without_values(where, len(rows))
    return []


def _silent_entries(lines: Lines) -> list[int]:
    """Positions of entries without any amount in a movement column."""
    frame = lines.frame
    states = frame["status"].isin([RowStatus.ENTRY, RowStatus.CLOSING]).to_numpy()
    silent = states & (frame["debit"] == 0).to_numpy() & (frame["credit"] == 0).to_numpy()
    return [int(at) for at in np.flatnonzero(silent)]
