"""The summary of many audited documents: one sheet of documents, one of their findings.

It knows how the sheets look; it refuses to know how documents were audited.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.audit import Verdict
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.messages import audit_summary as say
from xls_juesuan.messages.audit import VERDICTS
from xls_juesuan.messages.labels import SEVERITIES
from xls_juesuan.writing.files import write_whole
from xls_juesuan.writing.page import Page
from xls_juesuan.writing.page import absolute_range
from xls_juesuan.writing.styles import HEADING_FILL
from xls_juesuan.writing.styles import SMALL_SIZE
from xls_juesuan.writing.styles import TONES
from xls_juesuan.writing.styles import Styles
from xls_juesuan.writing.styles import Tone
from xls_juesuan.writing.widths import row_height
from xls_juesuan.writing.workbook import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.audit import Audit
    from xls_juesuan.findings import Finding

_HEAD_LINE, _FIRST_LINE = 2, 3
_DOCUMENT_WIDTHS = (6.0, 30.0, 30.0, 8.0, 10.0, 14.0, 8.0, 8.0, 8.0, 10.0, 10.0, 30.0, 40.0)
_FINDING_WIDTHS = (30.0, 26.0, 7.0, 8.0, 30.0, 22.0, 60.0, 40.0)
_COUNT_PLACES = (4, 6, 7, 8, 9, 10)
_VERDICT_PLACE, _LINK_PLACE, _REMARK_PLACE = 5, 11, 12
#: How each verdict looks.
_TONES = {
    Verdict.HAS_ERRORS: Tone.BAD,
    Verdict.NEEDS_EXPLANATION: Tone.NEUTRAL,
    Verdict.PUBLISHABLE: Tone.GOOD,
}


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One document of the summary.

    Attributes:
        file: its name as the user knows it, with the folders it lies in.
        unit_name, year, tables: what it states; empty where it was not audited.
        audit: the outcome; ``None`` where it was not audited.
        places: where each finding that failed stands, in the order of ``audit.findings``.
        not_recognised: how many things in it belong to no table.
        review: its review workbook.
        error: why it was not audited.
    """

    file: str
    unit_name: str = ""
    year: int | None = None
    tables: int = 0
    audit: Audit | None = None
    places: Sequence[str] = ()
    not_recognised: int = 0
    review: Path | None = None
    error: str = ""


def write_audit_summary(path: Path, lines: Sequence[SummaryLine]) -> None:
    """Write the summary, whole or not at all.

    Raises:
        UserError: the place cannot be written.
    """
    write_whole(path, lambda target: _write(target, path, lines))


def _write(target: Path, path: Path, lines: Sequence[SummaryLine]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(target), {**OPTIONS, "in_memory": True}) as book:
        book.set_properties({"title": say.TITLE})
        styles = Styles(book)
        documents = Page(book, styles, say.DOCUMENTS)
        findings = Page(book, styles, say.FINDINGS)
        ordered = sorted(lines, key=_worst_first)
        _write_documents(documents, ordered, path.parent)
        _write_findings(findings, ordered)
        documents.show_first()


def _worst_first(line: SummaryLine) -> tuple[bool, list[int]]:
    """Most errors first, then most warnings and notices; what was not audited last."""
    if line.audit is None:
        return True, []
    return False, [-line.audit.failures[severity] for severity in Severity]


def _remarks(lines: Sequence[SummaryLine]) -> Iterator[str]:
    """Why each was not audited, or which others are of the same unit and year."""
    alike: dict[tuple[str, int | None], list[int]] = {}
    for number, line in enumerate(lines, start=1):
        if line.audit is not None and line.unit_name:
            alike.setdefault(_unit(line), []).append(number)
    for number, line in enumerate(lines, start=1):
        others = [other for other in alike.get(_unit(line), ()) if other != number]
        same = say.SAME_UNIT.format(numbers="、".join(map(str, others))) if others else ""
        yield line.error or (same if line.audit is not None else "")


def _unit(line: SummaryLine) -> tuple[str, int | None]:
    return "".join(line.unit_name.split()), line.year


def _write_documents(page: Page, lines: Sequence[SummaryLine], folder: Path) -> None:
    page.widths(_DOCUMENT_WIDTHS)
    done = sum(line.audit is not None for line in lines)
    note = say.NOTE.format(files=len(lines), done=done, failed=len(lines) - done)
    page.top(say.TITLE, note, say.DOCUMENT_HEADS, sum(_DOCUMENT_WIDTHS))
    for number, (line, remark) in enumerate(zip(lines, _remarks(lines), strict=True), start=1):
        _write_document(page, number, line, remark, folder)
    last = _FIRST_LINE + max(len(lines), 1) - 1
    _write_sums(page, last + 1, lines)
    page.filter(_HEAD_LINE, last, len(say.DOCUMENT_HEADS) - 1)
    page.freeze(_FIRST_LINE, 2)
    page.print_on_a4((_HEAD_LINE, _HEAD_LINE), last + 1, len(say.DOCUMENT_HEADS) - 1)


