"""What settles a contradiction between relations that hold one by one, as the sheet computes it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from xls_juesuan.audit.contradictions.clusters import bound_of
from xls_juesuan.audit.joint.document import Document
from xls_juesuan.audit.joint.document import Figure
from xls_juesuan.audit.joint.document import Linear
from xls_juesuan.audit.joint.localisation import Cluster
from xls_juesuan.audit.joint.localisation import Proof
from xls_juesuan.declarations.relation.nodes import Yuan
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.findings import Outcome
from xls_juesuan.model import CellKey
from xls_juesuan.writing.live import LiveBound
from xls_juesuan.writing.live import Side

FIGURES = tuple(
    Figure(CellKey("t", row, "total"), steps * 10_000, 10_000)
    for row, steps in (("S", 1002), ("L", 1000))
)


def _cluster(residual: int) -> Cluster:
    return Cluster((Proof(((0, 1),), ((0, 1), (1, -1)), residual, 9_999),), ())


@pytest.mark.parametrize(("operator", "is_one_sided"), [("==", False), ("<=", True)])
def test_what_may_be_less_may_be_as_much_less_as_it_likes(
    operator: str, *, is_one_sided: bool
) -> None:
    """A proof with a relation that only limits is settled on one side."""
    relation = Linear(((0, 1), (1, -1)), "<=" if operator == "<=" else "==")
    bound = bound_of(_cluster(20_000), Document(FIGURES, (relation,)))
    assert (bound.limit, bound.is_one_sided) == (9_999, is_one_sided)


def test_a_fixed_amount_in_the_relations_counts() -> None:
    """The sum is off by what the proof says, not by what the figures alone make."""
    document = Document(FIGURES, (Linear(((0, 1), (1, -1)), "==", 3_000),))
    bound = bound_of(_cluster(23_000), document)
    assert [node.value for node in walk(bound.amount) if isinstance(node, Yuan)] == [Fraction(30)]


@pytest.mark.parametrize(
    ("stored", "is_one_sided", "outcome"),
    [
        (-90.0, True, Outcome.PASSED),
        (-90.0, False, Outcome.FAILED),
        (90.0, True, Outcome.FAILED),
        (0.5, False, Outcome.PASSED),
    ],
)
def test_a_bound_passes_within_its_limit(
    stored: float, outcome: Outcome, *, is_one_sided: bool
) -> None:
    """On one side or on both."""
    assert LiveBound(Side("", stored), 1.0, is_one_sided).outcome is outcome
