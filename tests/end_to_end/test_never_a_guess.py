"""What cannot be decided becomes a question or a finding, never a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from tests.builders import JOURNAL_ABOVE
from tests.builders import JOURNAL_COLUMNS
from tests.builders import SMALL_JOURNAL
from tests.builders import balance_workbook
from tests.builders import journal_workbook
from tests.builders import table_rows
from tests.builders import write_sheets
from xls_juesuan.accounts import FillRequest
from xls_juesuan.errors import UserError
from xls_juesuan.findings import Outcome
from xls_juesuan.pipeline import compute

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.accounts import Accounts

NO_UNIT = (("序时账",), ("单位：某某局", "", "会计年度：2024"))


def asked(path: Path, **options: Any) -> str:  # noqa: ANN401 - whatever the request takes
    """The question the program asks instead of computing."""
    with pytest.raises(UserError) as caught:
        compute(FillRequest(path, **options))
    return caught.value.paragraph


def failed(accounts: Accounts, code: str) -> list[Any]:
    """Findings of one rule that failed."""
    return [
        finding
        for finding in accounts.audit.findings
        if finding.code == code and finding.outcome is Outcome.FAILED
    ]


def fen(accounts: Accounts, table: str, row: str, column: str) -> int:
    """One figure of the tables."""
    return accounts.tables.table(table).cells[row, column].fen


def spent(account: str, name: str, **stated: str) -> tuple[Any, ...]:
    """A payment of 100 yuan, appropriated unless stated otherwise."""
    return (
        "2024-03-05", "记-9", "付款", account, name, 100, "",
        "2010301", "30201", stated.get("fund", "111"), stated.get("project_class", ""),
    )  # fmt: skip


# ------------------------------------------------------------------ 元 or 万元


def test_amounts_without_a_unit_are_asked_for(tmp_path: Path) -> None:
    """A ledger that says neither 元 nor 万元 is not read as either."""
    path = journal_workbook(tmp_path / "a.xlsx", SMALL_JOURNAL, above=NO_UNIT)
    assert "--amount-unit" in asked(path)


def test_a_file_without_a_unit_is_not_read_in_the_unit_of_another(tmp_path: Path) -> None:
    """What one file states says nothing about the next."""
    one = journal_workbook(tmp_path / "a.xlsx", SMALL_JOURNAL)
    two = journal_workbook(tmp_path / "b.xlsx", SMALL_JOURNAL[:1], above=NO_UNIT)
    assert "b.xlsx" in asked(one, more_ledgers=(two,))


def test_a_sheet_that_states_two_units_is_asked_about(tmp_path: Path) -> None:
    """Neither the line above the table nor the heading goes before the other."""
    columns = [name.replace("金额", "金额（万元）") for name in JOURNAL_COLUMNS]
    path = journal_workbook(tmp_path / "a.xlsx", SMALL_JOURNAL, columns=columns)
    text = asked(path)
    assert "元、万元" in text


def test_sheets_in_different_units_are_each_converted(tmp_path: Path) -> None:
    """What is stated sheet by sheet is no question."""
    above = (JOURNAL_ABOVE[0], ("单位：某某局", "", "会计年度：2024", "", "金额单位：万元"))
    first = (
        "2024-05-05",
        "记-30",
        "付款",
        "710101",
        "行政支出\\基本支出",
        1,
        "",
        "2010301",
        "30201",
        "111",
    )
    sheets = {
        "一": table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], [spent("710101", "行政支出\\基本支出")]),
        "二": table_rows(above, [JOURNAL_COLUMNS], [first]),
    }
    accounts = compute(FillRequest(write_sheets(tmp_path / "a.xlsx", sheets)))
    assert fen(accounts, "expenditure", "total", "basic") == 10_000 + 1_000_000


# ------------------------------------------------------------------ kind, fund


def test_neither_basic_nor_project_is_counted_as_neither(tmp_path: Path) -> None:
    """An expenditure that says nothing of its kind stands in no kind's column, and is said."""
    path = journal_workbook(tmp_path / "a.xlsx", [spent("7101", "行政支出")])
    accounts = compute(FillRequest(path))
    (finding,) = failed(accounts, "L211")
    assert [source.row for source in finding.sources] == [4]
    assert fen(accounts, "expenditure", "total", "basic") == 0
    assert fen(accounts, "expenditure", "total", "project") == 0


