"""Knows what to say of files of which no sheet can be read as a ledger.

It refuses to know how sheets are recognised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.published import published_words
from xls_juesuan.messages import reading as say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.errors import UserError
    from xls_juesuan.reading.grid import Grid
    from xls_juesuan.reading.headings import Heading
    from xls_juesuan.reading.survey import LeftSheet

_LONGEST_LINE = 60
#: Products whose files are no books of account, and the reason to leave their sheets.
NO_LEDGERS = {
    "treasury": "payments",
    "budget_quota": "quota",
    "final_accounts": "final_accounts",
}
#: Why a sheet cannot be read, and what is said if that holds for all.
_FAULTS = {
    "no_account": say.no_account_column,
    "no_amount": say.no_amount_column,
    "no_movement": say.no_movement_column,
}


def explain_sheet(fault: str, where: str, titles: Sequence[str]) -> UserError:
    """Say what a sheet with a heading lacks: ``no_account``, ``no_amount``, ``no_movement``."""
    return _FAULTS[fault](where, titles)


def refuse_other_books(left: list[LeftSheet], grids: list[Grid]) -> None:
    """Raise the fault that names what the file is instead of a ledger.

    Raises:
        UserError: it is a book of another kind, or holds published tables.
    """
    for sheet in left:
        if sheet.reason in NO_LEDGERS.values():
            where = say.place(sheet.file, sheet.sheet, sheet.row)
            raise say.no_ledger(say.LEFT_REASONS[sheet.reason], where)
    for grid in grids:
        title = next(filter(published_words().is_title, _first_lines(grid)), "")
        if title:
            raise say.published_given(grid.file, grid.sheet, title)


def explain_no_table(file: str, grids: list[Grid], headed: list[tuple[Grid, Heading]]) -> UserError:
    """Say what is missing from the best heading, or that there is none."""
    if headed:
        grid, heading = max(headed, key=lambda pair: pair[1].score)
        where = say.place(grid.file, grid.sheet, grid.sheet_row(heading.start))
        if heading.score >= 3 or heading.has("amount", "account"):
            if not heading.has("account", "account_name", "account_path"):
                return say.no_account_column(where, heading.titles)
            return say.no_amount_column(where, heading.titles)
    seen = [(grid.sheet, _first_lines(grid)) for grid in grids[:5]]
    return say.no_heading(file, seen)


def _first_lines(grid: Grid) -> Sequence[str]:
    """The first lines of a sheet; only where there is no ledger does anybody ask for them."""
    from xls_juesuan.reading.open_sheets import first_lines

    return first_lines(grid, _LONGEST_LINE)
