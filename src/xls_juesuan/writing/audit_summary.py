"""The summary of many audited documents: one sheet of documents, one of their findings.

It knows which columns it has; it refuses to know how documents were audited.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.messages import audit_summary as say
from xls_juesuan.writing.files import write_whole
from xls_juesuan.writing.page import Page
from xls_juesuan.writing.styles import Styles
from xls_juesuan.writing.summary_line import SummaryFinding
from xls_juesuan.writing.summary_line import SummaryLine
from xls_juesuan.writing.summary_line import worst_first
from xls_juesuan.writing.summary_sheets import SummaryForm
from xls_juesuan.writing.summary_sheets import write_findings
from xls_juesuan.writing.summary_sheets import write_lines
from xls_juesuan.writing.workbook import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.audit import Audit

_FORM = SummaryForm(
    title=say.TITLE,
    heads=say.DOCUMENT_HEADS,
    widths=(6.0, 30.0, 30.0, 8.0, 10.0, 14.0, 8.0, 8.0, 8.0, 10.0, 10.0, 30.0, 40.0),
    verdict=5,
    counts=(4, 6, 7, 8, 9, 10),
    links=(11,),
    none=say.NOT_AUDITED,
)


@dataclass(frozen=True, slots=True)
class AuditedLine:
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

    def as_line(self) -> SummaryLine:
        """Give the line of the sheet of documents."""
        audit = self.audit
        if audit is None:
            return SummaryLine(self.file, error=self.error)
        failures = [audit.failures[severity] for severity in Severity]
        unchecked = audit.counts[Outcome.NOT_CHECKABLE]
        return SummaryLine(
            self.file,
            self.unit_name,
            self.year,
            audit.verdict,
            [self.tables, *failures, unchecked, self.not_recognised],
            [self.review],
            remark=self.error,
        )

    def findings(self) -> list[SummaryFinding]:
        """Give what somebody has to look at; not what follows from another finding."""
        if self.audit is None:
            return []
        return [
            SummaryFinding(
                one.severity, one.code, one.title, place, one.message, one.advice, one.table
            )
            for one, place in zip(self.audit.findings, self.places, strict=True)
            if one.outcome is Outcome.FAILED and not one.follows
        ]


def write_audit_summary(path: Path, lines: Sequence[AuditedLine]) -> None:
    """Write the summary, whole or not at all.

    Raises:
        UserError: the place cannot be written.
    """
    write_whole(path, lambda target: _write(target, path, lines))


def _write(target: Path, path: Path, lines: Sequence[AuditedLine]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(target), {**OPTIONS, "in_memory": True}) as book:
        book.set_properties({"title": say.TITLE})
        styles = Styles(book)
        documents = Page(book, styles, say.DOCUMENTS)
        findings = Page(book, styles, say.FINDINGS)
        ordered = [(line.as_line(), line.findings()) for line in sorted(lines, key=_worst_first)]
        done = sum(line.audit is not None for line in lines)
        note = say.NOTE.format(files=len(lines), done=done, failed=len(lines) - done)
        write_lines(documents, _FORM, note, [line for line, _ in ordered], path.parent)
        write_findings(findings, ordered)
        documents.show_first()


def _worst_first(line: AuditedLine) -> tuple[bool, tuple[int, ...]]:
    """Most errors first; what was not audited last."""
    if line.audit is None:
        return True, ()
    return False, worst_first([line.audit.failures[severity] for severity in Severity])
