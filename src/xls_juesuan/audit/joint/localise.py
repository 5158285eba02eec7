"""Whether all printed figures can be true at once and, where not, which are wrong.

It puts the parts together: readings, shifted blocks, ranking. It refuses to know rules
and tables.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.agreement import agreed
from xls_juesuan.audit.joint.localisation import Cause
from xls_juesuan.audit.joint.localisation import Cluster
from xls_juesuan.audit.joint.localisation import Explanation
from xls_juesuan.audit.joint.localisation import Localisation
from xls_juesuan.audit.joint.ranking import rank
from xls_juesuan.audit.joint.readings import Reading
from xls_juesuan.audit.joint.readings import read
from xls_juesuan.audit.joint.search import Search
from xls_juesuan.audit.joint.shifts import arrangements
from xls_juesuan.audit.joint.shifts import single_causes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.ranking import Bounds
    from xls_juesuan.audit.joint.readings import Habits
    from xls_juesuan.audit.joint.search import Contradiction

#: Blocks out of place that one document is searched for.
_MOST_BLOCKS = 3
#: Programs that the trial of one block, or of other habits, may solve.
_MOST_TRIED = 60


def localise(document: Document) -> Localisation:
    """Check all relations together and explain what cannot be.

    Every accusation rests on a proof in whole fen. The work is bounded by counts, so that the
    same document always gives the same answer.

    Args:
        document: figures as shown, relations between them.
    """
    reading, rivals = read(document)
    if not reading.cost:
        return Localisation((), reading.habits)
    first = reading
    while reading.cost > len(reading.blocks) + 1 and len(reading.blocks) < _MOST_BLOCKS:
        better = _with_block(document, reading)
        if better is None:
            break
        reading = better
    clusters = list(_clusters(document, reading))
    if not reading.blocks:
        others = [(each.odds / reading.odds, list(_clusters(document, each))) for each in rivals]
        clusters = [agreed(cluster, others) for cluster in clusters]
    clusters = [*_block_clusters(document, first, reading), *clusters]
    return Localisation(tuple(clusters), reading.habits, reading.search.is_complete)


# ---------------------------------------------------------------------- blocks


def _with_block(document: Document, reading: Reading) -> Reading | None:
    """Put one more block back in its place where that leaves least to explain."""
    suspects = reading.search.suspects
    now = reading.blocks[-1].document if reading.blocks else document
    best: Reading | None = None
    for block in arrangements(now, suspects):
        freed = block.freed | frozenset(
            chain.from_iterable(earlier.freed for earlier in reading.blocks)
        )
        search = Search(block.document, reading.habits, freed, _MOST_TRIED)
        tried = Reading(reading.habits, search, (*reading.blocks, block))
        least = (best or reading).cost
        if len(tried.blocks) + search.least_cost >= least:
            continue
        if tried.cost < least and _is_about(document, search):
            best = tried
            if tried.cost == len(tried.blocks):
                break
    return best


def _is_about(document: Document, search: Search) -> bool:
    """Whether what is left concerns figures that the document shows, not rows put in."""
    known = len(document.figures)
    return all(
        figure < known for one in search.contradictions for each in one.sets for figure in each
    )


def _block_clusters(document: Document, first: Reading, last: Reading) -> Iterator[Cluster]:
    """One cluster for each block, with the proofs that putting it back has settled."""
    if not last.blocks:
        return
    left = {proof for one in last.search.contradictions for proof in one.proofs}
    settled = [one for one in first.search.contradictions if not left.issuperset(one.proofs)]
    for place, block in enumerate(last.blocks):
        touched = {
            figure
            for one in block.corrections
            for figure in (one.figure, *one.copies)
            if figure < len(document.figures)
        }
        mine = [
            one for one in settled if one.figures & touched or len(last.blocks) == 1 or not place
        ]
        yield Cluster(
            proofs=tuple(chain.from_iterable(one.proofs for one in mine)),
            explanations=(Explanation(block.corrections, 1.0, block.cause),),
            relations=tuple(sorted({number for one in mine for number in one.relations})),
        )
        settled = [one for one in settled if one not in mine]


# ---------------------------------------------------------------------- figures


def _clusters(document: Document, reading: Reading) -> Iterator[Cluster]:
    search, found = reading.search, reading.search.contradictions
    now = reading.blocks[-1].document if reading.blocks else document
    for one in found:
        others = frozenset(
            chain.from_iterable(other.sets[0] for other in found if other is not one and other.sets)
        )

        def ranges(
            freed: frozenset[int],
            fixed: Mapping[int, int],
            others: frozenset[int] = others,
        ) -> Mapping[int, Bounds] | None:
            return search.ranges(freed, fixed, others)

        copies = {first: group[1:] for first, group in search.copies.items()}
        ranked = rank(now, one.sets, ranges, copies)
        yield _cluster(one, _with_cause(now, one, ranked, reading.habits))


def _with_cause(
    document: Document, one: Contradiction, ranked: tuple[Explanation, ...], habits: Habits
) -> tuple[Explanation, ...]:
    """Say of a single wrong number where it comes from, if it is more than mistyped."""
    if not ranked or len(ranked[0].corrections) != 1:
        return ranked
    (first,) = ranked[0].corrections
    places = {first.figure, *first.copies}
    for block in single_causes(document, one.figures):
        if block.cause is Cause.MISSING_ROW:
            if Search(block.document, habits, block.freed, _MOST_TRIED).cost == 0:
                return (Explanation(block.corrections, 1.0, block.cause),)
        elif {each.figure for each in block.corrections} == places:
            return (replace(ranked[0], cause=block.cause), *ranked[1:])
    return ranked


def _cluster(one: Contradiction, ranked: tuple[Explanation, ...]) -> Cluster:
    return Cluster(
        proofs=one.proofs,
        explanations=ranked,
        relations=one.relations,
        is_only=one.is_complete and len(one.sets) == 1,
    )
