"""One year's vouchers in every layout that exports come in: the same tables each time."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.builders import JOURNAL_ABOVE
from tests.builders import JOURNAL_COLUMNS
from tests.builders import csv_file
from tests.builders import journal_workbook
from tests.builders import table_rows
from tests.builders import write_sheets
from xls_juesuan.accounts import FillRequest
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.ledger import RowStatus
from xls_juesuan.pipeline import compute

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    from xls_juesuan.accounts import Accounts

Line = tuple[object, ...]
COUNT = 30
TOTAL = sum(number * 111 for number in range(1, COUNT + 1))
DEBIT, CREDIT = 5, 6


def vouchers() -> list[Line]:
    """Thirty payments of 1.11, 2.22, … yuan, in order of date."""
    lines: list[Line] = []
    for number in sorted(range(1, COUNT + 1), key=lambda one: one % 12):
        head = (f"2024-{1 + number % 12:02d}-15", f"记-{number}", f"业务{number}")
        economic = f"302{1 + number % 9:02d}"
        dimensions = ("2010301", economic, "111")
        yuan = number * 1.11
        lines += [
            (*head, "710101", "行政支出\\基本支出", yuan, "", *dimensions),
            (*head, "600101", "财政拨款预算收入\\基本支出", "", yuan, "2010301", "", "111"),
        ]
    return lines


LINES = vouchers()
ROWS = table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], LINES)


def check(path: Path, total: int = TOTAL) -> Accounts:
    """Compute and hold the totals to what was paid; no row may be an error."""
    accounts = compute(FillRequest(path))
    for table, row, column in (
        ("expenditure", "2010301", "basic"),
        ("income", "2010301", "appropriation"),
        ("basic_by_economic", "public_use_total", ""),
    ):
        assert accounts.tables.cell(table, row, column) == total
    assert not [
        finding
        for finding in accounts.audit.findings
        if finding.outcome is Outcome.FAILED and finding.severity is Severity.ERROR
    ]
    return accounts


def month_of(line: Sequence[Any]) -> str:
    return str(line[0])[:7]


def amount(lines: list[Line], side: int) -> float:
    return sum(round(float(str(line[side])) * 100) for line in lines if line[side]) / 100


@pytest.mark.parametrize("seed", range(3))
def test_columns_in_any_order(seed: int, tmp_path: Path) -> None:
    """Headings decide, not places."""
    order = list(range(len(JOURNAL_COLUMNS)))
    random.Random(seed).shuffle(order)  # noqa: S311 - an order, not a secret
    wide = [[*line, *[""] * len(order)] for line in LINES]
    lines = [[line[place] for place in order] for line in wide]
    columns = [JOURNAL_COLUMNS[place] for place in order]
    check(journal_workbook(tmp_path / "台账.xlsx", lines, columns=columns))


def test_a_printed_journal_with_totals_pages_and_footnotes(tmp_path: Path) -> None:
    """Totals of months, the year and pages, repeated headings and blank rows count nowhere."""
    lines: list[Any] = []
    for place, line in enumerate(LINES):
        if place and month_of(line) != month_of(LINES[place - 1]):
            done = [one for one in LINES if month_of(one) == month_of(LINES[place - 1])]
            for label, part in (("本月合计", done), ("本年累计", LINES[:place])):
                lines.append(("", "", label, "", "", amount(part, DEBIT), amount(part, CREDIT)))
            lines.append(())
        lines.append(line)
        if place % 20 == 19:
            so_far = amount(LINES[: place + 1], DEBIT)
            lines += [("", "", "过次页", "", "", so_far, ""), (), JOURNAL_COLUMNS]
            lines.append(("", "", "承前页", "", "", so_far, ""))
    lines += [
        ("合计", "", "", "", "", TOTAL / 100, TOTAL / 100),
        ("制表人：张三", "", "审核：李四"),
    ]
    accounts = check(journal_workbook(tmp_path / "台账.xlsx", lines))
    reasons = {part.status for part in accounts.cube.set_aside}
    assert reasons == {RowStatus.SUBTOTAL, RowStatus.REPEATED_HEADING, RowStatus.FOOTNOTE}


def test_an_account_book_with_dated_totals_of_each_account(tmp_path: Path) -> None:
    """本月合计 and 本年累计 with date and account, but of no voucher, are no entries."""
    lines: list[Line] = []
    for account, side in (("710101", DEBIT), ("600101", CREDIT)):
        own = [line for line in LINES if line[3] == account]
        name = str(own[0][4])
        lines.append(("2024-01-01", "", "上年结转", account, name, "", ""))
        for month in range(1, 13):
            until = [line for line in own if month_of(line) <= f"2024-{month:02d}"]
            this = [line for line in until if month_of(line) == f"2024-{month:02d}"]
            lines += this
            for label, part in (("本月合计", this), ("本年累计", until)):
                sides = ("", amount(part, side))[:: -1 if side == DEBIT else 1]
                lines.append((f"2024-{month:02d}-28", "", label, account, name, *sides))
    accounts = check(journal_workbook(tmp_path / "台账.xlsx", lines))
    aside = {part.status: part.rows for part in accounts.cube.set_aside}
    assert aside == {RowStatus.SUBTOTAL: 48, RowStatus.OPENING: 2}


@pytest.mark.parametrize(
    "pattern", ["{} {}", "{}-{}", "{}\\{}", "{}{}", "{}_{}", "{}({})", "[{}]{}"]
)
def test_code_and_name_in_one_cell(pattern: str, tmp_path: Path) -> None:
    """Whatever joins them, the code is found and the name tells basic from project."""
    columns = ("凭证日期", "凭证号", "摘要", "会计科目", "借方金额", "贷方金额")
    columns += ("支出功能分类", "部门支出经济分类", "资金性质")
    lines = []
    for day, voucher, text, account, name, debit, credit, function, economic, _ in LINES:
        lines.append(
            (
                *(day, voucher, text, pattern.format(account, name), debit, credit),
                pattern.format(function, "行政运行"),
                pattern.format(economic, "某项费用") if economic else "",
                pattern.format("111", "一般公共预算资金"),
            )
        )
    check(journal_workbook(tmp_path / "台账.xlsx", lines, columns=columns))


@pytest.mark.parametrize(
    "written",
    [
        int,
        lambda code: float(f"{code[:4]}.{code[4:]}"),
        lambda code: f"{code[:4]}.{code[4:]}",
        lambda code: f"{code[:4]}-{code[4:]}",
        lambda code: f"　{code} ",
    ],
)
def test_accounts_as_numbers_and_with_marks(
    written: Callable[[str], object], tmp_path: Path
) -> None:
    """710101 may be a number, 7101.01, 7101-01 or padded."""
    lines = []
    for day, voucher, text, account, *rest, function, economic, fund in LINES:
        codes = [int(str(code)) if code else "" for code in (function, economic, fund)]
        lines.append((day, voucher, text, written(str(account)), *rest, *codes))
    check(journal_workbook(tmp_path / "台账.xlsx", lines))


def test_a_sheet_for_each_month(tmp_path: Path) -> None:
    """Twelve sheets of one layout are one ledger; sheets of other things are left."""
    sheets: dict[str, Any] = {
        f"{month}月": table_rows(
            JOURNAL_ABOVE,
            [JOURNAL_COLUMNS],
            [line for line in LINES if month_of(line) == f"2024-{month:02d}"],
        )
        for month in range(1, 13)
    }
    sheets |= {"说明": [["填表说明"]], "空": []}
    check(write_sheets(tmp_path / "台账.xlsx", sheets))


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-8", "utf-16"])
@pytest.mark.parametrize(("name", "delimiter"), [("台账.csv", ","), ("台账.xlsx", "\t")])
def test_delimited_text_of_any_encoding_and_name(
    encoding: str, name: str, delimiter: str, tmp_path: Path
) -> None:
    """Content decides, not the name: text may be called .xlsx."""
    check(csv_file(tmp_path / name, ROWS, encoding=encoding, delimiter=delimiter))


@pytest.mark.parametrize("name", ["台账.xls", "台账.csv", "台账"])
def test_merged_titles_moved_right_and_down_under_another_name(name: str, tmp_path: Path) -> None:
    """A workbook whose table does not begin in the first column, called something else."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append([None if cell == "" else cell for cell in row])
    sheet.insert_rows(1, 2)
    sheet["A1"] = "某某局2024年度序时账"
    sheet.merge_cells("A1:K1")
    sheet.merge_cells("A2:K2")
    sheet.insert_cols(1, 2)
    book.save(tmp_path / "saved.xlsx")
    check(shutil.move(tmp_path / "saved.xlsx", tmp_path / name))


def test_more_red_entries_than_black_ones(tmp_path: Path) -> None:
    """A negative total stands as such and asks for an explanation."""
    red = [
        (
            *("2024-12-15", "记-99", "冲销", line[3], line[4]),
            *[-1000.0 if one else "" for one in line[5:7]],
            *line[7:],
        )
        for line in LINES[:2]
    ]
    accounts = check(journal_workbook(tmp_path / "台账.xlsx", [*LINES, *red]), TOTAL - 100_000)
    assert "T106" in {
        finding.code for finding in accounts.audit.findings if finding.outcome is Outcome.FAILED
    }
