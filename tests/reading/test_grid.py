"""Files of every container become the same cells with true row numbers."""

from __future__ import annotations

import subprocess
from pathlib import Path

import openpyxl
import pytest

from tests.builders import JOURNAL_ABOVE
from tests.builders import JOURNAL_COLUMNS
from tests.builders import SMALL_JOURNAL
from tests.builders import csv_file
from tests.builders import journal_workbook
from tests.builders import table_rows
from tests.office.recalculation import find_soffice
from xls_juesuan.reading import read_ledger

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_delimited_text_is_read_whatever_its_encoding(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    """Text gives the same lines as the workbook, even when it is named .xls."""
    rows = table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], SMALL_JOURNAL)
    text = read_ledger(
        csv_file(tmp_path / "台账.xls", rows, encoding=encoding, delimiter=delimiter)
    ).frame
    book = read_ledger(journal_workbook(tmp_path / "台账.xlsx", SMALL_JOURNAL)).frame
    same = [name for name in book.columns if name not in {"file", "sheet"}]
    assert text[same].to_dict("list") == book[same].to_dict("list")
    assert text["row"].tolist() == [4, 5, 6, 7]


def test_codes_quoted_as_formulas_and_grouped_amounts(tmp_path: Path) -> None:
    """="2010301" is a code, "1,234.50" an amount."""
    line = ("2024-01-05", "记-1", "付款", '="710101"', "", "1,234.50", "", '="2010301"', "", "")
    rows = table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], [line])
    frame = read_ledger(csv_file(tmp_path / "a.csv", rows)).frame
    assert frame.loc[0, ["account", "function"]].tolist() == ["710101", "2010301"]
    assert frame.loc[0, "debit"] == 123450


def test_rows_are_counted_where_the_table_does_not_begin_at_the_corner(tmp_path: Path) -> None:
    """A used range that begins at C5 still gives the row numbers of the sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for at, row in enumerate(table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], SMALL_JOURNAL), start=5):
        for column, cell in enumerate(row, start=3):
            sheet.cell(at, column, cell)
    book.save(tmp_path / "a.xlsx")
    assert read_ledger(tmp_path / "a.xlsx").frame["row"].tolist() == [8, 9, 10, 11]


def test_an_excel_error_in_an_amount_is_reported(tmp_path: Path) -> None:
    """#REF! counts as nothing and is a problem with its row."""
    path = journal_workbook(tmp_path / "a.xlsx", SMALL_JOURNAL)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["F4"], sheet["G4"] = "#REF!", None
    sheet["F4"].data_type = "e"
    book.save(path)
    problems = {problem.code: problem for problem in read_ledger(path).problems}
    assert problems["L105"].sources[0].row == 4
    assert "#REF!" in problems["L105"].detail


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods", "html"])
def test_old_and_open_workbooks_give_the_same_lines(tmp_path: Path, kind: str) -> None:
    """.xls, .ods and .html made from the examples are read like the examples."""
    names = ("ledger", "ledger_balances")
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [
        str(find_soffice()),
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(tmp_path),
    ]
    command += [str(EXAMPLES / f"{name}.xlsx") for name in names]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    for name in names:
        made = read_ledger(tmp_path / f"{name}.{kind}").frame
        original = read_ledger(EXAMPLES / f"{name}.xlsx").frame
        same = [column for column in original.columns if column not in {"file", "sheet"}]
        assert made[same].to_dict("list") == original[same].to_dict("list")
