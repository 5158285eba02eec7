"""Journals: layouts, rows that are no entries, continuation, closing, checks."""

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

from tests.builders import JOURNAL_ABOVE
from tests.builders import JOURNAL_COLUMNS
from tests.builders import SMALL_CLOSING
from tests.builders import SMALL_JOURNAL
from tests.builders import journal_workbook
from tests.builders import table_rows
from tests.builders import write_sheets
from xls_juesuan.ledger import Ledger
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.reading import read_ledger

YEAR = [("单位：某某局", "会计年度：2024", "金额单位：元")]


#: Rows of a table as the builders take them.
Lines = Iterable[Sequence[Any]]


def read(tmp_path: Path, lines: Lines, **options: Lines) -> Ledger:
    return read_ledger(journal_workbook(tmp_path / "台账.xlsx", lines, **options))


def statuses(ledger: Ledger) -> list[str]:
    return ledger.frame["status"].tolist()


def codes(ledger: Ledger) -> list[str]:
    return [problem.code for problem in ledger.problems]


# ------------------------------------------------------------------ layouts


def test_dimensions_grouped_under_one_title_beside_merged_columns(tmp_path: Path) -> None:
    """辅助核算 over the dimensions; 日期 and 凭证号 run down both heading rows."""
    rows = [
        *YEAR,
        ("日期", "凭证号", "科目", "", "发生额", "", "辅助核算", "", "", "摘要"),
        (
            "",
            "",
            "编码",
            "名称",
            "贷方",
            "借方",
            "功能分类编码",
            "部门经济分类编码",
            "资金性质",
            "",
        ),
        ("2024-01-05", "1", "710101", "基本支出", "", 100, "2010301", "30201", "111", "付款"),
        ("2024-01-05", "1", "600101", "基本支出", 100, "", "2010301", "", "111", "付款"),
    ]
    frame = read_ledger(write_sheets(tmp_path / "账.xlsx", {"账": rows})).frame
    assert frame["voucher"].tolist() == ["1", "1"]
    assert frame["narration"].tolist() == ["付款", "付款"]
    assert frame["function"].tolist() == ["2010301", "2010301"]
    assert frame["debit"].tolist() == [100_00, 0]


def test_one_amount_and_a_direction_column(tmp_path: Path) -> None:
    """借 and 贷 beside one amount, the amount in 万元, unit named in the heading."""
    columns = ("凭证日期", "凭证号", "摘要", "科目", "借贷方向", "金额（万元）", "部门经济分类")
    lines = [
        ("2024-01-05", "1", "付款", "7101.01 行政支出/基本支出", "借", 0.01, "30201 办公费"),
        ("2024-01-05", "1", "付款", "6001.01 财政拨款预算收入/基本支出", "贷", 0.01, ""),
    ]
    ledger = read(tmp_path, lines, columns=columns, above=[("会计年度：2024",)])
    frame = ledger.frame
    assert ledger.amount_unit == "万元"
    assert frame["debit"].tolist() == [10000, 0]
    assert frame["credit"].tolist() == [0, 10000]
    assert frame["account"].tolist() == ["710101", "600101"]
    assert frame["account_name"].tolist() == ["行政支出/基本支出", "财政拨款预算收入/基本支出"]
    assert frame.loc[0, ["economic", "economic_name"]].tolist() == ["30201", "办公费"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("借 贷", True),
        ("借方 贷方", True),
        ("J D", True),
        ("D C", True),
        ("S H", True),
        ("1 -1", True),
    ],
)
def test_directions_are_read_in_pairs(tmp_path: Path, words: str, expected: bool) -> None:
    """D is credit beside J and debit beside C."""
    debit, credit = words.split(" ")
    columns = ("日期", "凭证号", "科目编码", "方向", "金额")
    lines = [("2024-01-05", "1", "710101", debit, 5), ("2024-01-05", "1", "600101", credit, 5)]
    frame = read(tmp_path, lines, columns=columns).frame
    assert (frame["debit"].tolist() == [500, 0]) is expected
    assert frame["credit"].tolist() == [0, 500]


def test_a_direction_that_says_nothing_is_a_problem(tmp_path: Path) -> None:
    """An amount whose side is unknown counts as nothing and is reported."""
    columns = ("日期", "凭证号", "科目编码", "方向", "金额")
    lines = [("2024-01-05", "1", "710101", "借", 5), ("2024-01-05", "1", "600101", "？", 5)]
    ledger = read(tmp_path, lines, columns=columns)
    assert "L105" in codes(ledger)
    assert ledger.frame["credit"].sum() == 0


