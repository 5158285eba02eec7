"""What became of the findings of an earlier workbook: new, gone, changed.

It knows the 审核 sheet of an earlier workbook and the findings of now; it refuses to know how
either came about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.findings import Outcome
from xls_juesuan.messages import writing as say
from xls_juesuan.messages.labels import OUTCOMES
from xls_juesuan.writing.reviews import read_review_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from xls_juesuan.findings import Finding

_CODE, _PROBLEM, _RESULT, _FINGERPRINT = (say.REVIEW_HEADS[place] for place in (1, 2, 7, 12))


@dataclass(frozen=True, slots=True)
class EarlierFinding:
    """A finding that failed in an earlier workbook, as its sheet words it."""

    fingerprint: str
    code: str
    problem: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different from an earlier workbook; only what failed then or fails now."""

    new: tuple[Finding, ...] = ()
    changed: tuple[Finding, ...] = ()
    gone: tuple[EarlierFinding, ...] = ()


def compare_with_earlier(path: Path, findings: Iterable[Finding]) -> Comparison:
    """Compare by fingerprint; a finding whose words differ has changed.

    Args:
        path: the earlier workbook.
        findings: the findings of now.
    """
    failed = OUTCOMES[Outcome.FAILED]
    earlier = {
        line[_FINGERPRINT]: EarlierFinding(line[_FINGERPRINT], line[_CODE], line[_PROBLEM])
        for line in read_review_lines(path)
        if line.get(_RESULT) == failed and line.get(_FINGERPRINT)
    }
    now = [finding for finding in findings if finding.outcome is Outcome.FAILED]
    known = {finding.fingerprint for finding in now}
    return Comparison(
        new=tuple(one for one in now if one.fingerprint not in earlier),
        changed=tuple(
            one
            for one in now
            if one.fingerprint in earlier and earlier[one.fingerprint].problem != _words(one)
        ),
        gone=tuple(one for fingerprint, one in earlier.items() if fingerprint not in known),
    )


def _words(finding: Finding) -> str:
    return say.problem(finding.title, finding.reason or finding.message, is_found=True)
