"""The statement of explanations as a Word document.

It knows how the document looks; it refuses to know what has to be explained.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.messages import explaining as say
from xls_juesuan.writing.styles import BODY_FONT
from xls_juesuan.writing.styles import HEADING_FILL
from xls_juesuan.writing.styles import HEADING_FONT
from xls_juesuan.writing.word.elements import append
from xls_juesuan.writing.word.elements import keep_row
from xls_juesuan.writing.word.elements import normalised
from xls_juesuan.writing.word.elements import repeat_row
from xls_juesuan.writing.word.elements import set_defaults
from xls_juesuan.writing.word.elements import set_font
from xls_juesuan.writing.word.elements import shade
from xls_juesuan.writing.word.styles import write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.writing.explanations import Item
    from xls_juesuan.writing.explanations import Statement

_TITLE_SIZE, _BODY_SIZE, _TABLE_SIZE = 18.0, 12.0, 10.5
#: Millimetres: paper, margins, columns of the table.
_PAPER = (210, 297)
_MARGINS = {"top_margin": 25, "bottom_margin": 22, "left_margin": 20, "right_margin": 20}
_COLUMNS = (13, 56, 35, 49, 17)
#: Where the explanation stands.
_TEXT_COLUMN = 3


def write_explanations_document(path: Path, statement: Statement) -> None:
    """Write the file.

    Args:
        path: where it shall stand.
        statement: what it says.
    """
    from docx import Document

    document = Document()
    _set_up(document, statement)
    _title(document, statement)
    if statement.items:
        _table(document, statement.items)
    _signatures(document)
    content = io.BytesIO()
    document.save(content)
    path.write_bytes(normalised(content.getvalue()))


def _set_up(document: Any, statement: Statement) -> None:  # noqa: ANN401 - the library is untyped
    from docx.shared import Mm
    from docx.shared import Pt

    (section,) = document.sections
    section.page_width, section.page_height = (Mm(size) for size in _PAPER)
    for name, size in _MARGINS.items():
        setattr(section, name, Mm(size))
    set_defaults(document, BODY_FONT)
    style = document.styles["Normal"]
    style.font.size = Pt(_BODY_SIZE)
    set_font(style.element.get_or_add_rPr(), BODY_FONT)
    about = document.core_properties
    about.title = say.SUBJECT.format(unit=statement.unit_name, year=statement.year)
    about.author = about.last_modified_by = statement.unit_name
    about.comments = ""
    about.created = about.modified = statement.created
    _page_numbers(section.footer.paragraphs[0])


def _title(document: Any, statement: Statement) -> None:  # noqa: ANN401 - the library is untyped
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(12)
    name, rest = statement.title_lines
    _write(title, f"{name}\n{rest}", size=_TITLE_SIZE, font=HEADING_FONT)
    unit = say.UNIT.format(unit=statement.unit_name or say.NO_UNIT)
    for text in (unit, say.YEAR.format(year=statement.year)):
        _write(document.add_paragraph(), text)
    intro = document.add_paragraph()
    intro.paragraph_format.first_line_indent = Pt(2 * _BODY_SIZE)
    intro.paragraph_format.space_after = Pt(6)
    _write(intro, statement.intro)


def _table(document: Any, items: Sequence[Item]) -> None:  # noqa: ANN401 - the library is untyped
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Mm

    table = document.add_table(rows=1, cols=len(_COLUMNS), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, _COLUMNS, strict=True):
        column.width = Mm(width)
    head = table.rows[0]
    repeat_row(head._tr.get_or_add_trPr())  # noqa: SLF001 - no public way
    for cell, text in zip(head.cells, say.HEADS, strict=True):
        _fill(cell, [text], font=HEADING_FONT, is_centred=True)
        shade(cell._tc.get_or_add_tcPr(), HEADING_FILL)  # noqa: SLF001 - likewise
    for item in items:
        row = table.add_row()
        keep_row(row._tr.get_or_add_trPr())  # noqa: SLF001 - likewise
        matter = [say.ITEM.format(title=item.title, code=item.code), item.message]
        if item.place:
            matter.append(say.PLACE.format(place=item.place))
        texts = ([str(item.number)], matter, item.amounts, item.shown.split("\n"), [item.handling])
        for place, (cell, paragraphs) in enumerate(zip(row.cells, texts, strict=True)):
            is_bold = place == _TEXT_COLUMN and not item.explanation
            centred = place in {0, len(_COLUMNS) - 1}
            _fill(cell, paragraphs, is_centred=centred, is_bold=is_bold)
    for row in table.rows:
        for cell, width in zip(row.cells, _COLUMNS, strict=True):
            cell.width = Mm(width)


def _signatures(document: Any) -> None:  # noqa: ANN401 - the library is untyped
    from docx.shared import Mm
    from docx.shared import Pt

    for number, text in enumerate(say.SIGNATURES):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(90)
        paragraph.paragraph_format.space_before = Pt(28 if not number else 14)
        paragraph.paragraph_format.keep_with_next = number < len(say.SIGNATURES) - 1
        _write(paragraph, text)


def _fill(
    cell: Any,  # noqa: ANN401 - the library is untyped
    paragraphs: Sequence[str],
    *,
    font: str = BODY_FONT,
    is_centred: bool = False,
    is_bold: bool = False,
) -> None:
    """Write paragraphs into a cell, the first one bold where that is wanted."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for number, text in enumerate(paragraphs):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        if is_centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = _write(paragraph, text, size=_TABLE_SIZE, font=font)
        run.bold = is_bold and not number


def _write(
    paragraph: Any,  # noqa: ANN401 - the library is untyped
    text: str,
    *,
    size: float = _BODY_SIZE,
    font: str = BODY_FONT,
) -> Any:  # noqa: ANN401 - the library is untyped
    return write(paragraph, text, size=size, font=font)


def _page_numbers(paragraph: Any) -> None:  # noqa: ANN401 - the library is untyped
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, code in ((say.PAGE, "PAGE"), (say.PAGES, "NUMPAGES")):
        _write(paragraph, text, size=_TABLE_SIZE)
        run = _write(paragraph, "1", size=_TABLE_SIZE)
        append(paragraph._p, "fldSimple", {"instr": code})  # noqa: SLF001 - no public way
        paragraph._p[-1].append(run._r)  # noqa: SLF001 - likewise
    _write(paragraph, say.PAGE_END, size=_TABLE_SIZE)
