"""Void and unposted vouchers."""

from __future__ import annotations

from tests.cube.frames import ledger
from tests.cube.frames import received
from tests.cube.frames import spent
from xls_juesuan.cube.checks import check_ledger
from xls_juesuan.ledger import RowStatus


def test_what_was_left_out_is_told_with_vouchers_rows_and_amount() -> None:
    """L131 and L132 say how many, which, how much, and that they were not counted."""
    lines = [
        {**one, "voucher": f"记-{n}", "status": str(status)}
        for n, status in ((1, RowStatus.VOID), (2, RowStatus.VOID), (3, RowStatus.UNPOSTED))
        for one in (spent(1234), {**received(1234)})
    ]
    found = {
        one.code: one
        for one in check_ledger(ledger(spent(1), *lines)).problems
        if one.code in {"L131", "L132"}
    }
    void, unposted = found["L131"], found["L132"]
    assert "2 张作废凭证，共 4 行，借方 24.68 元、贷方 24.68 元，没有计入" in void.detail
    assert "记-1、2024-03-01 记-2" in void.detail
    assert [source.row for source in void.sources] == [6, 7, 8, 9]
    assert "1 张未记账凭证，共 2 行" in unposted.detail
    assert (unposted.fen, unposted.rows) == (1234, 2)