def test_home_currency_goes_before_foreign(tmp_path: Path) -> None:
    """借方本位币 is taken, 借方原币 is not; running balance and its direction are left."""
    columns = (
        "日期",
        "凭证字号",
        "摘要",
        "科目编码",
        "科目名称",
        "借方原币",
        "贷方原币",
        "借方本位币",
        "贷方本位币",
        "余额方向",
        "余额",
    )
    lines = [("2024-01-05", "记-0001", "付款", "710101", "", 1, "", 7, "", "借", 7)]
    frame = read(tmp_path, lines, columns=columns).frame
    assert frame.loc[0, ["debit", "credit"]].tolist() == [700, 0]


def test_a_single_amount_in_original_currency_says_no_side(tmp_path: Path) -> None:
    """原币金额 beside 借方 and 贷方 is taken for neither; standing alone it is said with its row."""
    columns = (*JOURNAL_COLUMNS[:5], "原币金额", "借方本位币", "贷方本位币")
    lines = [(*SMALL_JOURNAL[0][:5], 7, 7, ""), (*SMALL_JOURNAL[0][:5], 5, "", "")]
    ledger = read(tmp_path, lines, columns=columns)
    assert [(problem.code, problem.sources[0].row) for problem in ledger.problems] == [("L124", 5)]
    frame = ledger.frame
    assert frame["debit"].tolist() == [700, 0]
    assert frame["credit"].tolist() == [0, 0]


def test_government_classification_is_never_taken(tmp_path: Path) -> None:
    """政府支出经济分类 is left by its name, and by its content where it hides behind 经济分类."""
    columns = (
        "日期",
        "凭证号",
        "科目编码",
        "借方",
        "贷方",
        "政府支出经济分类编码",
        "部门支出经济分类编码",
    )
    lines = [("2024-01-05", "1", "710101", 5, 0, "50201", "30201")]
    assert read(tmp_path, lines, columns=columns).frame.loc[0, "economic"] == "30201"
    columns = ("日期", "凭证号", "科目编码", "借方", "贷方", "经济分类编码", "")
    ledger = read(tmp_path, lines, columns=columns)
    assert ledger.frame.loc[0, "economic"] == ""
    assert any("政府预算支出经济分类" in remark for remark in ledger.remarks)


def test_voucher_word_and_number_are_joined(tmp_path: Path) -> None:
    """凭证字 and 凭证号 make one number."""
    columns = ("日期", "凭证字", "凭证号", "摘要", "科目编码", "借方", "贷方")
    frame = read(
        tmp_path, [("2024-01-05", "记", 12, "付款", "710101", 5, 0)], columns=columns
    ).frame
    assert frame.loc[0, "voucher"] == "记-12"


def test_year_and_month_columns_stand_in_for_a_date(tmp_path: Path) -> None:
    """会计年度 and 会计月份 give the month."""
    columns = ("会计年度", "会计月份", "凭证号", "摘要", "科目编码", "借方", "贷方")
    ledger = read(
        tmp_path, [(2024, 3, "1", "付款", "710101", 5, 0)], columns=columns, above=[("单位：元",)]
    )
    assert ledger.frame.loc[0, "date"] == "2024-03"
    assert ledger.year == 2024


def test_every_sheet_of_the_kind_is_read(tmp_path: Path) -> None:
    """Months on sheets of their own are joined; the other sheet is named."""
    first = table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], SMALL_JOURNAL[:2])
    second = table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], SMALL_JOURNAL[2:])
    path = write_sheets(tmp_path / "a.xlsx", {"1月": first, "2月": second, "说明": [["随便写写"]]})
    ledger = read_ledger(path)
    assert ledger.kind is LedgerKind.JOURNAL
    assert ledger.frame["sheet"].tolist() == ["1月", "1月", "2月", "2月"]
    assert any("说明" in remark for remark in ledger.remarks)


def test_hidden_sheets_are_said(tmp_path: Path) -> None:
    """A hidden sheet is left when others are there, read when it is alone, and told either way."""
    rows = table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], SMALL_JOURNAL)
    both = write_sheets(tmp_path / "a.xlsx", {"甲": rows, "乙": rows}, hidden=["乙"])
    ledger = read_ledger(both)
    assert len(ledger.frame) == 4
    assert [problem.subject for problem in ledger.problems if problem.code == "L111"] == ["乙"]


