"""Balance tables in every layout of the exports: the same year gives the same nine tables."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from tests.builders import table_rows
from tests.builders import write_sheets
from tests.layouts import balances as print_as
from tests.layouts import truth
from tests.layouts.balances import ABOVE
from tests.layouts.balances import ABOVE_OPEN
from tests.layouts.balances import DIMENSIONS
from tests.layouts.balances import NAMES
from tests.layouts.balances import TYPES
from tests.layouts.balances import by_month
from tests.layouts.balances import dimensions
from tests.layouts.balances import direction
from tests.layouts.balances import head
from tests.layouts.balances import month_opening
from tests.layouts.balances import printed
from tests.layouts.balances import size
from tests.layouts.balances import workbook
from tests.layouts.truth import balance_rows
from tests.layouts.truth import check_layout
from tests.layouts.truth import failed_codes
from tests.layouts.truth import two_sides
from tests.layouts.truth import yuan
from xls_juesuan.errors import UserError
from xls_juesuan.ledger import RowStatus

if TYPE_CHECKING:
    from pathlib import Path

    from tests.layouts.truth import BalanceRow
    from xls_juesuan.accounts import Accounts

LEDGER_FAULTS = {"L103", "L104", "L105", "L108", "L112", "L115", "L116", "L117", "L118", "L119"}
SIGNS = {"贷": -1, "平": 0, "借": 1}


def check(path: Path, **options: object) -> Accounts:
    """Every figure is the truth's, and the reader has nothing to say against the table."""
    accounts = check_layout(path, has_opening=True, **options)
    assert not failed_codes(accounts) & LEDGER_FAULTS
    return accounts


def aside(accounts: Accounts) -> dict[RowStatus, int]:
    return {part.status: part.rows for part in accounts.cube.set_aside}


# ------------------------------------------------------------------ L10: a row a month


L10_HEADINGS = (
    "单位名称", "会计年度", "会计月份", "科目编码", "科目名称", "科目全称",
    "年初借方余额", "年初贷方余额", "年初余额方向", "期初借方余额", "期初贷方余额", "期初余额方向",
    "借方发生额", "借方累计发生额", "贷方发生额", "贷方累计发生额",
    "期末借方余额", "期末贷方余额", "期末余额方向", "会计科目级别", "是否最底级科目", "上级科目编码",
    "币种", "会计体系", "电子账簿编号", *DIMENSIONS,
)  # fmt: skip


def l10_line(month: int, row: BalanceRow) -> list[object]:
    codes = [-SIGNS[direction(net)] for net in (row.opening, month_opening(row), row.closing)]
    return [
        truth.UNIT, truth.YEAR, month, row.account, row.short_name, row.account_name,
        *two_sides(row.opening), codes[0], *two_sides(month_opening(row)), codes[1],
        yuan(row.month_debit), yuan(row.debit), yuan(row.month_credit), yuan(row.credit),
        *two_sides(row.closing), codes[2], len(row.account) // 2 - 1, int(not row.is_parent),
        row.account[:-2], "人民币", "02", "001", *dimensions(row),
    ]  # fmt: skip


def test_layout_l10_one_row_a_month(tmp_path: Path) -> None:
    """The last month's cumulative columns count; the rows of earlier months are set aside."""
    lines = [l10_line(month, row) for month, rows in by_month().items() for row in rows]
    accounts = check(workbook(tmp_path / "余额.xlsx", [L10_HEADINGS], lines, [("单位：元",)]))
    frame = accounts.cube.frame
    counted = frame[frame["status"] != str(RowStatus.OTHER_PERIOD)]
    assert set(counted["date"]) == {"2024-12"}
    assert aside(accounts)[RowStatus.OTHER_PERIOD] == len(lines) - len(counted)


def test_layout_l10_only_accounts_that_moved_have_a_row(tmp_path: Path) -> None:
    """Where a month prints moved accounts only, an account's own last month counts."""
    lines = [
        l10_line(month, row)
        for month, rows in by_month().items()
        for row in rows
        if row.month_debit or row.month_credit
    ]
    check(workbook(tmp_path / "余额.xlsx", [L10_HEADINGS], lines, [("单位：元",)]))


