"""Supplement forms filled in and edited the way people do it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import openpyxl

from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.writing.supplement_form import write_supplement_form

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.supplement import Supplement


def edited(folder: Path, *edits: tuple[str, str, Any], values: Supplement | None = None) -> Path:
    """A form in which cells (sheet, address, value) were changed as Excel would store them."""
    path = folder / "补充资料.xlsx"
    write_supplement_form(path, values)
    book = openpyxl.load_workbook(path)
    for sheet, address, value in edits:
        book[sheet][address] = value
    book.save(path)
    return path


def faults(supplement: Supplement) -> list[tuple[str, int]]:
    return [(problem.code, problem.sources[0].row) for problem in supplement.problems]


def row_of(sheet: str, key: str) -> int:
    fields = next(each.fields for each in load_supplement_form().sheets if each.name == sheet)
    row, group = 3, ""
    for each in fields:
        row += 1
        if each.group not in {"", group}:
            row, group = row + 1, each.group
        if each.key == key:
            return row
    raise AssertionError(key)
