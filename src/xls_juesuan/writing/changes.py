"""The lines of the 变动 sheet: what became of findings and of what a person typed.

It knows how a line reads and which lines of an earlier sheet stay; it refuses to know how the
sheet looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.edits import Fate
from xls_juesuan.findings import Outcome
from xls_juesuan.messages import earlier as say
from xls_juesuan.messages import writing as sheets
from xls_juesuan.writing.comparison import Comparison
from xls_juesuan.writing.comparison import compare_lines
from xls_juesuan.writing.comparison import earlier_finding
from xls_juesuan.writing.reviews import reviews_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.edits import Edit
    from xls_juesuan.findings import Finding
    from xls_juesuan.writing.comparison import EarlierFinding

ChangeLine = tuple[str, ...]
_WORD, _CODE, _PLACE, _TEXT, _WAS, _TYPED, _NOW, _HANDLING, _EXPLANATION, _FINGERPRINT = range(10)
_FINGERPRINT_HEAD = sheets.REVIEW_HEADS[12]


@dataclass(frozen=True)
class Changes:
    """What a new run makes of the workbook that stood at the place of the output.

    Attributes:
        comparison: which findings are new, changed and gone.
        edits: what a person had typed, and what became of it.
        reviews: 处理 and 说明 by fingerprint.
        lines: the lines of the 变动 sheet.
        problem: why nothing was read from the old file, Chinese; empty where it was.
        copy: where the old file is kept; ``None`` where nothing had to be.
    """

    comparison: Comparison = field(default_factory=Comparison)
    edits: tuple[Edit, ...] = ()
    reviews: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    lines: tuple[ChangeLine, ...] = ()
    problem: str = ""
    copy: Path | None = None

    @property
    def marks(self) -> dict[str, str]:
        """新增 or 有变化 by fingerprint."""
        return {
            line[_FINGERPRINT]: line[_WORD]
            for line in self.lines
            if line[_WORD] in {say.NEW, say.CHANGED}
        }


def compose_changes(
    reviews: Sequence[Mapping[str, str]],
    changes: Sequence[Mapping[str, str]],
    findings: Sequence[Finding],
    edits: tuple[Edit, ...] = (),
    *,
    place: Callable[[Finding], str],
) -> Changes:
    """Compare a run with an earlier workbook.

    A run that changes nothing keeps the earlier lines as they are, so that its workbook is the
    same, byte for byte.

    Args:
        reviews: the lines of its 审核 sheet, by heading.
        changes: the lines of its 变动 sheet, by heading.
        findings: the findings of now.
        edits: what a person had typed into it.
        place: names the place of a finding.
    """
    comparison = compare_lines(reviews, findings)
    written = {**_gone_reviews(changes), **reviews_of(reviews)}
    earlier = tuple(tuple(line.get(head, "") for head in say.HEADS) for line in changes)
    lost = tuple(_lost(reviews, comparison, findings))
    kept = {(line[_PLACE], line[_TYPED]) for line in earlier if line[_WORD] == say.FATES[Fate.KEPT]}
    is_quiet = (
        comparison.is_empty
        and not lost
        and all(edit.fate is Fate.KEPT for edit in edits)
        and kept == {(edit.place, edit.typed) for edit in edits}
    )
    comparison = replace(comparison, gone=(*comparison.gone, *lost))
    if is_quiet:
        return Changes(comparison, edits, written, earlier)
    lines = (*_lines(comparison, edits, place), *_still_gone(earlier, comparison, findings))
    return Changes(comparison, edits, written, lines)


def _lines(
    comparison: Comparison, edits: Iterable[Edit], place: Callable[[Finding], str]
) -> Iterator[ChangeLine]:
    for word, findings in ((say.NEW, comparison.new), (say.CHANGED, comparison.changed)):
        for one in findings:
            text = sheets.problem(one.title, one.reason or one.message, is_found=True)
            yield (word, one.code, place(one), text, "", "", "", "", "", one.fingerprint)
    for gone in comparison.gone:
        yield _gone_line(gone)
    for edit in sorted(edits, key=lambda edit: list(Fate).index(edit.fate)):
        word = say.FATES[edit.fate]
        yield (word, "", edit.place, edit.name, edit.was, edit.typed, edit.now, "", "", "")


def _gone_line(gone: EarlierFinding) -> ChangeLine:
    handling = "" if gone.handling == sheets.PENDING else gone.handling
    words = (handling, gone.explanation, gone.fingerprint)
    return (say.GONE, gone.code, gone.place, gone.problem, "", "", "", *words)


def _gone_reviews(changes: Iterable[Mapping[str, str]]) -> dict[str, tuple[str, str]]:
    """What a person wrote about findings that were gone, and may be back."""
    return reviews_of(line for line in changes if line.get(say.HEADS[_WORD]) == say.GONE)


def _lost(
    reviews: Sequence[Mapping[str, str]], comparison: Comparison, findings: Sequence[Finding]
) -> Iterator[EarlierFinding]:
    """Lines that a person wrote about and that no longer exist, whatever they said."""
    known = _fingerprints(findings) | {gone.fingerprint for gone in comparison.gone}
    written = reviews_of(reviews)
    for line in reviews:
        fingerprint = line.get(_FINGERPRINT_HEAD, "")
        if fingerprint in written and fingerprint not in known:
            yield earlier_finding(line)


def _still_gone(
    earlier: Iterable[ChangeLine], comparison: Comparison, findings: Sequence[Finding]
) -> Iterator[ChangeLine]:
    """Findings that have been gone for longer and that a person wrote about."""
    known = _fingerprints(findings) | {gone.fingerprint for gone in comparison.gone}
    for line in earlier:
        is_written = line[_WORD] == say.GONE and (line[_HANDLING] or line[_EXPLANATION])
        if is_written and line[_FINGERPRINT] not in known:
            yield line


def _fingerprints(findings: Iterable[Finding]) -> set[str]:
    """All fingerprints on the 审核 sheet: a rule that failed has a line for the rest, too."""
    found = set()
    for finding in findings:
        rest = replace(finding, outcome=Outcome.PASSED, subject="")
        found |= {finding.fingerprint, rest.fingerprint}
    return found