# ------------------------------------------------------------------ L11, L12: flat, with groups


def test_layout_l11_eight_columns_and_a_total(tmp_path: Path) -> None:
    """Heading on row 3, amounts as text with commas, 合计 at the end."""
    headings = [
        "科目代码",
        "科目名称",
        "期初借方",
        "期初贷方",
        "本期借方",
        "本期贷方",
        "期末借方",
        "期末贷方",
    ]
    rows = balance_rows()

    def money(row: BalanceRow) -> list[object]:
        return [
            *two_sides(row.opening), yuan(row.debit), yuan(row.credit), *two_sides(row.closing),
        ]  # fmt: skip

    def text(cell: object) -> object:
        return printed(round(float(str(cell)) * 100)) if cell else ""

    lines = [[*head(row), *map(text, money(row)), *dimensions(row)] for row in rows]
    lines.append(["合计", "", *map(text, print_as.total(rows, money)), "", "", ""])
    accounts = check(workbook(tmp_path / "余额.xlsx", [[*headings, *DIMENSIONS]], lines))
    assert aside(accounts)[RowStatus.SUBTOTAL] == 1


GROUPS = {
    "期初余额": lambda row: two_sides(row.opening),
    "期初": lambda row: two_sides(row.opening),
    "年初余额": lambda row: two_sides(row.opening),
    "本期发生额": lambda row: (yuan(row.month_debit), yuan(row.month_credit)),
    "本年累计发生额": lambda row: (yuan(row.debit), yuan(row.credit)),
    "本年累计": lambda row: (yuan(row.debit), yuan(row.credit)),
    "期末余额": lambda row: two_sides(row.closing),
    "期末": lambda row: two_sides(row.closing),
}


@pytest.mark.parametrize(
    "groups",
    [
        ("年初余额", "本期发生额", "本年累计发生额", "期末余额"),
        ("期末余额", "本年累计", "期初"),
        ("本年累计发生额", "期初余额", "期末"),
    ],
)
def test_layout_l12_two_heading_rows(groups: tuple[str, ...], tmp_path: Path) -> None:
    """The title of a group stands in the left cell of its pair; groups in any order."""
    upper = ["科目编码", "科目名称", *DIMENSIONS]
    lower = [""] * len(upper)
    for group in groups:
        upper += [group, ""]
        lower += ["借方", "贷方"]
    lines = [
        [*head(row), *dimensions(row), *(cell for group in groups for cell in GROUPS[group](row))]
        for row in balance_rows()
    ]
    check(workbook(tmp_path / "余额.xlsx", [upper, lower], lines))


def test_layout_l12_cumulative_in_the_first_heading_row(tmp_path: Path) -> None:
    """借方累计 and 贷方累计 stand without a group between groups."""
    upper = [
        "科目编码",
        "科目名称",
        *DIMENSIONS,
        "期初余额",
        "",
        "本期发生额",
        "",
        "借方累计",
        "贷方累计",
        "期末余额",
        "",
    ]
    lower = ["", "", "", "", "", "借方", "贷方", "借方", "贷方", "", "", "借方", "贷方"]
    lines = [
        [
            *head(row), *dimensions(row), *two_sides(month_opening(row)), yuan(row.month_debit),
            yuan(row.month_credit), yuan(row.debit), yuan(row.credit), *two_sides(row.closing),
        ]
        for row in balance_rows()
    ]  # fmt: skip
    check(workbook(tmp_path / "余额.xlsx", [upper, lower], lines))


def test_layout_l12_three_heading_rows(tmp_path: Path) -> None:
    """Group, measure and side each on a row of its own."""
    headings = [
        ["科目", "", "辅助核算", "", "", "余额表", "", "", "", "", ""],
        ["编码", "名称", *DIMENSIONS, "期初余额", "", "本年累计发生额", "", "期末余额", ""],
        ["", "", "", "", "", *("借方", "贷方") * 3],
    ]
    lines = [
        [
            *head(row), *dimensions(row), *two_sides(row.opening), yuan(row.debit),
            yuan(row.credit), *two_sides(row.closing),
        ]
        for row in balance_rows()
    ]  # fmt: skip
    check(workbook(tmp_path / "余额.xlsx", headings, lines))