def _counts(line: SummaryLine) -> list[int]:
    """Tables, errors, warnings, notices, what could not be checked, what was not recognised."""
    audit = line.audit
    if audit is None:
        return []
    failures = [audit.failures[severity] for severity in Severity]
    return [line.tables, *failures, audit.counts[Outcome.NOT_CHECKABLE], line.not_recognised]


def _write_document(page: Page, number: int, line: SummaryLine, remark: str, folder: Path) -> None:
    row, audit = _FIRST_LINE + number - 1, line.audit
    figure = page.styles.get("count", font_size=SMALL_SIZE)
    name = line.review.name if line.review else ""
    texts = {1: line.file, 2: line.unit_name, 3: str(line.year or ""), _REMARK_PLACE: remark}
    _texts(page, row, {**texts, _LINK_PLACE: name}, _DOCUMENT_WIDTHS)
    verdict = VERDICTS[audit.verdict].partition(say.VERDICT_END)[0] if audit else say.NOT_AUDITED
    tone = TONES[_TONES[audit.verdict] if audit else Tone.GREY]
    page.text(
        row, _VERDICT_PLACE, verdict, page.styles.get("wrapped", font_size=SMALL_SIZE, **tone)
    )
    page.number(row, 0, number, figure)
    counts: Sequence[int | None] = _counts(line) or [None] * len(_COUNT_PLACES)
    for place, count in zip(_COUNT_PLACES, counts, strict=True):
        if count is None:
            page.text(row, place, "", figure)
        else:
            page.number(row, place, count, figure)
    if line.review is not None:
        _link(page, row, line.review, folder)


def _write_sums(page: Page, row: int, lines: Sequence[SummaryLine]) -> None:
    """Add up what the filter leaves to be seen."""
    head = page.styles.get("head", font_size=SMALL_SIZE)
    for place in range(len(say.DOCUMENT_HEADS)):
        page.text(row, place, say.SUM if place == 1 else "", head)
    counts = [_counts(line) for line in lines if line.audit is not None]
    sums = map(sum, zip(*counts, strict=True)) if counts else [0] * len(_COUNT_PLACES)
    figure = page.styles.get("count", font_size=SMALL_SIZE, bg_color=HEADING_FILL)
    for place, total in zip(_COUNT_PLACES, sums, strict=True):
        area = absolute_range(_FIRST_LINE, row - 1, place)
        page.formula(row, place, f"SUBTOTAL(109,{area})", figure, stored=total)


def _texts(page: Page, row: int, texts: Mapping[int, str], widths: Sequence[float]) -> None:
    """Write texts, wrapped, on a row as tall as they need."""
    style = page.styles.get("wrapped", font_size=SMALL_SIZE)
    for place, text in texts.items():
        page.text(row, place, text, style)
    page.height(
        row, max(row_height(text, widths[place], SMALL_SIZE) for place, text in texts.items())
    )


def _link(page: Page, row: int, review: Path, folder: Path) -> None:
    name = review.name
    is_near = review.parent.resolve() == folder.resolve()
    page.file_link(row, _LINK_PLACE, name if is_near else str(review.resolve()), name)


def _write_findings(page: Page, lines: Sequence[SummaryLine]) -> None:
    page.widths(_FINDING_WIDTHS)
    page.top(say.FINDINGS, say.FINDINGS_NOTE, say.FINDING_HEADS, sum(_FINDING_WIDTHS))
    row = _FIRST_LINE
    for line in lines:
        for finding, place in _listed(line):
            texts = (
                line.file,
                line.unit_name,
                SEVERITIES[finding.severity],
                finding.code,
                finding.title,
                place,
                finding.message,
                finding.advice,
            )
            _texts(page, row, dict(enumerate(texts)), _FINDING_WIDTHS)
            row += 1
    last = max(row - 1, _FIRST_LINE)
    page.filter(_HEAD_LINE, last, len(say.FINDING_HEADS) - 1)
    page.freeze(_FIRST_LINE, 1)
    page.print_on_a4((_HEAD_LINE, _HEAD_LINE), last, len(say.FINDING_HEADS) - 1)


def _listed(line: SummaryLine) -> Iterator[tuple[Finding, str]]:
    """Findings that somebody has to look at, the most severe first; not what follows from one."""
    if line.audit is None:
        return
    order = list(Severity)
    pairs = zip(line.audit.findings, line.places, strict=True)
    failed = [pair for pair in pairs if pair[0].outcome is Outcome.FAILED and not pair[0].follows]
    yield from sorted(failed, key=lambda pair: order.index(pair[0].severity))
