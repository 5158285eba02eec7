"""The traps that balance tables set: each gives the truth, or says what cannot be known."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from tests.builders import balance_workbook
from tests.builders import table_rows
from tests.builders import write_sheets
from tests.layouts import truth
from tests.layouts.balances import ABOVE
from tests.layouts.balances import ABOVE_OPEN
from tests.layouts.balances import DIMENSIONS
from tests.layouts.balances import by_month
from tests.layouts.balances import dimensions
from tests.layouts.balances import direction
from tests.layouts.balances import head
from tests.layouts.balances import month_opening
from tests.layouts.balances import size
from tests.layouts.balances import sums
from tests.layouts.balances import workbook
from tests.layouts.truth import balance_rows
from tests.layouts.truth import check_layout
from tests.layouts.truth import failed_codes
from tests.layouts.truth import two_sides
from tests.layouts.truth import yuan
from xls_juesuan.errors import UserError
from xls_juesuan.ledger import RowStatus
from xls_juesuan.model import Funding

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.layouts.truth import BalanceRow
    from xls_juesuan.accounts import Accounts
    from xls_juesuan.findings import Problem

PLAIN = [
    "科目编码",
    "科目名称",
    *DIMENSIONS,
    "年初借方",
    "年初贷方",
    "本年累计借方",
    "本年累计贷方",
    "期末借方",
    "期末贷方",
]
MONTHLY = ["月份", "科目编码", "科目名称", *DIMENSIONS, "期初借方", "期初贷方", "本期借方", "本期贷方",
           "期末借方", "期末贷方"]  # fmt: skip


def plain(row: BalanceRow) -> list[Any]:
    return [
        *head(row), *dimensions(row), *two_sides(row.opening), yuan(row.debit), yuan(row.credit),
        *two_sides(row.closing),
    ]  # fmt: skip


def monthly(month: int, row: BalanceRow) -> list[Any]:
    return [
        month, *head(row), *dimensions(row), *two_sides(month_opening(row)),
        yuan(row.month_debit), yuan(row.month_credit), *two_sides(row.closing),
    ]  # fmt: skip


def small(tmp_path: Path, *lines: Sequence[Any], headings: Sequence[str] = PLAIN) -> Accounts:
    """A table of a few rows; each is padded."""
    return truth.fill(workbook(tmp_path / "余额.xlsx", [headings], lines))


def spent(accounts: Accounts) -> int:
    frame = accounts.cube.frame
    return int(frame.loc[frame["flow"] == "expenditure", "counted"].sum())


def problems(accounts: Accounts, code: str) -> list[Problem]:
    return [one for one in accounts.ledger.problems if one.code == code]


SPENDING = ("710101", "基本支出", "2010301", "30201", "111", "", "")


def test_trap_01_directions_that_say_flat_or_nothing(tmp_path: Path) -> None:
    """平, blank and a zero beside a direction are zero balances; an amount without one is not."""
    headings = [
        "科目编码",
        "科目名称",
        *DIMENSIONS,
        "期初方向",
        "期初余额",
        "借方累计",
        "贷方累计",
        "期末方向",
        "期末余额",
    ]
    words = ("平", "", "平")
    lines = [
        [
            *head(row), *dimensions(row), direction(row.opening) if row.opening else words[at % 3],
            size(row.opening), yuan(row.debit), yuan(row.credit),
            direction(row.closing) if row.closing else words[at % 2], size(row.closing),
        ]
        for at, row in enumerate(balance_rows())
    ]  # fmt: skip
    check_layout(workbook(tmp_path / "余额.xlsx", [headings], lines), has_opening=True)
    lines[-1][5] = ""
    lines[-1][6] = 5
    accounts = truth.fill(workbook(tmp_path / "另一份.xlsx", [headings], lines))
    assert "L105" in failed_codes(accounts)


def test_trap_02_cumulative_beside_current(tmp_path: Path) -> None:
    """借方累计 beside 借方 is the year; 借方 alone is the month."""
    headings = [
        "科目编码",
        "科目名称",
        *DIMENSIONS,
        "期初借方",
        "期初贷方",
        "借方",
        "借方累计",
        "贷方",
        "贷方累计",
        "期末借方",
        "期末贷方",
    ]
    lines = [
        [
            *head(row), *dimensions(row), *two_sides(month_opening(row)), yuan(row.month_debit),
            yuan(row.debit), yuan(row.month_credit), yuan(row.credit), *two_sides(row.closing),
        ]
        for row in balance_rows()
    ]  # fmt: skip
    check_layout(workbook(tmp_path / "余额.xlsx", [headings], lines), has_opening=True)


def test_trap_03_group_title_in_the_left_merged_cell(tmp_path: Path) -> None:
    """借方 in the second row belongs to the title to its left, whatever stands above it."""
    upper = [
        "科目编码",
        "科目名称",
        "支出功能分类",
        "",
        "部门支出经济分类",
        "",
        "资金性质",
        "",
        "期末余额",
        "",
        "期初余额",
        "",
        "本年累计",
        "",
    ]
    lower = ["", "", *("编码", "名称") * 3, *("借方", "贷方") * 3]
    lines = [
        [
            *head(row), row.function, truth.FUNCTIONS.get(row.function, ""), row.economic,
            truth.ECONOMICS.get(row.economic, ""), row.fund, truth.FUNDS.get(row.fund, ""),
            *two_sides(row.closing), *two_sides(row.opening), yuan(row.debit), yuan(row.credit),
        ]
        for row in balance_rows()
    ]  # fmt: skip
    check_layout(workbook(tmp_path / "余额.xlsx", [upper, lower], lines), has_opening=True)


def test_trap_04_auxiliary_codes_look_like_accounts(tmp_path: Path) -> None:
    """【30201】 in the column of accounts is no account 30201."""
    money = PLAIN[5:]
    accounts = small(
        tmp_path,
        ["7101 行政支出", "", "", 100, "", 100, ""],
        ["【2010301】行政运行", "", "", 100, "", 100, ""],
        ["【30201】办公费", "", "", 70, "", 70, ""],
        ["【30211】差旅费", "", "", 30, "", 30, ""],
        headings=["科目", *money],
    )
    assert spent(accounts) == 10000
    used = accounts.cube.frame[accounts.cube.frame["flow"] != ""]
    assert used[["account", "function", "economic"]].to_numpy().tolist() == [
        ["7101", "2010301", "30201"],
        ["7101", "2010301", "30211"],
    ]


def test_trap_05_a_parent_with_postings_of_its_own(tmp_path: Path) -> None:
    """A parent with more than its children: L103 with row and difference, nothing twice."""
    accounts = small(
        tmp_path,
        ["7101", "行政支出", "", "", "", "", "", 130, "", 130, ""],
        [*SPENDING, 100, "", 100, ""],
    )
    assert spent(accounts) == 10000
    [debit, _] = problems(accounts, "L103")
    assert (debit.subject, debit.fen, debit.sources[0].row) == ("7101", 3000, 4)


def test_trap_05_a_section_above_its_items(tmp_path: Path) -> None:
    """302 is the sum of 302xx; posted beside them, it is a leaf of its own."""
    accounts = small(
        tmp_path,
        [*SPENDING[:3], "302", "111", "", "", 130, "", 130, ""],
        [*SPENDING, 100, "", 100, ""],
        [*SPENDING[:3], "30211", "111", "", "", 30, "", 30, ""],
    )
    assert spent(accounts) == 13000
    assert not problems(accounts, "L103")
    more = small(
        tmp_path,
        [*SPENDING[:3], "302", "111", "", "", 110, "", 110, ""],
        [*SPENDING, 100, "", 100, ""],
    )
    assert spent(more) == 10000
    assert problems(more, "L103")[0].fen == 1000
    beside = small(
        tmp_path,
        [*SPENDING[:3], "302", "111", "", "", 5, "", 5, ""],
        [*SPENDING, 100, "", 100, ""],
    )
    assert spent(beside) == 10500
    assert "L206" in failed_codes(beside)


def test_trap_06_twelve_monthly_rows_per_account(tmp_path: Path) -> None:
    """Months without cumulative columns are added up; the closing lies in December alone."""
    lines = [monthly(m, row) for m, rows in by_month().items() for row in rows]
    path = workbook(tmp_path / "余额.xlsx", [MONTHLY], lines, ABOVE_OPEN)
    accounts = check_layout(path, has_opening=True)
    frame = accounts.cube.frame
    closed = frame[(frame["closing_credit"] != 0) | (frame["closing_debit"] != 0)]
    assert set(closed["date"]) == {"2024-12"}


def test_trap_06_refunds_before_december_are_known_from_months(tmp_path: Path) -> None:
    """A refund of June is none of December's closing, in months or beside cumulative columns."""
    months = [
        [6, *SPENDING, 100, 4, 96, ""],
        [12, *SPENDING[:5], 96, "", 10, 106, "", ""],
    ]
    path = workbook(tmp_path / "余额.xlsx", [MONTHLY], months, ABOVE_OPEN)
    assert spent(truth.fill(path)) == 10600
    both = [*PLAIN[:5], "期初借方", "期初贷方", "本期借方", "本期贷方", *PLAIN[7:]]
    line = [*SPENDING[:5], 96, "", 10, 106, 110, 110, "", ""]
    assert spent(small(tmp_path, line, headings=both)) == 10600