# ------------------------------------------------------------------ L13–L16


def test_layout_l13_a_direction_column_for_opening_and_closing(tmp_path: Path) -> None:
    """One amount and a direction each; 平 and blank are zero."""
    headings = [
        "科目编码",
        "科目名称",
        "余额方向",
        "期初余额",
        "借方",
        "贷方",
        "方向",
        "期末余额",
        *DIMENSIONS,
    ]
    lines = [
        [
            *head(row), direction(row.opening) if row.opening else "", size(row.opening),
            yuan(row.debit), yuan(row.credit), direction(row.closing), size(row.closing),
            *dimensions(row),
        ]
        for row in balance_rows()
    ]  # fmt: skip
    check(workbook(tmp_path / "余额.xlsx", [headings], lines))


def test_layout_l13_with_a_cumulative_pair_between(tmp_path: Path) -> None:
    """The closing direction stands in column 8 where a cumulative pair lies between."""
    headings = [
        "科目编码",
        "科目名称",
        "方向",
        "年初余额",
        "本期借方",
        "本期贷方",
        "累计借方",
        "累计贷方",
        "方向",
        "期末余额",
        *DIMENSIONS,
    ]
    lines = [
        [
            *head(row), direction(row.opening), size(row.opening), yuan(row.month_debit),
            yuan(row.month_credit), yuan(row.debit), yuan(row.credit), direction(row.closing),
            size(row.closing), *dimensions(row),
        ]
        for row in balance_rows()
    ]  # fmt: skip
    check(workbook(tmp_path / "余额.xlsx", [headings], lines))


def test_layout_l14_ten_money_columns(tmp_path: Path) -> None:
    """Opening, current, year to date and closing after one column nobody needs."""
    upper = [
        "科目编码",
        "科目名称",
        "币种",
        "期初余额",
        "",
        "本期发生额",
        "",
        "本年累计发生额",
        "",
        "期末余额",
        "",
        *DIMENSIONS,
    ]
    lower = ["", "", "", *("借方", "贷方") * 4, "", "", ""]
    lines = [
        [
            *head(row), "人民币", *two_sides(month_opening(row)), yuan(row.month_debit),
            yuan(row.month_credit), yuan(row.debit), yuan(row.credit), *two_sides(row.closing),
            *dimensions(row),
        ]
        for row in balance_rows()
    ]  # fmt: skip
    check(workbook(tmp_path / "余额.xlsx", [upper, lower], lines))


@pytest.mark.parametrize("style", ["debit", "usual"])
def test_layout_l15_leading_key_columns_and_signed_balances(style: str, tmp_path: Path) -> None:
    """Single balances are read as debit, or on the usual side where the movements show it."""
    keys = ["账套号", "科目编码", "科目名称", *DIMENSIONS, "部门编码", "部门名称", "往来编码", "往来名称",
            "币种", "汇率", "数量", "单价", "期初余额", "借方发生额", "贷方发生额", "期末余额"]  # fmt: skip

    def signed(row: BalanceRow, net: int) -> object:
        is_credit = row.account[0] in "2346" or (
            row.account[0] == "8" and not row.account.startswith("8001")
        )
        return yuan(net if style == "usual" and is_credit else -net)

    lines = [
        [
            "001", *head(row), *dimensions(row), "", "", "", "", "人民币", 1, "", "",
            signed(row, row.opening), yuan(row.debit), yuan(row.credit), signed(row, row.closing),
        ]
        for row in balance_rows()
    ]  # fmt: skip
    check(workbook(tmp_path / "余额.xlsx", [keys], lines))


