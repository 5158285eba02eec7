"""Places that show one wrong number though no one number suits them all.

It knows the range of each place; it refuses to know how ranges are found and sets are ranked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.localisation import Correction
from xls_juesuan.audit.joint.right_values import Range
from xls_juesuan.audit.joint.right_values import guess
from xls_juesuan.audit.joint.right_values import rounding_box

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.localisation import Explanation
    from xls_juesuan.audit.joint.ranking import Bounds
    from xls_juesuan.audit.joint.ranking import Ranges


class MixedCopies:
    """Takes copies apart.

    Args:
        document: the figures as shown.
        ranges: bounds that the other figures leave.
        beside: values printed next to each figure, in fen.
    """

    def __init__(
        self, document: Document, ranges: Ranges, beside: tuple[tuple[int, ...], ...]
    ) -> None:
        self._document = document
        self._ranges = ranges
        self._beside = beside

    def apart(self, found: Explanation, *, is_doubted: bool) -> Explanation:
        """Correct copies each as it needs where the value of their first place does not suit them.

        Args:
            found: an explanation whose copies share the value of their first place.
            is_doubted: whether to look at copies even of a place that has a value of its own.
        """
        accused = frozenset(one.figure for one in found.corrections)
        corrections = [
            each
            for one in found.corrections
            for each in self._of_group(one, accused, is_doubted=is_doubted)
        ]
        return replace(found, corrections=tuple(corrections) or found.corrections)

    def _of_group(
        self, one: Correction, accused: frozenset[int], *, is_doubted: bool
    ) -> Iterator[Correction]:
        is_right = self._is_as_shown(one)
        asked = one.copies if is_right or (is_doubted and one.value is not None) else ()
        bounds = (self._ranges(accused, {}, asked) if asked else None) or {}
        apart = {
            copy: limits
            for copy, limits in bounds.items()
            if is_right or not self._allows(copy, limits, one.value)
        }
        if not is_right:
            yield replace(one, copies=tuple(copy for copy in one.copies if copy not in apart))
        for copy, limits in sorted(apart.items()):
            right = guess(self._document.figures[copy], self._beside[copy], *limits)
            other = Correction(copy, (), right.value, *limits, right.slip)
            if not self._is_as_shown(other):
                yield other

    def _is_as_shown(self, one: Correction) -> bool:
        """Whether a figure can show nothing but what it shows: its copies are wrong, it is not."""
        if one.value is not None or one.low is None or one.high is None:
            return False
        figure = self._document.figures[one.figure]
        limits = Range(one.low, one.high, figure.step)
        return limits.first == limits.last == figure.shown // figure.step

    def _allows(self, figure: int, bounds: Bounds, value: int | None) -> bool:
        """Whether a figure may be printed as a value."""
        if value is None:
            return True
        least, greatest = rounding_box(value, self._document.figures[figure].step)
        low, high = bounds
        return (low is None or low <= greatest) and (high is None or least <= high)