def test_unit_and_year_may_stand_in_the_next_cell_or_in_one_line(tmp_path: Path) -> None:
    """编制单位 beside its value; several statements in one cell; a code before the name."""
    beside = read(
        tmp_path,
        SMALL_JOURNAL,
        above=[("编制单位：", "某某局", "单位：", "元"), ("2024年度明细账",)],
    )
    assert (beside.unit_name, beside.year, beside.amount_unit) == ("某某局", 2024, "元")
    line = read(
        tmp_path,
        SMALL_JOURNAL,
        above=[("核算单位：001001 某某局  会计期间：2024.01-2024.12  金额单位：元",)],
    )
    assert (line.unit_name, line.year, line.amount_unit) == ("某某局", 2024, "元")


def test_the_argument_names_the_unit(tmp_path: Path) -> None:
    """--unit-name wins; without any statement the name stays empty."""
    path = journal_workbook(tmp_path / "a.xlsx", SMALL_JOURNAL)
    assert read_ledger(path, unit_name="别的局").unit_name == "别的局"
    assert read(tmp_path, SMALL_JOURNAL, above=[("金额单位：元",)]).unit_name == ""


# ------------------------------------------------------------------ rows that are no entries


def test_rows_that_are_no_entries_keep_their_place(tmp_path: Path) -> None:
    """Totals, repeated headings, footnotes and rows without an account are set aside by name."""
    lines = [
        *SMALL_JOURNAL[:2],
        ("2024-01", "", "本月合计", "", "", 100, 100),
        JOURNAL_COLUMNS,
        *SMALL_JOURNAL[2:],
        ("2024-03-01", "记-3", "忘了科目", "", "", 7, 0),
        ("", "", "合  计", "", "", 130, 130),
        ("制表人：张三",),
    ]
    ledger = read(tmp_path, lines)
    assert statuses(ledger) == [
        "entry",
        "entry",
        "subtotal",
        "repeated_heading",
        "entry",
        "entry",
        "no_account",
        "subtotal",
        "footnote",
    ]
    assert ledger.frame["row"].tolist() == list(range(4, 13))


def test_a_narration_that_mentions_a_total_is_an_entry(tmp_path: Path) -> None:
    """支付本月合计用电 is spending; 本月合计 with a voucher is, too."""
    lines = [
        ("2024-01-05", "记-1", "支付本月合计用电", "710101", "", 5, 0),
        ("2024-01-06", "记-2", "本月合计", "710101", "", 5, 0),
        ("", "", "本月合计", "710101", "", 10, 0),
    ]
    assert statuses(read(tmp_path, lines)) == ["entry", "entry", "subtotal"]


def test_continuation_lines_inherit_date_and_voucher(tmp_path: Path) -> None:
    """Blank date and voucher on a line with an account belong to the voucher above."""
    lines = [
        SMALL_JOURNAL[0],
        ("", "", "", "600101", "", 0, 100),
        ("2024-01", "", "本月合计", "", "", 100, 100),
        ("2024-02-03", "记-2", "付款", "710101", "", 5, 0),
        ("", "", "", "600101", "", 0, 5),
    ]
    ledger = read(tmp_path, lines)
    assert ledger.frame["voucher"].tolist() == ["记-1", "记-1", "", "记-2", "记-2"]
    assert ledger.frame["date"].iloc[[1, 4]].tolist() == ["2024-01-05", "2024-02-03"]
    assert ledger.problems == ()


def test_void_and_unposted_vouchers_are_set_aside(tmp_path: Path) -> None:
    """作废标志 and 记账标志 are obeyed."""
    columns = ("日期", "凭证号", "科目编码", "借方", "贷方", "作废标志", "记账标志")
    lines = [
        ("2024-01-05", "1", "710101", 5, 0, "1", "1"),
        ("2024-01-05", "2", "710101", 5, 0, "0", "0"),
        ("2024-01-05", "3", "710101", 5, 0, "", "是"),
    ]
    assert statuses(read(tmp_path, lines, columns=columns)) == ["void", "unposted", "entry"]


def test_opening_lines_give_openings(tmp_path: Path) -> None:
    """年初余额 before the first voucher is a position, not a movement."""
    lines = [("", "", "年初余额", "810107", "财政拨款结转", 0, 88), *SMALL_JOURNAL]
    ledger = read(tmp_path, lines)
    assert statuses(ledger) == ["opening"] + ["entry"] * 4
    assert ledger.frame["opening"].tolist() == [8800, 0, 0, 0, 0]
    assert ledger.has_opening
    assert "L101" not in codes(ledger)


