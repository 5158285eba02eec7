"""平行记账: what one side lacks is found, what the system of accounts makes differ is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cube.frames import ledger
from xls_juesuan.cube.checks import check_ledger
from xls_juesuan.ledger import RowStatus

if TYPE_CHECKING:
    from xls_juesuan.findings import Problem

Line = dict[str, object]
CODES = ("L135", "L136", "L137")


def line(number: str, account: str, debit: int = 0, credit: int = 0, **rest: object) -> Line:
    return {
        "voucher": number,
        "account": account,
        "account_name": "",
        "debit": debit,
        "credit": credit,
        **rest,
    }


def found(*lines: Line) -> list[Problem]:
    return [one for one in check_ledger(ledger(*lines)).problems if one.code in CODES]


def cash(number: str, fen: int = 100, mirrored: int | None = None) -> list[Line]:
    """Paid from the bank, in both books."""
    budget = fen if mirrored is None else mirrored
    return [
        *(line(number, "5001", fen), line(number, "1002", 0, fen)),
        *(line(number, "7101", budget), line(number, "8001", 0, budget)),
    ]


def direct(number: str, fen: int = 100) -> list[Line]:
    """Paid by the treasury, in both books."""
    return [
        *(line(number, "5001", fen), line(number, "4001", 0, fen)),
        *(line(number, "7101", fen), line(number, "6001", 0, fen)),
    ]


SOUND = [one for n in range(1, 9) for one in (*cash(f"记-{n}"), *direct(f"直-{n}"))]


def test_both_books_agree_in_a_sound_ledger() -> None:
    """Nothing is said, and that it was checked."""
    checks = check_ledger(ledger(*SOUND))
    assert found(*SOUND) == []
    assert "parallel_entries" in checks.inputs


def test_spending_without_a_financial_side_is_told() -> None:
    """L135, with the amount and the rows."""
    (one,) = found(*SOUND, line("记-99", "7101", 70), line("记-99", "8001", 0, 70))
    assert (one.code, one.subject, one.fen, one.rows) == ("L135", "2024-03-01 记-99", 70, 2)


def test_a_shift_between_codes_of_the_budget_alone_is_no_fault() -> None:
    """Reclassifying spending moves no money."""
    shift = [line("记-99", "7101", 70), line("记-99", "7101", -70)]
    assert found(*SOUND, *shift) == []


def test_costs_paid_without_a_budget_side_are_told() -> None:
    """L136: the spending is missing in every table."""
    for other in ("1002", "4001"):
        (one,) = found(*SOUND, line("记-99", "5001", 70), line("记-99", other, 0, 70))
        assert (one.code, one.fen) == ("L136", 70)
    (one,) = found(*SOUND, line("记-99", "1002", 70), line("记-99", "4609", 0, 70))
    assert one.code == "L136"


def test_cash_that_8001_mirrors_otherwise_is_told() -> None:
    """L137: one of the two amounts is wrong."""
    (one,) = found(*SOUND, *cash("记-99", 100, 90))
    assert (one.code, one.fen) == ("L137", -10)
    (one,) = found(*SOUND, *direct("直-99")[:2], *cash("直-99")[2:])
    assert one.code == "L137"


@pytest.mark.parametrize(
    "lines",
    [
        [("5001", 70, 0), ("2201", 0, 70)],
        [("5001", 70, 0), ("1602", 0, 70)],
        [("1601", 70, 0), ("4603", 0, 70)],
        [("1002", 70, 0), ("2307", 0, 70)],
        [("1002", 70, 0), ("2103", 0, 70)],
        [("1002", 70, 0), ("1001", 0, 70)],
        [("1218", 70, 0), ("1002", 0, 70)],
        [("5001", 70, 0), ("5001", 0, 70)],
        [("5001", 70, 0), ("1002", 0, 100), ("7101", 70, 0), ("8001", 0, 70), ("1218", 30, 0)],
        [("3301", 0, 5), ("3301", 5, 0)],
    ],
    ids=[
        *("accrued wages", "depreciation", "gift in kind", "deposit", "owed to the treasury"),
        *("cash to bank", "advance", "shift of costs", "advance besides", "equity"),
    ],
)
def test_what_the_accounts_make_differ_is_no_fault(lines: list[tuple[str, int, int]]) -> None:
    """Accruals, depreciation, deposits, advances: financial entries alone, or other amounts."""
    assert found(*SOUND, *(line("记-99", *one) for one in lines)) == []


def test_money_held_for_others_is_outside_the_budget() -> None:
    """受托代理 in the name of the cash account says so."""
    held: Line = {"account_name": "银行存款/受托代理资产"}
    lines = [{**line("记-99", "100203", 70), **held}, line("记-99", "2901", 0, 70)]
    assert found(*SOUND, *lines) == []
    mixed = [*cash("记-98"), {**line("记-98", "100203", 70), **held}, line("记-98", "2901", 0, 70)]
    assert found(*SOUND, *mixed) == []


def test_closing_entries_are_not_compared() -> None:
    """Both books close by themselves."""
    closing = str(RowStatus.CLOSING)
    lines = [
        line("记-99", "7101", 0, 800, status=closing),
        line("记-99", "8101", 800, 0, status=closing),
    ]
    assert found(*SOUND, *lines) == []


def test_books_kept_apart_cannot_be_compared() -> None:
    """Two vouchers a payment, or one book alone: not checkable, and nobody is accused."""
    apart = [
        {**one, "voucher": f"{'预' if str(one['account'])[0] in '678' else '财'}{one['voucher']}"}
        for one in SOUND
    ]
    alone = [one for one in SOUND if str(one["account"])[0] in "678"]
    for lines in (apart, alone):
        assert found(*lines) == []
        assert "parallel_entries" not in check_ledger(ledger(*lines)).inputs


def test_what_happens_as_often_as_not_is_the_way_of_the_ledger() -> None:
    """Half of the spending without a financial side: no rule is broken, it is another habit."""
    lines = [one for n in range(8) for one in cash(f"预-{n}")[2:]]
    assert found(*SOUND[:16], *lines) == []


def test_many_are_one_problem() -> None:
    """Beyond twenty they are counted."""
    sound = [one for n in range(200) for one in cash(f"好-{n}")]
    wrong = [one for n in range(30) for one in cash(f"坏-{n}", 100, 90)]
    (one,) = found(*sound, *wrong)
    assert (one.code, one.rows, len(one.sources)) == ("L137", 120, 20)
