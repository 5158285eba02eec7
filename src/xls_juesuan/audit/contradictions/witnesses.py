"""Explanations weighed by what stands beside the joint check: pairs of figures that usually agree.

A warning that two figures agree accuses nobody, because they may differ rightly. Where they do
agree, or would once a figure is corrected, that is no accident, and tells explanations apart that
are otherwise as good as each other. It refuses to know how explanations are found.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.localisation import Cause
from xls_juesuan.audit.joint_document import is_joint
from xls_juesuan.audit.printed_judgement import may_hold
from xls_juesuan.audit.views import FiguresWorld
from xls_juesuan.declarations.relation.nodes import Comparison
from xls_juesuan.findings import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.audit.audit import Check
    from xls_juesuan.audit.contradictions.joint import Joint
    from xls_juesuan.audit.joint.localisation import Cluster
    from xls_juesuan.audit.joint.localisation import Explanation
    from xls_juesuan.model import CellKey

#: How much less likely an explanation is for each pair that does not agree with it. Two amounts
#: seldom agree by accident; that they differ rightly is what the warnings are there to ask.
DISAGREEMENT = 0.02
_JUDGED = (Outcome.PASSED, Outcome.FAILED)


def hear_witnesses(joint: Joint) -> Joint:
    """Order the explanations of every cluster anew by the pairs that agree with them."""
    witnesses = [check for check in joint.checks if _is_witness(check)]
    clusters = tuple(_weighed(cluster, witnesses, joint) for cluster in joint.localisation.clusters)
    return replace(joint, localisation=replace(joint.localisation, clusters=clusters))


def _is_witness(check: Check) -> bool:
    return (
        check.outcome in _JUDGED
        and isinstance(check.condition, Comparison)
        and check.condition.operator == "=="
        and not is_joint(check.rule)
    )


def _weighed(cluster: Cluster, witnesses: Sequence[Check], joint: Joint) -> Cluster:
    if len(cluster.explanations) < 2:
        return cluster
    readings = [_corrected(one, joint) for one in cluster.explanations]
    accused = frozenset(key for figures in readings for key in figures)
    asked = [check for check in witnesses if not accused.isdisjoint(check.cells)]
    if not asked:
        return cluster
    weights = [
        one.share * DISAGREEMENT ** sum(_disagreements(asked, joint, figures))
        for one, figures in zip(cluster.explanations, readings, strict=True)
    ]
    total = sum(weights)
    if not total:
        return cluster
    shared = (
        replace(one, share=weight / total)
        for one, weight in zip(cluster.explanations, weights, strict=True)
    )
    # The order of equals stays as it was.
    return replace(cluster, explanations=tuple(sorted(shared, key=lambda one: -one.share)))


def _corrected(found: Explanation, joint: Joint) -> Mapping[CellKey, tuple[int, int]]:
    """The figures of an explanation as they would be, with their steps; a new row corrects none."""
    figures = joint.document.figures
    if found.cause is Cause.MISSING_ROW:
        return {}
    return {
        figures[number].key: (one.value, figures[number].step if one.value else 1)
        for one in found.corrections
        if one.value is not None
        for number in (one.figure, *one.copies)
    }


def _disagreements(
    asked: Sequence[Check], joint: Joint, figures: Mapping[CellKey, tuple[int, int]]
) -> Iterator[bool]:
    world = FiguresWorld(joint.world, joint.key, figures)
    for check in asked:
        applies = check.when is None or may_hold(check.when, world)
        yield applies and not may_hold(check.condition, world)
