"""Amounts of the narrative: exact until printed, missing where anything they need is missing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xls_juesuan.disclosure.quantities import Change
from xls_juesuan.disclosure.quantities import Missing
from xls_juesuan.disclosure.quantities import Money
from xls_juesuan.disclosure.quantities import Rate
from xls_juesuan.disclosure.quantities import ratio
from xls_juesuan.disclosure.quantities import total
from xls_juesuan.money import round_half_away

UNKNOWN = Missing("previous.grand_total")
amounts = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(
    ("fen", "printed"),
    [
        (0, "0.00"),
        (5_000, "0.01"),
        (4_999, "0.00"),
        (-5_000, "-0.01"),
        (123_456_780_000, "123456.78"),
    ],
)
def test_an_amount_is_printed_in_wan_without_separators(fen: int, printed: str) -> None:
    """It is rounded to two decimals half away from zero."""
    assert str(Money(fen)) == printed


@given(amounts, amounts.filter(bool))
def test_a_share_is_rounded_once_from_exact_amounts(part: int, whole: int) -> None:
    """Never from figures that were rounded before."""
    exact = round_half_away(Fraction(part, whole) * 1_000_000, 100)
    text = str(ratio(Money(part), Money(whole)))
    assert text.endswith("%")
    assert Fraction(text[:-1]) * 10_000 == exact


def test_of_nothing_there_is_no_percentage() -> None:
    """Neither a share of nothing nor a completion of no budget, not even of nothing itself."""
    assert not ratio(Money(100), Money(0)).exists
    assert not ratio(Money(0), Money(0)).exists


@given(amounts, amounts)
def test_a_change_has_size_direction_and_rate(now: int, before: int) -> None:
    """Size and direction give back this year's amount from last year's."""
    change = Change(Money(now), Money(before))
    signed = change.difference.size.fen * (1 if change.is_up else -1)
    assert before + signed == now
    assert change.is_same == (now == before)
    if before > 0:
        assert change.rate == Rate(abs(Fraction(now - before, before)))
        assert not change.has_no_base


@pytest.mark.parametrize("before", [0, -5])
def test_nothing_is_compared_with_nothing_or_less(before: int) -> None:
    """A year without an amount, or with a negative one, is no base for a percentage."""
    assert Change(Money(100), Money(before)).has_no_base


def test_what_is_made_from_something_missing_is_missing() -> None:
    """Sums, shares and changes name the field that is missing."""
    assert total([Money(1), UNKNOWN]) == UNKNOWN
    assert ratio(UNKNOWN, Money(1)).rate == UNKNOWN
    assert ratio(Money(1), UNKNOWN).rate == UNKNOWN
    assert Change(Money(1), UNKNOWN).missing == UNKNOWN
    assert Change(Money(1), Money(1)).missing is None
