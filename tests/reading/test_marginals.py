"""Several breakdowns of one account: which rows repeat others, and which do not."""

from __future__ import annotations

from xls_juesuan.reading.hierarchy import Row
from xls_juesuan.reading.marginals import Margins
from xls_juesuan.reading.marginals import resolve_margins

_BLANK = ("", "", "", "", "")


def _row(
    position: int, debit: int, account: str = "710101", *, function: str = "", economic: str = "",
    fund: str = "",
) -> Row:  # fmt: skip
    dimensions = (function, economic, fund, "", "") if function or economic or fund else _BLANK
    return Row(position, account, dimensions, 0, (debit, 0, 0, 0))


def _resolve(*rows: Row) -> Margins:
    """Resolve; rows without dimensions of an account that has some are its sums."""
    return resolve_margins(rows, {row.position for row in rows if row.is_bare and not row.position})


def test_a_breakdown_of_a_part_is_not_counted_beside_the_whole_one() -> None:
    """Functions give the whole amount, economic codes a part of it: the part is repeated."""
    margins = _resolve(
        _row(0, 100),
        _row(1, 60, function="2010301"),
        _row(2, 40, function="2010302"),
        _row(3, 70, economic="30201"),
    )
    assert margins.repeating == {3}


def test_parts_of_an_account_are_compared_with_themselves() -> None:
    """The total of both funds says nothing about the breakdowns of one of them."""
    margins = _resolve(
        _row(0, 560),
        _row(1, 60, function="2010301", fund="111"),
        _row(2, 60, economic="30201", fund="111"),
        _row(3, 500, function="2010301", fund="12"),
        _row(4, 500, economic="30201", fund="12"),
    )
    assert margins.repeating == {2, 4}
    assert margins.completed[1] == ("2010301", "30201", "111", "", "")


def test_breakdowns_that_cancel_out_are_no_repeats() -> None:
    """Nothing equals nothing: that is no sign of the same amount stated twice."""
    margins = _resolve(
        _row(1, 60, function="2010301"),
        _row(2, -60, function="2010302"),
        _row(3, 5, economic="30201"),
        _row(4, -5, economic="30211"),
    )
    assert margins.repeating == set()


def test_rows_of_an_account_and_of_its_sub_accounts_may_fall_short_of_its_sum() -> None:
    """Only what exceeds the sum is there twice; what is missing is told elsewhere."""
    rows = [_row(0, 100, "7101"), _row(1, 40, "7101", function="2010301"), _row(2, 50)]
    assert _resolve(*rows).repeating == set()
    rows[2] = _row(2, 100)
    assert _resolve(*rows).repeating == {1}
