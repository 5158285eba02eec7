"""The summary of many audited documents: one sheet of documents, one of their findings.

It knows how the sheets look; it refuses to know how documents were audited.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.messages import audit_summary as say
from xls_juesuan.messages.audit import VERDICTS
from xls_juesuan.messages.labels import SEVERITIES
from xls_juesuan.writing.files import write_whole
from xls_juesuan.writing.page import Page
from xls_juesuan.writing.styles import SMALL_SIZE
from xls_juesuan.writing.styles import Styles
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
_LINK_PLACE, _ERROR_PLACE = 11, 12


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One document of the summary.

    Attributes:
        file: its name as the user knows it.
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
        _write_documents(documents, lines, path.parent)
        _write_findings(findings, lines)
        documents.show_first()


def _write_documents(page: Page, lines: Sequence[SummaryLine], folder: Path) -> None:
    page.widths(_DOCUMENT_WIDTHS)
    failed = sum(bool(line.error) for line in lines)
    note = say.NOTE.format(files=len(lines), done=len(lines) - failed, failed=failed)
    page.top(say.TITLE, note, say.DOCUMENT_HEADS, sum(_DOCUMENT_WIDTHS))
    for number, line in enumerate(lines, start=1):
        _write_document(page, _FIRST_LINE + number - 1, number, line, folder)
    last = _FIRST_LINE + max(len(lines), 1) - 1
    page.filter(_HEAD_LINE, last, len(say.DOCUMENT_HEADS) - 1)
    page.freeze(_FIRST_LINE, 2)
    page.print_on_a4((_HEAD_LINE, _HEAD_LINE), last, len(say.DOCUMENT_HEADS) - 1)


def _write_document(page: Page, row: int, number: int, line: SummaryLine, folder: Path) -> None:
    audit = line.audit
    figure = page.styles.get("count", font_size=SMALL_SIZE)
    verdict = VERDICTS[audit.verdict].partition(say.VERDICT_END)[0] if audit else say.NOT_AUDITED
    texts = {
        1: line.file,
        2: line.unit_name,
        3: str(line.year or ""),
        5: verdict,
        _LINK_PLACE: "",
        _ERROR_PLACE: line.error,
    }
    _texts(page, row, texts, _DOCUMENT_WIDTHS)
    counts: list[int | None] = [None] * 6
    if audit is not None:
        failures = [audit.failures[severity] for severity in Severity]
        counts = [line.tables, *failures, audit.counts[Outcome.NOT_CHECKABLE], line.not_recognised]
    for place, count in zip((0, *_COUNT_PLACES), (number, *counts), strict=True):
        if count is None:
            page.text(row, place, "", figure)
        else:
            page.number(row, place, count, figure)
    if line.review is not None:
        _link(page, row, line.review, folder)


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
