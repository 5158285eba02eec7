"""Which movements of 8xxx adjust the opening, also after their offset at the year's end."""

from __future__ import annotations

import pytest

from tests.cube.frames import balance
from tests.cube.frames import ledger
from tests.cube.frames import received
from tests.cube.frames import spent
from xls_juesuan.cube.build import Cube
from xls_juesuan.cube.build import build_cube
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.supplement import Supplement

_KINDS = ("administrative", "institution")


def _of(kind: str) -> Supplement:
    return Supplement("补充资料.xlsx", {"unit.kind": kind})


def _sum(cube: Cube, flow: Flow, funding: Funding) -> int:
    return sum(one.fen for one in cube.facts if one.flow is flow and one.funding is funding)


def _codes(cube: Cube) -> set[str]:
    return {problem.code for problem in cube.problems}


def _journal_rows() -> tuple[dict[str, object], ...]:
    """Opening 1,000, adjusted by +30 and -200, received 500, spent 400, all details offset."""
    closing = {"status": "closing", "date": "2024-12-31", "voucher": "记-90"}
    offset = {"date": "2024-12-31", "voucher": "记-91", "narration": "冲销"}
    return (
        balance("810107", "财政拨款结转/累计结转", opening=1_000, status="opening"),
        balance("810101", "财政拨款结转/年初余额调整", credit=30, voucher="记-1"),
        balance("8001", "资金结存", debit=30, voucher="记-1"),
        balance("810104", "财政拨款结转/归集上缴", debit=200, voucher="记-2"),
        balance("8001", "资金结存", credit=200, voucher="记-2"),
        received(500),
        spent(400),
        spent(0, credit=400, closing_credit=400, **closing),
        received(0, debit=500, closing_debit=500, **closing),
        balance("810106", "财政拨款结转/本年收支结转", credit=100, **closing),
        balance("810106", "财政拨款结转/本年收支结转", debit=100, **offset),
        balance("810101", "财政拨款结转/年初余额调整", debit=30, **offset),
        balance("810104", "财政拨款结转/归集上缴", credit=200, **offset),
        balance("810107", "财政拨款结转/累计结转", debit=70, **offset),
    )


def test_the_offset_at_the_years_end_takes_nothing_back() -> None:
    """冲销 of 年初余额调整 against 累计结转 is a transfer within 8101, not a second adjustment."""
    cube = build_cube(ledger(*_journal_rows(), has_opening=True), Supplement())
    assert _sum(cube, Flow.OPENING_CARRYOVER, Funding.GENERAL_BUDGET) == 830
    assert _sum(cube, Flow.CLOSING_CARRYOVER, Funding.GENERAL_BUDGET) == 930
    moved = {
        one.item: one.fen
        for one in cube.facts
        if one.flow is Flow.ACCOUNT_MOVEMENT and one.account == "8101"
    }
    assert moved == {Item.ADJUSTMENT: -170, Item.YEAR_RESULT: 100}


def _closed_rows(adjusted: int) -> tuple[dict[str, object], ...]:
    """The same year as a closed balance table; ``adjusted`` is the net of 年初余额调整."""
    gross = abs(adjusted)
    pushed, pulled = max(adjusted, 0) + 100, max(-adjusted, 0) + 200
    closing = 1_000 + adjusted - 200 + 100
    return (
        received(500, debit=500, closing_debit=500),
        spent(400, credit=400, closing_credit=400),
        balance("810101", "财政拨款结转/年初余额调整", debit=gross, credit=gross),
        balance("810104", "财政拨款结转/归集上缴", debit=200, credit=200),
        balance("810106", "财政拨款结转/本年收支结转", debit=500, credit=500),
        balance(
            "810107", "财政拨款结转/累计结转",
            opening=1_000, debit=pulled, credit=pushed, closing=closing,
        ),
    )  # fmt: skip


@pytest.mark.parametrize("adjusted", [30, -30])
def test_a_closed_table_tells_the_direction_by_the_years_result(adjusted: int) -> None:
    """Debit and credit of the detail are alike; only one sign explains the closing."""
    book = ledger(*_closed_rows(adjusted), kind=LedgerKind.BALANCES, has_opening=True)
    cube = build_cube(book, Supplement())
    expected = 1_000 + adjusted - 200
    assert _sum(cube, Flow.OPENING_CARRYOVER, Funding.GENERAL_BUDGET) == expected
    assert _sum(cube, Flow.CLOSING_CARRYOVER, Funding.GENERAL_BUDGET) == expected + 100
    assert "adjustments" in cube.inputs


def test_a_direction_that_nothing_settles_is_no_number() -> None:
    """Where neither sign explains the closing, the opening is unknown and said to be."""
    rows = [dict(row) for row in _closed_rows(30)]
    rows[-1]["closing"] = 1_000
    rows[-1]["credit"] = 205
    book = ledger(*rows, kind=LedgerKind.BALANCES, has_opening=True)
    cube = build_cube(book, Supplement())
    (problem,) = (one for one in cube.problems if one.code == "L234")
    assert "0.30" in problem.detail
    assert _sum(cube, Flow.OPENING_CARRYOVER, Funding.GENERAL_BUDGET) == 0
    assert not {"carryover", "adjustments"} & cube.inputs
    assert "L218" not in _codes(cube)


