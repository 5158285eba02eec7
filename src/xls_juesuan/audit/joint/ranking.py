"""Which set of wrong figures explains a contradiction best, and what they should read.

It knows sets, ranges and the likelihood of slips; it refuses to know how sets and ranges are
found.
"""

from __future__ import annotations

from math import exp
from math import inf
from math import log
from typing import TYPE_CHECKING
from typing import Protocol

from xls_juesuan.audit.joint.habits import is_sum
from xls_juesuan.audit.joint.localisation import Correction
from xls_juesuan.audit.joint.localisation import Explanation
from xls_juesuan.audit.joint.mixed_copies import MixedCopies
from xls_juesuan.audit.joint.right_values import guess
from xls_juesuan.audit.joint.slips import MAGNITUDES
from xls_juesuan.audit.joint.slips import neighbours

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.right_values import Guess

#: Bounds of an exact value in fen; ``None`` where there is none.
Bounds = tuple[int | None, int | None]

#: Explanations whose copies are looked at one by one: the likeliest, which are told in full.
_MOST_DOUBTED = 3
#: What each further place that shows the same wrong number takes off the score.
COPY_PENALTY = 0.35


class Ranges(Protocol):
    """What the relations leave of the exact values of freed figures."""

    def __call__(
        self, freed: frozenset[int], fixed: Mapping[int, int], asked: Sequence[int] = ()
    ) -> Mapping[int, Bounds] | None:
        """Give the bounds of every freed figure that is not fixed.

        Args:
            freed: figures whose printed value is disregarded, one for each group of copies:
                the others of the group are freed with it.
            fixed: some of ``freed`` with the printed value in fen that they (and their
                copies) are to have instead: each is bounded by the rounding of that value.
            asked: copies of freed figures that are asked for instead.

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
    beside = neighbours(document)
    totals = _totals(document)
    scored = []
    for accused in sets:
        found = _explain(document, accused, ranges, beside)
        if found is None:
            continue
        guesses, bounds = found
        copies = {figure: groups.get(figure, ()) for figure in guesses}
        score = sum(
            found.score - _rarity_of_blank(document, figure, found, totals)
            for figure, found in guesses.items()
        )
        score -= COPY_PENALTY * sum(len(places) for places in copies.values())
        corrections = tuple(
            Correction(
                figure,
                copies[figure],
                guesses[figure].value,
                *bounds[figure],
                guesses[figure].slip,
            )
            for figure in sorted(guesses)
        )
        scored.append((score, corrections))
    mixed = MixedCopies(document, ranges, beside)
    return tuple(
        mixed.apart(one, is_doubted=place < _MOST_DOUBTED)
        for place, one in enumerate(_share_out(scored))
    )


def _explain(
    document: Document,
    accused: frozenset[int],
    ranges: Ranges,
    beside: tuple[tuple[int, ...], ...],
) -> tuple[dict[int, Guess], Mapping[int, Bounds]] | None:
    """Guess the figures of a set one by one, the one with the narrowest range first."""
    first = ranges(accused, {})
    if first is None:
        return None
    guesses: dict[int, Guess] = {}
    fixed: dict[int, int] = {}
    now: Mapping[int, Bounds] = first
    while len(guesses) < len(accused):
        figure = min(accused - guesses.keys(), key=lambda number: (_width(now[number]), number))
        found = guess(document.figures[figure], beside[figure], *now[figure])
        guesses[figure] = found
        if found.value is None or len(guesses) == len(accused):
            continue
        after = ranges(accused, fixed | {figure: found.value})
        if after is not None:
            fixed[figure] = found.value
            now = after
    return guesses, first


def _totals(document: Document) -> frozenset[int]:
    """Figures that are sums of others: they follow from amounts that are there anyhow."""
    found: set[int] = set()
    for relation in document.relations:
        if len(relation.terms) > 2 and is_sum(relation):
            found.update(relation.alone)
    return frozenset(found)


def _rarity_of_blank(
    document: Document, number: int, found: Guess, totals: frozenset[int]
) -> float:
    """What to take off the score because a blank would have to hide an amount of its own.

    Most blanks are blank for good. An amount that no other figure tells of is one of many
    possible, evenly spread over orders of magnitude.
    """
    figure = document.figures[number]
    if figure.shown or number in totals or found.value is None:
        return 0.0
    return log(MAGNITUDES * (abs(found.value) / figure.step + 1))


def _width(bounds: Bounds) -> float:
    low, high = bounds
    return inf if low is None or high is None else high - low


def _share_out(
    scored: list[tuple[float, tuple[Correction, ...]]],
) -> tuple[Explanation, ...]:
    if not scored:
        return ()
    best = max(score for score, _ in scored)
    # A set that no slip explains at all counts for nothing unless there is no other.
    weights = [1.0 if score == best else exp(score - best) for score, _ in scored]
    total = sum(weights)
    explanations = [
        Explanation(corrections, weight / total)
        for weight, (_, corrections) in zip(weights, scored, strict=True)
    ]

    def order(explanation: Explanation) -> tuple[float, list[int]]:
        return -explanation.share, [correction.figure for correction in explanation.corrections]

    return tuple(sorted(explanations, key=order))