def test_trap_06_an_adjustment_period_after_december(tmp_path: Path) -> None:
    """Period 13 is the last: its cumulative columns hold December and the adjustment."""
    headings = ["期间", *PLAIN]
    lines = [
        [12, *SPENDING, 100, 100, "", ""],
        ["13", *SPENDING, 105, 105, "", ""],
    ]
    path = workbook(tmp_path / "余额.xlsx", [headings], lines, ABOVE_OPEN)
    assert spent(truth.fill(path)) == 10500
    added = [
        [12, *SPENDING, 100, 100, "", ""],
        ["调整期", *SPENDING, 5, 5, "", ""],
    ]
    path = workbook(tmp_path / "另一份.xlsx", [MONTHLY], added, ABOVE_OPEN)
    assert spent(truth.fill(path)) == 10500


def test_trap_06_sheets_of_months_and_of_the_whole_year(tmp_path: Path) -> None:
    """全年 beside twelve months holds them all; the months are set aside."""
    sheets: dict[str, Any] = {
        f"{month}月": table_rows(ABOVE_OPEN, [MONTHLY[1:]], [monthly(0, row)[1:] for row in rows])
        for month, rows in by_month().items()
    }
    whole = [[*plain(row)[:5], *plain(row)[5:]] for row in balance_rows()]
    headings = [*MONTHLY[1:]]
    sheets["全年"] = table_rows(ABOVE_OPEN, [headings], whole)
    accounts = check_layout(write_sheets(tmp_path / "余额.xlsx", sheets), has_opening=True)
    frame = accounts.cube.frame
    assert set(frame.loc[frame["sheet"] != "全年", "status"]) == {str(RowStatus.OTHER_PERIOD)}


