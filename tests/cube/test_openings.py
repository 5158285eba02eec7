"""Openings that are booked as a voucher."""

from __future__ import annotations

import pytest

from tests.cube.frames import balance
from tests.cube.frames import ledger
from tests.cube.frames import spent
from xls_juesuan.cube.build import Cube
from xls_juesuan.cube.build import build_cube
from xls_juesuan.model import Flow
from xls_juesuan.supplement import Supplement


def _carryover(cube: Cube, flow: Flow) -> int:
    return sum(one.fen for one in cube.facts if one.flow is flow)


def _codes(cube: Cube) -> set[str]:
    return {problem.code for problem in cube.problems}


def _voucher(date: str, narration: str, fen: int) -> tuple[dict[str, object], ...]:
    own = {"date": date, "voucher": "记-0", "narration": narration}
    return (
        balance("8001", "资金结存", debit=fen, **own),
        balance("810107", "财政拨款结转/累计结转", credit=fen, **own),
    )


_YEAR = (
    spent(5),
    spent(0, credit=5, closing_credit=5, status="closing", voucher="记-9"),
    balance("810106", "财政拨款结转/本年收支结转", debit=5, status="closing", voucher="记-9"),
)


@pytest.mark.parametrize("narration", ["上年结转", "年初余额", "期初建账", "上年结余转入"])
def test_a_voucher_of_the_first_of_january_is_the_opening(narration: str) -> None:
    """What it books is the opening, not a movement of the year, and that is said."""
    cube = build_cube(ledger(*_voucher("2024-01-01", narration, 100), *_YEAR), Supplement())
    assert _carryover(cube, Flow.OPENING_CARRYOVER) == 100
    assert _carryover(cube, Flow.CLOSING_CARRYOVER) == 95
    assert {"carryover", "closing_carryover"} <= cube.inputs
    assert "L235" in _codes(cube)
    assert "L218" not in _codes(cube)


def test_a_voucher_that_repeats_the_opening_counts_once() -> None:
    """Opening rows and a voucher of the same amounts are one opening."""
    rows = (
        balance("8001", "资金结存", opening=-100, status="opening"),
        balance("810107", "财政拨款结转/累计结转", opening=100, status="opening"),
        *_voucher("2024-01-01", "上年结转", 100),
        *_YEAR,
    )
    cube = build_cube(ledger(*rows, has_opening=True), Supplement())
    assert _carryover(cube, Flow.OPENING_CARRYOVER) == 100
    assert _carryover(cube, Flow.CLOSING_CARRYOVER) == 95


def test_a_voucher_that_contradicts_the_opening_is_said() -> None:
    """Two openings of different amounts are for the accountant to settle."""
    rows = (
        balance("8001", "资金结存", opening=-100, status="opening"),
        balance("810107", "财政拨款结转/累计结转", opening=100, status="opening"),
        *_voucher("2024-01-01", "上年结转", 70),
        *_YEAR,
    )
    cube = build_cube(ledger(*rows, has_opening=True), Supplement())
    (problem,) = (one for one in cube.problems if one.code == "L236")
    assert "0.70" in problem.detail
    assert _carryover(cube, Flow.OPENING_CARRYOVER) == 100


def test_a_later_voucher_is_not_taken_for_the_opening() -> None:
    """上年结转 booked in March may be money that came late; it is asked about, not guessed."""
    cube = build_cube(ledger(*_voucher("2024-03-01", "收到上年结转", 100), *_YEAR), Supplement())
    assert _carryover(cube, Flow.OPENING_CARRYOVER) == 0
    assert {"L236", "L218", "L237"} <= _codes(cube)


def test_spending_out_of_last_years_money_is_no_opening() -> None:
    """A voucher that names 上年结转 and spends is a voucher of the year."""
    rows = (
        spent(5, narration="用上年结转付办公费", date="2024-01-08", voucher="记-1"),
        balance("8001", "资金结存", credit=5, narration="用上年结转付办公费", date="2024-01-08",
                voucher="记-1"),
    )  # fmt: skip
    cube = build_cube(ledger(*rows), Supplement())
    assert not {"L235", "L236"} & _codes(cube)
