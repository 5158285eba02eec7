"""Probabilities of rounding differences."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xls_juesuan.audit.irwin_hall import residual_probability
from xls_juesuan.audit.irwin_hall import sum_tail
from xls_juesuan.audit.irwin_hall import tail_probability


@pytest.mark.parametrize("parts", [1, 2, 3, 4])
def test_agrees_with_trying_every_rounding(parts: int) -> None:
    """Rounding a fine grid of exact parts and their total gives the same frequencies."""
    grid = 40 if parts < 4 else 16
    counted: Counter[int] = Counter()
    for errors in product(range(grid), repeat=parts):
        # Each error is (2e + 1 - grid) / (2 grid) of a step: evenly spread, no ties.
        total = sum(2 * error + 1 - grid for error in errors)
        counted[(total + grid) // (2 * grid)] += 1
    trials = grid**parts
    for residual in range(-2, 3):
        expected = counted[residual] / trials
        assert residual_probability(residual, parts + 1) == pytest.approx(expected, abs=0.02)


def test_two_parts_and_their_total_by_hand() -> None:
    """Two errors add up to half a step or more with probability 1/4."""
    assert tail_probability(1, 3) == pytest.approx(0.25)
    assert residual_probability(0, 3) == pytest.approx(0.75)
    assert residual_probability(-1, 3) == pytest.approx(0.125)


def test_two_figures_that_should_be_the_same_never_differ() -> None:
    """The same amount rounded twice leaves no residual."""
    assert tail_probability(1, 2) == 0
    assert tail_probability(0, 2) == 1


def test_a_possible_residual_of_many_figures_is_still_improbable() -> None:
    """Twenty parts may be off by ten steps, yet five are already below one in a thousand."""
    assert tail_probability(5, 21) == pytest.approx(3.5e-4, rel=0.03)
    assert tail_probability(4, 21) > 1e-3


def test_exact_and_normal_meet() -> None:
    """Where the exact law ends the normal one goes on without a jump."""
    assert sum_tail(Fraction(13, 2), 60) == pytest.approx(sum_tail(Fraction(13, 2), 61), rel=0.15)


@given(st.integers(0, 90), st.integers(0, 80))
def test_tails_are_probabilities_that_only_fall(residual: int, figures: int) -> None:
    """A larger residual is never more probable, and what rounding cannot do has probability 0."""
    tail = tail_probability(residual, figures)
    assert 0 <= tail <= 1
    assert tail_probability(residual + 1, figures) <= tail
    assert tail_probability(-residual, figures) == tail
    if residual and 2 * residual >= figures:
        assert tail == 0


@given(st.integers(1, 70))
def test_residuals_share_out_the_whole_probability(figures: int) -> None:
    """Over all residuals the probabilities add up to 1."""
    total = sum(residual_probability(steps, figures) for steps in range(-figures, figures + 1))
    assert total == pytest.approx(1)
