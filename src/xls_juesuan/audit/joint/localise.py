"""Whether all printed figures can be true at once and, where not, which are wrong.

It puts the parts together: readings, shifted blocks, ranking. It refuses to know rules
and tables.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.agreement import agreed
from xls_juesuan.audit.joint.effort import Effort
from xls_juesuan.audit.joint.habits import leanings
from xls_juesuan.audit.joint.localisation import Cause
from xls_juesuan.audit.joint.localisation import Cluster
from xls_juesuan.audit.joint.localisation import Explanation
from xls_juesuan.audit.joint.localisation import Localisation
from xls_juesuan.audit.joint.one_sided import marked_open
from xls_juesuan.audit.joint.ranking import rank
from xls_juesuan.audit.joint.readings import Reading
from xls_juesuan.audit.joint.readings import as_usual
from xls_juesuan.audit.joint.readings import best_readings
from xls_juesuan.audit.joint.search import Search
from xls_juesuan.audit.joint.shifts import arrangements
from xls_juesuan.audit.joint.shifts import single_causes
from xls_juesuan.audit.joint.swaps import SWAPS

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.ranking import Bounds
    from xls_juesuan.audit.joint.search import Contradiction
    from xls_juesuan.audit.joint.shifts import Arrangement

#: Blocks out of place that one document is searched for.
_MOST_BLOCKS = 3
#: Programs and branches that the trial of one block may take, and those of all blocks.
_EFFORT_OF_BLOCK = (60, 2_000)
_EFFORT_OF_BLOCKS = (300, 8_000)
#: Wrong figures at least that make a block out of place likely.
_MANY = 3


def localise(document: Document) -> Localisation:
    """Check all relations together and explain what cannot be.

    Every accusation rests on a proof in whole fen. The work is bounded by counts, so that the
    same document always gives the same answer.

    Args:
        document: figures as shown, relations between them.
    """
    likelihoods = leanings(document)
    usual = as_usual(document, likelihoods)
    if not usual.search.is_contradicted:
        return Localisation((), usual.habits)
    moved = _one_block(usual, document)
    if moved:
        clusters = _block_clusters(document, usual.search.failing, moved)
        return Localisation(tuple(clusters), usual.habits)
    reading, rivals = best_readings(document, usual, likelihoods)
    if not reading.cost:
        return Localisation((), reading.habits)
    return _explained(document, reading, rivals)


def _explained(document: Document, first: Reading, rivals: Sequence[Reading]) -> Localisation:
    reading, effort = first, Effort(*_EFFORT_OF_BLOCKS)
    clusters = list(_clusters(document, first))
    while reading.cost > len(reading.blocks) + 1 and len(reading.blocks) < _MOST_BLOCKS:
        suspects, cost = reading.search.suspects, reading.cost
        better = _with_block(document, reading, suspects, cost, effort)
        if better is None:
            break
        found = list(_clusters(document, better))
        if _undoes(document, found):
            break
        reading, clusters = better, found
    if reading.blocks:
        blocks = _block_clusters(document, first.search.contradictions, reading)
        clusters = [*blocks, *clusters]
    else:
        others = [(each.odds / reading.odds, list(_clusters(document, each))) for each in rivals]
        clusters = [agreed(cluster, others) for cluster in clusters]
    return Localisation(tuple(clusters), reading.habits, reading.search.is_complete)


def _undoes(document: Document, clusters: Sequence[Cluster]) -> bool:
    """Whether figures are to show what they show already: a block was moved for nothing."""
    return any(
        one.value is not None and one.value == document.figures[one.figure].shown
        for cluster in clusters
        for found in cluster.explanations
        for one in found.corrections
    )


# ---------------------------------------------------------------------- blocks


def _one_block(usual: Reading, document: Document) -> Reading | None:
    """Put one block back in its place where that settles what looks like many wrong figures."""
    many = usual.search.least_cost
    if many < _MANY:
        return None
    suspects = {figure for one in usual.search.failing for figure in one.figures}
    moved = _with_block(document, usual, suspects, many, Effort(*_EFFORT_OF_BLOCKS))
    return moved if moved and not moved.search.cost else None


def _with_block(
    document: Document, reading: Reading, suspects: Collection[int], cost: int, effort: Effort
) -> Reading | None:
    """Put one more block back in its place where that leaves least to explain.

    Args:
        document: the figures as shown.
        reading: what has been put back so far.
        suspects: figures around which blocks are looked for.
        cost: what the reading has to explain at least; more than with the block.
        effort: what may be spent.
    """
    now = reading.blocks[-1].document if reading.blocks else document
    best: Reading | None = None
    rivals: list[Arrangement] = []
    for block in arrangements(now, suspects):
        if best and not _may_rival(best, block):
            continue
        freed = block.freed | frozenset(
            chain.from_iterable(earlier.freed for earlier in reading.blocks)
        )
        part = Effort(*_EFFORT_OF_BLOCK, of=effort)
        search = Search(block.document, reading.habits, freed, part)
        tried = Reading(reading.habits, search, (*reading.blocks, block))
        least = best.cost if best else cost
        floor = len(tried.blocks) + search.least_cost
        if floor > least or (floor == least and best is None):
            continue
        if not _is_about(document, search):
            continue
        if tried.cost < least:
            best, rivals = tried, []
        elif best and tried.cost == least and _are_rivals(best.blocks[-1], block):
            rivals.append(block)
    return _with_rivals(best, rivals) if best and rivals else best


def _may_rival(best: Reading, block: Arrangement) -> bool:
    """Whether a block is worth a trial beside one that has been found already."""
    return best.cost > len(best.blocks) or _are_rivals(best.blocks[-1], block)


def _are_rivals(one: Arrangement, other: Arrangement) -> bool:
    """Whether nothing but a person can say which of two exchanges was made."""
    return {one.cause, other.cause} <= SWAPS and one.left == other.left


def _with_rivals(reading: Reading, rivals: Sequence[Arrangement]) -> Reading:
    *earlier, last = reading.blocks
    return replace(reading, blocks=(*earlier, replace(last, rivals=tuple(rivals))))


def _is_about(document: Document, search: Search) -> bool:
    """Whether what is left concerns figures that the document shows, not rows put in."""
    known = len(document.figures)
    spoken = (
        figure
        for one in search.contradictions
        for figure in chain(*one.sets, *(dict(proof.terms) for proof in one.proofs))
    )
    return all(figure < known for figure in spoken)


def _block_clusters(
    document: Document, first: Sequence[Contradiction], last: Reading
) -> Iterator[Cluster]:
    """One cluster for each block, with the proofs that putting it back has settled."""
    left = {proof for one in last.search.contradictions for proof in one.proofs}
    settled = [one for one in first if not left.issuperset(one.proofs)] or list(first)
    touched = [_touched(document, block) for block in last.blocks]
    # What meets no block follows from the first; a block that meets nothing is told with all.
    home = [
        next((at for at, each in enumerate(touched) if one.figures & each), 0) for one in settled
    ]
    for place, block in enumerate(last.blocks):
        mine = [one for one, at in zip(settled, home, strict=True) if at == place] or settled
        ways = (block, *block.rivals)
        yield Cluster(
            proofs=tuple(chain.from_iterable(one.proofs for one in mine)),
            explanations=tuple(
                Explanation(one.corrections, 1 / len(ways), one.cause) for one in ways
            ),
            relations=tuple(sorted({number for one in mine for number in one.relations})),
        )


def _touched(document: Document, block: Arrangement) -> frozenset[int]:
    """Figures of the document that a block moves."""
    return frozenset(
        figure
        for one in block.corrections
        for figure in (one.figure, *one.copies)
        if figure < len(document.figures)
    )


# ---------------------------------------------------------------------- figures


def _clusters(document: Document, reading: Reading) -> Iterator[Cluster]:
    search, found = reading.search, reading.search.contradictions
    now = reading.blocks[-1].document if reading.blocks else document
    copies = {first: group[1:] for first, group in search.copies.items()}
    for one in found:
        others = frozenset(
            chain.from_iterable(other.sets[0] for other in found if other is not one and other.sets)
        )

        def ranges(
            freed: frozenset[int],
            fixed: Mapping[int, int],
            asked: Sequence[int] = (),
            others: frozenset[int] = others,
        ) -> Mapping[int, Bounds] | None:
            return search.ranges(freed, fixed, others, asked)

        ranked = rank(now, one.sets, ranges, copies)
        judged = (marked_open(now, one.proofs, each) for each in ranked)
        yield _cluster(one, _with_cause(now, one, tuple(judged), reading))


def _with_cause(
    document: Document, one: Contradiction, ranked: tuple[Explanation, ...], reading: Reading
) -> tuple[Explanation, ...]:
    """Say of a single wrong number where it comes from, if it is more than mistyped."""
    if not ranked or len(ranked[0].corrections) != 1:
        return ranked
    (first,) = ranked[0].corrections
    places = {first.figure, *first.copies}
    for block in single_causes(document, one.figures):
        if block.cause is Cause.MISSING_ROW:
            if _settles_one(block, reading):
                # The wrong total explains as much: the row is likelier, and not the only way.
                rest = (replace(each, share=each.share / 2) for each in ranked)
                return (Explanation(block.corrections, 0.5, block.cause), *rest)
        elif {each.figure for each in block.corrections} == places:
            return (replace(ranked[0], cause=block.cause), *ranked[1:])
    return ranked


def _settles_one(block: Arrangement, reading: Reading) -> bool:
    """Whether a document with a row put in has one wrong number less."""
    freed = block.freed.union(*(earlier.freed for earlier in reading.blocks))
    search = Search(block.document, reading.habits, freed, Effort(*_EFFORT_OF_BLOCK))
    return search.cost < reading.search.cost


def _cluster(one: Contradiction, ranked: tuple[Explanation, ...]) -> Cluster:
    return Cluster(
        proofs=one.proofs,
        explanations=ranked,
        relations=one.relations,
        is_only=one.is_complete and len(one.sets) == len(ranked) == 1,
    )
