"""What counts as the only explanation when a document can be read in two ways."""

from __future__ import annotations

import pytest

from xls_juesuan.audit.joint.agreement import agreed
from xls_juesuan.audit.joint.localisation import Cluster
from xls_juesuan.audit.joint.localisation import Correction
from xls_juesuan.audit.joint.localisation import Explanation
from xls_juesuan.audit.joint.localisation import Proof

PROOFS = (Proof(((0, 1),), ((3, 1), (4, -1)), 20_000, 0),)


def _cluster(figure: int, value: int, *, low: int, high: int, is_only: bool = True) -> Cluster:
    correction = Correction(figure, (), value, low, high)
    return Cluster(PROOFS, (Explanation((correction,), 1.0),), is_only=is_only)


FIRST = _cluster(3, 70_000, low=70_000, high=70_000)


def test_readings_that_name_the_same_figure_and_value_leave_the_only_explanation() -> None:
    """It stays the only one, within the bounds that either reading allows."""
    other = _cluster(3, 70_000, low=65_000, high=72_000)
    found = agreed(FIRST, [(0.5, [other])])
    (explanation,) = found.explanations
    assert found.is_only
    assert explanation.share == pytest.approx(1.0)
    assert (explanation.corrections[0].low, explanation.corrections[0].high) == (65_000, 72_000)


@pytest.mark.parametrize(
    "other",
    [
        [_cluster(3, 60_000, low=60_000, high=60_000)],
        [_cluster(4, 70_000, low=70_000, high=70_000)],
        [_cluster(3, 70_000, low=70_000, high=70_000, is_only=False)],
        [],
    ],
    ids=["another value", "another figure", "one of several", "nothing here"],
)
def test_readings_that_disagree_leave_no_only_explanation(other: list[Cluster]) -> None:
    """What another reading, as good as the first, says otherwise is one of several."""
    found = agreed(FIRST, [(0.25, other)])
    assert not found.is_only
    assert found.explanations[0].corrections == FIRST.explanations[0].corrections
    assert sum(one.share for one in found.explanations) == pytest.approx(1.0)


def test_the_likelier_reading_comes_first() -> None:
    """Explanations are ordered by how likely the reading that gives them is."""
    found = agreed(FIRST, [(3.0, [_cluster(4, 50_000, low=50_000, high=50_000)])])
    assert [one.corrections[0].figure for one in found.explanations] == [4, 3]
    assert found.explanations[0].share == pytest.approx(0.75)
