"""Bad input: one clear Chinese paragraph, exit code 2, nothing written, nothing damaged."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from tests.cli.conftest import Ended
from tests.cli.conftest import refused

Run = Callable[..., Ended]


def _edit(path: Path, change: Callable[[openpyxl.worksheet.worksheet.Worksheet], None]) -> None:
    book = openpyxl.load_workbook(path)
    change(book.worksheets[0])
    book.save(path)


def test_no_such_file(xlj: Run) -> None:
    """A mistyped name is said with the name."""
    refused(xlj("fill", "examples/ledgr.xlsx"), "ledgr.xlsx", "ledger.xlsx")


def test_a_folder(xlj: Run) -> None:
    """A folder is no ledger."""
    refused(xlj("fill", "examples"), "文件夹")


def test_an_empty_file(xlj: Run, tmp_path: Path) -> None:
    """A file of no bytes is called empty."""
    (tmp_path / "空.xlsx").touch()
    refused(xlj("fill", "空.xlsx"), "空.xlsx", "空")


def test_an_empty_workbook(xlj: Run, tmp_path: Path) -> None:
    """A workbook without any line is refused."""
    openpyxl.Workbook().save(tmp_path / "空表.xlsx")
    refused(xlj("fill", "空表.xlsx"), "空表.xlsx")


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 not a spreadsheet",
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        b"PK\x03\x04 truncated",
        "不是表格，只是一段话".encode(),
        bytes(range(256)) * 20,
    ],
)
def test_not_a_spreadsheet_though_named_so(xlj: Run, tmp_path: Path, content: bytes) -> None:
    """The content decides, whatever the name says."""
    (tmp_path / "台账.xlsx").write_bytes(content)
    refused(xlj("fill", "台账.xlsx"), "台账.xlsx")


def test_a_published_document_for_a_ledger(xlj: Run, tmp_path: Path) -> None:
    """Whoever gives the document to be filled from is told of the command that audits it."""
    (tmp_path / "公开.pdf").write_bytes(b"%PDF-1.7 published")
    refused(xlj("fill", "公开.pdf"), "公开.pdf", "xlj audit")


def test_a_truncated_workbook(xlj: Run, examples: Path) -> None:
    """A download that broke off is called damaged."""
    whole = (examples / "ledger.xlsx").read_bytes()
    (examples / "断.xlsx").write_bytes(whole[: len(whole) // 2])
    refused(xlj("fill", "examples/断.xlsx"), "断.xlsx")


def test_a_zip_that_is_no_workbook(xlj: Run, tmp_path: Path) -> None:
    """A zip file of something else is no workbook."""
    with zipfile.ZipFile(tmp_path / "包.xlsx", "w") as archive:
        archive.writestr("读我.txt", "无")
    refused(xlj("fill", "包.xlsx"), "包.xlsx")


def test_a_password(xlj: Run, examples: Path) -> None:
    """A workbook locked with a password is recognised as one, and the way on is named."""
    with (examples / "ledger.xlsx").open("rb") as plain, Path("密.xlsx").open("wb") as locked:
        OOXMLFile(plain).encrypt("123456", locked)
    refused(xlj("fill", "密.xlsx"), "密.xlsx", "密码")


def test_a_file_of_the_programs_own(xlj: Run) -> None:
    """The workbook it wrote and the supplement are no ledgers, and are called what they are."""
    refused(xlj("fill", "examples/supplement.xlsx"), "补充资料", "不是台账")
    xlj("fill", "examples/ledger.xlsx", "-o", "甲.xlsx")
    refused(xlj("fill", "甲.xlsx"), "决算公开工作簿", "不是台账")


def test_no_heading_row(xlj: Run, tmp_path: Path) -> None:
    """What was seen instead of a heading is shown."""
    book = openpyxl.Workbook()
    book.active.append(["今天", "天气", "很好"])
    book.active.append([1, 2, 3])
    book.save(tmp_path / "表.xlsx")
    refused(xlj("fill", "表.xlsx"), "表头", "天气")


@pytest.mark.parametrize(
    ("gone", "word"),
    [(["会计科目编码", "会计科目名称"], "科目"), (["借方金额", "贷方金额"], "金额")],
)
def test_no_account_or_no_amount_column(
    xlj: Run, examples: Path, gone: list[str], word: str
) -> None:
    """The missing column is named, with the headings that were seen."""

    def blank(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        # Codes and amounts would tell what they are, whatever the column is called.
        for cell in [cell for cell in sheet[4] if cell.value in gone]:
            for row in range(4, sheet.max_row + 1):
                sheet.cell(row, cell.column).value = "别的"

    _edit(examples / "ledger.xlsx", blank)
    refused(xlj("fill", "examples/ledger.xlsx"), word, "摘要")


def test_a_year_that_is_not_in_the_ledger(xlj: Run) -> None:
    """--year of another year says which years there are."""
    refused(xlj("fill", "examples/ledger.xlsx", "--year", "2023"), "2023", "2024")


@pytest.mark.parametrize("year", ["24", "二〇二四", "2024.5", "2018"])
def test_a_year_that_is_none(xlj: Run, year: str) -> None:
    """The option's value is checked by us, in Chinese."""
    refused(xlj("fill", "examples/ledger.xlsx", "--year", year), "--year", year)


