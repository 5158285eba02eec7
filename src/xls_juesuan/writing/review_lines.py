"""The lines of the 审核 sheet, and the order of the relations behind them.

It knows which checks a line stands for and where each check stands on the 核对 sheet; it
refuses to know how either sheet looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.findings import READING_ORDER
from xls_juesuan.findings import WORST_FIRST
from xls_juesuan.findings import Outcome
from xls_juesuan.messages import writing as say
from xls_juesuan.writing.checks_sheet import FIRST_LINE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.audit.audit import Audit
    from xls_juesuan.audit.audit import Check
    from xls_juesuan.audit.audit import Line
    from xls_juesuan.findings import Finding
    from xls_juesuan.writing.live import Judge
    from xls_juesuan.writing.live import LiveBound
    from xls_juesuan.writing.live import LiveCheck


@dataclass(frozen=True)
class ReviewLine:
    """A finding and the run of relations behind it; ``first_line`` counts from 0 on 核对.

    ``checks`` is empty where the finding is no relation: then nothing of it is live unless
    other lines follow from it. ``is_rest`` marks the relations of a rule that did not fail
    while others did. ``followers`` are the lines that follow from this one and stand below it.
    ``bound`` settles a finding that no relation of its own stands behind. ``alike`` counts the
    lines below this one that could not be checked for the same reason; these are ``is_alike``.
    """

    finding: Finding
    checks: tuple[LiveCheck, ...] = ()
    first_line: int = 0
    is_rest: bool = False
    followers: tuple[ReviewLine, ...] = ()
    is_follower: bool = False
    bound: LiveBound | None = None
    alike: int = 0
    is_alike: bool = False

    @property
    def is_folded(self) -> bool:
        """Whether the line is folded away under one above it."""
        return self.is_follower or self.is_alike

    @property
    def folds(self) -> bool:
        """Whether lines are folded away under this one."""
        return bool(self.followers or self.alike)

    @property
    def last_line(self) -> int:
        """Last line of the run on the 核对 sheet."""
        return self.first_line + len(self.checks) - 1

    @cached_property
    def outcome(self) -> Outcome:
        """What the line says now: the worst that any of its relations or followers says."""
        outcomes = {check.outcome for check in self.checks}
        outcomes |= {line.outcome for line in self.followers}
        outcomes |= {self.bound.outcome} if self.bound else set()
        if not outcomes:
            return self.finding.outcome
        return next(outcome for outcome in WORST_FIRST if outcome in outcomes)

    @property
    def largest_difference(self) -> float:
        """The largest difference of its relations, whatever its sign."""
        return max((abs(check.difference or 0.0) for check in self.checks), default=0.0)


def review_lines(audit: Audit, judge: Judge) -> tuple[ReviewLine, ...]:
    """Arrange the lines of an audit; every relation of a rule stands behind one of its lines.

    Args:
        audit: what the rules found.
        judge: makes formulas of checks and of what settles a finding.

    Returns:
        The lines in reading order, what follows from another directly below it. Their runs
        cover the 核对 sheet from its first line on, by code of rule.
    """
    drafts = arrange(audit)
    order = sorted(range(len(drafts)), key=lambda place: _checks_code(drafts[place]))
    starts: dict[int, int] = {}
    line = FIRST_LINE
    for place in order:
        starts[place] = line
        line += len(drafts[place][1])
    bounds = {id(line.finding): judge.bound(line.bound) for line in audit.lines if line.bound}
    lines = [
        ReviewLine(
            finding,
            tuple(judge.live(check) for check in checks),
            starts[place],
            is_rest,
            bound=bounds.get(id(finding)),
        )
        for place, (finding, checks, is_rest) in enumerate(drafts)
    ]
    return tuple(_gathered(list(_folded(lines))))


def _gathered(lines: Sequence[ReviewLine]) -> Iterator[ReviewLine]:
    """Put what could not be checked for one and the same reason below the first of its kind."""
    alike: dict[str, list[ReviewLine]] = {}
    for line in lines:
        if _is_unchecked(line):
            alike.setdefault(line.finding.reason, []).append(line)
    for line in lines:
        if not _is_unchecked(line):
            yield line
        elif found := alike.pop(line.finding.reason, []):
            first, *others = found
            yield replace(first, alike=len(others))
            yield from (replace(other, is_alike=True) for other in others)


def _is_unchecked(line: ReviewLine) -> bool:
    """Whether a line lacks an input, and no change of a figure can give it another result."""
    return (
        line.finding.outcome is Outcome.NOT_CHECKABLE
        and bool(line.finding.reason)
        and not line.is_rest
        and not any(check.is_live for check in line.checks)
    )


def _folded(lines: Sequence[ReviewLine]) -> Iterator[ReviewLine]:
    """Put every line that follows from another directly below it."""
    leads = {line.finding.fingerprint for line in lines if _may_lead(line)}
    followers: dict[str, list[ReviewLine]] = {}
    for line in lines:
        if line.finding.follows in leads:
            followers.setdefault(line.finding.follows, []).append(replace(line, is_follower=True))
    for line in lines:
        if line.finding.follows in leads:
            continue
        below = followers.pop(line.finding.fingerprint, []) if _may_lead(line) else []
        yield replace(line, followers=tuple(below))
        yield from below


def _may_lead(line: ReviewLine) -> bool:
    return line.finding.outcome is Outcome.FAILED and not line.finding.follows


def checks_in_order(lines: tuple[ReviewLine, ...]) -> list[LiveCheck]:
    """Give the relations in the order of the 核对 sheet."""
    runs = sorted((line for line in lines if line.checks), key=lambda line: line.first_line)
    return [check for line in runs for check in line.checks]


_Draft = tuple["Finding", tuple["Check", ...], bool]


def _checks_code(draft: _Draft) -> str:
    return draft[1][0].rule.code if draft[1] else ""


def arrange(audit: Audit) -> list[_Draft]:
    """Give every finding with the relations behind its line, and whether it is a mere rest."""
    owned = {id(check) for line in audit.lines for check in line.checks if _owns(line, check)}
    spare: dict[str, list[Check]] = {}
    for check in audit.checks:
        if id(check) not in owned:
            spare.setdefault(check.rule.code, []).append(check)
    drafts: list[_Draft] = []
    for line in audit.lines:
        finding = line.finding
        checks = tuple(check for check in line.checks if _owns(line, check))
        if checks and finding.outcome is not Outcome.FAILED:
            # A rule without failures has one line: it answers for all its relations.
            checks += tuple(spare.pop(finding.code, ()))
        drafts.append((finding, checks, False))
    rests = [_rest(drafts, tuple(checks)) for checks in spare.values()]
    return sorted([*drafts, *rests], key=lambda draft: READING_ORDER.index(draft[0].outcome))


def _owns(line: Line, check: Check) -> bool:
    """Tell whether a check is the line's own: rounding tails list checks of other rules."""
    return line.finding.code == check.rule.code


def _rest(drafts: list[_Draft], checks: tuple[Check, ...]) -> _Draft:
    """Make a line for the relations of a rule that did not fail while others did."""
    code = checks[0].rule.code
    model = next(finding for finding, _, _ in drafts if finding.code == code)
    outcomes = {check.outcome for check in checks}
    outcome = next(outcome for outcome in WORST_FIRST if outcome in outcomes)
    finding = replace(
        model,
        outcome=outcome,
        title=say.REST_OF_RULE.format(title=model.title, count=len(checks)),
        message="",
        cells=checks[0].cells[:1],
        left=None,
        right=None,
        difference=None,
        suggested=None,
        sources=(),
        subject="",
        relations=len(checks),
        reason="",
        follows="",
        proof=(),
        explanations=(),
    )
    return finding, checks, True
