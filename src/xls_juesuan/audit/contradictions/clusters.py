"""Clusters of the joint check → one leading finding each, with what follows from it.

A cluster that breaks a single relation enriches the finding of that relation; any other gets a
finding of its own, and the failures that it settles follow it. It refuses to know how clusters
are found.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from xls_juesuan.audit.audit import Bound
from xls_juesuan.audit.audit import Line
from xls_juesuan.audit.contradictions.joint import blamed
from xls_juesuan.audit.contradictions.naming import FigureNames
from xls_juesuan.audit.contradictions.proofs import ProofWriter
from xls_juesuan.audit.contradictions.suspects import Suspects
from xls_juesuan.audit.joint.localisation import Cause
from xls_juesuan.audit.printed_judgement import may_hold
from xls_juesuan.audit.reporting import rule_finding
from xls_juesuan.audit.scales import Scales
from xls_juesuan.audit.views import FiguresWorld
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import Number
from xls_juesuan.declarations.relation.nodes import Yuan
from xls_juesuan.findings import Outcome
from xls_juesuan.messages import contradictions as messages
from xls_juesuan.money import FEN_PER_YUAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.audit.audit import Check
    from xls_juesuan.audit.contradictions.joint import Joint
    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.localisation import Cluster
    from xls_juesuan.audit.joint.localisation import Proof
    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.declarations.rules import Rule
    from xls_juesuan.findings import Finding
    from xls_juesuan.model import CellKey


def fold_clusters(lines: Sequence[Line], joint: Joint, rule: Rule) -> list[Line]:
    """Put what fails together under one leading line for each cluster.

    Args:
        lines: what the rules found one by one.
        joint: what came out of the joint check.
        rule: the rule of joint contradictions.

    Returns:
        The lines, those that follow from another marked, and the lines of ``rule`` itself: one
        for each cluster that no single relation stands for, or one that there is none.
    """
    folder = _Folder(lines, joint, rule)
    for cluster in joint.localisation.clusters:
        if not joint.is_told(cluster):
            folder.fold(cluster)
    return [*folder.lines, *(folder.leads or [folder.nothing()])]


class _Folder:
    """Lines on their way under their clusters."""

    def __init__(self, lines: Sequence[Line], joint: Joint, rule: Rule) -> None:
        self.lines = list(lines)
        self.leads: list[Line] = []
        self._joint = joint
        self._rule = rule
        names = FigureNames(joint.document, joint.writer, Scales(joint.world))
        self._names = names
        self._suspects = Suspects(joint.document, names)
        self._proofs = ProofWriter(joint.document, joint.checks, names)
        self._corrected = _corrected_world(joint)

    def fold(self, cluster: Cluster) -> None:
        """Find the lead of a cluster and let everything that it settles follow."""
        broken = {id(check) for check in self._joint.checks_of(cluster)}
        accused = _accused(cluster, self._joint.document)
        own, others = [], []
        for place, line in enumerate(self.lines):
            if line.finding.outcome is Outcome.FAILED and line.checks and not line.finding.follows:
                if broken.issuperset(map(id, line.checks)):
                    own.append(place)
                elif all(self._is_settled(check, accused) for check in line.checks):
                    others.append(place)
        if len(own) == 1 and len(self.lines[own[0]].checks) == 1:
            lead = self._enriched(cluster, self.lines[own[0]].finding)
            self.lines[own[0]] = replace(self.lines[own[0]], finding=lead)
            followers = others
        else:
            lead = self._lead(cluster, len(broken))
            # Relations that contradict one another whatever the figures are settled by none.
            has_figures = bool(_shortest(cluster).terms)
            is_bound = has_figures and not broken
            bound = bound_of(cluster, self._joint.document) if is_bound else None
            self.leads.append(Line(lead, self._joint.checks_of(cluster), bound))
            followers = own + others
        for place in followers:
            line = self.lines[place]
            finding = replace(line.finding, follows=lead.fingerprint)
            self.lines[place] = replace(line, finding=finding)

    def nothing(self) -> Line:
        """Say that no contradiction goes beyond a single relation."""
        joint, rule = self._joint, self._rule
        if joint.localisation.clusters:
            reason = messages.ONLY_SINGLE
            finding = rule_finding(rule, Outcome.NOT_APPLICABLE, reason)
            return Line(replace(finding, reason=reason))
        if not joint.localisation.is_complete:
            reason = messages.NOT_COMPLETE
            finding = rule_finding(rule, Outcome.NOT_CHECKABLE, reason)
            return Line(replace(finding, reason=reason))
        text = messages.ALL_CONSISTENT.format(
            figures=len({number for one in joint.document.relations for number, _ in one.terms}),
            relations=len(joint.document.relations),
        )
        return Line(rule_finding(rule, Outcome.PASSED, text))

    def _is_settled(self, check: Check, accused: frozenset[CellKey]) -> bool:
        """Whether a check speaks of an accused figure and holds once all are corrected."""
        return not accused.isdisjoint(check.cells) and may_hold(check.condition, self._corrected)

    def _enriched(self, cluster: Cluster, finding: Finding) -> Finding:
        explanations = self._suspects.explanations(cluster)
        suggested, cells = finding.suggested, finding.cells
        message = finding.message + self._suspects.text(cluster)
        if explanations and explanations[0].cause:
            # Where rows or columns went astray, that is what there is to say, and where.
            message = self._suspects.text(cluster) + finding.message
            cells = tuple(dict.fromkeys((*blamed(cluster, self._joint.document), *cells)))
        if explanations and explanations[0].is_only:
            (first, *more) = explanations[0].suspects
            if not more and first.cell == finding.cells[0] and first.value is not None:
                suggested = first.value
        return replace(
            finding,
            message=message,
            cells=cells,
            suggested=suggested,
            proof=self._proofs.lines(cluster.proofs),
            explanations=explanations,
        )

    def _lead(self, cluster: Cluster, broken: int) -> Finding:
        """The finding of a cluster that no single relation stands for."""
        document = self._joint.document
        proof = _shortest(cluster)
        if broken:
            head = messages.fail_together(broken)
        else:
            scale = self._names.scale(number for number, _ in proof.terms)
            head = messages.hold_only_alone(
                scale.text(abs(proof.residual)), scale.roughly(proof.allowed)
            )
        tail = "" if self._joint.localisation.is_complete else messages.NOT_COMPLETE
        cells = blamed(cluster, document) or tuple(
            document.figures[number].key for number, _ in proof.terms
        )
        explanations = self._suspects.explanations(cluster)
        certain = explanations[0].suspects if explanations and explanations[0].is_only else ()
        return replace(
            rule_finding(self._rule, Outcome.FAILED, head + self._suspects.text(cluster) + tail),
            table=cells[0].table if cells else self._rule.table,
            cells=cells,
            difference=proof.residual,
            suggested=certain[0].value if certain else None,
            relations=broken,
            proof=self._proofs.lines(cluster.proofs),
            explanations=explanations,
        )


def bound_of(cluster: Cluster, document: Document) -> Bound:
    """What settles a contradiction between relations that hold one by one."""
    proof = _shortest(cluster)
    parts: list[Node] = []
    for number, coefficient in proof.terms:
        key = document.figures[number].key
        cell = Cell(key.table, key.row, key.column)
        parts.append(
            cell if coefficient == 1 else Arithmetic("*", Number(Fraction(coefficient)), cell)
        )
    amount = parts[0]
    for part in parts[1:]:
        amount = Arithmetic("+", amount, part)
    shown = sum(coefficient * document.figures[number].shown for number, coefficient in proof.terms)
    if proof.residual != shown:
        constant = Fraction(proof.residual - shown, FEN_PER_YUAN)
        amount = Arithmetic("+", amount, Yuan(constant))
    # What may be less may be as much less as it likes.
    is_one_sided = any(document.relations[step].operator != "==" for step, _ in proof.steps)
    return Bound(amount, proof.allowed, is_one_sided)


def _shortest(cluster: Cluster) -> Proof:
    return min(cluster.proofs, key=lambda one: (len(one.steps), len(one.terms)))


def _accused(cluster: Cluster, document: Document) -> frozenset[CellKey]:
    return frozenset(blamed(cluster, document))


def _corrected_world(joint: Joint) -> FiguresWorld:
    """The tables with every figure corrected that a first explanation gives a value for."""
    figures = joint.document.figures
    corrected = {
        figures[number].key: (one.value, figures[number].step if one.value else 1)
        for cluster in joint.localisation.clusters
        for found in cluster.explanations[:1]
        for one in found.corrections
        for number in (one.figure, *one.copies)
        if found.cause is not Cause.MISSING_ROW and one.value is not None
    }
    return FiguresWorld(joint.world, joint.key, corrected)
