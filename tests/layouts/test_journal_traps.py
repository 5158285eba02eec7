"""Traps of voucher lists: the same tables in spite of them, or a finding, never a wrong number."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from tests.builders import csv_file
from tests.builders import table_rows
from tests.builders import write_sheets
from tests.layouts import journals
from tests.layouts import truth
from tests.layouts.truth import Entry
from tests.layouts.truth import Event
from tests.layouts.truth import cells_of
from tests.layouts.truth import check_layout
from tests.layouts.truth import expected_cells
from tests.layouts.truth import failed_codes
from tests.layouts.truth import fill
from tests.layouts.truth import vouchers
from tests.layouts.truth import yuan
from xls_juesuan.errors import UserError
from xls_juesuan.ledger import RowStatus

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from xls_juesuan.accounts import Accounts
    from xls_juesuan.findings import Finding

FIELDS = journals.names(
    "凭证日期 凭证号 摘要 科目编码 科目名称 借方金额 贷方金额 支出功能分类编码 支出功能分类名称 部门支出经济分类编码 "
    "部门支出经济分类名称 资金性质编码 预算项目编码"
)
Line = dict[str, Any]


def line(one: Entry) -> Line:
    """A line of the plainest layout, by heading."""
    values = (
        *(one.date, f"{one.word}-{one.number}", one.narration, one.account, one.account_name),
        *(yuan(one.debit), yuan(one.credit), one.function, one.function_name),
        *(one.economic, one.economic_name, one.fund, one.project),
    )
    return dict(zip(FIELDS, values, strict=True))


def write(path: Path, lines: Iterable[Line], fields: Iterable[str] = FIELDS) -> Path:
    fields = list(fields)
    return journals.write(path, fields, journals.written(fields, lines))


def lines_of(entries: Iterable[Entry] = ()) -> list[Line]:
    return [line(one) for one in entries or vouchers()]


def finding(accounts: Accounts, code: str) -> Finding:
    return next(
        one for one in accounts.audit.findings if one.code == code and one.outcome == "failed"
    )


def statuses(accounts: Accounts) -> dict[RowStatus, int]:
    return {part.status: part.rows for part in accounts.cube.set_aside}


# ------------------------------------------------------------------ 8: combined cells


def test_trap_08_the_same_type_twice_and_brackets_of_both_widths(tmp_path: Path) -> None:
    """Equal values are one; 无 is nothing; half-width brackets do as well."""

    def cell(one: Entry) -> str:
        text = journals.bracketed(one)
        if one.economic:
            text += f"[部门经济分类:{one.economic}]【部门：办公室】【人员：无】"
        return text

    check_layout(journals.l20_bracketed(tmp_path / "a.xlsx", cell))


def test_trap_08_unbalanced_brackets_are_reported(tmp_path: Path) -> None:
    """Whole codes are taken, the cell is reported with its row."""

    def cell(one: Entry) -> str:
        text = journals.bracketed(one)
        return text.replace("】", "", 1) if one.economic == "30217" and not one.closing else text

    accounts = check_layout(journals.l20_bracketed(tmp_path / "a.xlsx", cell))
    (source,) = finding(accounts, "L120").sources
    assert source.sheet == "凭证"


def test_trap_08_a_cell_that_was_cut_off_is_not_completed(tmp_path: Path) -> None:
    """【经济：302 may have been any item of 302: it is none."""

    def cell(one: Entry) -> str:
        text = journals.bracketed(one)
        is_cut = one.economic == "30217" and not one.closing
        return text[: text.index("30217") + 3] if is_cut else text

    accounts = fill(journals.l20_bracketed(tmp_path / "a.xlsx", cell))
    assert {"L120", "L205"} <= failed_codes(accounts)
    assert ("three_public", "total", "outturn_hospitality") not in cells_of(accounts)


def test_trap_08_two_values_of_one_type_are_an_error(tmp_path: Path) -> None:
    """Neither is taken."""

    def cell(one: Entry) -> str:
        more = "【部门经济分类：30211 差旅费】" if one.economic == "30217" else ""
        return journals.bracketed(one) + more

    accounts = fill(journals.l20_bracketed(tmp_path / "a.xlsx", cell))
    assert finding(accounts, "L121").severity == "error"
    assert ("basic_by_economic", "30217", "amount") not in cells_of(accounts)


def test_trap_08_an_unknown_type_is_said(tmp_path: Path) -> None:
    """Its value is left, and its name is reported."""

    def cell(one: Entry) -> str:
        return f"【星座：天蝎】{journals.bracketed(one)}"

    accounts = check_layout(journals.l20_bracketed(tmp_path / "a.xlsx", cell))
    assert "星座" in finding(accounts, "L122").message


def test_trap_08_a_column_that_contradicts_the_cell_is_reported(tmp_path: Path) -> None:
    """The column is taken, the contradiction told."""
    fields = [*FIELDS, "辅助核算"]
    lines = [
        {**line(one), "辅助核算": "【经济：30299】" if one.economic == "30217" else "无"}
        for one in vouchers()
    ]
    accounts = check_layout(write(tmp_path / "a.xlsx", lines, fields))
    assert "L123" in failed_codes(accounts)


# ------------------------------------------------------------------ 9: both sides


def test_trap_09_financial_lines_of_a_voucher_are_never_counted(tmp_path: Path) -> None:
    """Whatever 1xxx to 5xxx say, with functions and economic codes of their own."""
    lines = []
    for one in vouchers():
        if not one.is_budget:
            one = one._replace(debit=one.debit * 3, credit=one.credit * 3)  # noqa: PLW2901
            more = {"支出功能分类编码": "2010301", "部门支出经济分类编码": "30201"}
            lines.append({**line(one), **more})
        else:
            lines.append(line(one))
    accounts = check_layout(write(tmp_path / "a.xlsx", lines))
    financial = sum(not one.is_budget and not one.closing for one in vouchers())
    assert statuses(accounts)[RowStatus.FINANCIAL] == financial


# ------------------------------------------------------------------ 10: closing

SILENT = [one._replace(narration="转账") if one.closing else one for one in vouchers()]


def remark(accounts: Accounts) -> str:
    return next(one for one in accounts.ledger.remarks if "年末结账分录" in one)


@pytest.mark.parametrize(
    ("field", "text", "evidence"),
    [("是否结转", "是", "结转标志列"), ("凭证类型", "结转", "凭证类型")],
)
def test_trap_10_closing_by_flag_or_type(
    field: str, text: str, evidence: str, tmp_path: Path
) -> None:
    """What the ledger says itself goes before everything."""
    other = "否" if field == "是否结转" else "记账"
    lines = [{**line(one), field: text if one.closing else other} for one in SILENT]
    accounts = check_layout(write(tmp_path / "a.xlsx", lines, [*FIELDS, field]))
    assert evidence in remark(accounts)
    assert "L107" not in failed_codes(accounts)


@pytest.mark.parametrize(
    "words", ["年终结账", "年末结转", "期末结转本年收支", "年终转帐", "收支转入结余"]
)
def test_trap_10_closing_by_narration(words: str, tmp_path: Path) -> None:
    """The words and a counter-account that only closing uses."""
    entries = [one._replace(narration=words) if one.closing else one for one in vouchers()]
    accounts = check_layout(write(tmp_path / "a.xlsx", lines_of(entries)))
    assert "摘要和对方科目" in remark(accounts)


def test_trap_10_closing_by_structure_is_said(tmp_path: Path) -> None:
    """6xxx and 7xxx against 8101 without a word: taken, and to be looked at."""
    accounts = check_layout(write(tmp_path / "a.xlsx", lines_of(SILENT)))
    assert "L107" in failed_codes(accounts)


@pytest.mark.parametrize("period", [13, "13", "2024.13", "调整期", "2024年13月", "第13期"])
def test_trap_10_closing_in_month_13(period: object, tmp_path: Path) -> None:
    """The thirteenth period is evidence enough beside the counter-account."""
    lines = [
        {**line(one), "会计期间": period if one.closing else int(one.date[5:7])} for one in SILENT
    ]
    accounts = check_layout(write(tmp_path / "a.xlsx", lines, [*FIELDS, "会计期间"]))
    assert "第 13 期" in remark(accounts)
    assert "L107" not in failed_codes(accounts)


def test_trap_10_closing_in_month_13_without_balance_accounts(tmp_path: Path) -> None:
    """An export of 6xxx and 7xxx alone: month 13 is taken, and to be looked at."""
    lines = [
        {**line(one), "凭证日期": one.date.replace("-12-31", "-13-31")}
        for one in SILENT
        if one.account[0] in "67"
    ]
    accounts = check_layout(write(tmp_path / "a.xlsx", lines))
    assert "L107" in failed_codes(accounts)


def test_trap_10_closing_that_nothing_shows_is_an_error_and_not_zero(tmp_path: Path) -> None:
    """Every account ends at nothing: the usual sides are taken, and an error says so."""
    entries = [
        one._replace(narration="转账") if one.closing else one
        for one in vouchers(refund_on_other_side=False)
        if one.account[0] in "67"
    ]
    accounts = check_layout(write(tmp_path / "a.xlsx", lines_of(entries)))
    assert finding(accounts, "L107").severity == "error"


def test_trap_10_a_flag_on_every_line_is_no_closing(tmp_path: Path) -> None:
    """结转标志 of closed months stands on every line; other evidence decides."""
    lines = [{**line(one), "结转标志": "1"} for one in vouchers()]
    accounts = check_layout(write(tmp_path / "a.xlsx", lines, [*FIELDS, "结转标志"]))
    assert any("没有采用" in one for one in accounts.ledger.remarks)


# ------------------------------------------------------------------ 11: red entries


@pytest.mark.parametrize("form", ["-{}", "({})", "（{}）", "－{}", "{}-", "−{}", "-￥{}", "{}－"])
def test_trap_11_red_entries_in_every_form(form: str, tmp_path: Path) -> None:
    """Minus before or behind, of any width, and brackets; text or number."""

    def amount(fen: int) -> object:
        return form.format(f"{-fen / 100:,.2f}") if fen < 0 else yuan(fen)

    lines = [
        {**line(one), "借方金额": amount(one.debit), "贷方金额": amount(one.credit)}
        for one in vouchers(refund_on_other_side=False)
    ]
    check_layout(write(tmp_path / "a.xlsx", lines))


def test_trap_11_blue_entries_on_the_other_side(tmp_path: Path) -> None:
    """冲销 booked as a positive amount on the opposite side nets out."""
    entries = [
        one._replace(debit=max(one.debit, 0, -one.credit), credit=max(one.credit, 0, -one.debit))
        for one in vouchers()
    ]
    assert all(one.debit >= 0 and one.credit >= 0 for one in entries)
    check_layout(write(tmp_path / "a.xlsx", lines_of(entries)))


# ------------------------------------------------------------------ 12: void, unposted


@pytest.mark.parametrize(
    ("field", "good", "bad", "status"),
    [
        ("作废标志", "0", "1", RowStatus.VOID),
        ("作废标志", "", "已作废", RowStatus.VOID),
        ("记账标志", "1", "0", RowStatus.UNPOSTED),
        ("是否记账", "已记账", "未记账", RowStatus.UNPOSTED),
        ("凭证状态", "已记账", "未记账", RowStatus.UNPOSTED),
        ("记账状态", "已记账", "未审核", RowStatus.UNPOSTED),
        ("状态", "正常", "已作废", RowStatus.VOID),
    ],
)
def test_trap_12_void_and_unposted_vouchers(
    field: str, good: str, bad: str, status: RowStatus, tmp_path: Path
) -> None:
    """Both are set aside, each under its own name."""
    extra = [one._replace(number=99) for one in vouchers() if one.economic == "30201"][:1]
    lines = [{**line(one), field: good} for one in vouchers()]
    lines += [{**line(one), field: bad} for one in extra]
    accounts = check_layout(write(tmp_path / "a.xlsx", lines, [*FIELDS, field]))
    assert statuses(accounts)[status] == 1


@pytest.mark.parametrize("state", ["0", "正常", "未作废", "未打印", "已审核"])
def test_trap_12_other_states_of_a_voucher_set_nothing_aside(state: str, tmp_path: Path) -> None:
    """Numbers mean something else in every product; a state counts only where it says so."""
    lines = [{**line(one), "凭证状态": state} for one in vouchers()]
    accounts = check_layout(write(tmp_path / "a.xlsx", lines, [*FIELDS, "凭证状态"]))
    assert not {RowStatus.VOID, RowStatus.UNPOSTED} & set(statuses(accounts))


# ------------------------------------------------------------------ 13 to 16: codes


def test_trap_13_code_and_name_disagree(tmp_path: Path) -> None:
    """The code counts; the name is reported."""
    lines = lines_of()
    for one in lines:
        if one["部门支出经济分类编码"] == "30102":
            one["部门支出经济分类名称"] = "退休费"
    accounts = check_layout(write(tmp_path / "a.xlsx", lines))
    assert "L214" in failed_codes(accounts)


def test_trap_14_one_name_under_two_codes(tmp_path: Path) -> None:
    """房屋建筑物购建 is 30901 and 31001: the code decides."""
    special = ("2010302", "31001", truth.GENERAL, "410000240000000067890")
    basic = ("2010301", "31001", truth.GENERAL, "410000210000000012346")
    events = (
        *truth.EVENTS,
        Event("2024-09-01", "购建", "710102", 1_000_00, *special),
        Event("2024-09-02", "购建", "71010102", 300_00, *basic),
        Event("2024-09-03", "购建", "71010102", 77_00, basic[0], "30901", *basic[2:]),
    )
    lines = lines_of(truth.vouchers_of(events))
    for one in lines:
        if one["部门支出经济分类编码"] in {"30901", "31001"}:
            one["部门支出经济分类名称"] = "房屋建筑物购建"
    accounts = fill(write(tmp_path / "a.xlsx", lines))
    cells = cells_of(accounts)
    assert cells["basic_by_economic", "31001", "amount"] == 300_00
    assert (
        cells["expenditure", "2010301", "basic"]
        == expected_cells(has_opening=False, events=events)["expenditure", "2010301", "basic"]
    )


@pytest.mark.parametrize("kind", ["number", "text"])
def test_trap_15_codes_as_floats(kind: str, tmp_path: Path) -> None:
    """2010301.0 as a number cell, and as text that another program made of it."""
    coded = ("科目编码", "支出功能分类编码", "部门支出经济分类编码", "资金性质编码")
    lines = lines_of()
    for one in lines:
        for field in coded:
            if one[field]:
                one[field] = float(one[field]) if kind == "number" else f"{one[field]}.0"
    check_layout(write(tmp_path / "a.xlsx", lines))


def test_trap_16_project_codes_of_more_than_twenty_digits(tmp_path: Path) -> None:
    """As text they keep every digit; as numbers they have lost some, and that is said."""
    path = write(tmp_path / "a.xlsx", lines_of())
    frame = check_layout(path).cube.frame
    assert set(frame["project"]) - {""} == set(truth.PROJECTS)
    lines = lines_of()
    for one in lines:
        one["预算项目编码"] = float(one["预算项目编码"]) if one["预算项目编码"] else ""
    accounts = check_layout(write(tmp_path / "b.xlsx", lines))
    assert "L125" in failed_codes(accounts)


# ------------------------------------------------------------------ 19, 20


def test_trap_19_government_and_departmental_classification(tmp_path: Path) -> None:
    """政府支出经济分类 stands first and is never used."""
    fields = ["政府支出经济分类编码", "政府支出经济分类名称", *FIELDS]
    more = {"政府支出经济分类编码": "50201", "政府支出经济分类名称": "办公经费"}
    lines = [{**line(one), **(more if one.economic else {})} for one in vouchers()]
    check_layout(write(tmp_path / "a.xlsx", lines, fields))


def test_trap_19_government_classification_alone(tmp_path: Path) -> None:
    """Under the name 经济分类 or its own it gives no departmental code, and that is said."""
    for name in ("经济分类编码", "政府支出经济分类编码"):
        fields = [
            field
            for field in FIELDS
            if field not in {"部门支出经济分类编码", "部门支出经济分类名称"}
        ]
        lines = [{**line(one), name: "50201" if one.economic else ""} for one in vouchers()]
        accounts = fill(write(tmp_path / "a.xlsx", lines, [*fields, name]))
        assert "L205" in failed_codes(accounts)
        rows = {row for table, row, _ in cells_of(accounts) if table == "basic_by_economic"}
        assert not {row for row in rows if row.startswith("5")}


def _with_fund(one: Entry) -> Line:
    """Without a column of the fund; the account's name tells it."""
    fund = "政府性基金预算财政拨款" if one.fund == truth.FUND else "一般公共预算财政拨款"
    top, _, rest = one.account_name.partition("/")
    name = f"{top}/{fund}/{rest}" if one.fund else one.account_name
    return {**line(one), "科目名称": name}


