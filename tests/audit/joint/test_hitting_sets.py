"""Smallest sets that meet every member of a family."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xls_juesuan.audit.joint.effort import Effort
from xls_juesuan.audit.joint.effort import Exhausted
from xls_juesuan.audit.joint.hitting_sets import connected
from xls_juesuan.audit.joint.hitting_sets import fewest
from xls_juesuan.audit.joint.hitting_sets import hitting_sets
from xls_juesuan.audit.joint.hitting_sets import smallest_size

families = st.lists(
    st.frozensets(st.integers(0, 7), min_size=1, max_size=4), min_size=1, max_size=7
)


def ample() -> Effort:
    """More than small families take."""
    return Effort(0, 100_000)


def _by_trying(family: list[frozenset[int]], size: int) -> set[frozenset[int]]:
    return {
        frozenset(chosen)
        for chosen in combinations(range(8), size)
        if all(member & set(chosen) for member in family)
    }


@given(families)
def test_every_smallest_set_is_found_once(family: list[frozenset[int]]) -> None:
    """The sets of the smallest size are those that trying all combinations finds."""
    size = smallest_size(family, ample())
    found = list(hitting_sets(family, size, ample()))

    assert not _by_trying(family, size - 1) if size else True
    assert len(found) == len(set(found))
    assert set(found) == _by_trying(family, size)


@given(families)
def test_members_without_a_common_number_bound_the_size(family: list[frozenset[int]]) -> None:
    """No smallest set falls short of the bound that is worked out greedily."""
    assert fewest(family) <= smallest_size(family, ample())


@given(families)
def test_parts_share_no_number(family: list[frozenset[int]]) -> None:
    """Every member is in one part, and members of two parts have no number in common."""
    parts = connected(family)

    assert sorted(place for part in parts for place in part) == list(range(len(family)))
    numbers = [frozenset().union(*(family[place] for place in part)) for part in parts]
    assert all(not one & other for one, other in combinations(numbers, 2))


def test_nothing_meets_an_empty_member() -> None:
    """A family with an empty member is refused instead of searched for ever."""
    with pytest.raises(ValueError, match="empty"):
        smallest_size([frozenset()], ample())


def test_a_family_that_is_too_large_is_given_up() -> None:
    """The number of branches is bounded, so no document takes for ever."""
    wide = [frozenset(range(start, start + 40)) | {900 + start % 7} for start in range(0, 400, 9)]
    with pytest.raises(Exhausted):
        list(hitting_sets(wide, 12, Effort(0, 2_000)))
