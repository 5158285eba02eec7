"""How a Word document of a public body looks: fonts, sizes, spacing, as named styles.

It knows the customs of official documents (GB/T 9704) and what headings and contents are called in
Word; it refuses to know what a document says.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import cast

from xls_juesuan.messages import word as say
from xls_juesuan.writing.word.elements import TWIPS
from xls_juesuan.writing.word.elements import printable
from xls_juesuan.writing.word.elements import set_defaults
from xls_juesuan.writing.word.elements import set_font
from xls_juesuan.writing.word.package import name_fonts

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    from xls_juesuan.disclosure.document import Run as TextRun

#: 小标宋, 黑体, 楷体, 仿宋, 宋体 as GB/T 9704 wants them. All but the first come with Windows; of
#: 仿宋 and 楷体 that is true without _GB2312, which was the name until Windows XP.
TITLE_FONT = "方正小标宋简体"
HEADING_FONT = "黑体"
SUBHEADING_FONT = "楷体"
TEXT_FONT = "仿宋"
TABLE_FONT = "宋体"
#: What takes their place on a computer that lacks them, the likeliest first.
SUBSTITUTES = {
    TITLE_FONT: ("方正小标宋_GBK", "华文中宋", "宋体"),
    HEADING_FONT: ("SimHei",),
    SUBHEADING_FONT: ("楷体_GB2312", "KaiTi"),
    TEXT_FONT: ("仿宋_GB2312", "FangSong"),
    TABLE_FONT: ("SimSun",),
}

#: Sizes in points: 一号, 二号, 三号, 四号, 小五.
COVER_SIZE, PART_SIZE, TEXT_SIZE, CONTENTS_SIZE, NOTE_SIZE = 26.0, 22.0, 16.0, 14.0, 9.0
#: Fixed line spacing in points: 22 lines fill the type area of a page.
LINE_SPACING = 29.0
_CONTENTS_SPACING = 27.0
#: Width of the type area in points, where the page numbers of the contents end.
_TEXT_WIDTH = 442.0


class Style(StrEnum):
    """The styles of paragraphs; headings and contents by the names that Word knows."""

    COVER = say.STYLE_COVER
    TITLE = say.STYLE_TITLE
    PART = "Heading 1"
    SECTION = "Heading 2"
    SUBSECTION = "Heading 3"
    CONTENTS_PART = "toc 1"
    CONTENTS_SECTION = "toc 2"
    TEXT = say.STYLE_TEXT
    TABLE = say.STYLE_TABLE
    NOTE = say.STYLE_NOTE
    FOOTER = "Footer"


@dataclass(frozen=True, slots=True)
class _Look:
    """A style: font, size and fixed line spacing in points; indentation in characters.

    Attributes:
        spacing: fixed line spacing; 0 lets the font decide.
        first: indentation of the first line.
        left: indentation of all lines.
        before, after: space above and below in points.
        align: where lines stand.
        keeps: whether it stays on the page of what follows.
    """

    font: str
    size: float
    spacing: float = LINE_SPACING
    first: int = 0
    left: int = 0
    before: float = 0.0
    after: float = 0.0
    align: str = "LEFT"
    keeps: bool = False


_LOOKS = {
    Style.COVER: _Look(TITLE_FONT, COVER_SIZE, spacing=48.0, align="CENTER"),
    Style.TITLE: _Look(TITLE_FONT, TEXT_SIZE, align="CENTER", keeps=True),
    Style.PART: _Look(TITLE_FONT, PART_SIZE, spacing=36.0, after=18.0, align="CENTER", keeps=True),
    Style.SECTION: _Look(HEADING_FONT, TEXT_SIZE, first=2, keeps=True),
    Style.SUBSECTION: _Look(SUBHEADING_FONT, TEXT_SIZE, first=2, keeps=True),
    Style.CONTENTS_PART: _Look(HEADING_FONT, CONTENTS_SIZE, spacing=_CONTENTS_SPACING),
    Style.CONTENTS_SECTION: _Look(TEXT_FONT, CONTENTS_SIZE, spacing=_CONTENTS_SPACING, left=2),
    Style.TEXT: _Look(TEXT_FONT, TEXT_SIZE, first=2, align="JUSTIFY"),
    Style.TABLE: _Look(TABLE_FONT, NOTE_SIZE, spacing=0.0),
    Style.NOTE: _Look(TABLE_FONT, NOTE_SIZE, spacing=13.0),
    Style.FOOTER: _Look(TABLE_FONT, CONTENTS_SIZE, spacing=0.0, align="CENTER"),
}


def define_styles(document: Document) -> None:
    """Define all styles of a new document, and Chinese as its language."""
    set_defaults(document, TEXT_FONT)
    name_fonts(document, SUBSTITUTES)
    normal = document.styles["Normal"]
    _dress(normal, _Look(TEXT_FONT, TEXT_SIZE, spacing=0.0))
    for name, look in _LOOKS.items():
        _dress(_style(document, name), look)
    for name in (Style.CONTENTS_PART, Style.CONTENTS_SECTION):
        _contents_tab(_style(document, name))


def _style(document: Document, name: Style) -> ParagraphStyle:
    """Find a style, or make it."""
    from docx.enum.style import WD_STYLE_TYPE

    for style in document.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH and style.name == name:
            return cast("ParagraphStyle", style)
    is_builtin = name.isascii()
    made = cast(
        "ParagraphStyle",
        document.styles.add_style(str(name), WD_STYLE_TYPE.PARAGRAPH, builtin=is_builtin),
    )
    made.base_style = document.styles["Normal"]
    made.quick_style = not is_builtin
    return made


def _dress(style: ParagraphStyle, look: _Look) -> None:
    from docx.enum.text import WD_LINE_SPACING
    from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
    from docx.shared import Pt
    from docx.shared import RGBColor

    style.font.size = Pt(look.size)
    style.font.bold = style.font.italic = False
    style.font.color.rgb = RGBColor(0, 0, 0)
    set_font(style.element.get_or_add_rPr(), look.font)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.keep_with_next = look.keeps
    shape.widow_control = False
    shape.alignment = WD_PARAGRAPH_ALIGNMENT[look.align]
    if look.spacing:
        shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        shape.line_spacing = Pt(look.spacing)
    else:
        shape.line_spacing_rule = WD_LINE_SPACING.SINGLE
    if look.first or look.left:
        indent(style.element.get_or_add_pPr(), look.size, first=look.first, left=look.left)


def indent(properties: object, size: float, *, first: int = 0, left: int = 0) -> None:
    """Indent a paragraph by characters: what a reader sees stays so when the size changes.

    Args:
        properties: those of the paragraph.
        size: size of type in points.
        first: characters before the first line.
        left: characters before all lines.
    """
    made = properties.get_or_add_ind()  # type: ignore[attr-defined] # one of the library's own
    from docx.oxml.ns import qn

    for name, count in (("firstLine", first), ("left", left)):
        if count:
            made.set(qn(f"w:{name}Chars"), str(count * 100))
            made.set(qn(f"w:{name}"), str(round(count * size * TWIPS)))


def _contents_tab(style: ParagraphStyle) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.enum.text import WD_TAB_LEADER
    from docx.shared import Pt

    stops = style.paragraph_format.tab_stops
    stops.add_tab_stop(Pt(_TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def write(
    paragraph: Paragraph, text: str, *, font: str = "", size: float = 0, is_marked: bool = False
) -> Run:
    """Add a run.

    Args:
        paragraph: where it goes.
        text: what it says; what no XML can hold is left out.
        font: one other than the paragraph's.
        size: one other than the paragraph's, in points.
        is_marked: whether it is highlighted, because something is missing there.
    """
    from docx.enum.text import WD_COLOR_INDEX
    from docx.shared import Pt

    run = paragraph.add_run(printable(text))
    if size:
        run.font.size = Pt(size)
    if font:
        set_font(run._r.get_or_add_rPr(), font)  # noqa: SLF001 - the library has no other way to the fourth font
    if is_marked:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    return run


def write_runs(paragraph: Paragraph, runs: tuple[TextRun, ...]) -> None:
    """Add the runs of a paragraph of the disclosure; what is missing is highlighted."""
    for run in runs:
        write(paragraph, run.text, is_marked=bool(run.gap))
