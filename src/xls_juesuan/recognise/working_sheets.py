"""A workbook of this program, printed as one long text: what is published, and its working sheets.

It knows the titles of those sheets; it refuses to know what stands on them.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from xls_juesuan.declarations.assessment_words import assessment_words
from xls_juesuan.declarations.published import plain
from xls_juesuan.declarations.published import published_words
from xls_juesuan.messages import audit_writing
from xls_juesuan.messages import earlier
from xls_juesuan.messages import lacking
from xls_juesuan.messages import previous
from xls_juesuan.messages import thresholds
from xls_juesuan.messages import writing as say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.recognise.page import PrintedPage

_SHEETS: Mapping[str, str] = MappingProxyType(
    {
        say.REVIEW_TITLE: say.REVIEW,
        say.CHECKS_TITLE: say.CHECKS,
        audit_writing.PARTS_TITLE: say.PARTS,
        say.FACTS_TITLE: say.FACTS,
        say.TRACE_TITLE: say.TRACE,
        say.UNUSED_TITLE: say.UNUSED,
        say.SUPPLEMENT_TITLE: say.SUPPLEMENT,
        lacking.TITLE: say.LACKS,
        previous.SHEET_TITLE: say.COMPARATIVES,
        thresholds.SHEET_TITLE: say.THRESHOLDS,
        earlier.RECORD_NOTE: say.RECORD,
    }
)
_BY_TITLE = MappingProxyType({plain(title): name for title, name in _SHEETS.items()})
#: 审核 is a word that may stand anywhere: the first heading of the sheet follows within so many
#: lines.
_REVIEW_HEAD = say.REVIEW_HEADS[0]
_LINES_OF_A_HEADING = 4


def split_working_sheets(page: PrintedPage) -> tuple[PrintedPage, tuple[PrintedPage, ...]]:
    """Part what is published from the working sheets, each a page with the name of its sheet.

    A working sheet ends where another sheet begins: at its title, or that of a table or form.
    """
    published: list[int] = []
    working: dict[str, list[int]] = {}
    lines = published
    for line in range(page.lines):
        title = _lonely_text(page, line)
        if title and (name := _working_sheet(page, line, title)):
            lines = working.setdefault(name, [])
        elif title and lines is not published and _is_published_title(title):
            lines = published
        lines.append(line)
    if not working:
        return page, ()
    pages = (replace(page.with_lines(found), name=name) for name, found in working.items())
    return page.with_lines(published), tuple(pages)


def _lonely_text(page: PrintedPage, line: int) -> str:
    """What stands alone on a line; blank where it is nothing, or more than one text."""
    texts = [text for _, text in page.filled(line)]
    return texts[0] if len(texts) == 1 else ""


def _working_sheet(page: PrintedPage, line: int, title: str) -> str:
    name = _BY_TITLE.get(plain(title), "")
    if name != say.REVIEW:
        return name
    below = range(line + 1, line + 1 + _LINES_OF_A_HEADING)
    is_headed = any(text == _REVIEW_HEAD for at in below for _, text in page.filled(at))
    return name if is_headed else ""


def _is_published_title(title: str) -> bool:
    return assessment_words().is_title(title) or published_words().is_title(title)
