"""What is off by the same amount, down to the fen, is folded under the finding that names rows."""

from __future__ import annotations

import pytest

from xls_juesuan.audit.audit import Line
from xls_juesuan.audit.same_difference import fold_same_differences
from xls_juesuan.findings import Finding
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.model import CellKey
from xls_juesuan.model import Source

AMOUNT = 123_456


def _line(
    code: str,
    difference: int | None = AMOUNT,
    *,
    row: int = 0,
    severity: Severity = Severity.ERROR,
    measure: str = "amount",
    cells: str = "a",
) -> Line:
    sources = (Source("台账.xlsx", "凭证明细", row),) if row else ()
    return Line(
        Finding(
            code,
            severity,
            Outcome.FAILED,
            title=code,
            message="不平",
            difference=difference,
            measure=measure,
            sources=sources,
            cells=tuple(CellKey("income", row, "total") for row in cells),
        )
    )


def _followed(lines: list[Line]) -> dict[str, str]:
    """Code of the finding that each finding follows."""
    folded = fold_same_differences(lines)
    codes = {line.finding.fingerprint: line.finding.code for line in folded}
    return {
        line.finding.code: codes[line.finding.follows] for line in folded if line.finding.follows
    }


def test_totals_follow_the_voucher_that_is_off_by_the_same_amount() -> None:
    """The finding that names ledger rows leads whatever its place, whichever side is larger."""
    lines = [_line("T105", -AMOUNT), _line("L301"), _line("L101", row=163), _line("T408", 99)]
    assert _followed(lines) == {"T105": "L101", "L301": "L101"}


def test_the_lead_says_by_how_much_the_others_are_off_with_it() -> None:
    """Its message names the amount that they share; the others' stay as they are."""
    first, second = fold_same_differences([_line("L301"), _line("T105")])
    assert "也正好差 1,234.56 元" in first.finding.message
    assert second.finding.message == "不平"


def test_without_rows_the_ledger_leads_the_tables() -> None:
    """Relations of the ledger stand before those of the tables made from it."""
    assert _followed([_line("T105"), _line("L301"), _line("T408")]) == {
        "T105": "L301",
        "T408": "L301",
    }


def test_two_vouchers_off_by_the_same_amount_leave_everything_alone() -> None:
    """Nobody knows which of the two a total comes from."""
    lines = [_line("L101", row=5), _line("L102", row=9), _line("T105")]
    assert _followed(lines) == {}


def test_without_rows_only_what_shares_a_cell_follows() -> None:
    """The same amount in another corner of the accounts is another mistake."""
    lines = [_line("T105", cells="ab"), _line("T408", cells="bc"), _line("T409", cells="cd")]
    lines.append(_line("N203", cells="z"))
    assert _followed(lines) == {"T408": "T105", "T409": "T105"}


@pytest.mark.parametrize(
    "other",
    [
        _line("B101"),
        _line("T105", severity=Severity.WARNING),
        _line("T105", 0),
        _line("T105", None),
        _line("T105", AMOUNT + 1),
        _line("T105", measure="count"),
    ],
    ids=["another family", "warning", "no difference", "unknown", "one fen more", "no amount"],
)
def test_nothing_else_is_folded(other: Line) -> None:
    """An amount that merely looks alike, and what only has to be explained, stays a line."""
    assert _followed([_line("L101", row=5), other]) == {}