def test_trap_06_some_months_only(tmp_path: Path) -> None:
    """One month without cumulative columns is refused; the months to November are reported."""
    november = [monthly(11, row) for row in balance_rows(month=11)]
    with pytest.raises(UserError, match="不是全年"):
        truth.fill(workbook(tmp_path / "余额.xlsx", [MONTHLY], november, ABOVE_OPEN))
    lines = [monthly(m, row) for m, rows in by_month(range(1, 12)).items() for row in rows]
    accounts = truth.fill(workbook(tmp_path / "另一份.xlsx", [MONTHLY], lines, ABOVE_OPEN))
    assert "L116" in failed_codes(accounts)


def test_trap_06_months_that_overlap_are_refused(tmp_path: Path) -> None:
    """1—3 月 and 3 月 hold March twice, and nothing says which to take."""
    lines = [
        ["1-3", *SPENDING, 100, "", 100, ""],
        ["3-12", *SPENDING, 100, "", 100, ""],
    ]
    with pytest.raises(UserError, match="重复计算"):
        truth.fill(workbook(tmp_path / "余额.xlsx", [MONTHLY], lines, ABOVE_OPEN))


def test_trap_06_months_that_contradict_the_cumulative_column(tmp_path: Path) -> None:
    """L117: the months add up to something else than the year."""
    headings = ["月份", *PLAIN[:5], "期初借方", "期初贷方", "本期借方", "本期贷方", *PLAIN[7:]]
    lines = [
        [m, *SPENDING, 10, "", 10 * m + (7 if m == 12 else 0), "", 10 * m, ""] for m in range(1, 13)
    ]
    accounts = truth.fill(workbook(tmp_path / "余额.xlsx", [headings], lines, ABOVE_OPEN))
    assert spent(accounts) == 12700
    assert problems(accounts, "L117")[0].subject == "710101"


