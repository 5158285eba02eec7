"""What a localisation got right of a trial whose mistakes are known, and sums of that.

It knows cells, sets and shares; it refuses to know how documents are made and checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from statistics import median
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.localisation import Cause

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.generating.trials import Trial
    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.localisation import Correction
    from xls_juesuan.audit.joint.localisation import Explanation
    from xls_juesuan.audit.joint.localisation import Localisation
    from xls_juesuan.model import CellKey

Cells = frozenset["CellKey"]


@dataclass
class Share:
    """How many of how many."""

    hits: int = 0
    of: int = 0

    def add(self, *, hit: bool) -> None:
        """Count one more."""
        self.hits += hit
        self.of += 1

    def __str__(self) -> str:
        share = f"{100 * self.hits / self.of:6.2f} %" if self.of else "     –  "
        return f"{share}  ({self.hits} of {self.of})"


@dataclass
class Score:
    """Sums over trials; times in seconds of CPU."""

    detected: Share = field(default_factory=Share)
    first: Share = field(default_factory=Share)
    top_three: Share = field(default_factory=Share)
    cell: Share = field(default_factory=Share)
    value: Share = field(default_factory=Share)
    bounds: Share = field(default_factory=Share)
    only: Share = field(default_factory=Share)
    cause: Share = field(default_factory=Share)
    incomplete: int = 0
    seconds: list[float] = field(default_factory=list)
    #: Seeds of trials whose first explanation is wrong.
    wrong: list[str] = field(default_factory=list)

    def rows(self) -> list[tuple[str, str]]:
        """The figures with their names."""
        return [
            ("detected", str(self.detected)),
            ("whole set first", str(self.first)),
            ("whole set among first three", str(self.top_three)),
            ("accused cells right", str(self.cell)),
            ("value right where the cell is", str(self.value)),
            ("right value within bounds", str(self.bounds)),
            ("only explanation right", str(self.only)),
            ("cause right", str(self.cause)),
            ("search cut short", str(self.incomplete)),
        ]


def score(total: Score, trial: Trial, document: Document, found: Localisation) -> None:
    """Add one trial.

    Trials without mistakes count as detected when anything is reported: a false alarm.
    """
    total.detected.add(hit=not found.is_consistent)
    total.incomplete += not found.is_complete
    if found.is_consistent or not (trial.errors or trial.accident):
        return
    if trial.accident is not None:
        _score_accident(total, trial, document, found)
        return
    truth = {error.cells: error.right for error in trial.errors}
    firsts = [cluster.explanations[0] for cluster in found.clusters if cluster.explanations]
    accused = [
        (_cells(document, correction), correction)
        for first in firsts
        for correction in first.corrections
    ]
    is_first = {cells for cells, _ in accused} == set(truth)
    total.first.add(hit=is_first)
    total.top_three.add(hit=_covers(document, found, truth))
    if not is_first:
        total.wrong.append(f"{trial.seed} {'/'.join(error.kind for error in trial.errors)}")
    for cells, correction in accused:
        total.cell.add(hit=cells in truth)
        if cells in truth:
            total.value.add(hit=correction.value == truth[cells])
            total.bounds.add(hit=_within(correction, truth[cells]))
    for cluster in found.clusters:
        if cluster.is_only and cluster.explanations:
            only = {_cells(document, one) for one in cluster.explanations[0].corrections}
            total.only.add(hit=only <= set(truth))


def _cells(document: Document, correction: Correction) -> Cells:
    return frozenset(
        document.figures[number].key for number in (correction.figure, *correction.copies)
    )


def _within(correction: Correction, right: int) -> bool:
    half = 5_000
    return (correction.low is None or correction.low <= right + half) and (
        correction.high is None or right - half <= correction.high
    )


def _covers(document: Document, found: Localisation, truth: Mapping[Cells, int]) -> bool:
    """Whether right explanations, each among the first three of its cluster, make the truth."""
    chosen: set[Cells] = set()
    for cluster in found.clusters:
        sets = [
            {_cells(document, one) for one in explanation.corrections}
            for explanation in cluster.explanations[:3]
        ]
        right = next((cells for cells in sets if cells <= set(truth)), None)
        if right is None:
            return False
        chosen |= right
    return chosen == set(truth)


def _score_accident(total: Score, trial: Trial, document: Document, found: Localisation) -> None:
    accident = trial.accident
    if accident is None:
        return
    firsts = [cluster.explanations[0] for cluster in found.clusters if cluster.explanations]
    is_cause = [first.cause for first in firsts] == [accident.cause]
    total.cause.add(hit=is_cause)
    if accident.cause is Cause.MISSING_ROW:
        is_right = is_cause and _names_missing(firsts[0], set(accident.right.values()))
    else:
        cells = {
            key
            for first in firsts
            for correction in first.corrections
            for key in _cells(document, correction)
        }
        is_right = cells == set(accident.right)
    total.first.add(hit=is_right)
    if not (is_right and is_cause):
        causes = ",".join(first.cause for first in firsts)
        total.wrong.append(f"{trial.seed} {accident.cause} {accident.table}: {causes}")


def _names_missing(first: Explanation, amounts: set[int]) -> bool:
    """Whether the amounts that are said to be missing are those of the row, in fen."""
    return {one.value for one in first.corrections} <= amounts


def times(seconds: list[float]) -> str:
    """Median, 95 % and maximum in milliseconds."""
    ordered = sorted(seconds)
    high = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    return f"{1000 * median(ordered):.0f} / {1000 * high:.0f} / {1000 * ordered[-1]:.0f} ms"
