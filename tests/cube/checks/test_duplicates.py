"""Lines that are there twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cube.frames import ledger
from xls_juesuan.cube.checks import check_ledger

if TYPE_CHECKING:
    from xls_juesuan.findings import Problem

Line = dict[str, object]


def found(*lines: Line) -> list[Problem]:
    return [one for one in check_ledger(ledger(*lines)).problems if one.code == "L109"]


def paid(number: str, **rest: object) -> list[Line]:
    return [
        {"voucher": number, "account": "710101", "debit": 100, **rest},
        {"voucher": number, "account": "800101", "credit": 100, **rest},
    ]


def test_equal_lines_of_two_vouchers_are_no_duplicates() -> None:
    """Two vouchers may pay the same amount for the same thing."""
    assert found(*paid("记-1"), *paid("记-2")) == []


def test_equal_lines_inside_a_voucher_are_noticed() -> None:
    """Two equal lines may be two payments: a notice."""
    (one,) = found(*paid("记-1"), paid("记-1")[0])
    assert (one.rows, one.subject) == (2, "2024-03-01 记-1")
    assert [source.row for source in one.sources] == [5, 7]


def test_a_voucher_that_is_there_twice_is_told_as_a_whole() -> None:
    """Every line of it has its equal: that weighs more than two equal lines."""
    (one,) = found(*paid("记-1"), *paid("记-2"), *paid("记-1"))
    assert one.rows == 4
    assert one.subject.startswith("整张凭证 ")


def test_equal_lines_that_pair_with_nothing_are_no_voucher_there_twice() -> None:
    """Two lines alone may be two payments, and an odd number is no pair of vouchers."""
    for times in (2, 3):
        (one,) = found(*[paid("记-1")[0]] * times)
        assert (one.rows, one.subject) == (times, "2024-03-01 记-1")


def test_a_voucher_on_two_sheets_or_in_two_files_is_there_twice() -> None:
    """A pasted month counts twice, wherever it was pasted."""
    for place in ({"sheet": "副本"}, {"file": "副本.xlsx"}):
        (one,) = found(*paid("记-1"), *paid("记-1", **place))
        assert one.subject.startswith("整张凭证 ")


def test_lines_that_differ_in_one_column_are_none() -> None:
    """Project, fund, economic code, narration, account: each tells two lines apart."""
    for column in ("project", "fund", "economic", "narration", "function", "project_class", "unit"):
        assert found(*paid("记-1"), {**paid("记-1")[0], column: "别的"}) == []


def test_a_ledger_without_numbers_is_compared_by_date() -> None:
    """Date, account, amount and narration are all there is."""
    (one,) = found(*paid(""), *paid(""))
    assert one.rows == 4


def test_none_is_dropped_where_there_are_many() -> None:
    """Twenty are listed one by one, the rest in one."""
    lines = [one for n in range(30) for one in (*paid(f"记-{n}"), *paid(f"记-{n}"))]
    problems = found(*lines)
    assert len(problems) == 21
    assert sum(one.rows for one in problems) == 120
    assert all(one.subject.startswith("整张凭证 ") for one in problems)
