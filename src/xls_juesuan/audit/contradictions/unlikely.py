"""Sums that rounding could explain but hardly does.

It knows residuals in print and the law of rounding errors; it refuses to know which figure is
wrong.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.audit.audit import Bound
from xls_juesuan.audit.audit import Line
from xls_juesuan.audit.contradictions.naming import printed_amount
from xls_juesuan.audit.irwin_hall import tail_probability
from xls_juesuan.audit.joint.localisation import Habit
from xls_juesuan.audit.reporting import rule_finding
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.findings import Outcome
from xls_juesuan.messages import contradictions as messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.audit.audit import Check
    from xls_juesuan.audit.contradictions.joint import Joint
    from xls_juesuan.audit.joint.document import Figure
    from xls_juesuan.audit.joint.document import Linear
    from xls_juesuan.declarations.rules import Rule

#: Rounding alone makes differences as rare as this too seldom to be believed.
ODDS = 1_000


def report_unlikely(joint: Joint, rule: Rule) -> Iterator[Line]:
    """Give one line for each sum that hardly comes from rounding, else one that there is none.

    Left out are sums of figures that a contradiction accuses, and tables whose totals add up
    rounded parts: there the law does not hold.
    """
    found = False
    seen: set[tuple[tuple[int, int], ...]] = set()
    for relation in joint.document.relations:
        if relation.terms in seen or not _is_free(joint, relation):
            continue
        seen.add(relation.terms)
        line = _line(joint, rule, relation)
        if line is not None:
            found = True
            yield line
    if not found:
        yield Line(rule_finding(rule, Outcome.PASSED, messages.NOTHING_UNLIKELY))


def _line(joint: Joint, rule: Rule, relation: Linear) -> Line | None:
    figures = [joint.document.figures[number] for number, _ in relation.terms]
    printed = [figure for figure in figures if not figure.is_blank]
    step = printed[0].step
    apart = sum(k * joint.document.figures[number].shown for number, k in relation.terms)
    if tail_probability(apart // step, len(printed)) * ODDS >= 1:
        return None
    check = joint.checks[relation.check]
    text = messages.unlikely(
        check.text,
        printed_amount(check.scale, printed[0], abs(apart)),
        len(printed),
        printed_amount(check.scale, printed[0], _farthest(len(printed)) * step),
        ODDS,
    )
    finding = replace(
        rule_finding(rule, Outcome.FAILED, text),
        table=check.rule.table,
        cells=check.cells,
        left=check.left_value,
        right=check.right_value,
        difference=check.difference,
        relations=1,
        subject="/".join(filter(None, (check.rule.code, check.row, check.column))),
    )
    return Line(finding, bound=_bound(check, len(printed), step))


def _bound(check: Check, printed: int, step: int) -> Bound | None:
    """The largest difference that rounding makes often enough to be believed."""
    if check.left is None or check.right is None:
        return None
    steps = _farthest(printed)
    while steps and tail_probability(steps, printed) * ODDS < 1:
        steps -= 1
    return Bound(Arithmetic("-", check.left, check.right), steps * step)


def _farthest(printed: int) -> int:
    """Steps by which so many rounded figures can be apart at most."""
    return (printed - 1) // 2


def _is_free(joint: Joint, relation: Linear) -> bool:
    """Whether the law of rounding applies: plain sums of figures rounded on their own."""
    figures = [joint.document.figures[number] for number, _ in relation.terms]
    steps = {figure.step for figure in figures if not figure.is_blank}
    habits = joint.localisation.habits
    return (
        relation.operator == "=="
        and not relation.constant
        and all(abs(k) == 1 for _, k in relation.terms)
        and len(steps) == 1
        and steps != {1}
        and all(habits.get(figure.key.table) is not Habit.ADDED for figure in figures)
        and joint.checks[relation.check].outcome is Outcome.PASSED
        and not _is_accused(joint, figures)
    )


def _is_accused(joint: Joint, figures: list[Figure]) -> bool:
    return any(figure.key in joint.accused for figure in figures)
