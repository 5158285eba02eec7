"""The files of a ledger example, written as a person or a program would have left them.

It knows sheets, archives, hidden rows, formulas without a result and typed-in supplements; it
refuses to know what an example shows.
"""

from __future__ import annotations

import csv
import io
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from typing import Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.declarations.examples import LedgerExample
    from xls_juesuan.declarations.examples import Typed

#: What the supplement of an example is called.
SUPPLEMENT_FILE = "补充资料.xlsx"
#: Last year's, which must not find itself beside the ledger.
LAST_SUPPLEMENT_FILE = "上年.xlsx"
#: Columns of the form, from 1: of the name of a field, and of its value.
_LABEL_COLUMN, _VALUE_COLUMN = 1, 2
_ERRORS = ("#REF!", "#DIV/0!", "#N/A", "#VALUE!", "#NAME?")
_TABLE_SUFFIXES = (".xlsx", ".xlsm")
#: What stands between an archive and a file in it.
_IN_ARCHIVE = ".zip/"


def write_example(folder: Path, example: LedgerExample) -> list[Path]:
    """Write every file of an example into a folder.

    Returns:
        The files of the ledger; the supplement lies beside them and finds itself.
    """
    paths: dict[Path, None] = {}
    for name, sheets in example.files.items():
        content = _content(name, sheets, example)
        archive, inside, member = name.partition(_IN_ARCHIVE)
        path = folder / (archive + inside.rstrip("/"))
        if member:
            with zipfile.ZipFile(path, "a") as opened:
                opened.writestr(member, content)
        else:
            path.write_bytes(content)
        paths[path] = None
    if example.supplement:
        _write_supplement(folder / SUPPLEMENT_FILE, example.supplement)
    for unit, typed in example.of_units.items():
        _write_supplement(folder / f"{unit}{SUPPLEMENT_FILE}", typed)
    if example.last_supplement:
        _write_supplement(folder / LAST_SUPPLEMENT_FILE, example.last_supplement)
    return list(paths)


def _content(name: str, sheets: Mapping[str, str], example: LedgerExample) -> bytes:
    if not name.endswith(_TABLE_SUFFIXES):
        return "".join(sheets.values()).encode()
    content = io.BytesIO()
    _write_workbook(content, sheets, example)
    return content.getvalue()


def _write_workbook(file: io.BytesIO, sheets: Mapping[str, str], example: LedgerExample) -> None:
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        for at, (name, text) in enumerate(sheets.items()):
            sheet = workbook.add_worksheet(name)
            rows = list(csv.reader(io.StringIO(text.strip("\n"))))
            numeric = _numeric_places(rows, example.numbers)
            for line, row in enumerate(rows):
                _write_row(sheet, line, row, numeric)
            if name in example.hidden:
                sheet.hide()
            for row_number in example.hidden_rows if at == 0 else ():
                sheet.set_row(row_number - 1, options={"hidden": True})


def _numeric_places(rows: Iterable[Sequence[str]], headings: Sequence[str]) -> frozenset[int]:
    return frozenset(
        place for row in rows for place, cell in enumerate(row) if cell.strip() in headings
    )


def _write_row(sheet: Any, line: int, row: Sequence[str], numeric: frozenset[int]) -> None:  # noqa: ANN401 - xlsxwriter has no types
    for place, cell in enumerate(row):
        if cell in _ERRORS:
            sheet.write_formula(line, place, "=1/0", value=cell)
        elif cell.startswith("="):
            # As a program leaves it that does not calculate.
            sheet.write_formula(line, place, cell, value="")
        elif place in numeric and _is_number(cell):
            sheet.write_number(line, place, float(cell))
        elif cell:
            sheet.write_string(line, place, cell)


def _is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).lstrip("-").isdigit()


@cache
def _blank_form() -> bytes:
    """The form as ``xlj init`` writes it, the same for all examples."""
    from xls_juesuan.writing.supplement_form import write_supplement_form

    with TemporaryDirectory() as folder:
        path = Path(folder) / SUPPLEMENT_FILE
        write_supplement_form(path)
        return path.read_bytes()


def _write_supplement(path: Path, typed: Mapping[str, Typed]) -> None:
    """Write the blank form and type the values into it.

    A list goes below the heading of its column; what is no key of the form gets a line of its
    own, as somebody adds one by hand.
    """
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(_blank_form()))
    sheets: list[Any] = list(book.worksheets)
    places = {
        cell.value: (sheet, cell.row, cell.column)
        for sheet in sheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    }
    for key, value in typed.items():
        if isinstance(value, tuple):
            sheet, row, column = places[key]
            for line, each in enumerate(value, row + 1):
                sheet.cell(line, column, each)
            continue
        if key not in places:
            sheet, row = sheets[1], sheets[1].max_row + 1
            sheet.cell(row, _LABEL_COLUMN, key)
        else:
            sheet, row, _ = places[key]
        sheet.cell(row, _VALUE_COLUMN, value)
    book.save(path)