def test_trap_07_one_kind_of_dimension_a_row_is_never_added_up(tmp_path: Path) -> None:
    """Function, economic and fund rows of one account are one amount, not three."""
    headings = ["科目编码", "科目名称", "辅助类型", "辅助编码", "辅助名称", *PLAIN[5:]]
    leaves = [row for row in balance_rows(parents=False) if row.account.startswith("7")]
    lines = [
        [account, row.short_name, kind, code, "", *plain(row)[5:]]
        for name, kind in (("function", "功能分类"), ("economic", "经济分类"), ("fund", "资金性质"))
        for (account, code), row in sums(leaves, name).items()
    ]
    accounts = truth.fill(workbook(tmp_path / "余额.xlsx", [headings], lines))
    assert spent(accounts) == sum(row.debit for row in leaves)
    assert "L115" in failed_codes(accounts)


def test_trap_07_a_table_for_each_kind_of_dimension(tmp_path: Path) -> None:
    """Two tables of the same accounts, by function and by economic code, are one amount."""
    leaves = [row for row in balance_rows(parents=False) if row.account == "71010102"]
    sheets: dict[str, Any] = {}
    for name in ("function", "economic"):
        lines = [plain(row) for row in sums(leaves, name).values()]
        lines.insert(0, plain(sums(leaves)["71010102",]))
        sheets[name] = table_rows(ABOVE, [PLAIN], lines)
    accounts = truth.fill(write_sheets(tmp_path / "余额.xlsx", sheets))
    used = accounts.cube.frame[accounts.cube.frame["flow"] != ""]
    assert set(used["function"]) == {"2010301"}
    assert used["counted"].sum() == sum(row.debit for row in leaves)
    assert not problems(accounts, "L115")


def test_trap_17_amount_unit_stated_or_asked_for(tmp_path: Path) -> None:
    """万元 above the table is taken; stated nowhere it is a question, never a guess."""
    lines = [
        [cell / 10000 if isinstance(cell, float) else cell for cell in plain(row)]
        for row in balance_rows()
    ]
    above = [("科目余额表",), ABOVE[1][:-1] + ("单位：万元",)]  # noqa: RUF005
    path = workbook(tmp_path / "万元.xlsx", [PLAIN], lines, above)
    check_layout(path, has_opening=True)
    silent = [("科目余额表",), ABOVE[1][:-1]]
    path = workbook(tmp_path / "没写.xlsx", [PLAIN], lines, silent)
    with pytest.raises(UserError, match="元还是万元"):
        truth.fill(path)
    check_layout(path, has_opening=True, amount_unit="万元")


def test_trap_20_fund_from_the_sub_account(tmp_path: Path) -> None:
    """Without 资金性质 the names of sub-accounts say the fund; where they do not, L212."""
    accounts = small(
        tmp_path,
        ["7101", "行政支出", "", "", "", "", "", 100, "", 100, ""],
        ["710101", "一般公共预算财政拨款", "", "", "", "", "", 60, "", 60, ""],
        ["71010101", "项目支出", "2120803", "30201", "", "", "", 60, "", 60, ""],
        ["710102", "政府性基金预算财政拨款", "", "", "", "", "", 30, "", 30, ""],
        ["71010201", "项目支出", "2120803", "30201", "", "", "", 30, "", 30, ""],
        ["710103", "其他", "2010301", "30201", "", "", "", 10, "", 10, ""],
    )
    used = accounts.cube.frame[accounts.cube.frame["flow"] != ""]
    assert dict(zip(used["account"], used["funding"], strict=True)) == {
        "71010101": str(Funding.GENERAL_BUDGET),
        "71010201": str(Funding.FUND_BUDGET),
        "710103": str(Funding.UNDECIDED),
    }
    assert "L212" in failed_codes(accounts)


def test_trap_24_administrative_and_institution_accounts_together(tmp_path: Path) -> None:
    """7101 and 7201 both count; which kind of unit it is, is not guessed (L223)."""
    accounts = small(
        tmp_path,
        [*SPENDING, 100, "", 100, ""],
        ["720101", *SPENDING[1:], 50, "", 50, ""],
    )
    assert spent(accounts) == 15000
    assert "L223" in failed_codes(accounts)


@pytest.mark.parametrize("code", ["201", "20103"])
def test_trap_25_a_function_code_that_is_too_short(code: str, tmp_path: Path) -> None:
    """类 or 款 alone: counted, and L202 with the row."""
    accounts = small(tmp_path, ["710101", "基本支出", code, *SPENDING[3:], 100, "", 100, ""])
    assert spent(accounts) == 10000
    found = [one for one in accounts.cube.problems if one.code == "L202"]
    assert found[0].sources[0].row == 4