def test_gathered_money_that_does_not_explain_the_closing_is_said() -> None:
    """归集上缴 has one direction only; if the closing needs another sum, both sums are shown."""
    rows = [dict(row) for row in _closed_rows(0)]
    rows[-1].update(closing=950, debit=150, credit=100)
    book = ledger(rows[0], rows[1], *rows[3:], kind=LedgerKind.BALANCES, has_opening=True)
    (problem,) = (one for one in build_cube(book, Supplement()).problems if one.code == "L234")
    assert "-2.00" in problem.detail
    assert "-1.50" in problem.detail


@pytest.mark.parametrize("kind", _KINDS)
def test_other_funds_are_told_by_the_accumulated_account(kind: str) -> None:
    """8201: the side of 累计结转 that took the offset shows which way the adjustment went."""
    account = "710102" if kind == "administrative" else "720102"
    own = {"fund": "3", "fund_name": "单位资金"}
    rows = (
        received(0),
        {"account": "660101", "account_name": "非同级财政拨款预算收入/专项资金收入",
         "credit": 900, "debit": 900, "closing_debit": 900, **own},
        spent(300, account=account, account_name="支出/非财政专项资金支出/项目支出",
              credit=300, closing_credit=300, **own),
        balance("820101", "非财政拨款结转/年初余额调整", debit=15, credit=15, **own),
        balance("820102", "非财政拨款结转/缴回资金", debit=25, credit=25, **own),
        balance("820104", "非财政拨款结转/本年收支结转", debit=900, credit=900, **own),
        balance("820105", "非财政拨款结转/累计结转", opening=100, debit=40, credit=600,
                closing=660, **own),
    )  # fmt: skip
    book = ledger(*rows, kind=LedgerKind.BALANCES, has_opening=True)
    cube = build_cube(book, _of(kind))
    assert _sum(cube, Flow.OPENING_CARRYOVER, Funding.UNIT_FUNDS) == 60
    assert _sum(cube, Flow.CLOSING_CARRYOVER, Funding.UNIT_FUNDS) == 660
    assert "L234" not in _codes(cube)


def test_a_shift_between_accounts_moves_the_functions_not_the_sum() -> None:
    """单位内部调剂 from 8102 to 8101 changes both by function and the total by nothing."""
    rows = (
        balance("810205", "财政拨款结余/累计结余", opening=80, status="opening"),
        balance(
            "810203", "财政拨款结余/单位内部调剂", debit=50, function="2010302", voucher="记-3"
        ),
        balance(
            "810105", "财政拨款结转/单位内部调剂", credit=50, function="2010399", voucher="记-3"
        ),
        spent(5),
    )
    cube = build_cube(ledger(*rows, has_opening=True), Supplement())
    opening = {one.function: one.fen for one in cube.facts if one.flow is Flow.OPENING_CARRYOVER}
    assert opening == {"": 80, "2010302": -50, "2010399": 50}


def test_an_account_without_details_is_read_by_its_narration() -> None:
    """Where 8101 has no sub-accounts, the narration says what the movement is."""
    rows = (
        balance("8101", "财政拨款结转", opening=100, status="opening"),
        balance("8101", "财政拨款结转", debit=40, narration="归集上缴结转资金", voucher="记-3"),
        balance("8001", "资金结存", credit=40, narration="归集上缴结转资金", voucher="记-3"),
        spent(5),
    )
    cube = build_cube(ledger(*rows, has_opening=True), Supplement())
    assert _sum(cube, Flow.OPENING_CARRYOVER, Funding.GENERAL_BUDGET) == 60
    assert "L233" not in _codes(cube)


def test_a_movement_that_nothing_explains_is_said() -> None:
    """810103 is 归集调出 in one system and 本年收支结转 in another: the code decides nothing."""
    rows = (
        balance("8101", "财政拨款结转", opening=100, status="opening"),
        balance("810103", "财政拨款结转", debit=40, narration="调整", voucher="记-3"),
        balance("8001", "资金结存", credit=40, narration="调整", voucher="记-3"),
        spent(5),
    )
    cube = build_cube(ledger(*rows, has_opening=True), Supplement())
    (problem,) = (one for one in cube.problems if one.code == "L233")
    assert "-0.40" in problem.detail
    assert problem.sources[0].row == 6
    assert _sum(cube, Flow.OPENING_CARRYOVER, Funding.GENERAL_BUDGET) == 100


def test_a_sub_account_of_another_number_is_read_by_its_name() -> None:
    """归集上缴 numbered 810103 and 本年收支结转 numbered 810104 are what their names say."""
    rows = (
        balance("8101", "财政拨款结转/累计结转", opening=100, status="opening"),
        balance("810103", "财政拨款结转/归集上缴", debit=40, voucher="记-3"),
        balance("8001", "资金结存", credit=40, voucher="记-3"),
        spent(5),
        spent(0, credit=5, closing_credit=5, status="closing", voucher="记-9"),
        balance("810104", "财政拨款结转/本年收支结转", debit=5, status="closing", voucher="记-9"),
    )
    cube = build_cube(ledger(*rows, has_opening=True), Supplement())
    assert _sum(cube, Flow.OPENING_CARRYOVER, Funding.GENERAL_BUDGET) == 60
    assert _sum(cube, Flow.CLOSING_CARRYOVER, Funding.GENERAL_BUDGET) == 55