def test_a_project_code_alone_makes_no_project(tmp_path: Path) -> None:
    """基本支出 carries project codes too."""
    columns = (*JOURNAL_COLUMNS, "预算项目编码")
    line = (*spent("7101", "行政支出"), "410000220000000000001")
    path = journal_workbook(tmp_path / "a.xlsx", [line], columns=columns)
    assert failed(compute(FillRequest(path)), "L211")


def test_a_fund_nobody_states_is_no_appropriation(tmp_path: Path) -> None:
    """Money of unknown source is not shown as 财政拨款."""
    path = journal_workbook(tmp_path / "a.xlsx", [spent("7101", "行政支出\\基本支出", fund="")])
    accounts = compute(FillRequest(path))
    (finding,) = failed(accounts, "L212")
    assert [source.row for source in finding.sources] == [4]
    assert fen(accounts, "general_budget_expenditure", "total", "total") == 0


# ------------------------------------------------------------------ unit, year


def test_units_side_by_side_are_asked_about(tmp_path: Path) -> None:
    """Two units in one column are never added up."""
    columns = (*JOURNAL_COLUMNS, "单位名称")
    lines = [(*spent("7101", "行政支出\\基本支出"), name) for name in ("甲小学", "乙小学")]
    text = asked(journal_workbook(tmp_path / "a.xlsx", lines, columns=columns))
    assert "甲小学" in text
    assert "--each-unit" in text


def test_units_sheet_by_sheet_are_asked_about(tmp_path: Path) -> None:
    """Two units on two sheets are never added up either."""
    sheets = {
        name: table_rows(
            (("序时账",), (f"单位：{name}", "会计年度：2024", "金额单位：元")),
            [JOURNAL_COLUMNS],
            SMALL_JOURNAL,
        )
        for name in ("甲小学", "乙小学")
    }
    assert "--unit" in asked(write_sheets(tmp_path / "a.xlsx", sheets))


def test_a_year_that_two_could_be_is_asked_for(tmp_path: Path) -> None:
    """Lines of two years and no word above: the year is the user's to say."""
    above = (("序时账",), ("单位：某某局", "", "金额单位：元"))
    line = spent("7101", "行政支出\\基本支出")
    lines = [line, ("2023-12-30", *line[1:])]
    path = journal_workbook(tmp_path / "a.xlsx", lines, above=above)
    assert "--year" in asked(path)


def test_a_balance_table_without_a_year_is_asked_about(tmp_path: Path) -> None:
    """No date, no period: this year's or last year's, who knows."""
    above = (("科目余额表",), ("核算单位：某某局", "", "单位：元"))
    line = ("710101", "行政支出\\基本支出", "2010301", "30201", "111", "", "", 5, "", 5, "")
    assert "--year" in asked(balance_workbook(tmp_path / "a.xlsx", [line], above=above))


# ------------------------------------------------------------------ closing


def test_income_and_spending_that_cancel_out_are_said(tmp_path: Path) -> None:
    """A closing that nothing gives away is taken by its sides, with the rows that need a look."""
    line = spent("710101", "行政支出\\基本支出")
    income = (
        "2024-03-05",
        "记-9",
        "拨款",
        "600101",
        "财政拨款预算收入",
        "",
        100,
        "2010301",
        "",
        "111",
    )
    back = [
        ("2024-12-30", "记-99", "调整", *one[3:5], one[6], one[5], *one[7:])
        for one in (line, income)
    ]
    path = journal_workbook(tmp_path / "a.xlsx", [line, income, *back])
    (finding,) = failed(compute(FillRequest(path)), "L107")
    assert [source.row for source in finding.sources] == [6, 7]


def test_a_closed_account_with_refunds_among_its_credit_is_said(tmp_path: Path) -> None:
    """Closing and refunds mixed in one credit column cannot be told apart."""
    line = ("710101", "行政支出\\基本支出", "2010301", "30201", "111", "", "", 105, 100, 0, 0)
    path = balance_workbook(tmp_path / "a.xlsx", [line])
    assert failed(compute(FillRequest(path)), "L108")
