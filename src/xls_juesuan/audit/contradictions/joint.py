"""The joint check of one audit: what was asked, what came out, and where it points.

It knows checks, figures and clusters; it refuses to know how they are reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.localisation import Cause
from xls_juesuan.findings import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from xls_juesuan.audit.audit import Check
    from xls_juesuan.audit.instances import AuditTables
    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.localisation import Cluster
    from xls_juesuan.audit.joint.localisation import Localisation
    from xls_juesuan.declarations.relation.text import TextWriter
    from xls_juesuan.model import CellKey
    from xls_juesuan.tables.table import Table


@dataclass(frozen=True)
class Joint:
    """The joint document of some checks, and what came out.

    Attributes:
        world: the tables.
        checks: all checks; relations name theirs by its place here.
        document: figures and relations.
        localisation: contradictions and habits of rounding.
    """

    world: AuditTables
    checks: tuple[Check, ...]
    document: Document
    localisation: Localisation
    #: Totals that add up rounded parts: step in fen within which each stands for the exact one.
    steps: Mapping[CellKey, int] = field(default_factory=dict)

    @property
    def writer(self) -> TextWriter:
        """Reads relations and cells out."""
        return self.checks[0].writer

    def checks_of(self, cluster: Cluster) -> tuple[Check, ...]:
        """Checks that fail on their own and are settled with the cluster.

        Two figures that must be one are held for copies, not for a relation: what they fail
        stands in the proofs.
        """
        proved = (number for proof in cluster.proofs for number, _ in proof.steps)
        return self._failing(cluster.relations) or self._failing(proved)

    def _failing(self, relations: Iterable[int]) -> tuple[Check, ...]:
        numbers = dict.fromkeys(self.document.relations[number].check for number in relations)
        found = (self.checks[number] for number in numbers)
        return tuple(check for check in found if check.outcome is Outcome.FAILED)

    def is_told(self, cluster: Cluster) -> bool:
        """Whether a contradiction that no figure explains adds nothing to a failure of its own.

        A total that facts and rows contradict whatever is printed proves itself in as many ways
        as there are relations; each of those proofs leads over the relation that fails.
        """
        if cluster.explanations or cluster.relations:
            return False
        relations = self.document.relations
        return all(
            any(
                self.checks[relations[step].check].outcome is Outcome.FAILED
                for step, _ in proof.steps
            )
            for proof in cluster.proofs
        )

    def key(self, table: str, row: str, column: str) -> CellKey | None:
        """Key of a cell that a relation names; ``None`` when there is none."""
        found = self._tables.get(table)
        cell = found.cell(row, column) if found else None
        return cell.key if cell else None

    @cached_property
    def accused(self) -> frozenset[CellKey]:
        """Figures that the first explanation of any cluster accuses, and those of its proofs."""
        figures = self.document.figures
        return frozenset(
            key
            for cluster in self.localisation.clusters
            for key in (
                *blamed(cluster, self.document),
                *(figures[number].key for proof in cluster.proofs for number, _ in proof.terms),
            )
        )

    @cached_property
    def _tables(self) -> Mapping[str, Table]:
        return {table.key: table for table in (*self.world.tables, *self.world.parts)}


def blamed(cluster: Cluster, document: Document) -> tuple[CellKey, ...]:
    """Cells that the likeliest explanation accuses, copies behind their first place."""
    if not cluster.explanations:
        return ()
    first = cluster.explanations[0]
    is_row = first.cause is Cause.MISSING_ROW
    return tuple(
        dict.fromkeys(
            document.figures[number].key
            for one in first.corrections
            for number in (one.figure, *(() if is_row else one.copies))
        )
    )
