"""Names of accounts from a chart of accounts or a balance table beside the vouchers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builders import BALANCE_ABOVE
from tests.builders import BALANCE_COLUMNS
from tests.builders import JOURNAL_ABOVE
from tests.builders import JOURNAL_COLUMNS
from tests.builders import table_rows
from tests.builders import write_sheets
from xls_juesuan.reading import read_ledger

if TYPE_CHECKING:
    from pathlib import Path

PAYMENT = ("2024-01-05", "记-1", "付款", "7101010201", "", 5, "", "2010301", "30201", "111")
CHART = (
    ("7101", "行政支出"),
    ("710101", "财政拨款支出"),
    ("71010102", "项目支出"),
    ("7101010201", "办公费"),
)


def journal_rows(name: str = "") -> list[list[object]]:
    line = (*PAYMENT[:4], name, *PAYMENT[5:])
    return table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], [line])


def test_a_chart_of_accounts_names_all_levels(tmp_path: Path) -> None:
    """Vouchers with codes alone are named after the sheet 会计科目."""
    chart = [["科目编号", "科目名称", "余额方向"], *([*one, "借"] for one in CHART)]
    path = write_sheets(tmp_path / "a.xlsx", {"记账凭证": journal_rows(), "会计科目": chart})
    ledger = read_ledger(path)
    assert ledger.frame["account_name"].iloc[0] == "行政支出/财政拨款支出/项目支出/办公费"
    assert any("会计科目表" in remark for remark in ledger.remarks)


def test_a_last_level_is_put_under_its_parents(tmp_path: Path) -> None:
    """The line's own name stays; the levels above come from the chart."""
    chart = [["科目编号", "科目名称", "余额方向"], *([*one, "借"] for one in CHART)]
    sheets = {"记账凭证": journal_rows("办公用品"), "会计科目": chart}
    ledger = read_ledger(write_sheets(tmp_path / "a.xlsx", sheets))
    assert ledger.frame["account_name"].iloc[0] == "行政支出/财政拨款支出/项目支出/办公用品"


def test_a_balance_table_beside_the_vouchers_names_them_too(tmp_path: Path) -> None:
    """The balance table is set aside for comparison, but its names are used."""
    amounts = ("", "", "", "", "", 5, "", 5, "")
    table = table_rows(BALANCE_ABOVE, BALANCE_COLUMNS, [(*one, *amounts) for one in CHART])
    sheets = {"余额表": table, "凭证": journal_rows("办公费")}
    ledger = read_ledger(write_sheets(tmp_path / "a.xlsx", sheets))
    line = ledger.frame[ledger.frame["sheet"] == "凭证"].iloc[0]
    assert line["account_name"] == "行政支出/财政拨款支出/项目支出/办公费"
