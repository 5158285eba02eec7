"""Right values of which nothing is known but a bound on one side.

It knows proofs and ranges; it refuses to know how they are found.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.localisation import Slip
from xls_juesuan.audit.joint.right_values import Range
from xls_juesuan.audit.joint.slips import VAGUE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.localisation import Correction
    from xls_juesuan.audit.joint.localisation import Explanation
    from xls_juesuan.audit.joint.localisation import Proof

#: Kinds that leave one or two right values; any digit may be wrong, lost or added in many ways.
_TELLING = frozenset({Slip.SWAPPED, Slip.DECIMAL_POINT, Slip.SIGN, Slip.YUAN_FOR_WAN})


def marked_open(document: Document, proofs: Iterable[Proof], found: Explanation) -> Explanation:
    """Mark the corrections that no equation settles; a value stays where a slip speaks for it.

    Args:
        document: the figures as shown.
        proofs: what the explanation ends.
        found: the explanation.
    """
    equations = [
        frozenset(number for number, _ in proof.terms)
        for proof in proofs
        if all(document.relations[step].operator == "==" for step, _ in proof.steps)
    ]
    accused = frozenset(number for one in found.corrections for number in (one.figure, *one.copies))

    def judged(one: Correction) -> Correction:
        places = {one.figure, *one.copies}
        is_settled = any(figures & places and figures & accused <= places for figures in equations)
        if is_settled or not _is_one_sided(document, one):
            return one
        if one.slip in _TELLING:
            return replace(one, is_open=True)
        slip = one.slip if one.slip in VAGUE else Slip.OTHER
        return replace(one, value=None, slip=slip, is_open=True)

    return replace(found, corrections=tuple(map(judged, found.corrections)))


def _is_one_sided(document: Document, one: Correction) -> bool:
    """Whether a range has one end only; that an amount is not negative is none."""
    if one.low is None or one.high is None:
        return True
    figure = document.figures[one.figure]
    return not figure.is_signed and one.low <= 0 < Range(one.low, one.high, figure.step).last
