"""Which set of wrong figures explains a contradiction best, and what they should read.

It knows sets, ranges and the likelihood of slips; it refuses to know how sets and ranges are
found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.localisation import Explanation

#: Bounds of an exact value in fen; ``None`` where there is none.
Bounds = tuple[int | None, int | None]


class Ranges(Protocol):
    """What the relations leave of the exact values of freed figures."""

    def __call__(
        self, freed: frozenset[int], fixed: Mapping[int, int]
    ) -> Mapping[int, Bounds] | None:
        """Give the bounds of every freed figure that is not fixed.

        Args:
            freed: figures whose printed value is disregarded, one for each group of copies:
                the others of the group are freed with it.
            fixed: some of ``freed`` with the printed value in fen that they (and their
                copies) are to have instead: each is bounded by the rounding of that value.

        Returns:
            Bounds by figure; ``None`` when nothing satisfies the relations.
        """
        ...


def rank(
    document: Document,
    sets: Iterable[frozenset[int]],
    ranges: Ranges,
    groups: Mapping[int, tuple[int, ...]],
) -> tuple[Explanation, ...]:
    """Order the smallest sets of wrong figures of one cluster, the likeliest first.

    Args:
        document: the figures as shown.
        sets: figures by number, one for each group of copies.
        ranges: bounds that the other figures leave.
        groups: the other places of a figure that show the same wrong number; figures without
            copies may be left out.

    Returns:
        One explanation for each set whose figures have any right values; shares add up to 1.
    """
    raise NotImplementedError
