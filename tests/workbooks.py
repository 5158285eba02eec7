"""The example's workbook, computed once and written as a test wants it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from xls_juesuan.accounts import FillRequest
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.pipeline import compute
from xls_juesuan.writing.content import WorkbookContent
from xls_juesuan.writing.workbook import write_workbook

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

EXAMPLES = Path(__file__).parents[1] / "examples"
JOURNAL = EXAMPLES / "ledger.xlsx"
BALANCES = EXAMPLES / "ledger_balances.xlsx"


@cache
def content_of(ledger: Path = JOURNAL) -> WorkbookContent:
    """What the workbook of a ledger says."""
    accounts = compute(FillRequest(ledger))
    return WorkbookContent(
        tables=accounts.tables,
        audit=accounts.audit,
        cube=accounts.cube,
        supplement=accounts.supplement,
        form=load_supplement_form(),
        unit_name=accounts.unit_name,
        year=accounts.year,
        profile=accounts.profile,
        files=accounts.ledger.files,
        attachments=accounts.attachments,
    )


def write_example(path: Path, ledger: Path = JOURNAL, **changes: object) -> Path:
    """Write the workbook of a ledger, with changes to what it says."""
    write_workbook(path, replace(content_of(ledger), **changes))
    return path


def column_of(sheet: Worksheet, heading: str, head_row: int) -> int:
    """Number of the column (from 1) with a heading."""
    return next(cell.column for cell in sheet[head_row] if cell.value == heading)


def find_row(sheet: Worksheet, wanted: dict[str, str], head_row: int) -> int:
    """Number of the first row (from 1) that holds all texts, by heading."""
    columns = {column_of(sheet, heading, head_row): text for heading, text in wanted.items()}
    return next(
        row
        for row in range(head_row + 1, sheet.max_row + 1)
        if all(sheet.cell(row, column).value == text for column, text in columns.items())
    )
