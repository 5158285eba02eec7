"""Smallest sets that meet every one of a family of sets.

It knows sets of numbers and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.disjoint_sets import DisjointSets

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.audit.joint.effort import Effort

Numbers = frozenset[int]


def smallest_size(family: Sequence[Numbers], effort: Effort, least: int = 0) -> int:
    """Size of the smallest sets that meet every member, at least ``least``.

    Raises:
        ValueError: a member is empty, so that nothing meets it.
        Exhausted: the search was given up.
    """
    if not all(family):
        raise ValueError("nothing meets an empty set")
    size = max(least, fewest(family))
    while next(hitting_sets(family, size, effort), None) is None:
        size += 1
    return size


def hitting_sets(family: Sequence[Numbers], size: int, effort: Effort) -> Iterator[Numbers]:
    """Give every set of at most ``size`` numbers that meets each member, without repeats.

    Sets that could lose a number and still meet every member may be among them if ``size`` is
    larger than the smallest.

    Raises:
        Exhausted: the search was given up.
    """

    def extended(
        chosen: Numbers, unmet: Sequence[Numbers], room: int, barred: Numbers
    ) -> Iterator[Numbers]:
        if not unmet:
            yield chosen
            return
        effort.take_branch()
        if fewest(unmet) > room:
            return
        branch = min((member - barred for member in unmet), key=len)
        for number in sorted(branch):
            left = [member for member in unmet if number not in member]
            yield from extended(chosen | {number}, left, room - 1, barred)
            # Sets with this number have all been given: the following go without it.
            barred |= {number}

    yield from extended(frozenset(), _minimal(family), size, frozenset())


def fewest(family: Iterable[Numbers]) -> int:
    """A size that no set falls short of: members without a common number, found greedily."""
    taken: set[int] = set()
    count = 0
    for member in sorted(family, key=len):
        if taken.isdisjoint(member):
            taken |= member
            count += 1
    return count


def _minimal(family: Iterable[Numbers]) -> list[Numbers]:
    """Members that contain no other one; what meets these meets all."""
    kept: list[Numbers] = []
    for member in sorted(set(family), key=lambda each: (len(each), sorted(each))):
        if not any(other <= member for other in kept):
            kept.append(member)
    return kept


def connected(family: Sequence[Numbers]) -> list[tuple[int, ...]]:
    """Places of members that hang together by common numbers, part by part."""
    parts = DisjointSets()
    seen: dict[int, int] = {}
    for place, member in enumerate(family):
        parts.join(place, place)
        for number in member:
            parts.join(place, seen.setdefault(number, place))
    return sorted(parts.sets().values())
