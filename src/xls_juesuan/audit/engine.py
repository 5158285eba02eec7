"""The audit: declared rules and noticed problems → checks, findings, verdict.

Every rule reports on every run: passed, failed, not checkable or not applicable, each with
its reason.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.audit.audit import Audit
from xls_juesuan.audit.audit import Line
from xls_juesuan.audit.checking import Checker
from xls_juesuan.audit.checking import is_publication_alone
from xls_juesuan.audit.contradictions.joint_report import check_jointly
from xls_juesuan.audit.contradictions.joint_report import report_jointly
from xls_juesuan.audit.fingerprints import tell_apart
from xls_juesuan.audit.mistyped_units import find_mistyped_units
from xls_juesuan.audit.naming import TableNames
from xls_juesuan.audit.published_advice import advise_readers
from xls_juesuan.audit.reporting import report_checks
from xls_juesuan.audit.reporting import report_problems
from xls_juesuan.audit.reporting import report_rounding_tails
from xls_juesuan.audit.reporting import report_unregistered
from xls_juesuan.audit.same_difference import fold_same_differences
from xls_juesuan.audit.scope import bind_funding
from xls_juesuan.audit.unplaced import find_unplaced_codes
from xls_juesuan.declarations.relation.text import TextWriter
from xls_juesuan.declarations.rules import FACTS
from xls_juesuan.declarations.rules import PUBLISHED
from xls_juesuan.declarations.rules import ROUNDING_TAILS
from xls_juesuan.findings import READING_ORDER
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.audit.audit import Check
    from xls_juesuan.audit.contradictions.joint_report import Localise
    from xls_juesuan.audit.instances import AuditTables
    from xls_juesuan.audit.unplaced import Evidence
    from xls_juesuan.declarations.rules import Rule
    from xls_juesuan.findings import Problem

_SEVERITY_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)


def run_audit(
    tables: AuditTables,
    rules: tuple[Rule, ...],
    problems: tuple[Problem, ...],
    inputs: frozenset[str],
    evidence: Callable[[Sequence[int]], Evidence] = lambda _: ((), 0),
    localise: Localise | None = None,
) -> Audit:
    """Judge every rule.

    Args:
        tables: the filled tables of one unit.
        rules: the declared rules.
        problems: what the reader, the supplement and the cube noticed.
        inputs: which of ``declarations.rules.INPUTS`` were given.
        evidence: gives the ledger rows behind facts, by the facts' numbers.
        localise: checks all relations of printed tables together; ``None`` leaves it.
    """
    if is_publication_alone(inputs):
        rules = advise_readers(rules)
    every = judge_rules(tables, rules, inputs)
    units = find_mistyped_units(tables, every) if PUBLISHED in inputs else None
    joint = None
    if localise is not None and PUBLISHED in inputs:
        # What a wrong unit makes is accounted for: the joint check looks for what else is wrong.
        right = tables.with_figures(units.figures) if units else tables
        judged = judge_rules(right, rules, inputs) if units else every
        joint = check_jointly(right, judged, localise)
        every = _as_they_stand(every, judged, joint.checks)
    checks: dict[str, list[Check]] = defaultdict(list)
    for check in every:
        checks[check.rule.code].append(check)
    by_code: dict[str, list[Problem]] = defaultdict(list)
    noticed = units.problems if units else ()
    for problem in (*problems, *noticed, *find_unplaced_codes(tables.residuals, evidence)):
        by_code[problem.code].append(problem)
    lines: list[Line] = []
    for rule in rules:
        if rule.relation is not None:
            lines.extend(report_checks(rule, checks[rule.code]))
        elif rule.observed:
            lines.extend(report_problems(rule, by_code.pop(rule.code, []), inputs))
        elif rule.coded == ROUNDING_TAILS:
            lines.append(report_rounding_tails(rule, every, tables))
    lines.extend(_unregistered(by_code))
    # What follows from a finding names it, so findings are told apart first.
    told = tell_apart(lines)
    told = units.put_under(told, every) if units else told
    lines = report_jointly(told, rules, joint, inputs)
    if PUBLISHED not in inputs:
        lines = fold_same_differences(lines)
    steps = joint.steps if joint else {}
    return Audit(every, tell_apart(sorted(lines, key=_reading_order)), steps)


def _as_they_stand(
    printed: Sequence[Check], right: Sequence[Check], joint: Sequence[Check]
) -> tuple[Check, ...]:
    """The checks of the joint check, but as printed where a wrong unit makes the difference."""
    return tuple(
        last if first.outcome is then.outcome else first
        for first, then, last in zip(printed, right, joint, strict=True)
    )


def judge_rules(
    tables: AuditTables, rules: Iterable[Rule], inputs: frozenset[str]
) -> tuple[Check, ...]:
    """Judge the rules that state a relation: at least one check for each, in their order.

    Args:
        tables: the tables of one unit.
        rules: the declared rules.
        inputs: which of ``declarations.rules.INPUTS`` were given.
    """
    by_key = {table.key: table for table in (*tables.tables, *tables.parts, *tables.comparatives)}
    # A program's own workbook has the supplement beside the tables; other documents tell of it.
    is_published = PUBLISHED in inputs and FACTS not in inputs
    writer = TextWriter(TableNames(by_key), is_published=is_published)
    checker = Checker(tables, by_key, inputs, writer)
    return tuple(
        check
        for rule in rules
        if rule.relation is not None
        for relation in (bind_funding(rule.relation, by_key),)
        for check in checker.checks(replace(rule, relation=relation), relation)
    )


def _unregistered(problems: Mapping[str, list[Problem]]) -> Iterator[Line]:
    """Show problems whose code no rule declares: nothing that was noticed is dropped."""
    for found in problems.values():
        yield from (report_unregistered(problem) for problem in found)


def _reading_order(line: Line) -> tuple[int, int, int, str]:
    found = line.finding
    severity = _SEVERITY_ORDER.index(found.severity) if found.outcome is Outcome.FAILED else 0
    return (
        READING_ORDER.index(found.outcome),
        0 if found.explained_by_rounding else 1,
        severity,
        found.code,
    )