@pytest.mark.parametrize("form", ["{}", "2024-{:02d}", "2024{:02d}", "2024年{}月", "第{}期"])
def test_layout_l16_period_column(form: str, tmp_path: Path) -> None:
    """期间 with 本期 and 本年: the last period's 本年 columns count."""
    headings = [
        "期间",
        "科目",
        "期初借方",
        "期初贷方",
        "本期借方",
        "本期贷方",
        "本年借方",
        "本年贷方",
        "期末借方",
        "期末贷方",
        *DIMENSIONS,
    ]
    lines = [
        [
            form.format(month), f"{row.account} {row.short_name}", *two_sides(month_opening(row)),
            yuan(row.month_debit), yuan(row.month_credit), yuan(row.debit), yuan(row.credit),
            *two_sides(row.closing), *dimensions(row),
        ]
        for month, rows in by_month((10, 11, 12)).items()
        for row in rows
    ]  # fmt: skip
    lines.append(["合计"])
    check(workbook(tmp_path / "余额.xlsx", [headings], lines, ABOVE_OPEN))


# ------------------------------------------------------------------ months that are added up


CURRENT = [
    "期间",
    "科目编码",
    "科目名称",
    *DIMENSIONS,
    "期初借方",
    "期初贷方",
    "本期借方",
    "本期贷方",
    "期末借方",
    "期末贷方",
]


def current_line(month: object, row: BalanceRow) -> list[object]:
    return [
        month, *head(row), *dimensions(row), *two_sides(month_opening(row)),
        yuan(row.month_debit), yuan(row.month_credit), *two_sides(row.closing),
    ]  # fmt: skip


def test_months_without_cumulative_columns_are_added_up(tmp_path: Path) -> None:
    """Openings come from the first month, closings from the last; the closing from December."""
    lines = [current_line(m, row) for m, rows in by_month().items() for row in rows]
    check(workbook(tmp_path / "余额.xlsx", [CURRENT], lines, ABOVE_OPEN))


def test_a_month_that_is_missing_is_reported(tmp_path: Path) -> None:
    """L116 names the month; L117 the accounts that moved in it."""
    lines = [current_line(m, row) for m, rows in by_month().items() for row in rows if m != 5]
    accounts = truth.fill(workbook(tmp_path / "余额.xlsx", [CURRENT], lines, ABOVE_OPEN))
    details = {one.code: one.detail for one in accounts.ledger.problems}
    assert "缺 5 月" in details["L116"]
    assert {"L116", "L117"} <= failed_codes(accounts)


@pytest.mark.parametrize("cumulative", [True, False])
@pytest.mark.parametrize("name", ["{}月", "{:02d}", "2024年{}月份 余额"])
def test_a_sheet_of_balances_a_month(name: str, cumulative: bool, tmp_path: Path) -> None:
    """The name of the sheet says the month: the last one's cumulative columns, or all of them."""
    headings = CURRENT[1:]
    if cumulative:
        headings = [*headings, "本年借方", "本年贷方"]
    sheets: dict[str, Any] = {}
    for month, rows in by_month().items():
        lines = [
            [*current_line(month, row)[1:], *([yuan(row.debit), yuan(row.credit)] * cumulative)]
            for row in rows
        ]
        sheets[name.format(month)] = table_rows(ABOVE_OPEN, [headings], lines)
    check(write_sheets(tmp_path / "余额.xlsx", sheets))


def test_a_copy_of_a_sheet_is_refused(tmp_path: Path) -> None:
    """Two sheets with the same accounts and no months are a question, not a sum."""
    lines = [current_line("", row)[1:] for row in balance_rows()]
    sheets: dict[str, Any] = {
        name: table_rows(ABOVE, [CURRENT[1:]], lines) for name in ("余额表", "余额表 (2)")
    }
    with pytest.raises(UserError, match="相同的科目"):
        truth.fill(write_sheets(tmp_path / "余额.xlsx", sheets))


# ------------------------------------------------------------------ L17: auxiliary rows


L17_HEADINGS = [
    "科目编码",
    "科目名称",
    "期初借方",
    "期初贷方",
    "本年累计借方",
    "本年累计贷方",
    "期末借方",
    "期末贷方",
]
BRACKETS = ["【{}】{}", "（{}）{}", "[{}]{}", "({}){}", "【{}】 {}", "  【{}】{}"]


