"""Checks that need the sheet itself: its total row, its hidden rows, its rejected columns.

Each check gives problems, never an exception. What lines say against each other is checked
when the ledger is whole, in ``cube.checks``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.reading.checks.classifications import find_government_columns
from xls_juesuan.reading.checks.hidden_rows import find_hidden_rows
from xls_juesuan.reading.checks.totals import check_totals
from xls_juesuan.reading.checks.years import mark_other_years
from xls_juesuan.reading.checks.years import mark_rows_of_years

if TYPE_CHECKING:
    from xls_juesuan.findings import Problem
    from xls_juesuan.reading.lines import Lines

__all__ = ["check_sheet", "mark_other_years", "mark_rows_of_years"]


def check_sheet(lines: Lines) -> list[Problem]:
    """Check the lines of one sheet against what else stands on it."""
    return [
        *check_totals(lines),
        *find_hidden_rows(lines),
        *find_government_columns(lines),
    ]
