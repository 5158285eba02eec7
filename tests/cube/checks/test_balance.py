"""Vouchers that do not balance, side by side; exports of a part are not accused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cube.frames import ledger
from xls_juesuan.cube.checks import check_ledger
from xls_juesuan.ledger import RowStatus

if TYPE_CHECKING:
    from xls_juesuan.findings import Problem

Line = dict[str, object]


def line(number: str, account: str, debit: int = 0, credit: int = 0, **rest: object) -> Line:
    return {"voucher": number, "account": account, "debit": debit, "credit": credit, **rest}


def found(*lines: Line, code: str = "L101") -> list[Problem]:
    return [one for one in check_ledger(ledger(*lines)).problems if one.code == code]


def offers(*lines: Line) -> frozenset[str]:
    return check_ledger(ledger(*lines)).inputs


def paid(number: str, fen: int = 100) -> list[Line]:
    return [line(number, "7101", fen), line(number, "8001", 0, fen)]


SOUND = [one for n in range(1, 6) for one in paid(f"记-{n}")]


def test_each_side_must_balance_by_itself() -> None:
    """Budget and financial entries of one voucher may not make up for each other."""
    mixed = [line("记-9", "7101", 100), line("记-9", "1002", 0, 100)]
    lines = [*SOUND, line("记-8", "5001", 7), line("记-8", "1002", 0, 7), *mixed]

    assert [one.subject for one in found(*lines)] == ["2024-03-01 记-9"]
    assert [one.subject for one in found(*lines, code="L130")] == ["2024-03-01 记-9"]
    assert [source.row for one in found(*lines) for source in one.sources] == [17]


def test_a_voucher_may_run_over_sheets_and_files() -> None:
    """One sheet an account: the voucher is whole over all of them."""
    lines = [
        line("记-1", "7101", 100, sheet="7101"),
        line("记-1", "8001", 0, 100, sheet="8001", file="另一个.xlsx"),
    ]
    assert found(*SOUND, *lines) == []


def test_lines_of_one_voucher_may_bear_several_dates() -> None:
    """业务日期 by line splits no voucher of the month; another month does."""
    within = [
        line("记-7", "7101", 100, date="2024-03-02"),
        line("记-7", "8001", 0, 100, date="2024-03-09"),
    ]
    beyond = [{**within[0]}, {**within[1], "date": "2024-04-09"}]
    assert found(*SOUND, *within) == []
    assert len(found(*SOUND, *beyond)) == 2


def test_equal_numbers_of_two_types_are_two_vouchers() -> None:
    """Faults of 收-1 and 付-1 do not make up for each other."""
    lines = [
        *(
            line("1", "7101", 100, voucher_type="付款"),
            line("1", "8001", 0, 90, voucher_type="付款"),
        ),
        *(
            line("1", "8001", 50, voucher_type="收款"),
            line("1", "6601", 0, 60, voucher_type="收款"),
        ),
    ]
    assert sorted(one.fen or 0 for one in found(*lines)) == [-10, 10]


def test_a_type_on_the_first_line_alone_splits_no_voucher() -> None:
    """The other lines leave it blank."""
    lines = [
        line("1", "7101", 100, voucher_type="记账"),
        line("1", "8001", 0, 100, voucher_type=""),
    ]
    assert found(*lines) == []


def test_red_entries_balance_on_one_side() -> None:
    """Two debits of opposite sign are a whole voucher."""
    assert found(*SOUND, line("记-7", "7101", -100), line("记-7", "7101", 100)) == []


@pytest.mark.parametrize(
    "lines",
    [
        [line(f"记-{n}", "7101", 100) for n in range(20)],
        [line(f"记-{n}", "7101", 100) for n in range(20)] + [line("记-99", "8101", 5, 5)],
        [*paid("记-1"), *(line(f"付-{n}", "7101", 100) for n in range(20))],
    ],
    ids=["spending alone", "spending and a stray balance", "most without a counterpart"],
)
def test_a_part_of_the_accounts_is_not_accused(lines: list[Line]) -> None:
    """It cannot be checked, which is said, and no voucher is named."""
    assert found(*lines) == []
    assert "voucher_balance" not in offers(*lines)


def test_without_8xxx_what_was_paid_from_the_bank_stands_alone() -> None:
    """Income and spending alone: payments by the treasury balance, those from the bank cannot."""
    treasury = [
        one
        for n in range(20)
        for one in (line(f"记-{n}", "7101", 9), line(f"记-{n}", "6001", 0, 9))
    ]
    bank = [line(f"银-{n}", "7101", 100) for n in range(5)]
    assert found(*treasury, *bank) == []
    # One alone among many that balance is an exception, and told.
    assert [one.subject for one in found(*treasury, bank[0])] == ["2024-03-01 银-0"]


def test_a_ledger_without_numbers_is_added_up_by_month() -> None:
    """The month stands for its vouchers."""
    lines = [
        {**one, "voucher": "", "date": f"2024-{month:02d}"}
        for month in (1, 2, 3)
        for one in paid("", 100 * month)
    ]
    assert found(*lines) == []

    (wrong,) = found(*lines, line("", "7101", 7, date="2024-02"))
    assert wrong.subject.startswith("2024-02")
    assert (wrong.fen, wrong.rows) == (7, 3)


def test_many_unbalanced_vouchers_are_one_problem() -> None:
    """Beyond twenty they are counted, not listed."""
    wrong = [
        one
        for n in range(30)
        for one in (line(f"转-{n}", "7101", 9), line(f"转-{n}", "8001", 0, 8))
    ]
    (one,) = found(*SOUND, *wrong)
    assert (one.rows, len(one.sources), one.fen) == (60, 20, 30)


def test_void_and_unposted_lines_count_nowhere() -> None:
    """A voucher that is void as a whole is not unbalanced."""
    for status in (RowStatus.VOID, RowStatus.UNPOSTED, RowStatus.OTHER_YEAR, RowStatus.OTHER_UNIT):
        assert found(*SOUND, line("记-9", "7101", 5, status=str(status))) == []


def test_closing_entries_must_balance_too() -> None:
    """A closing that lost a line leaves an income account open."""
    closing = line("记-9", "6001", 500, status=str(RowStatus.CLOSING))
    assert len(found(*SOUND, closing)) == 1