def l17_money(row: BalanceRow) -> list[object]:
    return [*two_sides(row.opening), yuan(row.debit), yuan(row.credit), *two_sides(row.closing)]


def l17_nested(bracket: str) -> list[list[object]]:
    """Below each account its functions, below each function funds, below these economic codes."""
    leaves = balance_rows(parents=False)
    lines: list[list[object]] = []
    for row in balance_rows(by_dimensions=False):
        lines.append([*head(row), *l17_money(row)])
        if row.is_parent or row.account[0] not in "678":
            continue
        own = [one for one in leaves if one.account == row.account]
        lines += l17_level(own, ("function", "fund", "economic"), bracket)
    return lines


def l17_level(rows: list[BalanceRow], keys: tuple[str, ...], bracket: str) -> list[list[object]]:
    lines = []
    for (_, code), row in print_as.sums(rows, keys[0]).items():
        if code:
            lines.append(["", bracket.format(code, NAMES[keys[0]][code]), *l17_money(row)])
        if len(keys) > 1:
            below = [one for one in rows if getattr(one, keys[0]) == code]
            lines += l17_level(below, keys[1:], bracket)
    return lines


@pytest.mark.parametrize("bracket", BRACKETS)
def test_layout_l17_auxiliary_rows_without_account_code(bracket: str, tmp_path: Path) -> None:
    """Function, fund and economic rows nested below the account, in any brackets."""
    check(workbook(tmp_path / "余额.xlsx", [L17_HEADINGS], l17_nested(bracket)))


def test_layout_l17_one_kind_of_rows(tmp_path: Path) -> None:
    """Economic rows alone: the account adds nothing to them."""
    lines = [
        ["7101", "行政支出", "", "", 130, 130, "", ""],
        ["710101", "基本支出", "", "", 130, 130, "", ""],
        ["", "【30201】办公费", "", "", 100, 100, "", ""],
        ["", "【30211】差旅费", "", "", 30, 30, "", ""],
        ["6001", "财政拨款预算收入", "", "", 130, 130, "", ""],
    ]
    accounts = truth.fill(workbook(tmp_path / "余额.xlsx", [L17_HEADINGS], lines))
    frame = accounts.cube.frame
    used = frame[frame["flow"] == "expenditure"]
    assert used[["account", "economic", "counted"]].to_numpy().tolist() == [
        ["710101", "30201", 10000],
        ["710101", "30211", 3000],
    ]
    assert not failed_codes(accounts) & LEDGER_FAULTS


SIDE_BY_SIDE = [
    ["7101", "行政支出", "", "", 130, 130, "", ""],
    ["", "【2010301】行政运行", "", "", 130, 130, "", ""],
    ["", "【30201】办公费", "", "", 100, 100, "", ""],
    ["", "【30211】差旅费", "", "", 30, 30, "", ""],
    ["", "【部门：01】办公室", "", "", 90, 90, "", ""],
    ["", "【部门：02】财务科", "", "", 40, 40, "", ""],
]


def test_layout_l17_kinds_side_by_side_with_one_answer(tmp_path: Path) -> None:
    """One function covers all: the economic rows have it; departments are not needed."""
    accounts = truth.fill(workbook(tmp_path / "余额.xlsx", [L17_HEADINGS], SIDE_BY_SIDE))
    used = accounts.cube.frame[accounts.cube.frame["flow"] == "expenditure"]
    assert used[["function", "economic", "counted"]].to_numpy().tolist() == [
        ["2010301", "30201", 10000],
        ["2010301", "30211", 3000],
    ]
    assert not failed_codes(accounts) & LEDGER_FAULTS