def test_trap_20_fund_only_in_the_account(tmp_path: Path) -> None:
    """行政支出/政府性基金预算财政拨款/项目支出 tells the fund."""
    fields = [field for field in FIELDS if field != "资金性质编码"]
    check_layout(write(tmp_path / "a.xlsx", map(_with_fund, vouchers()), fields))


def test_trap_20_fund_nowhere_is_no_guess(tmp_path: Path) -> None:
    """Spending of an administrative unit may be of any fund: it is not an appropriation."""
    fields = [field for field in FIELDS if field not in {"资金性质编码", "支出功能分类编码"}]
    accounts = fill(write(tmp_path / "a.xlsx", lines_of(), fields))
    assert not any(table == "general_budget_expenditure" for table, *_ in cells_of(accounts))
    assert "L212" in failed_codes(accounts)


# ------------------------------------------------------------------ 21 to 23


def test_trap_21_totals_and_repeated_pages(tmp_path: Path) -> None:
    """合计, 承前页, 过次页 and headings in the midst of the entries count nowhere."""
    lines: list[Any] = []
    done = 0.0
    for place, one in enumerate(vouchers()):
        lines.append(line(one))
        done += (one.debit or 0) / 100
        if place % 15 == 14:
            sums = {"借方金额": round(done, 2), "贷方金额": round(done, 2)}
            lines += [
                {"摘要": "过次页", **sums},
                dict(zip(FIELDS, FIELDS, strict=True)),
                {"摘要": "承前页", **sums},
            ]
        if place % 40 == 39:
            sums = {"借方金额": round(done, 2), "贷方金额": round(done, 2)}
            lines += [
                {"凭证日期": "合　计", **sums},
                {"摘要": "本月合计", **sums},
                {"摘要": "本年累计", **sums},
            ]
    accounts = check_layout(write(tmp_path / "a.xlsx", lines))
    assert statuses(accounts)[RowStatus.REPEATED_HEADING] == len(vouchers()) // 15


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-8"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_trap_22_delimited_text(encoding: str, delimiter: str, tmp_path: Path) -> None:
    """The same lines as text of any encoding."""
    rows = table_rows(journals.ABOVE, [FIELDS], journals.written(FIELDS, lines_of()))
    check_layout(csv_file(tmp_path / "a.csv", rows, encoding=encoding, delimiter=delimiter))


