"""Ordering explanations and proposing values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xls_juesuan.audit.joint.document import Document
from xls_juesuan.audit.joint.document import Figure
from xls_juesuan.audit.joint.document import Linear
from xls_juesuan.audit.joint.localisation import Slip
from xls_juesuan.audit.joint.ranking import rank
from xls_juesuan.audit.joint.right_values import rounding_box
from xls_juesuan.model import CellKey

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.audit.joint.ranking import Bounds

STEP = 10_000


def _document(*steps: int) -> Document:
    figures = tuple(
        Figure(CellKey("t", str(row), "c"), value * STEP, STEP, line=3 * row)
        for row, value in enumerate(steps)
    )
    return Document(figures, ())


class _Box:
    """Ranges that do not depend on each other; figures in ``never`` cannot be repaired."""

    def __init__(
        self, bounds: Mapping[int, Bounds], *, never: frozenset[int] = frozenset()
    ) -> None:
        self.bounds = bounds
        self.never = never
        self.fixed: list[dict[int, int]] = []

    def __call__(
        self, freed: frozenset[int], fixed: Mapping[int, int], asked: Sequence[int] = ()
    ) -> Mapping[int, Bounds] | None:
        if asked:
            return {figure: self.bounds.get(figure, (None, None)) for figure in asked}
        self.fixed.append(dict(fixed))
        if freed & self.never:
            return None
        return {figure: self.bounds[figure] for figure in freed - fixed.keys()}


def _around(steps: int) -> Bounds:
    return rounding_box(steps * STEP, STEP)


def test_the_figure_with_a_plain_slip_comes_first() -> None:
    """A swap is likelier than a number that has nothing to do with the right one."""
    document = _document(13245, 70000)
    ranges = _Box({0: _around(12345), 1: _around(70900 + 37)})
    first, second = rank(document, [frozenset({1}), frozenset({0})], ranges, {})
    (correction,) = first.corrections
    assert (correction.figure, correction.value, correction.slip) == (
        0,
        12345 * STEP,
        Slip.SWAPPED,
    )
    assert (correction.low, correction.high) == _around(12345)
    assert first.share > 0.9
    assert first.share + second.share == pytest.approx(1)


def test_the_narrowest_range_is_settled_first() -> None:
    """Its value is fixed before the wider one is looked at."""
    document = _document(13245, 4)
    ranges = _Box({0: _around(12345), 1: (0, 900 * STEP)})
    (explanation,) = rank(document, [frozenset({0, 1})], ranges, {})
    assert ranges.fixed == [{}, {0: 12345 * STEP}]
    assert [correction.figure for correction in explanation.corrections] == [0, 1]
    assert explanation.share == 1


def test_copies_are_named_and_count_a_little() -> None:
    """Of two equal explanations the one that needs fewer places to be wrong leads."""
    document = _document(13245, 13245, 13245)
    ranges = _Box({0: _around(12345), 1: _around(12345)})
    first, second = rank(document, [frozenset({0}), frozenset({1})], ranges, {0: (2,)})
    assert first.corrections[0].figure == 1
    assert second.corrections[0].copies == (2,)
    assert second.share == pytest.approx(first.share * 0.7047, rel=1e-3)


def test_a_set_that_repairs_nothing_is_left_out() -> None:
    """No range, no explanation."""
    document = _document(13245, 4)
    ranges = _Box({0: _around(12345), 1: _around(5)}, never=frozenset({1}))
    (explanation,) = rank(document, [frozenset({1}), frozenset({0})], ranges, {})
    assert explanation.corrections[0].figure == 0
    assert rank(document, [frozenset({1})], ranges, {}) == ()


def test_a_blank_is_seldom_an_omission_unless_it_is_a_sum() -> None:
    """A blank leaf could hide any amount; a blank sum hides what its parts say."""
    document = _document(0, 4000, 700, 3300)
    ranges = _Box({0: _around(8000), 1: _around(8000)})
    sets = [frozenset({0}), frozenset({1})]
    assert rank(document, sets, ranges, {})[0].corrections[0].figure == 1
    sum_ = Linear(((0, -1), (1, 1), (2, 1), (3, 1)), "==")
    with_sum = Document(document.figures, (sum_,))
    (correction,) = rank(with_sum, sets, ranges, {})[0].corrections
    assert (correction.figure, correction.slip) == (0, Slip.OMITTED)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=6))
def test_shares_add_up_to_one_and_fall(pairs: list[tuple[int, int]]) -> None:
    """Whatever is shown and whatever is right."""
    document = _document(*(shown for shown, _ in pairs))
    ranges = _Box({row: _around(right) for row, (_, right) in enumerate(pairs)})
    sets = [frozenset({row}) for row in range(len(pairs))]
    explanations = rank(document, sets, ranges, {})
    assert sum(explanation.share for explanation in explanations) == pytest.approx(1)
    shares = [explanation.share for explanation in explanations]
    assert shares == sorted(shares, reverse=True)
    assert len(explanations) == len(sets)