def test_layout_l17_kinds_side_by_side_without_an_answer(tmp_path: Path) -> None:
    """Two functions and two economic codes: counted once by function, L115 with the rows."""
    lines = [
        SIDE_BY_SIDE[0],
        ["", "【2010301】行政运行", "", "", 80, 80, "", ""],
        ["", "【2010302】一般行政管理事务", "", "", 50, 50, "", ""],
        *SIDE_BY_SIDE[2:],
    ]
    accounts = truth.fill(workbook(tmp_path / "余额.xlsx", [L17_HEADINGS], lines))
    used = accounts.cube.frame[accounts.cube.frame["flow"] == "expenditure"]
    assert used[["function", "economic", "counted"]].to_numpy().tolist() == [
        ["2010301", "", 8000],
        ["2010302", "", 5000],
    ]
    found = [one for one in accounts.ledger.problems if one.code == "L115"]
    assert [source.row for source in found[0].sources] == [7, 8, 9, 10]
    assert aside(accounts)[RowStatus.COMPARED] == 4


OWN_COLUMNS = ["科目编码", "科目名称", "功能编码", "经济编码", "资金性质", *L17_HEADINGS[2:]]
#: A foot that reaches into the columns of dimensions.
L17_FOOT: list[object] = ["制表人：张三", "", "复核人：李四", "打印日期：2025-01-05", "2024"]


def l17_leaves(account: str) -> list[BalanceRow]:
    own = [row for row in balance_rows(parents=False) if row.account == account]
    return [row for row in own if row.function]


@pytest.mark.parametrize("has_amount", [True, False])
@pytest.mark.parametrize("names", [False, True])
def test_layout_l17_dimensions_in_their_own_columns(
    names: bool, has_amount: bool, tmp_path: Path
) -> None:
    """Rows without an account code take the account above; it may stand there without amounts."""
    lines: list[list[object]] = []
    for row in balance_rows(by_dimensions=False):
        below = l17_leaves(row.account)
        money = l17_money(row) if has_amount or not (below or row.is_parent) else [""] * 6
        lines.append([*head(row), "", "", "", *money])
        for one in below:
            name = NAMES["economic"].get(one.economic, "") if names else ""
            lines.append(["", name, *dimensions(one), *l17_money(one)])
    rows = balance_rows()
    lines += [["合计", "", "", "", "", *print_as.total(rows, l17_money)], L17_FOOT]
    accounts = check(workbook(tmp_path / "余额.xlsx", [OWN_COLUMNS], lines))
    assert aside(accounts)[RowStatus.SUBTOTAL] == 1
    assert RowStatus.NO_ACCOUNT not in aside(accounts)
    assert not {"L201", "L205", "L212"} & failed_codes(accounts)


def test_layout_l17_nested_dimensions_in_their_own_columns(tmp_path: Path) -> None:
    """Function, fund and economic code nested below the account, each in its own column."""
    lines = [
        [*line[:2], *l17_own(str(line[1])), *line[2:]] if not line[0] else
        [*line[:2], "", "", "", *line[2:]]
        for line in l17_nested("【{}】{}")
    ]  # fmt: skip
    for line in lines:
        line[1] = line[1] if line[0] else ""
    check(workbook(tmp_path / "余额.xlsx", [OWN_COLUMNS], lines))


def test_layout_l17_functions_as_titles_without_amounts(tmp_path: Path) -> None:
    """A row that names a function and states no amount gives it to the rows below."""
    lines: list[list[object]] = []
    for row in balance_rows(by_dimensions=False):
        lines.append([*head(row), "", "", "", *l17_money(row)])
        below = l17_leaves(row.account)
        for function in sorted({one.function for one in below}):
            own = [one for one in below if one.function == function]
            lines.append(["", "", function, "", "", *[""] * 6])
            lines += [["", "", "", one.economic, one.fund, *l17_money(one)] for one in own]
    check(workbook(tmp_path / "余额.xlsx", [OWN_COLUMNS], lines))


def l17_own(text: str) -> list[object]:
    code = text[1 : text.index("】")]
    return [code * (len(code) == 7), code * (len(code) == 5), code * (len(code) == 3)]


