"""Knows code columns whose cells were taken for numbers and lost digits (L125).

It refuses to mend them: the digits are in no cell of the file any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cube.evidence import MOST_SOURCES
from xls_juesuan.findings import Problem
from xls_juesuan.messages import columns as tell
from xls_juesuan.model import Source
from xls_juesuan.reading.cells import has_lost_digits
from xls_juesuan.reading.cells import text_of

if TYPE_CHECKING:
    from xls_juesuan.reading.headings import SheetTable

_ROLES = ("account", "function", "economic", "fund", "project", "project_class")


def find_lost_codes(table: SheetTable) -> list[Problem]:
    """Report each code column with such cells, with its rows."""
    problems = []
    grid = table.grid
    for role in _ROLES:
        index = table.columns.get(role)
        if index is None:
            continue
        cells = table.column(index)
        lost = cells.positions(has_lost_digits)
        if not lost:
            continue
        title = table.title(index)
        detail = tell.long_code_lost_digits(title, text_of(cells[lost[0]]), len(lost))
        sources = tuple(
            Source(grid.file, grid.sheet, table.sheet_row(at)) for at in lost[:MOST_SOURCES]
        )
        problems.append(Problem("L125", title, detail, sources, rows=len(lost)))
    return problems