# ------------------------------------------------------------------ closing


def evidence(ledger: Ledger) -> str:
    return next(remark for remark in ledger.remarks if "年末结账分录" in remark)


def test_without_closing_nothing_is_set_aside(tmp_path: Path) -> None:
    """A ledger before closing is said to have none."""
    ledger = read(tmp_path, SMALL_JOURNAL)
    assert "closing" not in statuses(ledger)
    assert ledger.frame[["closing_debit", "closing_credit"]].to_numpy().sum() == 0


def test_closing_by_narration_needs_a_closing_account(tmp_path: Path) -> None:
    """年末结转 against 8101 is closing; against 8001 it is spending that is called so."""
    ledger = read(tmp_path, [*SMALL_JOURNAL, *SMALL_CLOSING])
    assert statuses(ledger) == ["entry"] * 4 + ["closing"] * 4
    assert ledger.frame["closing_debit"].tolist() == [0] * 4 + [13000, 0, 0, 13000]
    assert "摘要和对方科目" in evidence(ledger)
    spending = [
        ("2024-05-05", "记-5", "结转上月电费", "710101", "", 5, 0),
        ("2024-05-05", "记-5", "结转上月电费", "8001", "", 0, 5),
    ]
    assert statuses(read(tmp_path, [*SMALL_JOURNAL, *spending]))[4:] == ["entry", "entry"]


def test_closing_by_voucher_type(tmp_path: Path) -> None:
    """A voucher of the type 结转 needs no telling narration."""
    columns = (*JOURNAL_COLUMNS, "凭证类型")
    lines = [
        (*line, "", "结转" if line[1] == "记-9" else "记账")
        for line in (*SMALL_JOURNAL, *((*line[:2], "年终", *line[3:]) for line in SMALL_CLOSING))
    ]
    ledger = read(tmp_path, lines, columns=columns)
    assert statuses(ledger) == ["entry"] * 4 + ["closing"] * 4
    assert "凭证类型" in evidence(ledger)


def test_closing_by_flag(tmp_path: Path) -> None:
    """The ledger's own flag goes first."""
    columns = (*JOURNAL_COLUMNS, "是否结转")
    lines = [
        (*line, "", "是" if line[1] == "记-9" else "否")
        for line in (*SMALL_JOURNAL, *SMALL_CLOSING)
    ]
    ledger = read(tmp_path, lines, columns=columns)
    assert statuses(ledger) == ["entry"] * 4 + ["closing"] * 4
    assert ledger.frame["is_closing"].sum() == 4
    assert "结转标志列" in evidence(ledger)


def test_closing_by_structure_is_weak_evidence(tmp_path: Path) -> None:
    """Income debited and spending credited against 8101 alone is closing, and is reported."""
    silent = [(*line[:2], "转账", *line[3:]) for line in SMALL_CLOSING]
    ledger = read(tmp_path, [*SMALL_JOURNAL, *silent])
    assert statuses(ledger) == ["entry"] * 4 + ["closing"] * 4
    assert codes(ledger) == ["L107"]


def test_closing_in_an_export_without_balance_accounts(tmp_path: Path) -> None:
    """Where the export leaves out 8xxx the narration alone must do, and is reported."""
    lines = [*SMALL_JOURNAL, *(line for line in SMALL_CLOSING if not line[3].startswith("8"))]
    ledger = read(tmp_path, lines)
    assert statuses(ledger) == ["entry"] * 4 + ["closing"] * 2
    assert codes(ledger) == ["L107"]


def test_financial_closing_goes_along(tmp_path: Path) -> None:
    """4xxx and 5xxx closed to 3xxx are closing lines as well."""
    lines = [
        *SMALL_JOURNAL,
        ("2024-12-31", "记-8", "期末结转", "4001", "", 130, 0),
        ("2024-12-31", "记-8", "期末结转", "3301", "", 0, 130),
    ]
    assert statuses(read(tmp_path, lines)) == ["entry"] * 4 + ["closing"] * 2


def test_adjustments_between_balance_accounts_are_no_closing(tmp_path: Path) -> None:
    """年初余额调整 and 归集调入 move 8xxx alone."""
    lines = [
        *SMALL_JOURNAL,
        ("2024-03-01", "记-3", "年初余额调整，结转", "8001", "", 9, 0),
        ("2024-03-01", "记-3", "年初余额调整，结转", "810101", "", 0, 9),
        ("2024-12-31", "记-7", "结转累计结转", "810103", "", 9, 0),
        ("2024-12-31", "记-7", "结转累计结转", "810107", "", 0, 9),
    ]
    assert statuses(read(tmp_path, lines)) == ["entry"] * 8