def test_layout_l17_auxiliary_rows_without_a_direction(tmp_path: Path) -> None:
    """A blank direction below an account is that of the account."""
    headings = ["科目编码", "科目名称", "功能编码", "经济编码", "资金性质",
                "方向", "年初余额", "本年累计借方", "本年累计贷方", "方向", "期末余额"]  # fmt: skip
    lines: list[list[object]] = []
    for row in balance_rows(by_dimensions=False):
        lines.append(
            [
                *head(row), "", "", "", direction(row.opening), size(row.opening),
                yuan(row.debit), yuan(row.credit), direction(row.closing), size(row.closing),
            ]
        )  # fmt: skip
        way = [SIGNS[direction(net)] for net in (row.opening, row.closing)]
        lines += [
            [
                "", "", *dimensions(one), "", yuan(-one.opening * way[0]),
                yuan(one.debit), yuan(one.credit), "", yuan(-one.closing * way[1]),
            ]
            for one in l17_leaves(row.account)
        ]  # fmt: skip
    check(workbook(tmp_path / "余额.xlsx", [headings], lines))


def test_layout_l17_all_dimensions_in_one_name_cell(tmp_path: Path) -> None:
    """【支出功能分类：…】【部门支出经济分类：…】【资金性质：…】 and a department: each is read."""
    lines: list[list[object]] = []
    for row in balance_rows(by_dimensions=False):
        lines.append([*head(row), *l17_money(row)])
        for one in l17_leaves(row.account):
            texts = [
                f"【{TYPES[kind]}：{code} {NAMES[kind][code]}】"
                for kind in ("function", "economic", "fund")
                if (code := getattr(one, kind))
            ]
            lines.append(["", "".join([*texts, "【部门：01 办公室】"]), *l17_money(one)])
    check(workbook(tmp_path / "余额.xlsx", [L17_HEADINGS], lines))


def test_layout_l16_accounts_merged_over_their_months(tmp_path: Path) -> None:
    """Account and dimensions are printed once, the rows of the next months are blank there."""
    lines: list[list[object]] = []
    before: list[object] = []
    rows = [(row, month) for month, some in by_month().items() for row in some]
    for row, month in sorted(rows, key=lambda one: (one[0][0], one[0][7:], one[1])):
        line = current_line(month, row)
        key = line[1:6]
        lines.append([month, *[""] * 5, *line[6:]] if key == before else line)
        before = key
    lines.append(["", "合计"])
    accounts = check(workbook(tmp_path / "余额.xlsx", [CURRENT], lines, ABOVE_OPEN))
    assert RowStatus.NO_ACCOUNT not in aside(accounts)


def test_a_row_without_account_that_continues_no_month_is_told(tmp_path: Path) -> None:
    """The same month again, without account and dimensions: nobody knows whose it is."""
    lines = [
        ["1-12", "7101", "行政支出", "2010301", "30201", "111", "", "", 100, "", "", ""],
        ["1-12", "", "", "", "", "", "", "", 30, "", "", ""],
    ]
    path = workbook(tmp_path / "余额.xlsx", [CURRENT], lines, ABOVE_OPEN)
    assert aside(truth.fill(path))[RowStatus.NO_ACCOUNT] == 1


# ------------------------------------------------------------------ L19: long form


L19_HEADINGS = ["会计年度", "科目编码", "科目名称", "本币期初余额", "本币期初借方余额", "本币期初贷方余额",
                "借方累计发生额", "贷方累计发生额", "期末借方余额", "期末贷方余额", "科目级次", "是否最底级科目",
                "上级科目编码", "辅助类型", "辅助编码", "辅助名称", "余额方向"]  # fmt: skip


def l19_lines(rows: list[BalanceRow]) -> list[list[object]]:
    """One row for each account and kind of dimension."""
    return [
        [
            2024, account, row.short_name, "", *two_sides(row.opening), yuan(row.debit),
            yuan(row.credit), *two_sides(row.closing), 2, 1, account[:4], TYPES[kind], code,
            NAMES[kind][code], "借",
        ]
        for kind in ("function", "economic", "fund")
        for (account, code), row in print_as.sums(rows, kind).items()
        if code
    ]  # fmt: skip


