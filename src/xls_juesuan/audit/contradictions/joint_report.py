"""The joint check within an audit: run it, judge again what it explains, report it.

It knows which rules speak for it; it refuses to know how contradictions are found and worded,
and asks for neither where the tables come from a ledger.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.audit.audit import Line
from xls_juesuan.audit.checking import missing_input
from xls_juesuan.audit.reporting import rule_finding
from xls_juesuan.declarations.rules import CONTRADICTIONS
from xls_juesuan.declarations.rules import ROUNDING_HABITS
from xls_juesuan.declarations.rules import UNLIKELY_RESIDUALS
from xls_juesuan.findings import Outcome
from xls_juesuan.messages import contradictions as messages

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.audit.audit import Check
    from xls_juesuan.audit.contradictions.joint import Joint
    from xls_juesuan.audit.instances import AuditTables
    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.localisation import Localisation
    from xls_juesuan.declarations.rules import Rule

    Localise = Callable[[Document], Localisation]

_CODED = (CONTRADICTIONS, UNLIKELY_RESIDUALS, ROUNDING_HABITS)


def check_jointly(tables: AuditTables, checks: Sequence[Check], localise: Localise) -> Joint:
    """Check all linear relations together.

    Args:
        tables: the printed tables.
        checks: what came out one by one.
        localise: finds what contradicts what.

    Returns:
        The answer, and the checks judged again where totals add up rounded parts.
    """
    from xls_juesuan.audit.contradictions.added_totals import forgive_added_totals
    from xls_juesuan.audit.contradictions.joint import Joint
    from xls_juesuan.audit.contradictions.shares import hear_shares
    from xls_juesuan.audit.contradictions.witnesses import hear_witnesses
    from xls_juesuan.audit.joint_document import joint_document

    document = joint_document(tables, checks)
    joint = Joint(tables, tuple(checks), document, localise(document))
    return forgive_added_totals(hear_witnesses(hear_shares(joint)))


def report_jointly(
    lines: Sequence[Line], rules: Iterable[Rule], joint: Joint | None, inputs: frozenset[str]
) -> list[Line]:
    """Add what the joint check found, and put what follows from it under it.

    Args:
        lines: what the rules found one by one.
        rules: all rules, those that speak for the joint check among them.
        joint: what came out; ``None`` where it was not made.
        inputs: inputs that were given.
    """
    mine = {rule.coded: rule for rule in rules if rule.coded in _CODED}
    if joint is None:
        return [*lines, *(_unjudged(rule, inputs) for rule in mine.values())]
    return _with_joint(lines, mine, joint)


def _with_joint(lines: Sequence[Line], mine: Mapping[str, Rule], joint: Joint) -> list[Line]:
    from xls_juesuan.audit.contradictions.clusters import fold_clusters
    from xls_juesuan.audit.contradictions.habit_report import report_habits
    from xls_juesuan.audit.contradictions.unlikely import report_unlikely

    found = list(lines)
    if CONTRADICTIONS in mine:
        found = fold_clusters(found, joint, mine[CONTRADICTIONS])
    if UNLIKELY_RESIDUALS in mine:
        found.extend(report_unlikely(joint, mine[UNLIKELY_RESIDUALS]))
    if ROUNDING_HABITS in mine:
        found.append(report_habits(joint, mine[ROUNDING_HABITS]))
    return found


def _unjudged(rule: Rule, inputs: frozenset[str]) -> Line:
    outcome, reason = missing_input(rule, inputs) or (
        Outcome.NOT_CHECKABLE,
        messages.NOT_CHECKED_JOINTLY,
    )
    return Line(replace(rule_finding(rule, outcome, reason), reason=reason))