def test_an_amount_unit_that_is_stated_nowhere(xlj: Run, examples: Path) -> None:
    """Yuan or 万元 is never guessed; the way on is named, and it works."""

    def blank(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["J2"] = None

    _edit(examples / "ledger.xlsx", blank)
    refused(xlj("fill", "examples/ledger.xlsx"), "--amount-unit", "元", "万元")
    assert xlj("fill", "examples/ledger.xlsx", "--amount-unit", "元").code == 0


def test_an_amount_unit_stated_twice_in_conflict(xlj: Run, examples: Path) -> None:
    """元 above the table and 万元 in a heading cannot both be true."""

    def change(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["G4"], sheet["H4"] = "借方金额（万元）", "贷方金额（万元）"

    _edit(examples / "ledger.xlsx", change)
    refused(xlj("fill", "examples/ledger.xlsx"), "元", "万元")


def test_no_unit_name_anywhere(xlj: Run, examples: Path) -> None:
    """The name of the unit is asked for, not invented."""

    def blank(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["A2"] = None

    _edit(examples / "ledger.xlsx", blank)
    (examples / "supplement.xlsx").unlink()
    refused(xlj("fill", "examples/ledger.xlsx"), "--unit-name")


@pytest.mark.parametrize("owner", ["~${}", ".~lock.{}#"])
def test_an_output_that_is_open(xlj: Run, owner: str) -> None:
    """The open workbook is left alone and the user is asked to close it."""
    target = Path("公开表.xlsx")
    target.write_bytes(b"open")
    Path(owner.format(target.name)).touch()
    refused(xlj("fill", "examples/ledger.xlsx", "-o", target), "关闭", target.name)
    assert target.read_bytes() == b"open"


def test_a_folder_that_cannot_be_made(xlj: Run) -> None:
    """A file where the folder should be is said."""
    Path("out").write_text("文件")
    refused(xlj("fill", "examples/ledger.xlsx"), "out")


def test_an_output_of_another_kind_or_the_ledger_itself(xlj: Run, examples: Path) -> None:
    """The output is an .xlsx and never the input."""
    refused(xlj("fill", "examples/ledger.xlsx", "-o", "表.pdf"), ".xlsx")
    before = (examples / "ledger.xlsx").read_bytes()
    refused(xlj("fill", "examples/ledger.xlsx", "-o", "examples/ledger.xlsx"), "输入")
    assert (examples / "ledger.xlsx").read_bytes() == before


@pytest.mark.parametrize("rows", ["-1", "1.5", "很多", "1000001"])
def test_rows_to_list_that_are_no_number_of_rows(xlj: Run, rows: str) -> None:
    """More than a sheet can hold is refused as well."""
    refused(xlj("fill", "examples/ledger.xlsx", "--trace-rows", rows), "--trace-rows", "1,000,000")


def test_an_unknown_template_or_values(xlj: Run) -> None:
    """The choices are listed."""
    refused(xlj("fill", "examples/ledger.xlsx", "--template", "mars"), "mars", "henan")
    refused(xlj("fill", "examples/ledger.xlsx", "--values", "x"), "exact", "rounded")


def test_wrong_words_on_the_command_line(xlj: Run) -> None:
    """The framework's own complaints are Chinese too."""
    for arguments in (
        ["fil"],
        ["fill"],
        ["fill", "--nosuch"],
        ["trace", "a"],
        ["fill", "a", "-o"],
    ):
        ended = xlj(*arguments)
        assert ended.code == 2
        assert "错误：" in ended.err
        for word in ("Error", "Usage", "Try ", "No such", "Missing", "unexpected", "requires"):
            assert word not in ended.err


def test_with_json_the_fault_is_a_document_too(xlj: Run) -> None:
    """A program that reads stdout gets JSON, whatever happened."""
    ended = xlj("fill", "没有.xlsx", "--json")
    assert ended.code == 2
    assert "没有.xlsx" in json.loads(ended.out)["error"]["message"]


def test_the_ledger_is_never_touched(xlj: Run, examples: Path) -> None:
    """Bytes and time of the ledger are the same after a run."""
    ledger = examples / "ledger.xlsx"
    before = (ledger.read_bytes(), ledger.stat().st_mtime_ns)
    xlj("fill", ledger)
    assert (ledger.read_bytes(), ledger.stat().st_mtime_ns) == before
