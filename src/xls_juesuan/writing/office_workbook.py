"""An office's own workbook once it is filled: with 审核 and 溯源 behind its sheets, on the disk.

It knows which sheets are added and that nothing may be lost; it refuses to know how the tables
were filled.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from xls_juesuan.messages import office as say_office
from xls_juesuan.messages import writing as say
from xls_juesuan.writing.faults import codes_in_use
from xls_juesuan.writing.files import write_bytes_whole
from xls_juesuan.writing.frozen_page import FrozenPage
from xls_juesuan.writing.patching.book import Book
from xls_juesuan.writing.patching.census import find_lost
from xls_juesuan.writing.patching.census import take_census
from xls_juesuan.writing.patching.graft import graft_sheets
from xls_juesuan.writing.patching.package import Package
from xls_juesuan.writing.review_lines import review_lines
from xls_juesuan.writing.review_sheet import ReviewSheet
from xls_juesuan.writing.spots import OfficeSpots
from xls_juesuan.writing.spots import WorkbookSpots
from xls_juesuan.writing.styles import Styles
from xls_juesuan.writing.trace_sheet import trace_rows
from xls_juesuan.writing.trace_sheet import write_trace_sheet
from xls_juesuan.writing.unused_sheet import unused_rows
from xls_juesuan.writing.workbook import OPTIONS
from xls_juesuan.writing.workbook import judge_of
from xls_juesuan.writing.workbook import places_of
from xls_juesuan.writing.workbook import row_places

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from xls_juesuan.writing.content import WorkbookContent


def write_office_workbook(
    path: Path,
    book: Book,
    content: WorkbookContent,
    *,
    original: tuple[str, bytes],
    rows_went: Collection[str] = (),
) -> Path | None:
    """Write a filled workbook of an office.

    Args:
        path: where it shall stand; what stands there is replaced only when all is written.
        book: the workbook with its tables filled.
        content: what 审核 and 溯源 say.
        original: name and bytes of the workbook as it was given.
        rows_went: sheets from which rows of last year were taken away.

    Returns:
        Where the copy of what stood there is; ``None`` where none was needed.

    Raises:
        UserError: something of the office's would be lost, or the place cannot be written.
    """
    graft_sheets(book, _added_sheets(content), _names(book))
    book.calculate_on_load()
    book.become_workbook()
    written = book.package.to_bytes()
    _guard(written, original, frozenset(rows_went))
    return write_bytes_whole(path, written, keeps_old=True)


def _guard(written: bytes, original: tuple[str, bytes], rows_went: frozenset[str]) -> None:
    """Let nothing of the office's get lost.

    Raises:
        UserError: something would be; says what and where.
    """
    file, content = original
    before, after = (take_census(Book(Package(each))) for each in (content, written))
    lost = find_lost(before, after, rows_went=rows_went)
    if lost:
        raise say_office.would_lose(
            file, [(one.feature.kind, one.feature.sheet, one.missing) for one in lost]
        )


def _names(book: Book) -> dict[str, str]:
    """What the added sheets are called; those of an earlier run are replaced."""
    return {name: _free_name(book, name) for name in (say.REVIEW, say.TRACE)}


def _free_name(book: Book, name: str) -> str:
    titles = {say.REVIEW: say.REVIEW_TITLE, say.TRACE: say.TRACE_TITLE}
    taken = {entry.name.casefold(): entry.name for entry in book.entries}
    if name not in taken:
        return name
    sheet = book.sheet(taken[name])
    first = next(sheet.cells(), None)
    if sheet.text(first) == titles[name]:
        return name
    numbers = range(2, len(taken) + 3)
    return next(
        free for n in numbers if (free := say_office.SECOND.format(name=name, n=n)) not in taken
    )


def _added_sheets(content: WorkbookContent) -> bytes:
    """Write 审核 and 溯源 as the program's own workbook has them."""
    import xlsxwriter

    from xls_juesuan.writing.plain_sheet import PlainWorksheet

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {**OPTIONS, "in_memory": True}) as book:
        book.worksheet_class = PlainWorksheet
        book.set_properties({"created": content.created})
        styles = Styles(book)
        review, trace = (FrozenPage(book, styles, name) for name in (say.REVIEW, say.TRACE))
        traced = trace_rows(content.cube, content.trace_limit)
        unused = unused_rows(content.cube.frame, content.trace_limit)
        places = places_of(content, len(codes_in_use(content.tables)))
        lines = review_lines(content.audit, judge_of(content, places))
        own = WorkbookSpots(content.tables, content.files, row_places(content, traced.rows, unused))
        spots = OfficeSpots(content.tables, own)
        ReviewSheet(lines, spots, content.reviews, content.changes.marks).write(review)
        write_trace_sheet(trace, traced, content.cube.facts)
    return out.getvalue()
