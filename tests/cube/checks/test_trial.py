"""Trial tables: whole sides balance at the start, over the year and at the end."""

from __future__ import annotations

from tests.cube.frames import ledger
from xls_juesuan.cube.checks import check_ledger
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.ledger import RowStatus

Line = dict[str, object]
KEYS = ("opening", "debit", "credit", "closing")
#: Opening and closing as credit minus debit.
SOUND = {
    "1002": (-50, 20, 0, -70),
    "2307": (10, 0, 20, 30),
    "3001": (40, 0, 0, 40),
    "4001": (0, 0, 200, 200),
    "5001": (0, 200, 0, -200),
}


def subjects(table: dict[str, tuple[int, int, int, int]], *more: Line) -> list[str]:
    lines = [
        {"account": account, **dict(zip(KEYS, amounts, strict=True))}
        for account, amounts in table.items()
    ]
    checks = check_ledger(ledger(*lines, *more, kind=LedgerKind.BALANCES))
    return [one.subject for one in checks.problems if one.code == "L138"]


def test_each_measure_is_added_up() -> None:
    """Opening, movement and closing are told one by one."""
    assert subjects(SOUND) == []
    assert subjects({**SOUND, "1002": (-51, 20, 0, -70)}) == ["financial opening"]
    assert subjects({**SOUND, "1002": (-50, 21, 0, -70)}) == ["financial movement"]
    assert subjects({**SOUND, "1002": (-50, 20, 0, -71)}) == ["financial closing"]


def test_parents_and_totals_are_not_added_twice() -> None:
    """Only leaves count."""
    parent = {"account": "1", "opening": -50, "debit": 7, "status": str(RowStatus.PARENT)}
    total = {"account": "", "opening": 9, "status": str(RowStatus.SUBTOTAL)}
    assert subjects(SOUND, parent, total) == []


def test_a_side_that_is_not_whole_is_not_judged() -> None:
    """Without assets, equity or flows there is nothing to balance with."""
    for left_out in (("1002",), ("3001",), ("1002", "3001"), ("1002", "2307", "3001")):
        part = {account: row for account, row in SOUND.items() if account not in left_out}
        assert not {"financial opening", "financial closing"} & set(subjects(part))
    assert subjects({"5001": (0, 200, 0, -200)}) == []


def test_a_measure_that_is_not_stated_is_not_judged() -> None:
    """A table without openings says nothing about them."""
    blank = {account: (0, debit, credit, 0) for account, (_, debit, credit, _) in SOUND.items()}
    assert subjects(blank) == []


def test_a_measure_stated_on_one_side_alone_is_not_judged() -> None:
    """Openings of cash and nothing else: the export lacks the other side."""
    one_side = {account: (0, *row[1:]) for account, row in SOUND.items()}
    assert subjects({**one_side, "1002": SOUND["1002"]}) == []


def test_the_budget_side_must_balance_before_closing_too() -> None:
    """8001 and spending against income and balances, while nothing is closed yet."""
    budget = {
        "8001": (-50, 0, 20, -30),
        "8101": (50, 0, 0, 50),
        "6001": (0, 0, 200, 200),
        "7101": (0, 220, 0, -220),
    }
    assert subjects(budget) == []
    assert subjects({**budget, "8001": (-50, 0, 20, -31)}) == ["budget closing"]
    closed = {"account": "710102", "debit": 9, "credit": 9, "closing_credit": 9}
    assert subjects({**budget, "8001": (-50, 0, 20, -31)}, closed) == []
