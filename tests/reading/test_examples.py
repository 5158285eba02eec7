"""The two example ledgers, to the fen."""

from __future__ import annotations

from pathlib import Path

import pytest

from xls_juesuan.ledger import LedgerKind
from xls_juesuan.reading import read_ledger

EXAMPLES = Path(__file__).parents[2] / "examples"
SPENT = 4119056_42


def test_the_journal_is_read_line_by_line() -> None:
    """Every row below the heading is there once, with its true row and its fate."""
    ledger = read_ledger(EXAMPLES / "ledger.xlsx")
    frame = ledger.frame
    assert ledger.kind is LedgerKind.JOURNAL
    assert (ledger.unit_name, ledger.year, ledger.amount_unit) == (
        "封丘县行政审批和政务信息管理局",
        2024,
        "元",
    )
    assert frame["row"].tolist() == list(range(5, 814))
    assert frame["status"].astype("str").value_counts().to_dict() == {
        "entry": 736,
        "closing": 72,
        "subtotal": 1,
    }
    assert ledger.problems == ()
    assert not ledger.has_opening
    assert set(frame["file"]) == {"ledger.xlsx"}
    assert set(frame["sheet"]) == {"凭证明细"}


def test_the_journal_states_the_movement_before_closing() -> None:
    """Without the closing part, income and spending come to the appropriation of the year."""
    frame = read_ledger(EXAMPLES / "ledger.xlsx").frame
    first = frame["account"].str[:1]
    debit, credit = (
        frame["debit"] - frame["closing_debit"],
        frame["credit"] - frame["closing_credit"],
    )
    assert int((credit - debit)[first == "6"].sum()) == SPENT
    assert int((debit - credit)[first == "7"].sum()) == SPENT
    assert int(frame["debit"][frame["status"] != "subtotal"].sum()) == 16476225_68


def test_a_journal_line_holds_all_dimensions() -> None:
    """Codes, names and the full account name are taken as stated."""
    line = read_ledger(EXAMPLES / "ledger.xlsx").frame.iloc[2]
    assert line[["date", "voucher", "account", "account_name"]].tolist() == [
        "2024-01-05",
        "记-0001",
        "710101",
        "行政支出/基本支出",
    ]
    assert line[["function", "function_name", "economic", "economic_name"]].tolist() == [
        "2010301",
        "行政运行",
        "30107",
        "绩效工资",
    ]
    assert line[["fund", "fund_name", "project_class", "project_class_name"]].tolist() == [
        "111",
        "一般公共预算资金",
        "1",
        "人员类项目",
    ]
    assert (line["debit"], line["credit"]) == (6543_77, 0)


def test_the_closed_balance_table_gives_the_same_movement() -> None:
    """Parents are set aside, the closing side of 6xxx and 7xxx leaves stands apart."""
    ledger = read_ledger(EXAMPLES / "ledger_balances.xlsx")
    frame = ledger.frame
    assert ledger.kind is LedgerKind.BALANCES
    assert (ledger.unit_name, ledger.year, ledger.amount_unit) == (
        "封丘县行政审批和政务信息管理局",
        2024,
        "元",
    )
    assert frame["status"].astype("str").value_counts().to_dict() == {
        "entry": 108,
        "parent": 14,
        "subtotal": 1,
    }
    assert frame["row"].tolist() == list(range(5, 128))
    assert ledger.problems == ()
    assert not ledger.has_opening, "all opening cells are blank, and a blank is no zero"
    leaves = frame[frame["status"] == "entry"]
    first = leaves["account"].str[:1]
    debit, credit = (
        leaves["debit"] - leaves["closing_debit"],
        leaves["credit"] - leaves["closing_credit"],
    )
    assert int((credit - debit)[first == "6"].sum()) == SPENT
    assert int((debit - credit)[first == "7"].sum()) == SPENT


def test_rows_that_merely_lack_a_dimension_are_no_parents() -> None:
    """The carry-over account holds rows with and without an economic code; all are leaves."""
    frame = read_ledger(EXAMPLES / "ledger_balances.xlsx").frame
    rows = frame[frame["account"] == "810103"]
    assert rows["status"].tolist() == ["parent"] + ["entry"] * (len(rows) - 1)


def test_both_ledgers_agree_by_every_dimension() -> None:
    """Spending by function, economic code, fund and project is the same in both."""
    keys = ["account", "function", "economic", "fund", "project"]
    totals = []
    for name in ("ledger.xlsx", "ledger_balances.xlsx"):
        frame = read_ledger(EXAMPLES / name).frame
        lines = frame[frame["account"].str.startswith("7") & (frame["status"] != "parent")]
        spent = (lines["debit"] - lines["closing_debit"]) - (
            lines["credit"] - lines["closing_credit"]
        )
        totals.append(
            {
                key: fen
                for key, fen in spent.groupby([lines[key] for key in keys]).sum().items()
                if fen
            }
        )
    assert totals[0] == totals[1]


def test_account_names_of_a_balance_table_are_full_paths() -> None:
    """The names of the levels above are put before the name of the row."""
    frame = read_ledger(EXAMPLES / "ledger_balances.xlsx").frame
    assert set(frame["account_name"][frame["account"] == "600101"]) == {"财政拨款预算收入/基本支出"}


def test_the_remarks_say_what_was_recognised() -> None:
    """Heading row, unit, year and the evidence for closing entries are told."""
    remarks = "\n".join(read_ledger(EXAMPLES / "ledger.xlsx").remarks)
    for part in (
        "表头在第 4 行",
        "金额单位：元",
        "会计年度：2024",
        "按摘要和对方科目认出 1 张凭证、72 行",
    ):
        assert part in remarks


@pytest.mark.parametrize("name", ["ledger.xlsx", "ledger_balances.xlsx"])
def test_reading_leaves_the_file_alone(name: str) -> None:
    """The bytes before and after are the same."""
    before = (EXAMPLES / name).read_bytes()
    read_ledger(EXAMPLES / name)
    assert (EXAMPLES / name).read_bytes() == before
