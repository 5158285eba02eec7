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
    from collections.abc import Mapping
    from pathlib import Path

    from xls_juesuan.findings import Finding

_CODE, _PROBLEM, _PLACE, _RESULT, _HANDLING, _EXPLANATION, _FINGERPRINT = (
    say.REVIEW_HEADS[place] for place in (1, 2, 3, 7, 10, 11, 12)
)


@dataclass(frozen=True, slots=True)
class EarlierFinding:
    """A finding that failed in an earlier workbook, as its sheet words it."""

    fingerprint: str
    code: str
    problem: str
    place: str = ""
    handling: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different from an earlier workbook; only what failed then or fails now."""

    new: tuple[Finding, ...] = ()
    changed: tuple[Finding, ...] = ()
    gone: tuple[EarlierFinding, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is different."""
        return not (self.new or self.changed or self.gone)


def compare_with_earlier(path: Path, findings: Iterable[Finding]) -> Comparison:
    """Compare with an earlier workbook; see :func:`compare_lines`.

    Args:
        path: the earlier workbook.
        findings: the findings of now.
    """
    return compare_lines(read_review_lines(path), findings)


def compare_lines(lines: Iterable[Mapping[str, str]], findings: Iterable[Finding]) -> Comparison:
    """Compare by fingerprint; a finding whose words differ has changed.

    Args:
        lines: the lines of the 审核 sheet of an earlier workbook, by heading.
        findings: the findings of now.
    """
    failed = OUTCOMES[Outcome.FAILED]
    earlier = {
        line[_FINGERPRINT]: earlier_finding(line)
        for line in lines
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


def earlier_finding(line: Mapping[str, str]) -> EarlierFinding:
    """Read a line of the 审核 sheet, by heading."""
    # Below its first line the sheet adds consequences and proof.
    problem = line.get(_PROBLEM, "").partition("\n")[0]
    heads = (_PLACE, _HANDLING, _EXPLANATION)
    return EarlierFinding(
        line.get(_FINGERPRINT, ""),
        line.get(_CODE, ""),
        problem,
        *(line.get(head, "") for head in heads),
    )


def _words(finding: Finding) -> str:
    return say.problem(finding.title, finding.reason or finding.message, is_found=True)
