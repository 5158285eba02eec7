"""Checks and problems → the lines of the review sheet.

It knows which of many equal findings are worth a line. It refuses to know how a sheet looks.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from xls_juesuan.audit.audit import Line
from xls_juesuan.audit.between_years import figures_of_both_years
from xls_juesuan.audit.between_years import limits_passed
from xls_juesuan.audit.checking import missing_input
from xls_juesuan.audit.details import is_directed
from xls_juesuan.audit.details import shown_amount
from xls_juesuan.audit.details import shown_figure
from xls_juesuan.audit.rounding import MOST_SHOWN
from xls_juesuan.audit.rounding import find_rounding_tails
from xls_juesuan.declarations.relation.evaluation import magnitude
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import Comparison
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import FaultCount
from xls_juesuan.declarations.relation.nodes import Number
from xls_juesuan.declarations.relation.nodes import Threshold
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.findings import Finding
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.messages import audit as messages
from xls_juesuan.messages import previous as say_previous

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.audit.audit import Check
    from xls_juesuan.audit.instances import AuditTables
    from xls_juesuan.declarations.relation.evaluation import Amount
    from xls_juesuan.declarations.rules import Rule
    from xls_juesuan.findings import Problem

#: Failing relations or problems of one rule that get a line of their own.
MOST_LINES = 50


def report_checks(rule: Rule, checks: Sequence[Check]) -> Iterator[Line]:
    """Give one line per failing relation, else one line for the rule.

    A rule of which a part could not be judged has not passed.

    Args:
        rule: the rule.
        checks: its checks, at least one.
    """
    by_outcome = {
        outcome: tuple(check for check in checks if check.outcome is outcome) for outcome in Outcome
    }
    failed, held = by_outcome[Outcome.FAILED], len(by_outcome[Outcome.PASSED])
    if failed:
        for check in failed[:MOST_LINES]:
            yield Line(replace(_failure(check), held=held), (check,))
        rest = failed[MOST_LINES:]
        if rest:
            more = _more(rule, len(rest), relations=len(rest))
            yield Line(replace(more, held=held), rest)
        return
    for outcome in (Outcome.NOT_CHECKABLE, Outcome.PASSED, Outcome.NOT_APPLICABLE):
        alike = by_outcome[outcome]
        if alike:
            yield Line(replace(_summary(rule, outcome, alike), relations=held), alike)
            return


def report_problems(
    rule: Rule, problems: Sequence[Problem], inputs: frozenset[str]
) -> Iterator[Line]:
    """Give one line per problem, else one line that says there was none."""
    for problem in problems[:MOST_LINES]:
        yield Line(_problem(rule, problem))
    if len(problems) > MOST_LINES:
        yield Line(_more(rule, len(problems) - MOST_LINES))
    if problems:
        return
    missing = missing_input(rule, inputs)
    if missing is not None:
        outcome, reason = missing
        yield Line(replace(rule_finding(rule, outcome, reason), reason=reason))
    else:
        yield Line(rule_finding(rule, Outcome.PASSED, messages.NOTHING_NOTICED))


def report_unregistered(problem: Problem) -> Line:
    """Show a problem whose code no rule declares, as an error: it must not get lost."""
    return Line(
        Finding(
            code=problem.code,
            severity=Severity.ERROR,
            outcome=Outcome.FAILED,
            title=messages.UNKNOWN_RULE_TITLE,
            message=problem.detail,
            advice=messages.UNKNOWN_RULE_FIX,
            cells=problem.cells,
            difference=problem.fen,
            sources=problem.sources,
            source_rows=problem.rows,
            subject=problem.subject,
        )
    )


def report_rounding_tails(rule: Rule, checks: Sequence[Check], world: AuditTables) -> Line:
    """Gather all rounding tails into one line, which passes whatever their number."""
    tails = list(find_rounding_tails(checks, world))
    if not tails:
        return Line(rule_finding(rule, Outcome.PASSED, messages.NO_ROUNDING_TAILS))
    texts = tuple(text for _, text in tails)
    shown = texts[:MOST_SHOWN]
    found = tuple(check for check, _ in tails)
    finding = replace(
        rule_finding(
            rule,
            Outcome.PASSED,
            messages.rounding_tails(len(tails), shown, is_printed=world.is_printed),
        ),
        cells=tuple(dict.fromkeys(check.cells[0] for check in found)),
        explained_by_rounding=True,
        relations=len(found),
        details=texts,
    )
    return Line(finding, found)


def rule_finding(rule: Rule, outcome: Outcome, message: str) -> Finding:
    """Begin a finding of a rule with what the rule itself says."""
    return Finding(
        code=rule.code,
        severity=rule.severity,
        outcome=outcome,
        title=rule.title,
        message=message,
        basis=rule.basis + ("" if rule.is_verified else messages.UNVERIFIED_MARK),
        advice=rule.fix,
        table=rule.table,
    )


def _failure(check: Check) -> Finding:
    return replace(
        rule_finding(check.rule, Outcome.FAILED, _failure_text(check)),
        cells=check.cells,
        left=check.left_value,
        right=check.right_value,
        difference=check.difference,
        measure=str(check.measure),
        suggested=_suggested(check),
        relations=1,
        subject="/".join(part for part in (check.row, check.column) if part),
    )


def _failure_text(check: Check) -> str:
    if figures_of_both_years(check.condition, check.when):
        limits = limits_passed(check.condition, check.when, check.writer)
        if limits:
            return say_previous.change_passes(check.detail, limits)
        if any(isinstance(part, Threshold) for part in walk(check.condition)):
            return say_previous.change_over_limit(check.detail, check.text)
        return messages.sentence(check.detail)
    left, right, apart = check.left_value, check.right_value, check.difference
    if left is None or right is None or apart is None or _counts_faults(check):
        return messages.sentence(check.detail) if check.detail else messages.not_met(check.text)
    far = shown_amount(magnitude(apart), check.measure, check.scale)
    sides = [side for side in (check.left, check.right) if side is not None and is_directed(side)]
    found, other = (
        shown_figure(sides[0], value, check.scale)
        if sides
        else shown_amount(value, check.measure, check.scale)
        for value in (left, right)
    )
    if check.right == Number(Fraction(0)):
        return messages.sentence(messages.not_so(check.detail, found))
    if _is_total_of_parts(check):
        text = messages.total_off(check.text, other, found, far)
    else:
        text = messages.sides_differ(check.text, found, other, far)
    return messages.sentence(messages.particulars(list(filter(None, (text, check.detail)))))


def _counts_faults(check: Check) -> bool:
    return any(isinstance(part, FaultCount) for part in walk(check.condition))


def _is_total_of_parts(check: Check) -> bool:
    """Whether a total of a table stands against its own parts, which then are right."""
    if not isinstance(check.condition, Comparison) or check.condition.operator != "==":
        return False
    left, right = check.left, check.right
    if not isinstance(left, Cell) or not isinstance(right, CellSum | Arithmetic):
        return False
    tables = {part.table for part in walk(right) if isinstance(part, Cell | CellSum)}
    signs = {part.operator for part in walk(right) if isinstance(part, Arithmetic)}
    return tables == {left.table} and signs <= {"+"}


def _suggested(check: Check) -> Amount | None:
    """Give the likely right value of the first cell: of a total, or of what the ledger gives."""
    condition = check.condition
    is_defining = isinstance(condition, Comparison) and condition.operator == "=="
    is_known = _is_total_of_parts(check) or isinstance(check.right, FactSum)
    is_cell = isinstance(check.left, Cell)
    return check.right_value if is_defining and is_cell and is_known else None


def _summary(rule: Rule, outcome: Outcome, checks: Sequence[Check]) -> Finding:
    first, is_single = checks[0], len(checks) == 1
    text = first.text if is_single else first.rule_text
    if outcome is not Outcome.PASSED:
        finding = rule_finding(rule, outcome, messages.held(1, text))
        reasons = dict.fromkeys(check.reason for check in checks)
        return replace(finding, cells=first.cells[:1], reason="".join(reasons))
    finding = replace(
        rule_finding(rule, outcome, messages.held(len(checks), text)),
        cells=first.cells[:1],
    )
    if not is_single:
        return finding
    return replace(
        finding,
        left=first.left_value,
        right=first.right_value,
        difference=first.difference,
        measure=str(first.measure),
    )


def _problem(rule: Rule, problem: Problem) -> Finding:
    return replace(
        rule_finding(rule, Outcome.FAILED, problem.detail),
        severity=rule.severity_of(problem.subject),
        cells=problem.cells,
        difference=problem.fen,
        sources=problem.sources,
        source_rows=problem.rows,
        subject=problem.subject,
    )


def _more(rule: Rule, count: int, relations: int = 0) -> Finding:
    finding = rule_finding(rule, Outcome.FAILED, messages.more_failures(count))
    return replace(finding, subject="more", relations=relations)
