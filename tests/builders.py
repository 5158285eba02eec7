"""Builds small ledgers from compact rows, for tests of every part."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from typing import Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

#: Columns of a journal line as ``journal_workbook`` takes it; shorter lines are padded.
JOURNAL_COLUMNS = (
    "凭证日期",
    "凭证号",
    "摘要",
    "科目编码",
    "科目名称",
    "借方金额",
    "贷方金额",
    "支出功能分类编码",
    "部门支出经济分类编码",
    "资金性质编码",
    "项目类别名称",
)
JOURNAL_ABOVE = (("序时账",), ("单位：某某局", "", "会计年度：2024", "", "金额单位：元"))
#: Two heading rows; the group title stands in the left cell of its pair alone.
BALANCE_COLUMNS = (
    (
        "科目编码",
        "科目名称",
        "功能分类",
        "经济分类",
        "资金性质",
        "期初余额",
        "",
        "本年累计发生额",
        "",
        "期末余额",
        "",
    ),
    ("", "", "", "", "", "借方", "贷方", "借方", "贷方", "借方", "贷方"),
)
BALANCE_ABOVE = (
    ("科目余额表",),
    ("核算单位：某某局", "", "期间：2024年01月—2024年12月", "", "单位：元"),
)


def write_sheets(
    path: Path, sheets: Mapping[str, Iterable[Sequence[Any]]], *, hidden: Sequence[str] = ()
) -> Path:
    """Write rows as they are given; ``=`` texts become formulas without a stored value."""
    with xlsxwriter.Workbook(path) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str) and cell.startswith("="):
                        sheet.write_formula(at, column, cell, value="")
                    elif cell not in {"", None}:
                        sheet.write(at, column, cell)
    return path


def table_rows(
    above: Iterable[Sequence[Any]],
    headings: Iterable[Sequence[str]],
    lines: Iterable[Sequence[Any]],
) -> list[list[Any]]:
    """Put the lines above, the heading rows and the lines of a table together."""
    heads = [list[Any](row) for row in headings]
    width = len(heads[-1])
    body = [[*line, *[""] * (width - len(line))] for line in lines]
    return [*(list(row) for row in above), *heads, *body]


def journal_workbook(
    path: Path,
    lines: Iterable[Sequence[Any]],
    *,
    columns: Sequence[str] = JOURNAL_COLUMNS,
    above: Iterable[Sequence[Any]] = JOURNAL_ABOVE,
    sheet: str = "凭证明细",
) -> Path:
    """Write a voucher list; a line is (date, voucher, narration, account, name, debit, credit, …)."""
    return write_sheets(path, {sheet: table_rows(above, [columns], lines)})


def balance_workbook(
    path: Path,
    lines: Iterable[Sequence[Any]],
    *,
    headings: Iterable[Sequence[str]] = BALANCE_COLUMNS,
    above: Iterable[Sequence[Any]] = BALANCE_ABOVE,
    sheet: str = "科目余额表",
) -> Path:
    """Write a balance table; see ``BALANCE_COLUMNS`` for what a line holds by default."""
    return write_sheets(path, {sheet: table_rows(above, headings, lines)})


def csv_file(
    path: Path, rows: Iterable[Sequence[Any]], *, encoding: str = "utf-8", delimiter: str = ","
) -> Path:
    """Write rows as delimited text."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


#: One month's spending and its closing: 100 and 30 yuan, basic, general public budget.
SMALL_JOURNAL = (
    (
        "2024-01-05",
        "记-1",
        "付办公费",
        "710101",
        "行政支出\\基本支出",
        100,
        0,
        "2010301",
        "30201",
        "111",
    ),
    (
        "2024-01-05",
        "记-1",
        "付办公费",
        "600101",
        "财政拨款预算收入\\基本支出",
        0,
        100,
        "2010301",
        "",
        "111",
    ),
    (
        "2024-02-06",
        "记-2",
        "付差旅费",
        "710101",
        "行政支出\\基本支出",
        30,
        0,
        "2010301",
        "30211",
        "111",
    ),
    (
        "2024-02-06",
        "记-2",
        "付差旅费",
        "600101",
        "财政拨款预算收入\\基本支出",
        0,
        30,
        "2010301",
        "",
        "111",
    ),
)
SMALL_CLOSING = (
    (
        "2024-12-31",
        "记-9",
        "年末结转",
        "600101",
        "财政拨款预算收入\\基本支出",
        130,
        0,
        "2010301",
        "",
        "111",
    ),
    (
        "2024-12-31",
        "记-9",
        "年末结转",
        "810103",
        "财政拨款结转\\本年收支结转",
        0,
        130,
        "2010301",
        "",
        "111",
    ),
    (
        "2024-12-31",
        "记-9",
        "年末结转",
        "710101",
        "行政支出\\基本支出",
        0,
        130,
        "2010301",
        "",
        "111",
    ),
    (
        "2024-12-31",
        "记-9",
        "年末结转",
        "810103",
        "财政拨款结转\\本年收支结转",
        130,
        0,
        "2010301",
        "",
        "111",
    ),
)
