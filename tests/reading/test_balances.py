"""Balance tables: layouts, parents, openings, what was closed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from tests.builders import balance_workbook
from xls_juesuan.ledger import Ledger
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.reading import read_ledger

#: A closed table: income 130, spending 100 + 30, carry-over 130 each side, opening 50.
CLOSED = (
    ("6001", "财政拨款预算收入", "", "", "", "", "", 130, 130, "", ""),
    (
        "600101",
        "  基本支出",
        "2010301 行政运行",
        "",
        "111 一般公共预算资金",
        "",
        "",
        130,
        130,
        "",
        "",
    ),
    ("7101", "行政支出", "", "", "", "", "", 130, 130, "", ""),
    ("710101", "  基本支出", "", "", "", "", "", 130, 130, "", ""),
    (
        "710101",
        "    基本支出",
        "2010301 行政运行",
        "30201 办公费",
        "111 一般公共预算资金",
        "",
        "",
        100,
        100,
        "",
        "",
    ),
    (
        "710101",
        "    基本支出",
        "2010301 行政运行",
        "30211 差旅费",
        "111 一般公共预算资金",
        "",
        "",
        30,
        30,
        "",
        "",
    ),
    ("8101", "财政拨款结转", "", "", "", "", 50, 130, 130, "", 50),
    (
        "810103",
        "  本年收支结转",
        "2010301 行政运行",
        "",
        "111 一般公共预算资金",
        "",
        "",
        130,
        130,
        "",
        "",
    ),
    ("810107", "  累计结转", "2010301 行政运行", "", "111 一般公共预算资金", "", 50, 0, 0, "", 50),
    ("", "合计", "", "", "", "", 50, 390, 390, "", 50),
)


#: Rows of a table as the builders take them.
Lines = Iterable[Sequence[Any]]


def read(tmp_path: Path, lines: Lines, **options: Lines) -> Ledger:
    return read_ledger(balance_workbook(tmp_path / "余额表.xlsx", lines, **options))


def codes(ledger: Ledger) -> list[str]:
    return [problem.code for problem in ledger.problems]


def leaves(ledger: Ledger) -> dict[str, tuple[int, int, int, int]]:
    frame = ledger.frame[ledger.frame["status"] == "entry"]
    sums = frame.groupby("account")[["debit", "credit", "closing_debit", "closing_credit"]].sum()
    return {str(account): tuple(int(value) for value in row) for account, *row in sums.itertuples()}  # type: ignore[misc]


def test_a_closed_table_states_the_closing_apart(tmp_path: Path) -> None:
    """Leaves count once, the closing side of income and spending is known."""
    ledger = read(tmp_path, CLOSED)
    assert ledger.kind is LedgerKind.BALANCES
    assert ledger.frame["status"].tolist() == [
        "parent",
        "entry",
        "parent",
        "parent",
        "entry",
        "entry",
        "parent",
        "entry",
        "entry",
        "subtotal",
    ]
    assert leaves(ledger) == {
        "600101": (13000, 13000, 13000, 0),
        "710101": (13000, 13000, 0, 13000),
        "810103": (13000, 13000, 0, 0),
        "810107": (0, 0, 0, 0),
    }
    assert codes(ledger) == []


def test_openings_are_credit_minus_debit(tmp_path: Path) -> None:
    """A number in an opening cell of an 8xxx leaf makes openings known; a zero is a number."""
    ledger = read(tmp_path, CLOSED)
    assert ledger.has_opening
    assert ledger.frame["opening"].iloc[8] == 5000
    assert ledger.frame["closing"].iloc[8] == 5000
    blank = [(*line[:5], "", "", *line[7:9], "", "") for line in CLOSED[:-1]]
    assert not read(tmp_path, blank).has_opening
    zero = [(*line[:5], 0, 0, *line[7:9], 0, 0) for line in CLOSED[:-1]]
    assert read(tmp_path, zero).has_opening


FLAT = [
    (
        "科目编码",
        "科目名称",
        "期初借方",
        "期初贷方",
        "本期借方",
        "本期贷方",
        "本年借方",
        "本年贷方",
        "期末借方",
        "期末贷方",
    )
]


def test_cumulative_columns_go_before_the_period(tmp_path: Path) -> None:
    """本年借方 is the movement, and the opening of the year is worked back from the period's."""
    lines = [("810107", "累计结转", "", "60", "5", "10", "5", "20", "", "65")]
    frame = read(tmp_path, lines, headings=FLAT).frame
    assert frame.loc[0, ["debit", "credit", "opening", "closing"]].tolist() == [
        500,
        2000,
        5000,
        6500,
    ]


def test_groups_may_stand_in_any_order(tmp_path: Path) -> None:
    """期末 before 本年累计 before 期初, and 借方累计 without a group in the first row."""
    headings = [
        ("科目编码", "科目名称", "期末余额", "", "借方累计", "贷方累计", "期初", ""),
        ("", "", "借方", "贷方", "", "", "借方", "贷方"),
    ]
    frame = read(tmp_path, [("810107", "累计结转", "", 70, 0, 20, "", 50)], headings=headings).frame
    assert frame.loc[0, ["debit", "credit", "opening", "closing"]].tolist() == [0, 2000, 5000, 7000]


