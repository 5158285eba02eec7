"""The same ledger or supplement a year earlier, from which last year's workbook is made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openpyxl import load_workbook

if TYPE_CHECKING:
    from pathlib import Path

#: A year in a date, or alone; codes that begin with the same digits are left alone.
_YEAR = re.compile(r"(?<!\d)2024(?=[-年]|$)")


def write_a_year_earlier(original: Path, path: Path) -> Path:
    """Copy a file of 2024 as one of 2023, with the same amounts."""
    book = load_workbook(original)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == 2024:
                    cell.value = 2023
                elif isinstance(cell.value, str):
                    cell.value = _YEAR.sub("2023", cell.value)
    book.save(path)
    return path
