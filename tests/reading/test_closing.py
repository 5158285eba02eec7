"""Closing entries: what a person says of a voucher, and words that only look like closing."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.cube.frames import ledger
from xls_juesuan.reading.closing import mark_closing

_SPENT: dict[str, object] = {"voucher": "记-1", "debit": 100}
_PAID: dict[str, object] = {"voucher": "记-1", "account": "800101", "credit": 100}


def _statuses(*rows: dict[str, object], decided: tuple[str, ...] = ()) -> list[str]:
    frame = ledger(*rows).frame
    mark_closing(frame, pd.Series(decided, dtype="str") if decided else None)
    return [str(status) for status in frame["status"]]


def test_a_voucher_that_is_said_to_be_none_is_none() -> None:
    """Flag, words and counter-account together weigh less than what a person says."""
    closing = [
        {"voucher": "记-2", "credit": 100, "narration": "年终结转", "is_closing": True},
        {"voucher": "记-2", "account": "820101", "debit": 100, "narration": "年终结转"},
    ]
    lines = (_SPENT, _PAID, *closing)
    assert _statuses(*lines)[2:] == ["closing", "closing"]
    assert _statuses(*lines, decided=("", "", "no", "no")) == ["entry"] * 4


@pytest.mark.parametrize("said", ["", "no"])
def test_accounts_that_end_at_nothing_show_a_closing_where_nobody_has_spoken(said: str) -> None:
    """A full refund that is said to be no closing stays a refund."""
    refund = [
        {"voucher": "记-2", "credit": 100},
        {"voucher": "记-2", "account": "800101", "debit": 100},
    ]
    found = _statuses(_SPENT, _PAID, *refund, decided=("", "", said, said))
    assert found[2] == ("entry" if said else "closing")


@pytest.mark.parametrize(
    ("narration", "status"),
    [("退回上年结转项目资金", "entry"), ("年初结转资金退回", "entry"), ("收支结转", "closing")],
)
def test_carry_over_of_last_year_is_no_closing(narration: str, status: str) -> None:
    """In a ledger of expenditure alone the words are all there is."""
    back: dict[str, object] = {"voucher": "记-2", "credit": 40, "narration": narration}
    assert _statuses(_SPENT, back) == ["entry", status]