def test_trap_23_lines_of_another_year(tmp_path: Path) -> None:
    """They are set aside and reported; they change no figure."""
    old = [one._replace(date=f"2023{one.date[4:]}", number=200) for one in vouchers()[:8]]
    accounts = check_layout(write(tmp_path / "a.xlsx", lines_of([*old, *vouchers()])))
    assert statuses(accounts)[RowStatus.OTHER_YEAR] == len(old)
    assert finding(accounts, "L110").source_rows == len(old)


def test_trap_23_a_ledger_of_another_year_is_refused(tmp_path: Path) -> None:
    """Asked for 2023, a ledger of 2024 is a question and no empty table."""
    path = write(tmp_path / "a.xlsx", lines_of())
    with pytest.raises(UserError, match="2024"):
        fill(path, year=2023)


# ------------------------------------------------------------------ currencies, income


@pytest.mark.parametrize("currency", ["美元", "USD", "欧元"])
def test_an_amount_in_a_foreign_currency_is_never_counted_as_yuan(
    currency: str, tmp_path: Path
) -> None:
    """Only 原币, and the 币种 is no RMB: an error with its row, and no figure."""
    fields = [field.replace("方金额", "方原币金额") for field in FIELDS]
    lines = []
    for one in vouchers():
        cells = dict(zip(fields, line(one).values(), strict=True))
        is_foreign = one.economic == "30217" and not one.closing
        lines.append({**cells, "币种": currency if is_foreign else "人民币"})
    accounts = fill(write(tmp_path / "a.xlsx", lines, [*fields, "币种"]))
    assert finding(accounts, "L124").source_rows == 1
    assert ("basic_by_economic", "30217", "amount") not in cells_of(accounts)


