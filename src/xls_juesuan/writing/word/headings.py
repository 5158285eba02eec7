"""Headings of the Word document, and titles of tables.

It knows how they stand on the page; it refuses to know what they say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.disclosure.document import Heading
from xls_juesuan.disclosure.document import Level
from xls_juesuan.writing.widths import display_width
from xls_juesuan.writing.word.sections import TEXT
from xls_juesuan.writing.word.styles import PART_SIZE
from xls_juesuan.writing.word.styles import TITLE_FONT
from xls_juesuan.writing.word.styles import Style
from xls_juesuan.writing.word.styles import write

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from xls_juesuan.disclosure.document import Block

_STYLES = {
    Level.PART: Style.PART,
    Level.SECTION: Style.SECTION,
    Level.SUBSECTION: Style.SUBSECTION,
}
#: Sizes in points of a heading of a part: 二号, 小二, 三号.
_PART_SIZES = (PART_SIZE, 18.0, 16.0)
#: Points above a heading that stands alone on its page.
_ABOVE_ALONE = 200.0


def add_heading(
    document: Document, heading: Heading, *, is_alone: bool, names_table: bool
) -> Paragraph:
    """Add a heading at the end of the document.

    Args:
        document: the document.
        heading: what it says.
        is_alone: whether it is the heading of a part that has a page of its own.
        names_table: whether it is the title of the table below it.
    """
    from docx.shared import Pt

    paragraph = document.add_paragraph(style=str(_STYLES[heading.level]))
    shape = paragraph.paragraph_format
    if is_alone:
        shape.space_before = Pt(_ABOVE_ALONE)
        # What follows stands on the next page anyhow.
        shape.keep_with_next = False
    if heading.level is Level.PART:
        write(paragraph, heading.text, size=_part_size(heading.text))
    elif names_table:
        _centre(paragraph)
        write(paragraph, heading.text, font=TITLE_FONT)
    else:
        write(paragraph, heading.text)
    return paragraph


def add_title(document: Document, title: str, before: Block | None, *, begins: bool) -> None:
    """Add the title of a table, unless the heading right before it says the same.

    Args:
        document: the document.
        title: the title.
        before: what stands before it on the page; ``None`` where nothing does.
        begins: whether it begins a new page of its section.
    """
    if isinstance(before, Heading) and before.text.endswith(title):
        return
    paragraph = document.add_paragraph(style=str(Style.TITLE))
    paragraph.paragraph_format.page_break_before = begins or None
    write(paragraph, title)


def _part_size(text: str) -> float:
    """The largest size at which the heading stands on one line."""
    width, _ = TEXT.room
    fitting = (size for size in _PART_SIZES if display_width(text) * size / 2 <= width)
    return next(fitting, _PART_SIZES[0])


def _centre(paragraph: Paragraph) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()  # noqa: SLF001 - the library counts no characters
    from docx.oxml.ns import qn

    indent.set(qn("w:firstLineChars"), "0")
    indent.set(qn("w:firstLine"), "0")
