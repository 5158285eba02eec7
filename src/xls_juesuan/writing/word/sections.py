"""Sections of a Word document: paper, margins, page numbers.

It knows A4 upright and across and what stands in the footer; it refuses to know what stands on
the pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.messages import word as say
from xls_juesuan.writing.word.elements import append
from xls_juesuan.writing.word.elements import element
from xls_juesuan.writing.word.fields import field
from xls_juesuan.writing.word.fields import text_run
from xls_juesuan.writing.word.styles import Style

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.text.paragraph import CT_P
    from docx.section import Section

_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Paper:
    """A page: its size and margins in millimetres."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    footer: int

    @property
    def is_across(self) -> bool:
        """Whether it lies across."""
        return self.width > self.height

    @property
    def room(self) -> tuple[float, float]:
        """Width and height of the type area in points."""
        width = self.width - self.left - self.right
        height = self.height - self.top - self.bottom
        return width * _POINTS_PER_MM, height * _POINTS_PER_MM


#: Texts as GB/T 9704 wants them; tables with more room.
TEXT = Paper(210, 297, top=37, bottom=35, left=28, right=26, footer=25)
ACROSS = Paper(297, 210, top=16, bottom=16, left=20, right=20, footer=8)


def begin(document: Document, paper: Paper) -> Section:
    """Set the paper of the first section, whose pages have no number."""
    (section,) = document.sections
    _set_paper(section, paper)
    return section


def go_on(document: Document, paper: Paper, *, is_apart: bool = False) -> Section:
    """Begin a new section on a new page; it has the footer of the one before.

    The end of a section is a property of its last paragraph: one of its own might stand alone on
    a page.

    Args:
        document: the document.
        paper: of the new section.
        is_apart: whether the end has a paragraph of its own all the same: LibreOffice reads the
            footer with it, and does not know page numbers while a field is open.
    """
    from docx.enum.section import WD_SECTION
    from docx.oxml.ns import qn

    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    _set_paper(section, paper)
    mark = document.element.body.xpath("./w:p[last()]")[0]
    before = mark.getprevious()
    is_free = not is_apart and before is not None and before.tag == qn("w:p")
    if is_free and not before.xpath("./w:pPr/w:sectPr"):
        before.get_or_add_pPr().append(mark.pPr.find(qn("w:sectPr")))
        mark.getparent().remove(mark)
    else:
        _make_tiny(mark)
    return section


def number_pages(section: Section, style: str) -> None:
    """Number the pages of a section, and of those after it, from 1 on.

    Args:
        section: the section.
        style: how numbers are written, in Word's words, as ``decimal`` or ``upperRoman``.
    """
    from docx.oxml.ns import qn

    properties = section._sectPr  # noqa: SLF001 - the library cannot begin anew with a number
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    number = element("pgNumType", {"fmt": style, "start": 1})
    properties.find(qn("w:cols")).addprevious(number)
    section.footer.is_linked_to_previous = False
    paragraph = section.footer.paragraphs[0]
    paragraph.style = str(Style.FOOTER)
    before, after = say.PAGE_NUMBER
    for run in (text_run(before), *field("PAGE", "1"), text_run(after)):
        paragraph._p.append(run)  # noqa: SLF001 - the library knows no fields


def go_on_counting(section: Section) -> None:
    """Let a section count on, in the same figures as the one before."""
    from docx.oxml.ns import qn

    for number in section._sectPr.findall(qn("w:pgNumType")):  # noqa: SLF001 - as above
        number.attrib.pop(qn("w:start"), None)


def _set_paper(section: Section, paper: Paper) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section.orientation = WD_ORIENT.LANDSCAPE if paper.is_across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(paper.width), Mm(paper.height)
    section.top_margin, section.bottom_margin = Mm(paper.top), Mm(paper.bottom)
    section.left_margin, section.right_margin = Mm(paper.left), Mm(paper.right)
    section.header_distance = section.footer_distance = Mm(paper.footer)


def end(document: Document) -> None:
    """End the document: Word puts a paragraph behind a table, which here is as low as can be."""
    from docx.oxml.ns import qn

    (*_, last, _) = document.element.body
    if last.tag != qn("w:p"):
        part_tables(document)


def part_tables(document: Document) -> None:
    """Put a paragraph behind a table that is as low as can be: Word makes one of two tables."""
    _make_tiny(document.add_paragraph()._p)  # noqa: SLF001 - the library knows no such height


def _make_tiny(paragraph: CT_P) -> None:
    """Make a paragraph without text as low as it can be."""
    properties = paragraph.get_or_add_pPr()
    spacing = element("spacing", {"line": 20, "lineRule": "exact", "before": 0, "after": 0})
    properties.insert(0, spacing)
    run = element("rPr")
    append(run, "sz", {"val": 2})
    spacing.addnext(run)
