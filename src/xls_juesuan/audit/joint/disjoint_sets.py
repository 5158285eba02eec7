"""Numbers that hang together, directly or through others.

It knows numbers; it refuses to know what they stand for.
"""

from __future__ import annotations

from collections import defaultdict


class DisjointSets:
    """Sets of numbers that grow together; a number that is not joined stands alone."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def join(self, one: int, other: int) -> None:
        """Put two numbers, and all that hang together with them, into one set."""
        low, high = sorted((self._root(one), self._root(other)))
        self._parent[high] = low

    def sets(self) -> dict[int, tuple[int, ...]]:
        """Give the sets of all numbers ever joined, in order, by their least number."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for number in sorted(self._parent):
            found[self._root(number)].append(number)
        return {first: tuple(numbers) for first, numbers in found.items()}

    def _root(self, number: int) -> int:
        parent = self._parent
        parent.setdefault(number, number)
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number
