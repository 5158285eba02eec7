"""The disclosure workbook: all sheets in their order, written whole or not at all.

It knows which sheets there are and what each needs from the others; how a sheet looks is
known by its own module.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from xls_juesuan import __version__
from xls_juesuan.declarations.relation.excel import FormulaWriter
from xls_juesuan.messages import writing as say
from xls_juesuan.record import Record
from xls_juesuan.writing.attachment_sheet import AttachmentSheet
from xls_juesuan.writing.beside import sheets_beside
from xls_juesuan.writing.beside import write_beside
from xls_juesuan.writing.changes_sheet import write_changes_sheet
from xls_juesuan.writing.changes_sheet import write_record_sheet
from xls_juesuan.writing.checks_sheet import ChecksSheet
from xls_juesuan.writing.content import Values
from xls_juesuan.writing.contents_sheet import ContentsSheet
from xls_juesuan.writing.facts_sheet import write_facts_sheet
from xls_juesuan.writing.faults import codes_in_use
from xls_juesuan.writing.files import write_whole
from xls_juesuan.writing.lacks_sheet import LacksSheet
from xls_juesuan.writing.ledger_rows import find_lines
from xls_juesuan.writing.live import Judge
from xls_juesuan.writing.marks import Marks
from xls_juesuan.writing.page import Page
from xls_juesuan.writing.page import place_name
from xls_juesuan.writing.places import Places
from xls_juesuan.writing.printed_live import PrintedJudge
from xls_juesuan.writing.review_lines import checks_in_order
from xls_juesuan.writing.review_lines import review_lines
from xls_juesuan.writing.review_sheet import ReviewSheet
from xls_juesuan.writing.spots import WorkbookSpots
from xls_juesuan.writing.styles import Styles
from xls_juesuan.writing.supplement_sheet import SupplementSheet
from xls_juesuan.writing.table_sheet import TableSheet
from xls_juesuan.writing.trace_sheet import FIRST_LINE as FIRST_TRACE_LINE
from xls_juesuan.writing.trace_sheet import first_lines
from xls_juesuan.writing.trace_sheet import trace_rows
from xls_juesuan.writing.trace_sheet import write_trace_sheet
from xls_juesuan.writing.unused_sheet import FIRST_LINE as FIRST_UNUSED_LINE
from xls_juesuan.writing.unused_sheet import unused_rows
from xls_juesuan.writing.unused_sheet import write_unused_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd
    from xlsxwriter import Workbook

    from xls_juesuan.consolidation.department import Department
    from xls_juesuan.model import Source
    from xls_juesuan.writing.content import WorkbookContent

#: Texts stay texts, whatever they look like.
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
#: Parts of the workbook of a larger ledger are put together in temporary files.
_MOST_ROWS_IN_MEMORY = 20_000


def write_workbook(path: Path, content: WorkbookContent) -> Path | None:
    """Write the workbook.

    Args:
        path: where it shall stand; what stands there is replaced only when all is written.
        content: what it says.

    Returns:
        Where the copy of what stood there is; ``None`` where none was needed.

    Raises:
        UserError: the place cannot be written, or the file there is open.
    """
    return write_whole(path, lambda temporary: _write(temporary, content), keeps_old=True)


def _write(path: Path, content: WorkbookContent) -> None:
    import xlsxwriter

    from xls_juesuan.writing.plain_sheet import PlainWorksheet

    options = {**OPTIONS, "in_memory": len(content.cube.frame) <= _MOST_ROWS_IN_MEMORY}
    with _kept_garbage(), xlsxwriter.Workbook(str(path), options) as book:
        book.worksheet_class = PlainWorksheet
        _describe(book, content)
        _Book(book, content).write()


@contextmanager
def _kept_garbage() -> Iterator[None]:
    """Let nobody look for garbage meanwhile: a workbook is many small things that all stay."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _describe(book: Workbook, content: WorkbookContent) -> None:
    names = {"unit": content.unit_name, "year": content.year}
    book.set_properties(
        {
            "title": say.CONTENTS_TITLE.format(**names),
            "subject": say.SUBJECT.format(**names),
            "keywords": say.KEYWORDS.format(**names),
            "company": content.unit_name,
            "comments": say.COMMENTS.format(version=__version__),
            "created": content.created,
        }
    )
    book.set_size(2400, 1500)


