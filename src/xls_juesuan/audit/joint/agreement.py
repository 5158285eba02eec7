"""Explanations that hold however the document is read, and those that only one reading gives.

It knows clusters of several readings; it refuses to know how readings are made.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.localisation import Cause
from xls_juesuan.audit.joint.localisation import Explanation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from xls_juesuan.audit.joint.localisation import Cluster
    from xls_juesuan.audit.joint.localisation import Correction

_Signature = tuple[object, ...]


def agreed(cluster: Cluster, rivals: Sequence[tuple[float, Sequence[Cluster]]]) -> Cluster:
    """Add to a cluster what other readings, as good as the first, say of the same figures.

    Args:
        cluster: of the first reading.
        rivals: how likely each other reading is beside the first, and all that it finds.

    Returns:
        The cluster with all explanations, shared out anew; it is the only one where all agree.
    """
    if not cluster.explanations or cluster.explanations[0].cause is not Cause.FIGURES:
        return cluster
    shares: dict[_Signature, Explanation] = {}
    _pour(shares, cluster.explanations, 1.0)
    is_only = cluster.is_only
    for odds, clusters in rivals:
        same = [other for other in clusters if _figures(other) & _figures(cluster)]
        is_only = is_only and len(same) == 1 and same[0].is_only
        for other in same:
            _pour(shares, other.explanations, odds)
    total = sum(each.share for each in shares.values())
    ordered = sorted(shares.values(), key=lambda each: -each.share)
    return replace(
        cluster,
        explanations=tuple(replace(each, share=each.share / total) for each in ordered),
        is_only=is_only and len(ordered) == 1,
    )


def _figures(cluster: Cluster) -> frozenset[int]:
    return frozenset(figure for proof in cluster.proofs for figure, _ in proof.terms)


def _pour(
    shares: dict[_Signature, Explanation], explanations: Iterable[Explanation], odds: float
) -> None:
    for one in explanations:
        signature: _Signature = (
            one.cause,
            *((each.figure, each.value) for each in one.corrections),
        )
        known = shares.get(signature)
        fresh = replace(one, share=one.share * odds)
        shares[signature] = _both(known, fresh) if known else fresh


def _both(one: Explanation, other: Explanation) -> Explanation:
    """The same figures and values: what both readings allow."""
    corrections = tuple(
        _hull(first, second)
        for first, second in zip(one.corrections, other.corrections, strict=True)
    )
    return replace(one, corrections=corrections, share=one.share + other.share)


def _hull(one: Correction, other: Correction) -> Correction:
    lows, highs = (one.low, other.low), (one.high, other.high)
    return replace(
        one,
        low=None if lows[0] is None or lows[1] is None else min(lows[0], lows[1]),
        high=None if highs[0] is None or highs[1] is None else max(highs[0], highs[1]),
    )
