"""The cover of the Word document: title and month.

It knows where they stand on the page; it refuses to know what they say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.writing.widths import display_width
from xls_juesuan.writing.word.sections import TEXT
from xls_juesuan.writing.word.styles import COVER_SIZE
from xls_juesuan.writing.word.styles import SUBHEADING_FONT
from xls_juesuan.writing.word.styles import TEXT_SIZE
from xls_juesuan.writing.word.styles import Style
from xls_juesuan.writing.word.styles import write

if TYPE_CHECKING:
    from docx.document import Document

    from xls_juesuan.disclosure.document import Disclosure

#: Points from the top of the type area to the title, and to the month.
_TITLE_AT, _MONTH_AT = 130.0, 540.0
_LINE = 48.0
#: Least space above the month, below the title of a unit with a very long name.
_LEAST_SPACE = 48.0


def add_cover(document: Document, disclosure: Disclosure) -> None:
    """Add the cover at the end of the document."""
    from docx.shared import Pt

    lines = title_lines(disclosure)
    for number, line in enumerate(lines):
        paragraph = document.add_paragraph(style=str(Style.COVER))
        if not number:
            paragraph.paragraph_format.space_before = Pt(_TITLE_AT)
        write(paragraph, line)
    width, _ = TEXT.room
    printed = sum(-(-display_width(line) * COVER_SIZE // (2 * width)) for line in lines)
    paragraph = document.add_paragraph(style=str(Style.COVER))
    space = _MONTH_AT - _TITLE_AT - printed * _LINE
    paragraph.paragraph_format.space_before = Pt(max(space, _LEAST_SPACE))
    month, is_gap = disclosure.published.text, bool(disclosure.published.gap)
    write(paragraph, month, font=SUBHEADING_FONT, size=TEXT_SIZE, is_marked=is_gap)


def title_lines(disclosure: Disclosure) -> tuple[str, ...]:
    """Break the title before and after the name of the unit, where it holds it."""
    before, name, after = disclosure.title.partition(disclosure.unit_name)
    return tuple(filter(None, (before, name, after)))