class _Book:
    """All sheets of one workbook."""

    def __init__(self, book: Workbook, content: WorkbookContent) -> None:
        self._content = content
        styles = Styles(book)
        tables = content.tables.tables
        beside = sheets_beside(content.tables, content.audit)
        names = [
            say.CONTENTS,
            *(table.sheet for table in tables),
            *(form.sheet for form in content.attachments.forms),
            say.REVIEW,
            *([say.LACKS] if content.lacks else []),
            *([say.UNITS, say.ELIMINATIONS] if content.department else []),
            say.CHECKS,
            say.FACTS,
            say.TRACE,
            say.UNUSED,
            say.SUPPLEMENT,
            *([say.CHANGES] if content.changes.lines else []),
            say.RECORD,
            *beside,
        ]
        forms = (form.sheet for form in content.attachments.forms)
        kept = (*(table.sheet for table in tables), *forms, say.FACTS, say.SUPPLEMENT, *beside)
        self._records = {name: Record() for name in kept}
        self._pages = {name: Page(book, styles, name, self._records.get(name)) for name in names}
        self._codes = codes_in_use(content.tables)
        self._places = places_of(content, len(self._codes))

    def write(self) -> None:
        """Write every sheet; those that others count on come first."""
        content = self._content
        traced = trace_rows(content.cube, content.trace_limit)
        unused = unused_rows(content.cube.frame, content.trace_limit)
        self._tables()
        self._attachments()
        judge = judge_of(content, self._places)
        lines = review_lines(content.audit, judge)
        checks = ChecksSheet(self._pages[say.CHECKS], judge, content.values)
        checks.write(checks_in_order(lines))
        spots = WorkbookSpots(
            content.tables, content.files, row_places(content, traced.rows, unused)
        )
        review = ReviewSheet(lines, spots, content.reviews, content.changes.marks)
        review.write(self._pages[say.REVIEW])
        Marks(lines, content.tables, spots.likely, tints_notices=False).write(self._pages)
        ContentsSheet(self._pages[say.CONTENTS], content, review).write()
        write_facts_sheet(
            self._pages[say.FACTS],
            content.cube.facts,
            self._codes,
            year=content.year,
            trace_lines=first_lines(traced.rows),
        )
        write_trace_sheet(self._pages[say.TRACE], traced, content.cube.facts)
        write_unused_sheet(self._pages[say.UNUSED], unused, content.cube.set_aside)
        self._supplement()
        if content.department:
            self._units(content.department)
        if content.changes.lines:
            write_changes_sheet(self._pages[say.CHANGES], content.changes.lines)
        write_beside(
            self._pages,
            content.tables,
            content.audit,
            content.compared,
            content.values,
            content.own,
        )
        write_record_sheet(self._pages[say.RECORD], self._records)

    def _tables(self) -> None:
        content = self._content
        for table in content.tables.tables:
            formulas = FormulaWriter(self._places, table.sheet)
            sheet = TableSheet(self._pages[table.sheet], table, formulas, content.values)
            sheet.write(content.tables.department_line)

    def _supplement(self) -> None:
        content, page = self._content, self._pages[say.SUPPLEMENT]
        SupplementSheet(page, content.form, content.supplement, content.kept_fields).write()
        if content.lacks:
            LacksSheet(self._pages[say.LACKS], content.lacks, content.form).write()

    def _units(self, department: Department) -> None:
        from xls_juesuan.writing.eliminations_sheet import EliminationsSheet
        from xls_juesuan.writing.units_sheet import UnitsSheet

        content, page = self._content, self._pages[say.UNITS]
        sheet = UnitsSheet(page, content.tables, department, self._places, content.values)
        sheet.write()
        facts = len(content.cube.facts)
        EliminationsSheet(self._pages[say.ELIMINATIONS], department, facts).write()

    def _attachments(self) -> None:
        attachments, kept = self._content.attachments, self._content.kept_fields
        for form in attachments.forms:
            page, formulas = self._pages[form.sheet], FormulaWriter(self._places, form.sheet)
            AttachmentSheet(page, form, formulas, attachments.no_rate, kept).write()


def places_of(content: WorkbookContent, listed: int) -> Places:
    """Where everything stands that formulas look at; ``listed`` counts the codes beside 汇总."""
    facts, thresholds = len(content.cube.facts), content.audit.thresholds
    return Places(content.tables, facts, listed, content.form, thresholds)


def judge_of(content: WorkbookContent, places: Places) -> Judge:
    """Make what turns checks into formulas.

    Last year's figures may be known to their last printed digit only.
    """
    formulas = FormulaWriter(places, say.CHECKS)
    if content.tables.coarse and content.values is Values.EXACT:  # noqa: PD011 - no frame
        return PrintedJudge(content.tables, formulas)
    return Judge(content.tables, formulas, content.values)


def row_places(
    content: WorkbookContent, traced: pd.DataFrame, unused: pd.DataFrame
) -> dict[Source, tuple[str, str]]:
    """Find sheet and cell of the ledger rows that findings name, as far as they are listed."""
    named = {source for finding in content.audit.findings for source in finding.sources}
    places: dict[Source, tuple[str, str]] = {}
    lists = ((say.UNUSED, unused, FIRST_UNUSED_LINE), (say.TRACE, traced, FIRST_TRACE_LINE))
    for sheet, rows, first_line in lists:
        lines = find_lines(rows, first_line, named)
        places |= {source: (sheet, place_name(line, 0)) for source, line in lines.items()}
    return places
