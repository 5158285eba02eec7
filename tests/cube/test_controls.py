"""Control totals by account: every movement of the year once, and nothing besides."""

from __future__ import annotations

import pytest

from tests.cube.frames import ledger
from tests.cube.frames import received
from tests.cube.frames import spent
from xls_juesuan.cube.build import build_cube
from xls_juesuan.ledger import RowStatus
from xls_juesuan.model import Flow
from xls_juesuan.supplement import Supplement

_CONTROLS = (
    Flow.ACCOUNT_MOVEMENT,
    Flow.ACCOUNT_OPENING,
    Flow.ACCOUNT_CLOSING,
    Flow.ACCOUNT_CLOSED,
    Flow.BUDGET_DEBIT,
    Flow.BUDGET_CREDIT,
)


def _controls(*rows: dict[str, object]) -> list[tuple[Flow, str, int, int]]:
    cube = build_cube(ledger(*rows), Supplement())
    return [
        (fact.flow, fact.account, fact.fen, fact.rows)
        for fact in cube.facts
        if fact.flow in _CONTROLS
    ]


@pytest.mark.parametrize(
    "status",
    [
        RowStatus.SUBTOTAL,
        RowStatus.PARENT,
        RowStatus.REPEATED_HEADING,
        RowStatus.FOOTNOTE,
        RowStatus.NO_ACCOUNT,
        RowStatus.VOID,
        RowStatus.UNPOSTED,
        RowStatus.OTHER_YEAR,
        RowStatus.OTHER_UNIT,
        RowStatus.OTHER_PERIOD,
        RowStatus.COMPARED,
    ],
)
def test_a_line_that_repeats_others_or_is_of_another_year_is_no_movement(
    status: RowStatus,
) -> None:
    """What never was a movement of this account and year must not raise a false alarm."""
    lines = (spent(700), received(700))
    aside = spent(300, credit=40, opening=5, closing=6, closing_credit=7, status=str(status))
    assert _controls(*lines, aside) == _controls(*lines)


def test_closing_entries_are_told_apart_from_the_movement() -> None:
    """The movement is that before the closing; what the closing took off stands by itself."""
    closing = {
        "account": "710101",
        "credit": 700,
        "closing_credit": 700,
        "status": str(RowStatus.CLOSING),
    }
    found = {(flow, account): fen for flow, account, fen, _ in _controls(spent(700), closing)}
    assert found == {
        (Flow.BUDGET_DEBIT, ""): 700,
        (Flow.BUDGET_CREDIT, ""): 700,
        (Flow.ACCOUNT_MOVEMENT, "7101"): 700,
        (Flow.ACCOUNT_CLOSED, "7101"): 700,
    }


def _lines(*rows: dict[str, object]) -> list[tuple[Flow, int, int]]:
    cube = build_cube(ledger(*rows), Supplement())
    flows = (Flow.LINES_READ, Flow.LINES_ACCOUNTED)
    return [(fact.flow, fact.fen, fact.rows) for fact in cube.facts if fact.flow in flows]


def test_every_line_is_used_or_set_aside() -> None:
    """The account of lines adds up to the file (L149) whatever states lines have."""
    lines = [{**spent(7), "status": str(status)} for status in RowStatus]
    fen, rows = 10 + 7 * len(lines), 2 + len(lines)
    assert _lines(spent(5), received(5), *lines) == [
        (Flow.LINES_READ, fen, rows),
        (Flow.LINES_ACCOUNTED, fen, rows),
    ]


def test_a_line_of_no_known_state_is_missed() -> None:
    """A state nobody declared takes its lines out of every sum, and L149 sees it."""
    assert _lines(spent(5), received(5), {**spent(7), "status": "lost"}) == [
        (Flow.LINES_READ, 17, 3),
        (Flow.LINES_ACCOUNTED, 10, 2),
    ]
