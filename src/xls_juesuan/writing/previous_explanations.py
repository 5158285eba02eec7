"""What a reviewer wrote last year, offered for this year's findings.

It knows the 审核 sheet of last year's workbook; it refuses to take anything of it for this
year's: a fingerprint holds neither amounts nor the year, so the same finding has the same one.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from xls_juesuan.findings import Outcome
from xls_juesuan.messages import writing as say
from xls_juesuan.messages.explaining import OFFERED
from xls_juesuan.writing.reviews import explanation_of
from xls_juesuan.writing.reviews import read_change_lines
from xls_juesuan.writing.reviews import read_review_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from pathlib import Path

    from xls_juesuan.findings import Finding

_CODE, _PLACE, _EXPLANATION, _FINGERPRINT = (say.REVIEW_HEADS[place] for place in (1, 3, 11, 12))


@dataclass(frozen=True)
class Offers:
    """Last year's explanations, by fingerprint, else by code and place."""

    texts: Mapping[str, str] = field(default_factory=dict)

    def of(self, finding: Finding, place: str) -> str:
        """What was written about the same finding last year; empty where nothing was."""
        return self.texts.get(finding.fingerprint) or self.texts.get(f"{finding.code} {place}", "")

    def add_to(
        self,
        reviews: Mapping[str, tuple[str, str]],
        findings: Iterable[Finding],
        place: Callable[[Finding], str],
    ) -> dict[str, tuple[str, str]]:
        """Put last year's words, marked as such, where nothing was written this year.

        Args:
            reviews: 处理 and 说明 by fingerprint; 处理 is never set.
            findings: the findings of now; only what failed is offered anything.
            place: names the place of a finding.
        """
        joined = dict(reviews)
        for finding in findings:
            handling, explanation = reviews.get(finding.fingerprint, ("", ""))
            offered = self.of(finding, place(finding))
            if offered and not explanation and finding.outcome is Outcome.FAILED:
                joined[finding.fingerprint] = (handling, f"{OFFERED}{offered}")
        return joined


def previous_explanations(path: Path | None) -> dict[str, str]:
    """Read 说明 of last year's workbook by fingerprint, and by code and place.

    Args:
        path: last year's workbook; a file without a 审核 sheet, such as a supplement, has none.
    """
    if path is None:
        return {}
    texts: dict[str, str] = {}
    for line in (*read_change_lines(path), *read_review_lines(path)):
        text = explanation_of(line.get(_EXPLANATION, ""))
        if not text:
            continue
        if line.get(_FINGERPRINT):
            texts[line[_FINGERPRINT]] = text
        if line.get(_CODE) and line.get(_PLACE):
            texts[f"{line[_CODE]} {line[_PLACE]}"] = text
    return texts