def test_one_balance_with_a_direction_column(tmp_path: Path) -> None:
    """借, 贷, 平 and blank beside single balances, one direction for each."""
    headings = [
        ("科目编码", "科目名称", "余额方向", "期初余额", "借方", "贷方", "方向", "期末余额")
    ]
    lines = [
        ("810107", "累计结转", "贷", 50, 10, 0, "贷", 40),
        ("800101", "资金结存", "借", 50, 0, 10, "借", 40),
        ("7101", "行政支出", "平", 0, 10, 10, "", ""),
    ]
    ledger = read(tmp_path, lines, headings=headings)
    assert ledger.frame["opening"].tolist() == [5000, -5000, 0]
    assert ledger.frame["closing"].tolist() == [4000, -4000, 0]
    assert codes(ledger) == []


def test_a_single_balance_without_direction_is_said_to_be_debit(tmp_path: Path) -> None:
    """Signed balances count as debit, and a remark says so."""
    headings = [("科目编码", "科目名称", "期初余额", "借方", "贷方", "期末余额")]
    ledger = read(tmp_path, [("810107", "累计结转", -50, 10, 0, -40)], headings=headings)
    assert ledger.frame.loc[0, ["opening", "closing"]].tolist() == [5000, 4000]
    assert any("按借方余额处理" in remark for remark in ledger.remarks)


@pytest.mark.parametrize("code", [7101.01, "7101.01", "7101-01"])
def test_accounts_as_numbers_and_with_dots(tmp_path: Path, code: object) -> None:
    """7101.01 is 710101 below 7101."""
    headings = [("科目代码", "科目名称", "本年累计借方", "本年累计贷方")]
    frame = read(
        tmp_path, [(7101, "行政支出", 5, 0), (code, "基本支出", 5, 0)], headings=headings
    ).frame
    assert frame["account"].tolist() == ["7101", "710101"]
    assert frame["status"].tolist() == ["parent", "entry"]
    assert frame["account_name"].tolist() == ["行政支出", "行政支出/基本支出"]


def test_a_parent_that_is_not_the_sum_is_reported(tmp_path: Path) -> None:
    """L103 names the account, both sums, the row and the difference."""
    lines = [list(line) for line in CLOSED]
    lines[2][7] = 131
    problems = read(tmp_path, lines).problems
    assert [
        (problem.code, problem.subject, problem.fen)
        for problem in problems
        if problem.code == "L103"
    ] == [("L103", "7101", 100)]
    assert problems[0].sources[0].row == 7
    assert "131.00" in problems[0].detail
    assert "130.00" in problems[0].detail


def test_partial_sums_by_dimension_are_parents(tmp_path: Path) -> None:
    """A row per function above its rows per economic code is a sum of them."""
    lines = [
        ("710101", "基本支出", "", "", "", "", "", 130, 0),
        ("710101", " 基本支出", "2010301 行政运行", "", "", "", "", 130, 0),
        ("710101", "  基本支出", "2010301 行政运行", "30201 办公费", "", "", "", 100, 0),
        ("710101", "  基本支出", "2010301 行政运行", "30211 差旅费", "", "", "", 30, 0),
    ]
    ledger = read(tmp_path, lines)
    assert ledger.frame["status"].tolist() == ["parent", "parent", "entry", "entry"]
    assert codes(ledger) == []


def test_a_row_that_does_not_add_up_is_reported(tmp_path: Path) -> None:
    """L104: opening and movement do not give the closing balance."""
    problems = read(tmp_path, [("810107", "累计结转", "", "", "", "", 50, 0, 10, "", 61)]).problems
    assert [(problem.code, problem.fen) for problem in problems if problem.code == "L104"] == [
        ("L104", 100)
    ]


def test_refunds_that_cannot_be_told_from_closing_are_noticed(tmp_path: Path) -> None:
    """Unequal sides of an account at zero: left as stated, L108."""
    ledger = read(
        tmp_path, [("710101", "基本支出", "2010301", "30201", "111", "", "", 100, 96, 0, 0)]
    )
    assert "L108" in codes(ledger)
    assert leaves(ledger) == {"710101": (10000, 9600, 0, 0)}
    open_table = read(
        tmp_path, [("710101", "基本支出", "2010301", "30201", "111", "", "", 100, 4, 96, "")]
    )
    assert codes(open_table) == []


def test_text_amounts_with_commas_and_a_total_that_differs(tmp_path: Path) -> None:
    """Printed tables hold amounts as text; their total is compared (L112)."""
    headings = [("科目编码", "科目名称", "本年累计借方", "本年累计贷方")]
    lines = [("7101", "行政支出", "1,234.50", "0.00"), ("", "合计", "1,234.51", "0.00")]
    problems = read(tmp_path, lines, headings=headings).problems
    assert [(problem.code, problem.fen) for problem in problems] == [("L112", 1)]


@settings(max_examples=15)
@given(st.permutations(CLOSED[:-1]))
def test_the_order_of_rows_changes_nothing(lines: list[Any]) -> None:
    """Leaves, closing parts and problems do not depend on the order of the rows."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = read(Path(folder), lines)
    assert leaves(ledger)["710101"] == (13000, 13000, 0, 13000)
    assert leaves(ledger)["600101"] == (13000, 13000, 13000, 0)
    assert codes(ledger) == []
