"""What of the office's workbook was not touched and may still be last year's: said, not changed.

It knows sheets, headers and text boxes; it refuses to know tables that were filled.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from xls_juesuan.office.template import ADDED_SHEETS
from xls_juesuan.writing.patching.package import local
from xls_juesuan.writing.patching.package import main

if TYPE_CHECKING:
    from xls_juesuan.office.lines import Wording
    from xls_juesuan.office.outcome import Notes
    from xls_juesuan.office.template import OfficeTemplate
    from xls_juesuan.writing.patching.book import Book
    from xls_juesuan.writing.patching.sheet import Sheet


def note_leftovers(template: OfficeTemplate, book: Book, wording: Wording, notes: Notes) -> None:
    """Put this year into headers, and note everything else that speaks of last year."""
    used = {one.parts.page.name for one in template.found}
    for one in template.not_recognised:
        if one.kind == "repeated":
            notes.remark("repeated", one.sheet, one.ref, one.text)
    for entry in book.entries:
        if entry.name in ADDED_SHEETS:
            continue
        sheet = book.sheet(entry.name)
        _headers(sheet, wording)
        if wording.is_of_last_year(entry.name):
            notes.remark("sheet_name", entry.name)
        if entry.name in used and entry.is_hidden:
            notes.remark("hidden", entry.name)
        if entry.name not in used:
            _untouched(sheet, wording, notes)
        _text_boxes(sheet, wording, notes)


def _headers(sheet: Sheet, wording: Wording) -> None:
    for each in sheet.root.iterfind(f"{main('headerFooter')}/*"):
        new = wording.elsewhere(each.text or "")
        if new != (each.text or ""):
            sheet.edit()
            each.text = new


def _untouched(sheet: Sheet, wording: Wording, notes: Notes) -> None:
    """A sheet that holds no table of ours: its numbers and texts stay as they are."""
    numbers, texts = 0, []
    for cell in sheet.cells():
        value = sheet.value(cell)
        if isinstance(value, Decimal) and sheet.formula(cell) is None:
            numbers += 1
        elif isinstance(value, str) and wording.is_of_last_year(value):
            texts.append(f"{cell.get('r')}“{value.strip()[:30]}”")
    if texts:
        notes.remark("sheet_last_year", sheet.name, text="、".join(texts[:3]))
    elif numbers:
        notes.remark("sheet_numbers", sheet.name, text=str(numbers))
    else:
        notes.remark("sheet", sheet.name)


def _text_boxes(sheet: Sheet, wording: Wording, notes: Notes) -> None:
    package = sheet.package
    for part in package.related(sheet.part, "drawing"):
        root = package.tree(part)
        for body in root.iter():
            if local(body) != "txBody":
                continue
            text = "".join(each.text or "" for each in body.iter() if local(each) == "t")
            if wording.is_of_last_year(text):
                notes.remark("text_box", sheet.name, text=text.strip()[:40])
