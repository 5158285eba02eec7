"""Each kind of input that cannot be read ends in one Chinese sentence that helps."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.builders import JOURNAL_ABOVE
from tests.builders import JOURNAL_COLUMNS
from tests.builders import SMALL_JOURNAL
from tests.builders import balance_workbook
from tests.builders import journal_workbook
from tests.builders import table_rows
from tests.builders import write_sheets
from tests.office_books import Office
from tests.office_books import office_book
from xls_juesuan.errors import UserError
from xls_juesuan.reading import read_ledger

EXAMPLES = Path(__file__).parents[2] / "examples"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def fault(path: Path, **options: object) -> str:
    with pytest.raises(UserError) as caught:
        read_ledger(path, **options)  # type: ignore[arg-type]
    text = caught.value.paragraph
    text.encode("gbk")
    return text


def test_a_missing_file_names_similar_ones(tmp_path: Path) -> None:
    """A slip of the finger in the name is answered with the right name."""
    (tmp_path / "2024年台账.xlsx").write_bytes(b"x")
    assert "2024年台账.xlsx" in fault(tmp_path / "2024台账.xlsx")


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    """The files inside are offered."""
    (tmp_path / "台账.xlsx").write_bytes(b"x")
    text = fault(tmp_path)
    assert "是文件夹" in text
    assert "台账.xlsx" in text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空文件"),
        ("这只是一段说明文字".encode(), "普通文本"),
        ("这只是一段说明文字".encode("gb18030"), "这只是一段说明文字"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n0000", "图片"),
        (b"<!DOCTYPE html><html><table></table></html>", "网页"),
        (b"<?xml version='1.0'?><Workbook/>", "XML"),
        (b"Rar!\x1a\x07\x00", "压缩包"),
        (b"PK\x03\x04 not really a zip", "已损坏"),
        (b"\x00\x01\x02\x03" * 50, "无法辨认"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (OLE + b"\0" * 200, "已损坏"),
    ],
)
def test_content_decides_whatever_the_name_says(tmp_path: Path, content: bytes, words: str) -> None:
    """A file named .xlsx that is something else is called what it is."""
    path = tmp_path / "台账.xlsx"
    path.write_bytes(content)
    assert words in fault(path)


def test_other_archives_are_named(tmp_path: Path) -> None:
    """A Word document and a plain zip are told apart."""
    for part, words in (("word/document.xml", "Word"), ("readme.txt", "压缩包")):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            archive.writestr(part, "x")
        path = tmp_path / "台账.xlsx"
        path.write_bytes(content.getvalue())
        assert words in fault(path)


def test_published_tables_are_sent_to_the_audit(tmp_path: Path) -> None:
    """Whoever gives the finished tables learns which command takes them."""
    path = office_book(tmp_path / "公开表.xlsx", Office(figures=1.0))
    assert "是决算公开表" in fault(path)
    assert "xlj audit" in fault(path)


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9, 0.999])
def test_a_cut_off_download_is_damaged(tmp_path: Path, part: float) -> None:
    """Wherever the file ends early, the answer is the same."""
    whole = (EXAMPLES / "ledger.xlsx").read_bytes()
    path = tmp_path / "台账.xlsx"
    path.write_bytes(whole[: int(len(whole) * part)])
    assert "已损坏或不完整" in fault(path)


def test_damage_inside_the_archive_is_damage(tmp_path: Path) -> None:
    """A workbook whose sheet is no XML does not end in a traceback."""
    path = tmp_path / "台账.xlsx"
    with zipfile.ZipFile(EXAMPLES / "ledger.xlsx") as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[:200] if "sheet1" in name else content)
    text = fault(path)
    assert "已损坏" in text or "没有" in text


def test_an_empty_workbook_is_said_to_be_empty(tmp_path: Path) -> None:
    """No cell in any sheet."""
    assert "没有任何数据" in fault(write_sheets(tmp_path / "空.xlsx", {"Sheet1": []}))


def test_without_a_heading_the_first_lines_are_shown(tmp_path: Path) -> None:
    """The user sees what the program saw."""
    path = write_sheets(tmp_path / "a.xlsx", {"说明": [["部门预算说明"], ["一、概况"]]})
    text = fault(path)
    assert "没有找到表头行" in text
    assert "说明" in text
    assert "部门预算说明" in text


def test_a_missing_account_column_lists_the_headings(tmp_path: Path) -> None:
    """What was seen is listed, so that the export can be put right."""
    path = journal_workbook(
        tmp_path / "a.xlsx",
        [("2024-01-05", "记-1", "付款", 5, 0)],
        columns=("日期", "凭证号", "摘要", "借方金额", "贷方金额"),
    )
    text = fault(path)
    assert "没有科目编码列" in text
    assert "凭证号" in text


def test_an_account_column_without_codes_is_no_account_column(tmp_path: Path) -> None:
    """Names alone do not say which account it is."""
    columns = ("日期", "凭证号", "摘要", "科目名称", "借方金额", "贷方金额")
    path = journal_workbook(
        tmp_path / "a.xlsx", [("2024-01-05", "记-1", "付款", "行政支出", 5, 0)], columns=columns
    )
    assert "没有科目编码列" in fault(path)


def test_a_missing_amount_column_lists_the_headings(tmp_path: Path) -> None:
    """A list of vouchers without amounts is of no use."""
    columns = ("日期", "凭证号", "摘要", "科目编码", "科目名称")
    path = journal_workbook(
        tmp_path / "a.xlsx", [("2024-01-05", "记-1", "付款", "7101", "行政支出")], columns=columns
    )
    assert "没有金额列" in fault(path)


def test_a_balance_table_of_balances_alone_is_refused(tmp_path: Path) -> None:
    """After closing all income and spending stand at zero; movements are needed."""
    headings = [("科目编码", "科目名称", "期末借方余额", "期末贷方余额")]
    path = balance_workbook(tmp_path / "a.xlsx", [("7101", "行政支出", 0, 0)], headings=headings)
    assert "本年累计发生额" in fault(path)


def test_a_heading_without_entries_is_refused(tmp_path: Path) -> None:
    """A heading and a total are no ledger."""
    assert "没有带科目编码的数据行" in fault(journal_workbook(tmp_path / "a.xlsx", []))
    path = journal_workbook(tmp_path / "b.xlsx", [("", "", "合计", "", "", 0, 0)])
    assert "没有带科目编码的数据行" in fault(path)


def test_the_unit_of_amount_is_never_guessed(tmp_path: Path) -> None:
    """Stated nowhere, in conflict, or against the argument: the option is named."""
    above = [("单位：某某局", "会计年度：2024")]
    nowhere = journal_workbook(tmp_path / "a.xlsx", SMALL_JOURNAL, above=above)
    assert "--amount-unit 元 或 --amount-unit 万元" in fault(nowhere)
    assert read_ledger(nowhere, amount_unit="万元").amount_unit == "万元"
    twice = journal_workbook(
        tmp_path / "b.xlsx", SMALL_JOURNAL, above=[*JOURNAL_ABOVE, ("单位：万元",)]
    )
    assert "元、万元" in fault(twice)
    stated = journal_workbook(tmp_path / "c.xlsx", SMALL_JOURNAL)
    assert "台账里写的是元" in fault(stated, amount_unit="万元")
    assert "不认识" in fault(stated, amount_unit="亿元")
    thousand = journal_workbook(
        tmp_path / "d.xlsx", SMALL_JOURNAL, above=[("金额单位：千元", "会计年度：2024")]
    )
    assert "只支持元和万元" in fault(thousand)


def test_the_year_must_be_in_the_ledger(tmp_path: Path) -> None:
    """Another year is refused, and the years there are are named."""
    path = journal_workbook(tmp_path / "a.xlsx", SMALL_JOURNAL)
    text = fault(path, year=2023)
    assert "没有 2023 年" in text
    assert "2024" in text
    assert "没有 2030 年" in fault(EXAMPLES / "ledger_balances.xlsx", year=2030)


def test_several_years_are_counted_and_asked(tmp_path: Path) -> None:
    """Without a stated year, the lines of each are counted and --year is named."""
    above = [("金额单位：元",)]
    lines = [*SMALL_JOURNAL, ("2023-12-30", "记-7", "付款", "710101", "", 5, 0)]
    path = journal_workbook(tmp_path / "a.xlsx", lines, above=above)
    text = fault(path)
    assert "2023 年 1 行" in text
    assert "2024 年 4 行" in text
    assert "--year" in text
    ledger = read_ledger(path, year=2024)
    assert ledger.frame["status"].tolist() == ["entry"] * 4 + ["other_year"]
    assert [problem.code for problem in ledger.problems if problem.code == "L110"] == ["L110"]


def test_a_year_stated_nowhere_is_asked(tmp_path: Path) -> None:
    """A balance table without period needs --year."""
    path = balance_workbook(
        tmp_path / "a.xlsx", [("7101", "行政支出", "", "", "", "", "", 5, 0)], above=[("单位：元",)]
    )
    assert "--year" in fault(path)
    assert read_ledger(path, year=2022).year == 2022


def test_a_stated_year_against_all_dates_is_refused(tmp_path: Path) -> None:
    """A heading for 2023 over lines of 2024 is a mix-up."""
    path = journal_workbook(
        tmp_path / "a.xlsx", SMALL_JOURNAL, above=[("会计年度：2023", "金额单位：元")]
    )
    assert "日期却都在 2024 年" in fault(path)


def test_two_units_in_one_file_are_never_added(tmp_path: Path) -> None:
    """The units are listed, and the user is asked for one of them or for each."""
    columns = (*JOURNAL_COLUMNS, "单位名称")
    lines = [(*line, "", f"第{number % 2}小学") for number, line in enumerate(SMALL_JOURNAL)]
    text = fault(journal_workbook(tmp_path / "a.xlsx", lines, columns=columns))
    assert "第0小学" in text
    assert "第1小学" in text
    assert "--unit" in text
    assert "--each-unit" in text


def test_formulas_that_were_never_calculated_are_refused(tmp_path: Path) -> None:
    """Blank amounts that are formulas are not taken for zero."""
    lines = [("2024-01-05", "记-1", "付款", "710101", "", "=1+2", ""), *SMALL_JOURNAL]
    text = fault(journal_workbook(tmp_path / "a.xlsx", lines))
    assert "重新计算后保存" in text
    assert "第 4 行" in text


def test_an_uncalculated_total_is_no_fault(tmp_path: Path) -> None:
    """Only amounts of entries matter."""
    lines = [*SMALL_JOURNAL, ("", "", "合计", "", "", "=SUM(F4:F7)", "=SUM(G4:G7)")]
    ledger = read_ledger(journal_workbook(tmp_path / "a.xlsx", lines))
    assert ledger.frame["status"].iloc[-1] == "subtotal"
    assert ledger.problems == ()


def test_one_month_without_cumulative_columns_is_refused(tmp_path: Path) -> None:
    """December alone is not the year."""
    headings = [("科目编码", "科目名称", "本期借方", "本期贷方")]
    above = [("期间：2024年12月", "单位：元")]
    path = balance_workbook(
        tmp_path / "a.xlsx", [("7101", "行政支出", 9, 0)], headings=headings, above=above
    )
    assert "不是全年" in fault(path)


def test_the_same_accounts_on_two_balance_sheets_are_refused(tmp_path: Path) -> None:
    """Two copies or two months would be added up."""
    rows = table_rows(
        [("单位：元", "期间：2024年1月—2024年12月")],
        [("科目编码", "科目名称", "本年累计借方", "本年累计贷方")],
        [("7101", "行政支出", 9, 0)],
    )
    path = write_sheets(tmp_path / "a.xlsx", {"表一": rows, "表二": rows})
    assert "表一、表二" in fault(path)
