"""Reads one ledger file from end to end: sheets, kind, unit, year, lines, problems.

It knows the order of the steps; each step is a module of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from xls_juesuan.findings import Problem
from xls_juesuan.ledger import Ledger
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import reading as say
from xls_juesuan.messages import reading_problems as tell
from xls_juesuan.model import Source
from xls_juesuan.reading import balances
from xls_juesuan.reading import journal
from xls_juesuan.reading.cells import text_of
from xls_juesuan.reading.checks import check_journal
from xls_juesuan.reading.checks import check_totals
from xls_juesuan.reading.checks import mark_other_years
from xls_juesuan.reading.closing import mark_closing
from xls_juesuan.reading.column_choice import choose_columns
from xls_juesuan.reading.context import FEN_PER_UNIT
from xls_juesuan.reading.context import Context
from xls_juesuan.reading.context import decide_amount_unit
from xls_juesuan.reading.context import decide_unit_name
from xls_juesuan.reading.context import decide_year
from xls_juesuan.reading.context import read_context
from xls_juesuan.reading.formulas import check_blank_amounts
from xls_juesuan.reading.grid import read_grids
from xls_juesuan.reading.headings import find_heading

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.reading.grid import Grid
    from xls_juesuan.reading.headings import Heading
    from xls_juesuan.reading.headings import SheetTable
    from xls_juesuan.reading.lines import Lines

_SHOWN_LINES = 3


@dataclass(slots=True)
class _Sheets:
    """The sheets of a file: read, and left."""

    tables: list[SheetTable]
    left: list[str]
    problems: list[Problem]

    @property
    def kind(self) -> LedgerKind:
        return self.tables[0].kind


def read_ledger_file(
    path: Path, *, year: int | None, amount_unit: str | None, unit_name: str | None
) -> Ledger:
    """Read one ledger file; see ``xls_juesuan.reading.read_ledger``."""
    sheets = _find_tables(path.name, read_grids(path))
    contexts = [read_context(table.grid, table) for table in sheets.tables]
    unit, unit_known = decide_amount_unit(contexts, amount_unit, path.name)
    parts = [
        _build(table, context, path.name, unit)
        for table, context in zip(sheets.tables, contexts, strict=True)
    ]
    name = decide_unit_name(contexts, [part.units for part in parts], unit_name, path.name)
    problems = [*sheets.problems, *(one for part in parts for one in part.problems)]
    problems += check_blank_amounts(parts)
    report_year, year_known = decide_year(contexts, _rows_by_year(parts), year, path.name)
    _complete_dates(parts, report_year)
    frame, found, remarks = _finish(parts, sheets.kind, report_year)
    if not frame["status"].isin([RowStatus.ENTRY, RowStatus.CLOSING]).any():
        raise say.no_entries(say.place(path.name, sheets.tables[0].grid.sheet))
    return Ledger(
        frame=frame,
        kind=sheets.kind,
        files=(path.name,),
        unit_name=name,
        year=report_year,
        amount_unit=unit,
        has_opening=any(part.has_opening for part in parts),
        problems=tuple(problems + found),
        remarks=(
            *_table_remarks(parts, sheets.left),
            say.unit_source(unit, unit_known),
            say.year_source(report_year, year_known),
            *(remark for part in parts for remark in part.remarks),
            *remarks,
        ),
    )


# ------------------------------------------------------------------ sheets


def _find_tables(file: str, grids: list[Grid]) -> _Sheets:
    """Choose the sheets that hold the ledger: of one kind, hidden ones only if no other does."""
    _refuse_own_files(file, {grid.sheet for grid in grids})
    headed = [(grid, heading) for grid in grids if (heading := find_heading(grid)) is not None]
    usable = [(grid, heading, heading.kind) for grid, heading in headed if heading.kind is not None]
    if not usable:
        _explain_no_table(file, grids, headed)
    tables = [
        choose_columns(grid, heading, kind) for grid, heading, kind in usable if kind is not None
    ]
    visible = [table for table in tables if not table.grid.is_hidden]
    hidden = [table for table in tables if table.grid.is_hidden]
    read = visible or hidden
    kinds = [table.kind for table in read]
    kind = LedgerKind.JOURNAL if LedgerKind.JOURNAL in kinds else LedgerKind.BALANCES
    chosen = [table for table in read if table.kind is kind and table.body]
    if not chosen:
        raise say.no_entries(say.place(file, read[0].grid.sheet))
    problems = [_hidden_problem(file, table, was_read=not visible) for table in hidden]
    for table in chosen:
        _check_columns(file, table)
    names = {table.grid.sheet for table in chosen}
    return _Sheets(chosen, [grid.sheet for grid in grids if grid.sheet not in names], problems)


def _refuse_own_files(file: str, sheets: set[str]) -> None:
    """Say so when the file is one that this program writes, not a ledger."""
    if sheets >= say.OWN_WORKBOOK_SHEETS:
        raise say.own_workbook(file)
    if sheets >= say.SUPPLEMENT_SHEETS:
        raise say.supplement_given(file)


def _hidden_problem(file: str, table: SheetTable, *, was_read: bool) -> Problem:
    sheet, rows = table.grid.sheet, len(table.body)
    place = Source(file, sheet, table.grid.sheet_row(table.heading.start))
    return Problem(
        "L111", sheet, tell.hidden_sheet(sheet, was_read=was_read, rows=rows), (place,), rows=rows
    )


def _explain_no_table(file: str, grids: list[Grid], headed: list[tuple[Grid, Heading]]) -> None:
    """Raise the fault that says what is missing from the best heading, or that there is none."""
    if headed:
        grid, heading = max(headed, key=lambda pair: pair[1].score)
        where = say.place(file, grid.sheet, grid.sheet_row(heading.start))
        if heading.score >= 3 or heading.has("amount", "account"):
            if not heading.has("account", "account_name", "account_path"):
                raise say.no_account_column(where, heading.titles)
            raise say.no_amount_column(where, heading.titles)
    seen = [(grid.sheet, _first_lines(grid)) for grid in grids[:5]]
    raise say.no_heading(file, seen)


def _first_lines(grid: Grid) -> list[str]:
    lines = (" ".join(text for text in map(text_of, row) if text) for row in grid.rows)
    return [line[:60] for line in lines if line][:_SHOWN_LINES]


def _check_columns(file: str, table: SheetTable) -> None:
    where = say.place(file, table.grid.sheet, table.grid.sheet_row(table.heading.start))
    if "account" not in table.columns:
        raise say.no_account_column(where, table.heading.titles)
    if table.kind is LedgerKind.JOURNAL:
        if not journal.has_movement(table):
            raise say.no_amount_column(where, table.heading.titles)
    elif not balances.has_movement(table):
        raise say.no_movement_column(where, table.heading.titles)


# ------------------------------------------------------------------ lines


def _build(table: SheetTable, context: Context, file: str, unit: str) -> Lines:
    if table.kind is LedgerKind.JOURNAL:
        return journal.build_journal(table, file, FEN_PER_UNIT[unit])
    where = say.place(file, table.grid.sheet)
    periods = sorted({text for text in table.texts("period") if text})
    if len(periods) > 1:
        raise say.several_periods(periods, where)
    lines = balances.build_balances(table, file, FEN_PER_UNIT[unit])
    period = "—".join(f"{year} 年 {month} 月" for year, month in sorted(set(context.months)))
    if not context.months and balances.is_current_only(table):
        lines.remarks.append(say.current_as_year())
    elif balances.is_current_only(table) and not context.is_whole_year:
        raise say.partial_period(period, where)
    elif context.months and max(context.months)[1] < 12:
        lines.remarks.append(say.ends_early(period))
    return lines


def _rows_by_year(parts: list[Lines]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for part in parts:
        frame = part.frame
        dates = frame["date"][(frame["status"] == RowStatus.ENTRY)]
        for year, count in dates.str[:4].value_counts().items():
            if str(year).isdigit():
                counts[str(year)] = counts.get(str(year), 0) + int(count)
    for part in parts:
        for text in set(part.table.texts("year")) if not counts else ():
            if text[:4].isdigit():
                counts[text[:4]] = counts.get(text[:4], 0) + part.table.texts("year").count(text)
    return counts


def _complete_dates(parts: list[Lines], year: int) -> None:
    """Put the report year before dates that were printed as month and day."""
    for part in parts:
        dates = part.frame["date"]
        part.frame["date"] = dates.mask(dates.str.startswith("-"), f"{year}" + dates)


def _finish(
    parts: list[Lines], kind: LedgerKind, year: int
) -> tuple[pd.DataFrame, list[Problem], list[str]]:
    """Join the sheets and run what looks at the ledger as a whole."""
    problems = [problem for part in parts for problem in check_totals(part)]
    frame = pd.concat([part.frame for part in parts], ignore_index=True)
    problems += mark_other_years(frame, year)
    if kind is LedgerKind.BALANCES:
        _refuse_repeated_accounts(parts)
        return frame, problems, []
    closing = mark_closing(frame)
    return frame, [*problems, *closing.problems, *check_journal(frame)], list(closing.remarks)


def _refuse_repeated_accounts(parts: list[Lines]) -> None:
    """Refuse several balance sheets that hold the same accounts: months, copies."""
    seen: dict[str, str] = {}
    for part in parts:
        sheet = part.table.grid.sheet
        for account in part.frame["account"].unique():
            other = seen.setdefault(str(account), sheet) if account else sheet
            if other != sheet:
                raise say.same_accounts_twice([other, sheet], str(account))


def _table_remarks(parts: list[Lines], left: list[str]) -> list[str]:
    remarks = []
    for part in parts:
        table = part.table
        first = table.grid.sheet_row(table.heading.start)
        last = table.grid.sheet_row(table.heading.end - 1)
        rows = str(first) if first == last else f"{first}—{last}"
        used = sorted({*table.columns.values(), *part.amount_columns})
        titles = "、".join(table.title(index) for index in used)
        remarks.append(say.recognised(table.grid.sheet, str(table.kind), rows, titles))
        remarks += [say.government_classification(title) for title in table.rejected]
    if left:
        remarks.append(say.sheets_left(left))
    return remarks