# ------------------------------------------------------------------ closed and open tables


def test_an_unclosed_table_counts_movements(tmp_path: Path) -> None:
    """Before closing, 6xxx and 7xxx show their balances."""
    lines = [plain(row) for row in balance_rows(closed=False)]
    accounts = truth.fill(workbook(tmp_path / "余额.xlsx", [PLAIN], lines))
    assert spent(accounts) == sum(e.fen for e in truth.EVENTS if e.account.startswith("7"))
    assert not {"L108", "L119"} & failed_codes(accounts)


def test_a_full_refund_in_an_unclosed_table_is_nothing(tmp_path: Path) -> None:
    """Equal sides beside accounts that are open are a refund; L119 says the doubt."""
    accounts = small(
        tmp_path,
        [*SPENDING, 100, "", 100, ""],
        [*SPENDING[:3], "30211", "111", "", "", 30, 30, "", ""],
    )
    assert spent(accounts) == 10000
    [found] = problems(accounts, "L119")
    assert [source.row for source in found.sources] == [5]


def test_refunds_mixed_with_the_closing_are_reported(tmp_path: Path) -> None:
    """An account at zero with unequal sides: L108, nothing set apart."""
    accounts = small(tmp_path, [*SPENDING, 100, 96, "", 0])
    assert "L108" in failed_codes(accounts)


def test_a_table_of_balances_alone_says_what_is_missing(tmp_path: Path) -> None:
    """Without movements a closed table says nothing; the columns are asked for."""
    lines = [
        [*head(row), *dimensions(row), *two_sides(row.opening), *two_sides(row.closing)]
        for row in balance_rows()
    ]
    headings = [*PLAIN[:7], *PLAIN[9:]]
    with pytest.raises(UserError, match="没有发生额列"):
        truth.fill(workbook(tmp_path / "余额.xlsx", [headings], lines))


def test_signs_that_nothing_decides_are_said(tmp_path: Path) -> None:
    """Single balances without a movement on credit accounts: L118."""
    headings = [*PLAIN[:5], "年初余额", "本年累计借方", "本年累计贷方", "期末余额"]
    lines = [
        [*SPENDING[:5], "", 100, "", 100],
        ["810107", "累计结转", "2010301", "", "111", 50, "", "", 50],
    ]
    accounts = small(tmp_path, *lines, headings=headings)
    assert problems(accounts, "L118")[0].sources[0].row == 5


def test_signs_of_single_year_openings_are_told_by_what_adds_up(tmp_path: Path) -> None:
    """年初余额, 借方, 贷方, 期末余额, each balance on the usual side of its account."""
    headings = [*PLAIN[:5], "年初余额", "本年借方", "本年贷方", "期末余额"]
    lines = [
        [*SPENDING[:5], "", 100, "", 100],
        ["600101", "财政拨款预算收入", "2010301", "", "111", "", "", 130, 130],
        ["800101", "货币资金", "", "", "111", 50, 130, 100, 80],
        ["810101", "基本支出结转", "2010301", "", "111", 50, "", "", 50],
    ]
    accounts = small(tmp_path, *lines, headings=headings)
    assert not problems(accounts, "L118")
    assert not problems(accounts, "L104")
    frame = accounts.ledger.frame
    assert frame[frame["account"] == "810101"]["opening"].tolist() == [50_00]


def test_every_row_keeps_a_status(tmp_path: Path) -> None:
    """Used and set aside add up to the rows below the heading."""
    lines = [monthly(m, row) for m, rows in by_month().items() for row in rows]
    lines += [["合计"], ["制表人：张三"]]
    accounts = truth.fill(workbook(tmp_path / "余额.xlsx", [MONTHLY], lines, ABOVE_OPEN))
    rows = accounts.cube.used.rows + sum(part.rows for part in accounts.cube.set_aside)
    assert rows == len(lines)


