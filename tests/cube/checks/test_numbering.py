"""Voucher numbers: gaps are found in whatever way they are printed, and never invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cube.frames import ledger
from xls_juesuan.cube.checks.numbering import check_numbering
from xls_juesuan.ledger import RowStatus

if TYPE_CHECKING:
    from xls_juesuan.findings import Problem

Voucher = tuple[str, str] | tuple[str, str, str]


def problems(*vouchers: Voucher, both: bool = True) -> list[Problem]:
    return list(numbering(*vouchers, both=both)[0])


def numbering(*vouchers: Voucher, both: bool = True) -> tuple[tuple[Problem, ...], bool]:
    rows: list[dict[str, object]] = [
        {"date": day, "voucher": number, "voucher_type": kind[0] if kind else ""}
        for day, number, *kind in vouchers
        for _ in range(2)
    ]
    found = check_numbering(ledger(*rows).frame, has_both_sides=both)
    return found.problems, found.is_checkable


def year(form: str, *left_out: tuple[int, int], monthly: bool = True) -> list[Voucher]:
    """Five vouchers a month, numbered anew every month or on and on."""
    return [
        (f"2024-{month:02d}-{day:02d}", form.format(month=month, n=n, day=day))
        for month in range(1, 13)
        for day in range(1, 6)
        if (month, day) not in left_out
        for n in [day if monthly else (month - 1) * 5 + day]
    ]


FORMS = [
    "记-{n:04d}",
    "记{n:04d}",
    "{n}",
    "记字第{n}号",
    "记字{n:03d}号",
    "GL-2024{month:02d}-{n:04d}",
    "2024{month:02d}{n:04d}",
    "2024-{month:02d}-记-{n}",
    "[记]{n}",
    "记－{n}",
]


@pytest.mark.parametrize("form", FORMS)
def test_a_gap_is_found_in_every_form(form: str) -> None:
    """Two numbers of March and one of July are missing; each gap shows the line behind it."""
    assert problems(*year(form)) == []

    (gap,) = problems(*year(form, (3, 2), (3, 3), (7, 4)))
    assert gap.code == "L133"
    assert "共缺 3 个号" in gap.detail
    assert "2024-03 缺 2—3" in gap.detail
    assert "2024-07 缺 4" in gap.detail
    assert [source.row for source in gap.sources] == [5 + 2 * (2 * 5 + 1), 5 + 2 * (6 * 5 - 2 + 3)]


@pytest.mark.parametrize("form", ["记-{n:04d}", "{n}", "2024{n:05d}", "GL-2024-{n:04d}"])
def test_numbers_may_run_through_the_year(form: str) -> None:
    """A gap between two months shows too, because numbers do not begin anew."""
    assert problems(*year(form, monthly=False)) == []

    (gap,) = problems(*year(form, (3, 5), (4, 1), monthly=False))
    assert "缺 15—16" in gap.detail


def test_the_first_number_of_a_month_may_be_missing() -> None:
    """A row that begins at 2 lacks its 1."""
    (gap,) = problems(*year("记-{n}", (5, 1)))
    assert "2024-05 缺 1" in gap.detail


def test_a_voucher_with_the_date_of_another_month_does_not_upset_the_year() -> None:
    """One wrong date is no sign that numbers begin anew."""
    vouchers = year("记-{n}", monthly=False)
    vouchers[40] = ("2024-02-03", vouchers[40][1])
    assert problems(*vouchers) == []


def test_words_and_types_number_by_themselves() -> None:
    """收, 付 and 转 each have their own row; so have types where the number is bare."""
    by_word = [*year("收-{n}"), *year("付-{n}", (4, 2))]
    (gap,) = problems(*by_word)
    assert gap.subject == "缺号 付"

    by_type = [(*one, kind) for kind in ("收款", "付款") for one in year("{n}")]
    assert problems(*by_type) == []
    (gap,) = problems(*[one for one in by_type if one != ("2024-06-03", "3", "付款")])
    assert gap.subject == "缺号 付款"


def test_a_type_that_shares_the_numbers_of_others_is_no_row_of_its_own() -> None:
    """The closing voucher of type 结转 goes on where the others end."""
    vouchers = [(*one, "记账") for one in year("{n}", monthly=False)]
    vouchers[-1] = (*vouchers[-1][:2], "结转")
    vouchers[20] = (*vouchers[20][:2], "结转")
    assert problems(*vouchers) == []


def test_pages_of_a_voucher_are_no_vouchers() -> None:
    """记-3 (1/2) and 记-3 (2/2) are number 3."""
    vouchers = year("记-{n}")
    vouchers[2:3] = [("2024-01-03", "记-3 (1/2)"), ("2024-01-03", "记-3 (2/2)")]
    assert problems(*vouchers) == []


def test_what_is_set_aside_is_in_the_file_all_the_same() -> None:
    """A void voucher leaves no gap."""
    rows: list[dict[str, object]] = [
        {"date": "2024-01-05", "voucher": f"记-{n}", "status": str(status)}
        for n, status in enumerate(
            (RowStatus.ENTRY, RowStatus.VOID, RowStatus.UNPOSTED, RowStatus.CLOSING), 1
        )
    ]
    frame = ledger(*rows).frame
    assert check_numbering(frame, has_both_sides=True).problems == ()


@pytest.mark.parametrize(
    "vouchers",
    [
        [("2024-01-05", "凭证甲"), ("2024-01-06", "凭证乙")],
        [("2024-01-05", "")],
        [(f"2024-{1 + n % 12:02d}-15", f"记-{n}") for n in range(1, 60)],
        [("2024-01-05", "202401051234567"), ("2024-01-06", "202401061234999")],
        [("2024-01-05", "记-1"), ("2024-02-05", "记-2"), ("2024-12-31", "记-9")],
        [(f"2024-{n // 9 + 1:02d}-15", f"记-{n * 3}") for n in range(1, 100)],
    ],
    ids=["words", "none", "no order", "keys of a system", "mostly missing", "every third"],
)
def test_numbers_without_order_cannot_be_checked(vouchers: list[Voucher]) -> None:
    """Not checkable is no pass and no alarm."""
    assert numbering(*vouchers) == ((), False)


def test_one_side_alone_gives_a_hint_at_most() -> None:
    """Vouchers of the other side explain gaps: a few are told as possible, many not at all."""
    (gap,) = problems(*year("记-{n}", (3, 2)), both=False)
    assert gap.subject.startswith("可能缺号")
    assert "筛选" in gap.detail

    thinned = [one for number, one in enumerate(year("记-{n}")) if number % 3]
    assert numbering(*thinned, both=False) == ((), False)


def test_gaps_are_counted_beyond_those_written_out() -> None:
    """Twelve are named, all are counted."""
    left_out = [(month, day) for month in range(1, 13) for day in (2, 4)]
    many = [
        (f"2024-{month:02d}-{day:02d}", f"记-{day}")
        for month in range(1, 13)
        for day in range(1, 29)
        if (month, day) not in left_out
    ]
    (gap,) = problems(*many)
    assert "共缺 24 个号" in gap.detail
    assert gap.detail.endswith(" 等")
    assert (gap.rows, len(gap.sources)) == (24, 20)


def test_a_number_of_two_dates_is_told() -> None:
    """L134: two vouchers with one number, or one voucher with two dates."""
    vouchers = [*year("记-{n}"), ("2024-03-20", "记-2")]
    (again,) = problems(*vouchers)
    assert (again.code, again.subject) == ("L134", "记-2")
    assert "2024-03-02、2024-03-20" in again.detail


def test_numbers_that_begin_anew_every_day_are_no_repetition() -> None:
    """Where it is the rule, nothing is said."""
    daily = [
        (f"2024-{month:02d}-{day:02d}", f"记-{n}")
        for month in (1, 2)
        for day in range(1, 20)
        for n in (1, 2, 3)
    ]
    assert problems(*daily) == []
