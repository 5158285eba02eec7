"""``--previous`` and ``--threshold`` as an accountant types them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest

from tests.a_year_earlier import write_a_year_earlier
from tests.cli.conftest import refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Ended

    Run = Callable[..., Ended]

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(200)
FILL = ("fill", "examples/ledger.xlsx")


def word_document(path: Path) -> None:
    """Write a Word file."""
    document = docx.Document()
    document.add_paragraph("收入支出决算总表")
    document.save(str(path))


def foreign_workbook(path: Path) -> None:
    """Write a workbook that holds no table of final accounts."""
    book = openpyxl.Workbook()
    book["Sheet"]["A1"] = "考勤表"
    book.save(path)


def undated_supplement(path: Path) -> None:
    """Write a supplement that does not say its year."""
    book = openpyxl.load_workbook("examples/supplement.xlsx")
    book["单位信息"]["B6"] = None
    book.save(path)


@pytest.mark.parametrize(
    ("name", "write", "words"),
    [
        (
            "没有.xlsx",
            lambda _: None,
            (
                "找不到 --previous 写的上年的文件",
                "没有.xlsx",
            ),
        ),
        ("文件夹", Path.mkdir, ("文件夹",)),
        ("图.png", lambda path: path.write_bytes(PICTURE), ("图.png", "图片")),
        ("其实是图.xlsx", lambda path: path.write_bytes(PICTURE), ("图片",)),
        ("上年.docx", word_document, ("上年.docx", "没有认出一张决算公开表")),
        ("考勤.xlsx", foreign_workbook, ("考勤.xlsx 里没有认出一张决算公开表", "Sheet")),
        ("空.xlsx", Path.touch, ("空文件",)),
        (
            "别的台账.xlsx",
            lambda path: shutil.copy("examples/ledger_balances.xlsx", path),
            ("是台账", "请给出上年生成的工作簿"),
        ),
        (
            "本年.xlsx",
            lambda path: shutil.copy("examples/supplement.xlsx", path),
            ("2023 年", "2024 年度的"),
        ),
        ("没写年度.xlsx", undated_supplement, ("没写年度.xlsx", "没有填决算年度")),
    ],
)
def test_what_is_no_file_of_last_year_is_refused(
    xlj: Run, name: str, write: Callable[[Path], object], words: tuple[str, ...]
) -> None:
    """One paragraph names the file, what it is, and what is wanted; nothing is written."""
    Path("上年").mkdir()
    path = Path("上年", name)
    write(path)
    refused(xlj(*FILL, "--previous", path), "上年", *words)


def test_this_years_files_are_not_last_years(xlj: Run) -> None:
    """The ledger, the supplement and the document that is audited are refused by themselves."""
    words = ("就是本年用的文件",)
    refused(xlj(*FILL, "--previous", "examples/../examples/ledger.xlsx"), *words)
    supplement = ("--supplement", "examples/supplement.xlsx")
    refused(xlj(*FILL, *supplement, "--previous", "examples/supplement.xlsx"), *words)
    xlj(*FILL, "-o", "决算.xlsx")
    ended = xlj("audit", "决算.xlsx", "-o", "审核.xlsx", "--previous", "决算.xlsx")
    refused(ended, *words)
    assert not Path("审核.xlsx").exists()


def test_last_years_file_is_never_replaced(xlj: Run) -> None:
    """Output to the place of last year's file is refused, and the file stays as it is."""
    write_a_year_earlier(Path("examples/supplement.xlsx"), Path("上年.xlsx"))
    before = Path("上年.xlsx").read_bytes()
    for option in (("-o", "上年.xlsx"), ("--explanations", "上年.xlsx")):
        refused(xlj(*FILL, "--previous", "上年.xlsx", *option), "输入")
    assert Path("上年.xlsx").read_bytes() == before


def test_several_units_have_several_files(xlj: Run) -> None:
    """One file of last year cannot stand for two units."""
    book = openpyxl.load_workbook("examples/ledger.xlsx")
    sheet = book.worksheets[0]
    column = sheet.max_column + 1
    sheet.cell(4, column).value = "单位名称"
    for row in range(5, sheet.max_row + 1):
        sheet.cell(row, column).value = "甲局" if row % 2 else "乙局"
    Path("几家").mkdir()
    book.save("几家/ledger.xlsx")
    write_a_year_earlier(Path("examples/supplement.xlsx"), Path("上年.xlsx"))
    ended = xlj("fill", "几家/ledger.xlsx", "--each-unit", "--previous", "上年.xlsx")
    refused(ended, "几个单位不能共用一份上年的文件")