def test_an_account_stated_by_sub_accounts_and_by_dimensions(tmp_path: Path) -> None:
    """Rows of dimensions on a parent repeat its sub-accounts: counted once, L115."""
    path = balance_workbook(
        tmp_path / "余额.xlsx",
        [
            ["7101", "行政支出", "", "", "", "", 130, "", 130, ""],
            ["7101", "行政支出", "2010301", "30201", "111", "", 100, "", 100, ""],
            ["7101", "行政支出", "2010301", "30211", "111", "", 30, "", 30, ""],
            ["710101", "基本支出", "", "", "", "", 90, "", 90, ""],
            ["710102", "项目支出", "", "", "", "", 40, "", 40, ""],
        ],
        headings=[
            [
                "科目编码",
                "科目名称",
                *DIMENSIONS,
                "期初借方",
                "本年累计借方",
                "本年累计贷方",
                "期末借方",
                "期末贷方",
            ]
        ],
    )
    accounts = truth.fill(path)
    assert spent(accounts) == 13000
    assert "L115" in failed_codes(accounts)


def test_a_period_that_nothing_states_is_told_by_income_and_expenditure(tmp_path: Path) -> None:
    """本期 alone: closed accounts show the year, balances at its start another; else L116."""
    headings = [*PLAIN[:5], "期初借方", "期初贷方", "本期借方", "本期贷方", "期末借方", "期末贷方"]

    def fill(*line: object) -> Accounts:
        return truth.fill(workbook(tmp_path / "余额.xlsx", [headings], [line], ABOVE_OPEN))

    assert "L116" not in failed_codes(fill(*SPENDING, 100, 100, "", ""))
    accounts = fill(*SPENDING, 100, "", 100, "")
    assert "看不出" in problems(accounts, "L116")[0].detail
    with pytest.raises(UserError, match="不是从 1 月开始"):
        fill(*SPENDING[:5], 60, "", 40, "", 100, "")


def test_a_cumulative_column_that_ends_before_december_is_reported(tmp_path: Path) -> None:
    """L116 names the month; the sheet's name says it where nothing else does."""
    lines = [plain(row) for row in balance_rows(month=11)]
    path = write_sheets(tmp_path / "余额.xlsx", {"11月": table_rows(ABOVE_OPEN, [PLAIN], lines)})
    accounts = truth.fill(path)
    assert "只到 11 月" in problems(accounts, "L116")[0].detail
    assert not problems(accounts, "L108")


def test_rows_of_another_year_are_set_aside(tmp_path: Path) -> None:
    """会计年度 beside each row: the other year's rows are reported, not added."""
    headings = ["会计年度", *PLAIN]
    lines = [[year, *SPENDING, amount, amount, "", ""] for year, amount in ((2023, 7), (2024, 100))]
    above = [("科目余额表",), (f"核算单位：{truth.UNIT}", "单位：元")]
    path = workbook(tmp_path / "余额.xlsx", [headings], lines, above)
    with pytest.raises(UserError, match="多个年度"):
        truth.fill(path)
    accounts = truth.fill(path, year=2024)
    assert spent(accounts) == 10000
    assert "L110" in failed_codes(accounts)


def test_a_table_without_a_month_beside_months_is_refused(tmp_path: Path) -> None:
    """Which of them holds the other cannot be known."""
    sheets: dict[str, Any] = {
        name: table_rows(ABOVE_OPEN, [MONTHLY[1:]], [[*SPENDING, 100, 100, "", ""]])
        for name in ("11月", "12月", "余额")
    }
    with pytest.raises(UserError, match="相同的科目"):
        truth.fill(write_sheets(tmp_path / "余额.xlsx", sheets))


def test_a_month_merged_over_its_rows(tmp_path: Path) -> None:
    """The period stands in the first row of a month alone."""
    lines = [
        [month if at == 0 else "", *monthly(month, row)[1:]]
        for month, rows in by_month().items()
        for at, row in enumerate(rows)
    ]
    path = workbook(tmp_path / "余额.xlsx", [MONTHLY], lines, ABOVE_OPEN)
    check_layout(path, has_opening=True)


def test_trap_04_codes_that_the_lists_do_not_hold(tmp_path: Path) -> None:
    """2010399 and 30298 are told by their section, and reported as unknown by the cube."""
    accounts = small(
        tmp_path,
        ["710101", "基本支出", "", "", 100, "", 100, ""],
        ["", "【2010398】某项", "", "", 100, "", 100, ""],
        ["", "【30298】某费", "", "", 100, "", 100, ""],
        headings=[*PLAIN[:2], *PLAIN[5:]],
    )
    used = accounts.cube.frame[accounts.cube.frame["flow"] != ""]
    assert used[["function", "economic"]].to_numpy().tolist() == [["2010398", "30298"]]
