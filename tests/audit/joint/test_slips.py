"""Guessing what a mistyped figure should read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xls_juesuan.audit.joint.document import Document
from xls_juesuan.audit.joint.document import Figure
from xls_juesuan.audit.joint.localisation import Slip
from xls_juesuan.audit.joint.right_values import guess
from xls_juesuan.audit.joint.right_values import rounding_box
from xls_juesuan.audit.joint.slips import PRIORS
from xls_juesuan.audit.joint.slips import likelihood
from xls_juesuan.audit.joint.slips import neighbours
from xls_juesuan.model import CellKey
from xls_juesuan.money import round_half_away

STEP = 10_000


def _figure(steps: int, *, step: int = STEP, last_year: int | None = None) -> Figure:
    return Figure(CellKey("t", "r", "c"), steps * step, step, is_signed=True, last_year=last_year)


@pytest.mark.parametrize(
    ("right", "shown", "slip"),
    [
        (12345, 12845, Slip.DIGIT),
        (12345, 13245, Slip.SWAPPED),
        (1025, 125, Slip.SWAPPED),
        (123456, 12456, Slip.DIGIT_LOST),
        (12456, 124456, Slip.DIGIT_ADDED),
        (12345, 1234500, Slip.DECIMAL_POINT),
        (12345, 1235, Slip.DECIMAL_POINT),
        (12345, -12345, Slip.SIGN),
        (12345, 123453219, Slip.YUAN_FOR_WAN),
        (12345, 0, Slip.OMITTED),
        (12345, 77001, Slip.LAST_YEAR),
        (12345, 50505, Slip.NEIGHBOUR),
        (12340, 12341, Slip.LAST_DIGIT),
        (12345, 86420, Slip.OTHER),
    ],
)
def test_each_kind_is_recognised(right: int, shown: int, slip: Slip) -> None:
    """With a narrow range around the right value, value and kind are found."""
    figure = _figure(shown, last_year=77001 * STEP)
    low, high = rounding_box(right * STEP, STEP)
    found = guess(figure, (50505 * STEP, 99 * STEP), low, high)
    assert found.value == right * STEP
    assert found.slip is slip


@pytest.mark.parametrize(("right", "shown"), [(5, 0), (200, 0), (20, 0), (20_000_000, 0)])
def test_a_blank_was_left_out_whatever_should_stand_there(right: int, shown: int) -> None:
    """It has no digits of which one could be wrong or missing."""
    figure = replace(_figure(shown), is_blank=True)
    low, high = rounding_box(right * STEP, STEP)
    found = guess(figure, (), low, high)
    assert (found.value, found.slip) == (right * STEP, Slip.OMITTED)


@pytest.mark.parametrize("shown", [2000, 7, 10, 100, 1])
def test_what_should_be_blank_is_no_slip_of_digits(shown: int) -> None:
    """No digit of a blank was mistyped: the number came from beside it, or who knows whence."""
    assert guess(_figure(shown), (), 0, 0).slip is Slip.OTHER
    assert guess(_figure(shown), (shown * STEP,), 0, 0).slip is Slip.NEIGHBOUR


def test_nothing_stands_beside_a_figure_in_a_sentence() -> None:
    """The same number in the sentence before was not copied from a cell beside it."""
    here = replace(_figure(700), line=4)
    beside = replace(_figure(700), key=CellKey("t", "above", "c"), line=3)
    told = tuple(replace(one, stands_alone=True) for one in (here, beside))
    assert neighbours(Document((here, beside), ())) == ((700 * STEP,), (700 * STEP,))
    assert neighbours(Document(told, ())) == ((), ())


def test_a_slip_picks_the_value_in_a_wide_range() -> None:
    """Among values that the rounding of many figures leaves, the swapped one is the likeliest."""
    found = guess(_figure(13245), (), (12345 - 12) * STEP, (12345 + 9) * STEP)
    assert found.value == 12345 * STEP
    assert found.slip is Slip.SWAPPED


def test_without_a_slip_the_middle_of_a_narrow_range_is_proposed() -> None:
    """Nothing tells the omitted figure but the sums that it stands in."""
    found = guess(_figure(0), (), 4_999_000, 5_001_000)
    assert (found.value, found.slip) == (5_000_000, Slip.OMITTED)


def test_an_open_range_proposes_nothing_for_an_omitted_figure() -> None:
    """Where relations leave every amount possible none stands out."""
    assert guess(_figure(0)).value is None


def test_exact_yuan_figures_have_their_own_digits() -> None:
    """元 with two decimals, one step a fen, is handled like 万元 with two."""
    found = guess(_figure(1_234_567, step=1), (), 1_243_567, 1_243_567)
    assert (found.value, found.slip) == (1_243_567, Slip.SWAPPED)


def test_neighbours_are_the_printed_figures_around() -> None:
    """Above, below, left and right in the same table; blanks and corners do not count."""
    places = [(0, 0, 1), (0, 1, 2), (1, 0, 3), (1, 1, 4), (2, 1, 0), (1, 2, 6)]
    figures = tuple(
        Figure(CellKey("t", str(line), str(place)), steps * STEP, STEP, line=line, place=place)
        for line, place, steps in places
    )
    other = Figure(CellKey("u", "2", "1"), 9 * STEP, STEP, line=2, place=1)
    found = neighbours(Document((*figures, other), ()))
    assert sorted(found[3]) == [2 * STEP, 3 * STEP, 6 * STEP]
    assert found[-1] == ()


def test_priors_are_probabilities() -> None:
    """Every kind has one, and they add up to 1."""
    assert set(PRIORS) == set(Slip)
    assert sum(PRIORS.values()) == pytest.approx(1)


amounts = st.one_of(
    st.integers(0, 300), st.integers(0, 99_999), st.integers(0, 10**9), st.integers(-9999, -1)
)


@given(amounts, amounts, st.lists(amounts, max_size=4))
def test_likelihoods_are_probabilities(shown: int, right: int, beside: list[int]) -> None:
    """No kind is more probable than its prior, and nothing is shown wrong by being right."""
    around = tuple(value * STEP for value in beside)
    found = likelihood(_figure(shown), around).of(right)
    if shown == right:
        assert found == {}
    for slip, probability in found.items():
        assert 0 < probability <= PRIORS[slip] * 1.0001


@given(amounts, amounts, st.integers(0, 3_000_000), st.sampled_from([1, 100, STEP]))
def test_a_proposed_value_lies_in_the_range(shown: int, low: int, width: int, step: int) -> None:
    """The printed value is one that some exact value of the range is rounded to."""
    low *= step
    found = guess(_figure(shown, step=step), (), low, low + width)
    assert found.score < 0.5
    if found.value is not None:
        assert found.value % step == 0
        assert found.value != shown * step
        least, greatest = rounding_box(found.value, step)
        assert least <= low + width
        assert greatest >= low


@given(st.integers(-(10**9), 10**9), st.sampled_from([1, 100, STEP]))
def test_the_rounding_box_holds_what_is_rounded_to_it(fen: int, step: int) -> None:
    """An exact value lies in the box of its print and in no neighbour's."""
    shown = round_half_away(fen, step)
    for printed in (shown - step, shown, shown + step):
        low, high = rounding_box(printed, step)
        assert (low <= fen <= high) == (printed == shown)