def test_the_report_says_where_last_years_figures_come_from(xlj: Run) -> None:
    """File and year stand at the top, whether accounts are made or judged."""
    write_a_year_earlier(Path("examples/supplement.xlsx"), Path("上年.xlsx"))
    said = "  上年的数：上年.xlsx（2023 年度）"
    assert said in xlj(*FILL, "-o", "决算.xlsx", "--previous", "上年.xlsx").out.splitlines()
    assert said in xlj("audit", "决算.xlsx", "--previous", "上年.xlsx").out.splitlines()
    assert "上年的数" not in xlj(*FILL, "-o", "决算.xlsx").out


def outcome(xlj: Run, *options: str) -> str:
    """Outcome of the rule about completion of the budget."""
    document = json.loads(xlj(*FILL, "-o", "决算.xlsx", "--json", *options).out)
    return next(one["outcome"] for one in document["audit"]["findings"] if one["code"] == "B401")


@pytest.mark.parametrize(
    "text", ["预算完成率下限=70%", "completion_low=70", "预算完成率下限 ＝ 70％"]
)
def test_a_threshold_that_is_set_counts(xlj: Run, text: str) -> None:
    """By its name or its key, with the marks of either keyboard, and it stands on its sheet."""
    assert outcome(xlj) == "failed"
    assert outcome(xlj, "--threshold", text) == "passed"
    sheet = openpyxl.load_workbook("决算.xlsx")["阈值"]
    values = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=4)}
    assert values["预算完成率下限"] == 0.7
    assert values["预算完成率上限"] == 1


def test_a_change_is_said_with_the_limits_it_passes(xlj: Run) -> None:
    """Amounts and thresholds, not a formula, tell why an explanation is wanted."""
    document = json.loads(xlj(*FILL, "-o", "决算.xlsx", "--json").out)
    (found,) = [one for one in document["audit"]["findings"] if one["code"] == "B106"]
    assert found["message"] == (
        "公开06“公用经费合计”行：上年 61,299.95 元，本年 1,920,876.37 元，"
        "增加 1,859,576.42 元（3033.57%），超过了 20%（阈值“收支增减幅度”）"
        " 和 100000 元（阈值“收支增减金额”）。"
    )


def test_the_last_value_of_a_threshold_counts(xlj: Run) -> None:
    """Said twice, it is what was said last."""
    both = ("--threshold", "预算完成率下限=70%", "--threshold", "completion_low=95%")
    assert outcome(xlj, *both) == "failed"
    assert outcome(xlj, *both[2:], *both[:2]) == "passed"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("完成率=70%", ("完成率=70%", "没有认出", "预算完成率下限")),
        ("预算完成率下限", ("没有认出",)),
        ("=70%", ("没有认出",)),
        ("预算完成率下限=", ("值看不明白", "预算完成率下限=25%")),
        ("预算完成率下限=0.7", ("值看不明白",)),
        ("预算完成率下限=七成", ("值看不明白",)),
        ("预算完成率下限=70元", ("值看不明白",)),
        ("收支增减金额=20%", ("值看不明白", "20万元")),
        ("收支增减金额=1e5", ("值看不明白",)),
    ],
)
def test_a_threshold_that_cannot_be_read_is_refused(
    xlj: Run, text: str, words: tuple[str, ...]
) -> None:
    """One paragraph repeats what was typed and shows what is possible."""
    refused(xlj(*FILL, "--threshold", text), *words)
    refused(xlj("audit", "examples/ledger.xlsx", "--threshold", text), *words)


def test_the_document_says_what_was_compared_with_and_judged_by(xlj: Run) -> None:
    """Last year's file and the thresholds stand in the JSON of both commands."""
    write_a_year_earlier(Path("examples/supplement.xlsx"), Path("上年.xlsx"))
    options = ("--previous", "上年.xlsx", "--threshold", "收支增减金额=20万元", "--json")
    filled = json.loads(xlj(*FILL, "-o", "决算.xlsx", *options).out)
    audited = json.loads(xlj("audit", "决算.xlsx", "-o", "审核.xlsx", *options).out)
    for document, own in ((filled, "supplement.xlsx"), (audited, "决算.xlsx")):
        assert document["previous"] == {
            "file": "上年.xlsx",
            "kind": "supplement",
            "unit": "封丘县行政审批和政务信息管理局",
            "year": 2023,
            "is_exact": True,
        }
        assert document["compared_with"] == ["上年.xlsx", own]
        thresholds = {one["key"]: one for one in document["audit"]["thresholds"]}
        assert thresholds["change_amount"] == {
            "key": "change_amount",
            "name": "收支增减金额",
            "unit": "yuan",
            "value": "200000.00",
            "declared": "100000.00",
        }
        assert thresholds["change_share"]["value"] == "0.2"
    plain = json.loads(xlj(*FILL, "-o", "决算.xlsx", "--json").out)
    assert (plain["previous"], plain["compared_with"]) == (None, ["supplement.xlsx"])
