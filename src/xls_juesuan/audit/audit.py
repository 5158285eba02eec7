"""What an audit yields: checks, lines, findings, verdict.

It knows outcomes; it refuses to know how they were reached and how a report looks.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.audit.scales import IN_YUAN
from xls_juesuan.audit.scales import Scale
from xls_juesuan.declarations.thresholds import thresholds_of
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.findings import leading_findings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from xls_juesuan.declarations.relation.measure import Measure
    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.declarations.relation.nodes import Threshold
    from xls_juesuan.declarations.relation.text import TextWriter
    from xls_juesuan.declarations.rules import Rule
    from xls_juesuan.declarations.rules import Tolerance
    from xls_juesuan.findings import Finding
    from xls_juesuan.model import CellKey


class Verdict(StrEnum):
    """What the findings together mean for publication."""

    PUBLISHABLE = "publishable"
    NEEDS_EXPLANATION = "needs_explanation"
    HAS_ERRORS = "has_errors"


@dataclass(frozen=True, slots=True)
class Check:
    """One relation for one row and column.

    Attributes:
        rule: the rule it comes from.
        row, column: what ``row`` and ``col`` stand for; empty where the rule binds none.
        condition: the relation with row and column bound.
        when: the bound condition under which it applies; ``None`` when it always does.
        outcome: what came out.
        left, right: the two sides where the relation is a comparison.
        left_value, right_value, difference: in fen for amounts, see ``measure``.
        measure: unit of these values.
        tolerance: how far printed figures may differ.
        cells: cells involved, the likely culprit first.
        writer: reads the relation out.
        reason: why it was not checked or does not apply.
        detail: what helps to find the mistake, where it failed.
    """

    rule: Rule
    row: str
    column: str
    condition: Node
    when: Node | None
    outcome: Outcome
    left: Node | None
    right: Node | None
    left_value: int | Fraction | None
    right_value: int | Fraction | None
    difference: int | Fraction | None
    measure: Measure
    tolerance: Tolerance
    cells: tuple[CellKey, ...]
    writer: TextWriter = field(repr=False, compare=False)
    reason: str = ""
    detail: str = ""
    #: Unit in which its amounts are told.
    scale: Scale = IN_YUAN
    #: The relation as it is told: without addends that its tables have no row for.
    shown: Node | None = None

    @property
    def text(self) -> str:
        """The relation in Chinese; written anew each time, as most are never read."""
        return self.writer.condition(self.shown or self.condition)

    @property
    def rule_text(self) -> str:
        """The relation in Chinese before row and column are bound."""
        return self.writer.condition(self.rule.relation or self.condition)


@dataclass(frozen=True, slots=True)
class Bound:
    """What would have to hold of the printed figures for a finding to be settled.

    Attributes:
        amount: a sum of printed figures that should be nothing.
        limit: the most in fen by which it may be off.
        is_one_sided: whether it may be as far below nothing as it likes.
    """

    amount: Node
    limit: int
    is_one_sided: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the review sheet: a finding and the checks behind it."""

    finding: Finding
    #: Empty for problems noticed by the reader or the cube.
    checks: tuple[Check, ...] = ()
    #: What settles a finding that no relation of its own stands behind.
    bound: Bound | None = None


@dataclass(frozen=True)
class Audit:
    """Everything an audit found, in the order in which people read it."""

    checks: tuple[Check, ...]
    lines: tuple[Line, ...]
    #: Fen within which totals that add up rounded parts stand for the exact one, where that is
    #: more than a unit of their last digit.
    steps: Mapping[CellKey, int] = field(default_factory=dict)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings, failures first."""
        return tuple(line.finding for line in self.lines)

    @cached_property
    def leading(self) -> tuple[Finding, ...]:
        """The findings that follow from no other: each is one thing to do."""
        return leading_findings(self.findings)

    @cached_property
    def leading_keys(self) -> frozenset[str]:
        """Fingerprints of the findings that follow from no other."""
        return frozenset(finding.fingerprint for finding in self.leading)

    @cached_property
    def consequences(self) -> Mapping[str, int]:
        """Number of findings that follow from a finding, by its fingerprint; 0 of any other."""
        return Counter(finding.follows for finding in self.findings if finding.follows)

    @cached_property
    def counts(self) -> Mapping[Outcome, int]:
        """Number of findings by outcome; what follows from another counts with it."""
        found = Counter(finding.outcome for finding in self.leading)
        return {outcome: found[outcome] for outcome in Outcome}

    @cached_property
    def failures(self) -> Mapping[Severity, int]:
        """Number of failed findings by severity; what follows from another counts with it."""
        found = Counter(
            finding.severity for finding in self.leading if finding.outcome is Outcome.FAILED
        )
        return {severity: found[severity] for severity in Severity}

    @property
    def verdict(self) -> Verdict:
        """Errors forbid publication, warnings ask for an explanation, notices do neither."""
        if self.failures[Severity.ERROR]:
            return Verdict.HAS_ERRORS
        if self.failures[Severity.WARNING]:
            return Verdict.NEEDS_EXPLANATION
        return Verdict.PUBLISHABLE

    @cached_property
    def thresholds(self) -> tuple[Threshold, ...]:
        """The thresholds of the rules that were judged, with the values they were judged by."""
        return thresholds_of({check.rule.code: check.rule for check in self.checks}.values())

    @property
    def relations_checked(self) -> int:
        """Number of relations that were evaluated."""
        judged = (Outcome.PASSED, Outcome.FAILED)
        return sum(check.outcome in judged for check in self.checks)