def test_a_line_in_rmb_may_state_the_original_amount_alone(tmp_path: Path) -> None:
    """Functional amounts win where they are stated; a foreign line without them is an error."""
    fields = [*FIELDS, "借方原币", "贷方原币", "币种"]
    lines = []
    for one in vouchers():
        cells = {
            **line(one),
            "借方原币": yuan(one.debit),
            "贷方原币": yuan(one.credit),
            "币种": "RMB",
        }
        if one.number % 2:
            cells |= {"借方金额": "", "贷方金额": ""}
        elif one.number % 3 == 0:
            cells |= {
                "借方原币": yuan(one.debit // 7),
                "贷方原币": yuan(one.credit // 7),
                "币种": "美元",
            }
        lines.append(cells)
    accounts = check_layout(write(tmp_path / "a.xlsx", lines, fields))
    assert "L124" not in failed_codes(accounts)


@pytest.mark.parametrize("role", ["支出功能分类编码", "收入功能分类编码"])
def test_a_revenue_code_is_no_function_of_income(role: str, tmp_path: Path) -> None:
    """1030… on 6xxx lines is left out and L213 says what is missing."""
    fields = [*FIELDS, "收入功能分类编码"]
    lines = []
    for one in vouchers():
        cells = line(one)
        if one.account.startswith("6"):
            cells["支出功能分类编码"] = ""
            cells[role] = "1030199"
        lines.append(cells)
    accounts = fill(write(tmp_path / "a.xlsx", lines, fields))
    assert "L213" in failed_codes(accounts)
    rows = {row for table, row, _ in cells_of(accounts) if table == "income"}
    assert not {row for row in rows if row.startswith("1")}


def test_a_ledger_before_closing_sets_nothing_aside(tmp_path: Path) -> None:
    """Without closing vouchers the figures of the year are the same."""
    entries = [one for one in vouchers() if not one.closing]
    accounts = check_layout(write(tmp_path / "a.xlsx", lines_of(entries)))
    assert RowStatus.CLOSING not in statuses(accounts)


def test_openings_printed_every_month_count_once(tmp_path: Path) -> None:
    """A sheet a month, each with the position at its start: January's is the year's."""
    sheets: dict[str, Any] = {}
    standing = dict(truth.OPENINGS)
    for month in range(1, 13):
        lines = [
            {"摘要": "期初余额", "科目编码": account, "科目名称": truth.ACCOUNTS[account]}
            | dict(zip(("借方金额", "贷方金额"), truth.two_sides(net), strict=True))
            | {"支出功能分类编码": function, "资金性质编码": fund}
            for (account, function, fund), net in standing.items()
        ]
        this = [one for one in vouchers() if one.date[5:7] == f"{month:02d}"]
        for one in this:
            key = (one.account, one.function, one.fund)
            standing[key] = standing.get(key, 0) + one.credit - one.debit
        rows = journals.written(FIELDS, [*lines, *map(line, this)])
        sheets[f"{month}月"] = table_rows(journals.ABOVE, [FIELDS], rows)
    check_layout(write_sheets(tmp_path / "a.xlsx", sheets), has_opening=True)
