"""The review workbook of a document: its tables as printed, 审核 and 核对, and a front page.

It knows which sheets there are; how a sheet looks is known by its own module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan import __version__
from xls_juesuan.declarations.relation.excel import FormulaWriter
from xls_juesuan.messages import audit_writing as say
from xls_juesuan.messages import writing as sheets
from xls_juesuan.writing.audit_contents import AuditContentsSheet
from xls_juesuan.writing.beside import sheets_beside
from xls_juesuan.writing.beside import write_beside
from xls_juesuan.writing.changes_sheet import write_changes_sheet
from xls_juesuan.writing.checks_sheet import ChecksSheet
from xls_juesuan.writing.content import Values
from xls_juesuan.writing.facts_sheet import write_code_list
from xls_juesuan.writing.facts_sheet import write_facts_sheet
from xls_juesuan.writing.faults import codes_in_use
from xls_juesuan.writing.files import write_whole
from xls_juesuan.writing.live import Judge
from xls_juesuan.writing.marks import Marks
from xls_juesuan.writing.page import Page
from xls_juesuan.writing.parts_sheet import PartsSheet
from xls_juesuan.writing.places import Places
from xls_juesuan.writing.printed_live import PrintedJudge
from xls_juesuan.writing.printed_sheet import PrintedTableSheet
from xls_juesuan.writing.review_lines import checks_in_order
from xls_juesuan.writing.review_lines import review_lines
from xls_juesuan.writing.review_sheet import ReviewSheet
from xls_juesuan.writing.spots import DocumentSpots
from xls_juesuan.writing.styles import Styles
from xls_juesuan.writing.supplement_sheet import SupplementSheet
from xls_juesuan.writing.thresholds_sheet import KEY_PLACE
from xls_juesuan.writing.workbook import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from xlsxwriter import Workbook

    from xls_juesuan.writing.audit_content import AuditContent
    from xls_juesuan.writing.facts_sheet import CodeName

    Pages = Mapping[str, Page]


def write_audit_workbook(path: Path, content: AuditContent) -> Path | None:
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


def _write(path: Path, content: AuditContent) -> None:
    import xlsxwriter

    from xls_juesuan.writing.plain_sheet import PlainWorksheet

    with xlsxwriter.Workbook(str(path), {**OPTIONS, "in_memory": True}) as book:
        book.worksheet_class = PlainWorksheet
        names = {"unit": content.tables.unit_name, "year": content.tables.year}
        book.set_properties(
            {
                "title": say.TITLE.format(**names),
                "comments": say.COMMENTS.format(version=__version__),
                "created": content.created,
            }
        )
        book.set_size(2400, 1500)
        _write_sheets(book, content)


def _sheet_names(content: AuditContent) -> list[str]:
    return [
        sheets.CONTENTS,
        *(table.sheet for table in content.tables.tables),
        sheets.REVIEW,
        sheets.CHECKS,
        *([sheets.PARTS] if content.tables.parts else []),
        sheets.FACTS,
        *([sheets.SUPPLEMENT] if content.shows_supplement else []),
        *([sheets.CHANGES] if content.changes.lines else []),
        *sheets_beside(content.tables, content.audit),
    ]


def _write_sheets(book: Workbook, content: AuditContent) -> None:
    """Write every sheet; those that others count on come first."""
    styles = Styles(book)
    pages = {name: Page(book, styles, name) for name in _sheet_names(content)}
    codes = codes_in_use(content.tables)
    form = content.form if content.shows_supplement else None
    count = len(content.tables.index.facts)
    places = Places(content.tables, count, len(codes), form, content.audit.thresholds)
    _write_tables(pages, content, places)
    _write_review(pages, content, places)
    _write_beside(pages, content)
    _write_facts(pages[sheets.FACTS], content, codes)


def _write_tables(pages: Pages, content: AuditContent, places: Places) -> None:
    values = _values(content)
    for table in content.tables.tables:
        formulas = FormulaWriter(places, table.sheet)
        sheet = PrintedTableSheet(pages[table.sheet], table, formulas, values)
        sheet.write(content.tables.department_line)


def _write_review(pages: Pages, content: AuditContent, places: Places) -> None:
    """Write 核对 and 审核, mark the cells of the tables, and put the front page before all."""
    values, formulas = _values(content), FormulaWriter(places, sheets.CHECKS)
    exact = content.is_exact and not content.tables.coarse
    judge = (
        Judge(content.tables, formulas, values)
        if exact
        else PrintedJudge(content.tables, formulas, content.audit.steps)
    )
    lines = review_lines(content.audit, judge)
    checks = ChecksSheet(pages[sheets.CHECKS], judge, values, prints_all=False)
    checks.write(checks_in_order(lines))
    supplement = content.supplement if content.shows_supplement else None
    spots = DocumentSpots(content.tables, supplement)
    review = ReviewSheet(lines, spots, content.reviews, content.changes.marks, prints_failures=True)
    review.write(pages[sheets.REVIEW])
    Marks(lines, content.tables, spots.likely, tints_notices=True).write(pages)
    AuditContentsSheet(pages[sheets.CONTENTS], content, review).write()


def _write_beside(pages: Pages, content: AuditContent) -> None:
    """Write what the document says beside its tables, and what it was compared with."""
    if content.tables.parts:
        PartsSheet(pages[sheets.PARTS], content.tables.parts).write()
    if content.shows_supplement:
        page = pages[sheets.SUPPLEMENT]
        SupplementSheet(page, content.form, content.supplement, shows_keys=False).write()
    if content.changes.lines:
        write_changes_sheet(pages[sheets.CHANGES], content.changes.lines)
    write_beside(pages, content.tables, content.audit, content.compared, Values.EXACT)
    if sheets.THRESHOLDS in pages:
        pages[sheets.THRESHOLDS].hide_column(KEY_PLACE)


def _write_facts(page: Page, content: AuditContent, codes: Sequence[CodeName]) -> None:
    facts, year = content.tables.index.facts, content.tables.year
    if facts:
        write_facts_sheet(page, facts, codes, year=year, trace_lines={})
    else:
        write_code_list(page, codes, year)


def _values(content: AuditContent) -> Values:
    return Values.EXACT if content.is_exact else Values.ROUNDED
