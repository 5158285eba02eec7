"""Lines of other years: by their date, or by a column that states the year alone."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from tests.builders import balance_workbook
from tests.builders import journal_workbook
from xls_juesuan.reading import read_ledger

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.ledger import Ledger

BALANCES = (
    ("会计年度", "科目编码", "科目名称", "功能分类", "经济分类", "资金性质", "本年累计发生额", ""),
    ("", "", "", "", "", "", "借方", "贷方"),
)
ABOVE = (("科目余额表",), ("单位：某某局", "会计年度：2024", "金额单位：元"))
BASIC, INCOME = "行政支出\\基本支出", "财政拨款预算收入\\基本支出"


def told(ledger: Ledger) -> list[tuple[str, list[int]]]:
    return [
        (problem.subject, [source.row for source in problem.sources])
        for problem in ledger.problems
        if problem.code == "L110"
    ]


def test_rows_of_a_balance_table_may_state_another_year(tmp_path: Path) -> None:
    """A table over two years: the rows of the other one are set aside and told."""
    lines = [
        ("2024", "600101", INCOME, "2010301", "", "111", 0, 100),
        ("2024", "710101", BASIC, "2010301", "30201", "111", 100, 0),
        ("2023", "710102", "行政支出\\项目支出", "2010302", "30201", "111", 50, 0),
    ]
    path = tmp_path / "余额表.xlsx"
    ledger = read_ledger(balance_workbook(path, lines, headings=BALANCES, above=ABOVE))

    assert ledger.frame["status"].tolist() == ["entry", "entry", "other_year"]
    assert told(ledger) == [("2023", [7])]


def test_a_year_beside_month_and_day_counts(tmp_path: Path) -> None:
    """1-6 of 2023 is no day of 2024, though the date does not say so."""
    columns = ("会计年度", "日期", "凭证号", "摘要", "科目编码", "科目名称", "借方金额", "贷方金额")
    lines: list[tuple[Any, ...]] = [
        ("2024", "1-5", "1", "付款", "710101", BASIC, 100, 0),
        ("2023", "1-6", "2", "付款", "710101", BASIC, 50, 0),
        ("", "1-7", "3", "付款", "710101", BASIC, 7, 0),
    ]
    path = journal_workbook(tmp_path / "台账.xlsx", lines, columns=columns, above=ABOVE)
    ledger = read_ledger(path, year=2024)

    assert ledger.frame["status"].tolist() == ["entry", "other_year", "entry"]
    assert told(ledger) == [("2023", [5])]


def test_a_dated_line_needs_no_column(tmp_path: Path) -> None:
    """The date decides; amounts of both sides are told."""
    lines = [
        ("2024-01-05", "1", "付款", "710101", BASIC, 100, 0),
        ("2023-12-31", "2", "付款", "710101", BASIC, 50, 0),
        ("2025-01-01", "3", "付款", "710101", BASIC, 7, 0),
    ]
    ledger = read_ledger(journal_workbook(tmp_path / "台账.xlsx", lines))

    assert told(ledger) == [("2023", [5]), ("2025", [6])]
    assert [problem.fen for problem in ledger.problems if problem.code == "L110"] == [5000, 700]