def test_layout_l19_one_row_for_each_kind_with_one_answer(tmp_path: Path) -> None:
    """Accounts whose every kind but one has a single value are put together exactly."""
    rows = [
        row
        for row in balance_rows(parents=False)
        if row.account in {"71010102", "6001", "600101"} and row.function == "2010301"
    ]
    lines = l19_lines(rows)
    accounts = truth.fill(workbook(tmp_path / "余额.xlsx", [L19_HEADINGS], lines))
    used = accounts.cube.frame[accounts.cube.frame["flow"] == "expenditure"]
    got = {(r.function, r.economic, r.fund): r.counted for r in used.itertuples()}
    assert got == {
        (row.function, row.economic, row.fund): row.debit
        for row in rows
        if row.account.startswith("7")
    }
    assert not failed_codes(accounts) & LEDGER_FAULTS


def test_layout_l19_one_row_for_each_kind_without_an_answer(tmp_path: Path) -> None:
    """Counted once by function; the economic code stays blank and L115 says why."""
    rows = [row for row in balance_rows(parents=False) if row.account[0] in "678"]
    accounts = truth.fill(workbook(tmp_path / "余额.xlsx", [L19_HEADINGS], l19_lines(rows)))
    used = accounts.cube.frame[accounts.cube.frame["flow"] == "expenditure"]
    spent = sum(event.fen for event in truth.EVENTS if event.account.startswith("7"))
    assert used["counted"].sum() == spent
    subjects = {one.subject for one in accounts.ledger.problems if one.code == "L115"}
    assert {"71010101", "710102"} <= subjects
    assert "71010102" not in subjects
    unknown = used[used["account"].isin(subjects)]
    assert set(unknown["economic"]) == {""}


# ------------------------------------------------------------------ L21: monthly details


L21_ABOVE: tuple[tuple[str, ...], ...] = (
    (f"{truth.UNIT}经费支出明细表",),
    (f"编制单位：{truth.UNIT}",),
    ("科目：710101 行政支出/基本支出", "", f"{truth.YEAR}年", "单位：元"),
)


def l21_sheets(*, cumulative: bool) -> dict[str, Any]:
    """Economic codes of one account and function, with their 类 as sums, a sheet a month."""
    sheets: dict[str, Any] = {}
    for month in range(1, 13):
        rows = [
            row
            for row in balance_rows(month=month, closed=False, parents=False)
            if row.account.startswith("7101") and row.function == "2010301"
        ]
        lines = []
        for group in sorted({row.economic[:3] for row in rows}):
            own = [row for row in rows if row.economic.startswith(group)]
            for code, name, some in (
                (group, "类", own),
                *((row.economic, NAMES["economic"][row.economic], [row]) for row in own),
            ):
                moved = sum(row.month_debit - row.month_credit for row in some)
                so_far = sum(row.debit - row.credit for row in some)
                lines.append([code, name, "2010301", yuan(moved), *([yuan(so_far)] * cumulative)])
        headings = [
            "经济分类编码",
            "经济分类名称",
            "功能分类编码",
            "本月发生额",
            *(["本年累计"] * cumulative),
        ]
        sheets[f"{month}月份 支出明细表"] = table_rows(L21_ABOVE, [headings], lines)
    return sheets


@pytest.mark.parametrize("cumulative", [True, False])
def test_layout_l21_monthly_details_of_expenditure(cumulative: bool, tmp_path: Path) -> None:
    """December's cumulative column, or the sum of the months; 类 are the sum of their 款."""
    path = write_sheets(tmp_path / "明细.xlsx", l21_sheets(cumulative=cumulative))
    accounts = truth.fill(path)
    used = accounts.cube.frame[accounts.cube.frame["flow"] == "expenditure"]
    spent: dict[str, int] = {}
    for event in truth.EVENTS:
        if event.account.startswith("7101") and event.function == "2010301":
            spent[event.economic] = spent.get(event.economic, 0) + event.fen
    assert used.groupby("economic")["counted"].sum().to_dict() == spent
    assert not failed_codes(accounts) & LEDGER_FAULTS
