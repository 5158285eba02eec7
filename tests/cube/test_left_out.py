"""Loans and investments are left out, and the amounts are reconciled account by account."""

from __future__ import annotations

from tests.cube.frames import ledger
from tests.cube.frames import received
from tests.cube.frames import spent
from xls_juesuan.cube.build import build_cube
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.model import CellKey
from xls_juesuan.supplement import Supplement

_LOAN = {"account": "6501", "account_name": "债务预算收入", "economic": "", "function": ""}
_REPAID = {"account": "7701", "account_name": "债务还本支出"}


def test_book_less_left_out_is_what_the_tables_show() -> None:
    """Both sides with their three amounts, and the gap between the grand totals."""
    rows = (received(800), spent(500), {**_LOAN, "credit": 1_000}, spent(300, **_REPAID))
    (said,) = (
        one for one in build_cube(ledger(*rows), Supplement()).problems if one.code == "L240"
    )
    assert "账面 18.00 元 - 剔除 6501 债务预算收入 10.00 元 = 决算数 8.00 元" in said.detail
    assert "账面 8.00 元 - 剔除 7701 债务还本支出 3.00 元 = 决算数 5.00 元" in said.detail
    assert "收入总计比支出总计少 7.00 元" in said.detail
    assert said.fen == -700
    assert said.cells == tuple(
        CellKey("income_expenditure", row, "amount") for row in ("L27", "L57")
    )
    assert [source.row for source in said.sources] == [7, 8]


def test_a_closed_table_gives_the_same_amounts() -> None:
    """The closing side of the accounts is no second movement."""
    rows = (
        received(800, debit=800, closing_debit=800),
        spent(500, credit=500, closing_credit=500),
        spent(300, credit=300, closing_credit=300, **_REPAID),
    )
    book = ledger(*rows, kind=LedgerKind.BALANCES)
    (said,) = (one for one in build_cube(book, Supplement()).problems if one.code == "L240")
    assert "剔除 0.00 元" in said.detail
    assert "剔除 7701 债务还本支出 3.00 元" in said.detail
    assert "收入总计比支出总计多 3.00 元" in said.detail


def test_without_loans_there_is_nothing_to_reconcile() -> None:
    """An ordinary unit is not bothered."""
    cube = build_cube(ledger(received(8), spent(5)), Supplement())
    assert "L240" not in {problem.code for problem in cube.problems}
