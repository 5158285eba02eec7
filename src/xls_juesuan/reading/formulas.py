"""Knows whether blank amount cells of entries are formulas that were never calculated.

Where such cells stand, the grid knows. Errors (``#REF!``) stand in the grid as texts, and are
reported like any other text in an amount column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import containers as tell
from xls_juesuan.messages import reading as say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xls_juesuan.reading.lines import Lines


def check_blank_amounts(sheets: list[Lines]) -> list[Problem]:
    """Refuse entries whose amounts are formulas without a stored value.

    Returns:
        Problems for other entries of which an amount is such a formula (L113).

    Raises:
        UserError: there are such cells; the first one is named.
    """
    problems = []
    for lines in sheets:
        grid = lines.table.grid
        if not grid.hollow and not grid.doubtful:
            continue
        silent = _silent_entries(lines)
        blank = _rows_with(lines, grid.hollow | grid.doubtful, silent)
        if blank:
            where = say.place(grid.file or lines.file, grid.sheet, lines.table.sheet_row(blank[0]))
            raise say.formulas_without_values(where, len(blank))
        entries = np.flatnonzero(_are_entries(lines)).tolist()
        partly = _rows_with(lines, grid.hollow, entries)
        if partly:
            detail = tell.formula_without_value(len(partly))
            place = sources_of(lines.frame.iloc[partly])
            problems.append(Problem("L113", grid.sheet, detail, place, rows=len(partly)))
    return problems


def _rows_with(lines: Lines, cells: frozenset[tuple[int, int]], positions: list[int]) -> list[int]:
    """Positions of rows with an amount cell among ``cells``."""
    columns = [lines.table.grid.first_column + index for index in lines.amount_columns]
    rows = lines.table.sheet_rows.tolist()
    return [at for at in positions if any((rows[at], column) in cells for column in columns)]


def _are_entries(lines: Lines) -> NDArray[np.bool_]:
    states: NDArray[np.bool_] = (
        lines.frame["status"].isin([RowStatus.ENTRY, RowStatus.CLOSING]).to_numpy()
    )
    return states


def _silent_entries(lines: Lines) -> list[int]:
    """Positions of entries without any amount in a movement column."""
    frame = lines.frame
    silent = (frame["debit"] == 0).to_numpy() & (frame["credit"] == 0).to_numpy()
    return [int(at) for at in np.flatnonzero(_are_entries(lines) & silent)]
