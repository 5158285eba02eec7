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
from xls_juesuan.disclosure.quantities import without
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


@given(st.integers(0, 10**12), st.integers(5_000, 10**12))
def test_a_share_is_rounded_once_from_exact_amounts(part: int, whole: int) -> None:
    """Never from figures that were rounded before."""
    exact = round_half_away(Fraction(part, whole) * 1_000_000, 100)
    text = str(ratio(Money(part), Money(whole)))
    assert text.endswith("%")
    assert Fraction(text[:-1]) * 10_000 == exact


@pytest.mark.parametrize(
    ("part", "whole"), [(100, 0), (0, 0), (100, 4_999), (100, -1_000_000), (-1, 1_000_000)]
)
def test_of_nothing_there_is_no_percentage(part: int, whole: int) -> None:
    """Nor of what is printed as 0.00, nor where refunds exceed spending."""
    assert not ratio(Money(part), Money(whole)).exists


@given(st.integers(-4_999, 4_999))
def test_what_is_printed_as_nothing_is_slight(fen: int) -> None:
    """A difference of some yuan is no difference in 万元, and asks for no reason."""
    assert Money(fen).is_slight == (fen != 0)
    assert Change(Money(10**9 + fen), Money(10**9)).is_slight == (fen != 0)
    assert str(Money(fen)) == "0.00"


def test_a_rate_that_is_printed_as_nothing_is_slight() -> None:
    """0.00 % would say that nothing has changed."""
    assert Change(Money(10**12 + 10_000), Money(10**12)).rate.is_slight
    assert not Change(Money(10**12), Money(10**12)).rate.is_slight


def test_the_rest_of_an_amount_is_missing_when_its_part_is() -> None:
    """Otherwise both add up to the whole."""
    assert without(Money(10), Money(3)) == Money(7)
    assert without(Money(10), UNKNOWN) == UNKNOWN
    assert without(UNKNOWN, Money(3)) == UNKNOWN


@given(amounts, amounts)
def test_a_change_has_size_direction_and_rate(now: int, before: int) -> None:
    """Size and direction give back this year's amount from last year's."""
    change = Change(Money(now), Money(before))
    signed = change.difference.size.fen * (1 if change.is_up else -1)
    assert before + signed == now
    assert change.is_same == (now == before)
    if before >= 5_000:
        assert change.rate == Rate(abs(Fraction(now - before, before)))
        assert not change.has_no_base


@pytest.mark.parametrize("before", [0, -5, 4_999])
def test_nothing_is_compared_with_nothing_or_less(before: int) -> None:
    """A year with 0.00 or a negative amount is no base for a percentage."""
    assert Change(Money(100), Money(before)).has_no_base


def test_what_is_made_from_something_missing_is_missing() -> None:
    """Sums, shares and changes name the field that is missing."""
    assert total([Money(1), UNKNOWN]) == UNKNOWN
    assert ratio(UNKNOWN, Money(1)).rate == UNKNOWN
    assert ratio(Money(1), UNKNOWN).rate == UNKNOWN
    assert Change(Money(1), UNKNOWN).missing == UNKNOWN
    assert Change(Money(1), Money(1)).missing is None