def test_a_refund_is_no_closing(tmp_path: Path) -> None:
    """Spending credited against 8001 or in red stays an entry and nets out."""
    lines = [
        *SMALL_JOURNAL,
        ("2024-06-01", "记-6", "退回差旅费", "8001", "", 4, 0),
        ("2024-06-01", "记-6", "退回差旅费", "710101", "", 0, 4),
        ("2024-06-02", "记-7", "红字冲销", "710101", "", -3, 0),
        ("2024-06-02", "记-7", "红字冲销", "600101", "", 0, -3),
    ]
    ledger = read(tmp_path, lines)
    assert statuses(ledger) == ["entry"] * 8
    assert ledger.frame["debit"].tolist()[6:] == [-300, 0]


# ------------------------------------------------------------------ checks


def test_unreadable_amounts_are_reported_where_they_matter(tmp_path: Path) -> None:
    """A word in an entry's amount is a problem; the line stays and counts as nothing."""
    lines = [
        *SMALL_JOURNAL,
        ("2024-03-01", "记-3", "付款", "710101", "", "见附件", ""),
        ("说明", "", "", "", "", "见附件"),
    ]
    problems = [problem for problem in read(tmp_path, lines).problems if problem.code == "L105"]
    assert len(problems) == 1
    assert (problems[0].subject, problems[0].rows) == ("借方金额", 1)
    assert problems[0].sources[0].row == 8


def test_a_stated_total_that_differs_is_reported(tmp_path: Path) -> None:
    """The last 合计 row is compared with the lines above it."""
    assert codes(read(tmp_path, [*SMALL_JOURNAL, ("", "", "合计", "", "", 130, 130)])) == []
    problems = read(tmp_path, [*SMALL_JOURNAL, ("", "", "合计", "", "", 130, 131)]).problems
    assert [(problem.code, problem.fen) for problem in problems] == [("L112", 100)]


def test_a_total_of_the_lines_since_the_total_before_is_no_difference(tmp_path: Path) -> None:
    """Every page or month may end in a 合计 of its own."""
    first, second = ("", "", "合计", "", "", 100, 100), ("", "", "合计", "", "", 30, 30)
    lines = [*SMALL_JOURNAL[:2], first, *SMALL_JOURNAL[2:], second]
    assert "L112" not in codes(read(tmp_path, lines))
    lines[-1] = ("", "", "合计", "", "", 31, 30)
    assert "L112" in codes(read(tmp_path, lines))


@settings(max_examples=15)
@given(st.permutations([*SMALL_JOURNAL, *SMALL_CLOSING]))
def test_the_order_of_lines_changes_no_sum(lines: list[Any]) -> None:
    """Complete lines may stand in any order: statuses and sums by account stay."""
    with tempfile.TemporaryDirectory() as folder:
        frame = read(Path(folder), lines).frame
    columns = ["debit", "credit", "closing_debit", "closing_credit"]
    sums = frame.groupby(["account", "economic", "status"])[columns].sum().to_dict("index")
    assert sums == {
        ("710101", "30201", "entry"): dict(zip(columns, (10000, 0, 0, 0), strict=True)),
        ("710101", "30211", "entry"): dict(zip(columns, (3000, 0, 0, 0), strict=True)),
        ("600101", "", "entry"): dict(zip(columns, (0, 13000, 0, 0), strict=True)),
        ("600101", "", "closing"): dict(zip(columns, (13000, 0, 13000, 0), strict=True)),
        ("710101", "", "closing"): dict(zip(columns, (0, 13000, 0, 13000), strict=True)),
        ("810103", "", "closing"): dict(zip(columns, (13000, 13000, 13000, 13000), strict=True)),
    }


def test_money_carried_over_from_last_year_is_no_closing(tmp_path: Path) -> None:
    """A refund of 上年结转 stands on the closing side of an account, and is spending taken back."""
    refund = ("2024-03-01", "记-3", "退回上年结转项目资金", *SMALL_JOURNAL[0][3:5], 0, 40)
    lines = [*SMALL_JOURNAL, (*refund, *SMALL_JOURNAL[0][7:])]
    ledger = read_ledger(journal_workbook(tmp_path / "账.xlsx", lines))
    assert "closing" not in set(ledger.frame["status"])
