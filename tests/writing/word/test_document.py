"""The Word document read back: order, contents, figures, fonts, pages."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP
from decimal import Decimal
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from openpyxl import load_workbook

from tests.workbooks import content_of
from tests.workbooks import write_example
from tests.writing.word.samples import GAP
from tests.writing.word.samples import NARROW
from tests.writing.word.samples import TITLE
from tests.writing.word.samples import UNIT
from tests.writing.word.samples import WIDE
from tests.writing.word.samples import attachment
from tests.writing.word.samples import blocks
from tests.writing.word.samples import disclosure
from tests.writing.word.samples import field_codes
from tests.writing.word.samples import inner_texts
from tests.writing.word.samples import style_names
from tests.writing.word.samples import texts
from xls_juesuan.disclosure.document import Heading
from xls_juesuan.disclosure.document import Level
from xls_juesuan.messages import word as say
from xls_juesuan.writing import pdf
from xls_juesuan.writing.content import Values
from xls_juesuan.writing.word import document as module
from xls_juesuan.writing.word import write_disclosure

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

LEVELS = {"Heading 1": Level.PART, "Heading 2": Level.SECTION, "Heading 3": Level.SUBSECTION}
SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The document as it is written where there is no LibreOffice."""
    target = tmp_path_factory.mktemp("word") / "决算.docx"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "find_libreoffice", lambda: None)
        written = write_disclosure(target, disclosure(), content_of().tables)
    assert (written.copy, written.has_pages) == (None, False)
    return target


@pytest.fixture
def document(path: Path) -> Document:
    return docx.Document(str(path))


def listed() -> list[str]:
    """Headings that the contents list."""
    found = (block for block in blocks() if isinstance(block, Heading))
    return [heading.text for heading in found if heading.level is not Level.SUBSECTION]


def entries(document: Document) -> list[BaseOxmlElement]:
    return list(document.element.body.iter(qn("w:hyperlink")))


def test_headings_stand_in_the_order_of_the_disclosure(document: Document) -> None:
    """Each has the style of its level, so that Word finds them, too."""
    found = [(LEVELS[name], text) for name, text in style_names(document) if name in LEVELS]
    wanted = [(block.level, block.text) for block in blocks() if isinstance(block, Heading)]
    assert found == wanted


def test_the_cover_names_unit_year_and_month_line_by_line(document: Document) -> None:
    """The name of the unit is not torn apart."""
    cover = [text for name, text in style_names(document) if name == say.STYLE_COVER]
    assert cover == ["2024年度", UNIT, "部门决算", "2025年9月", say.CONTENTS]
    assert "".join(cover[:3]) == TITLE


def test_the_contents_are_a_field_of_word_with_every_entry_filled_in(document: Document) -> None:
    """Every entry leads to its heading, and asks Word for its page."""
    assert [inner_texts(entry) for entry in entries(document)] == listed()
    assert field_codes(document.element.body)[0] == r'TOC \o "1-2" \h'
    for entry, heading in zip(entries(document), listed(), strict=True):
        anchor = entry.get(qn("w:anchor"))
        assert field_codes(entry) == [rf"PAGEREF {anchor} \h"]
        (mark,) = document.element.body.xpath(f'.//w:bookmarkStart[@w:name="{anchor}"]')
        assert inner_texts(mark.getparent()) == heading


def test_every_field_that_begins_ends(document: Document) -> None:
    """Fields lie within each other as brackets do."""
    depth = 0
    for part in (document, *(section.footer for section in document.sections)):
        for mark in part._element.iter(qn("w:fldChar")):
            depth += {"begin": 1, "separate": 0, "end": -1}[mark.get(qn("w:fldCharType"))]
            assert depth >= 0
        assert depth == 0


def test_without_libreoffice_word_fills_in_the_pages_when_it_opens_the_document(
    document: Document,
) -> None:
    """Only then: a document that asks for it would change under the reader's eyes."""
    (stale,) = document.element.body.xpath('.//w:fldChar[@w:dirty="true"]')
    first = next(document.element.body.iter(qn("w:fldChar")))
    assert stale is first


def test_pages_that_are_known_stand_in_the_contents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are those of the headings, in order."""
    pages = [*range(1, len(listed()) + 1)]
    monkeypatch.setattr(module, "print_pdf", lambda content: content)
    monkeypatch.setattr(module, "heading_pages", lambda _, headings: pages[: len(headings)])
    written = write_disclosure(tmp_path / "a.docx", disclosure(), content_of().tables)
    document = docx.Document(str(tmp_path / "a.docx"))
    shown = [inner_texts(entry) for entry in entries(document)]
    assert written.has_pages
    assert shown == [f"{text}{page}" for text, page in zip(listed(), pages, strict=True)]
    assert not document.element.body.xpath('.//w:fldChar[@w:dirty="true"]')


@pytest.mark.parametrize("values", list(Values))
def test_every_figure_is_the_workbooks_as_it_is_shown_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, values: Values
) -> None:
    """All nine tables, cell by cell: 万元 with two decimals, nothing for zero."""
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)
    write_disclosure(tmp_path / "a.docx", disclosure(), content_of().tables, values)
    book = load_workbook(write_example(tmp_path / "a.xlsx", values=values), data_only=True)
    document = docx.Document(str(tmp_path / "a.docx"))
    compared = 0
    for table, printed in zip(content_of().tables.tables, document.tables, strict=False):
        grid = texts(printed)
        for cell in table.cells.values():
            value = book[table.sheet].cell(cell.line + 1, cell.place + 1).value
            shown = grid[cell.line - table.head_line][cell.place]
            assert shown == _shown(value), (table.key, cell.key)
            compared += bool(shown)
    assert compared > 100


def _shown(value: object) -> str:
    if not value:
        return ""
    amount = Decimal(repr(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{amount:,}"


def test_texts_of_a_table_stand_where_the_layout_puts_them(document: Document) -> None:
    """Heading, 栏次, row names and line numbers, merged as on the sheet."""
    for table, printed in zip(content_of().tables.tables, document.tables, strict=False):
        grid = texts(printed)
        assert len(grid) == table.end_line - table.head_line
        for text in (*table.heads, *table.stubs):
            assert grid[text.line - table.head_line][text.place] == text.text
            last = (text.line - table.head_line, text.place + text.places - 1)
            assert grid[last[0]][last[1]] == text.text


def test_what_stands_above_and_below_a_table_is_the_workbooks(document: Document) -> None:
    """Department, year, number of the table, unit of amount; notes, and why it is empty."""
    body = [text for name, text in style_names(document) if name == say.STYLE_NOTE]
    department, year, unit = content_of().tables.department_line
    for table in content_of().tables.tables:
        assert f"\t{year}\t{table.label}" in body
        assert set(table.notes) <= set(body)
        assert not table.statement or table.statement in body
    assert body.count(f"{department}\t{unit}") == len(content_of().tables.tables)


def test_a_figure_that_a_person_has_to_give_is_marked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A blank would look like nothing."""
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)
    tables = content_of().tables
    last = tables.tables[-1]
    place = ("total", "budget_hospitality")
    cells = {**last.cells, place: replace(last.cells[place], is_known=False)}
    opened = replace(tables, tables=(*tables.tables[:-1], replace(last, cells=cells)))
    write_disclosure(tmp_path / "a.docx", disclosure(), opened)
    printed = docx.Document(str(tmp_path / "a.docx")).tables[len(tables.tables) - 1]
    assert printed.rows[-1].cells[5].text == say.MISSING
    (run,) = printed.rows[-1].cells[5].paragraphs[0].runs
    assert run.font.highlight_color is not None


def test_what_is_missing_is_highlighted_and_nothing_else(document: Document) -> None:
    """Gaps of the text and of attachments are yellow."""
    marked = {
        inner_texts(run)
        for run in document.element.body.iter(qn("w:r"))
        if run.xpath('./w:rPr/w:highlight[@w:val="yellow"]')
    }
    assert marked == {GAP, "10.00"}
    (paragraph,) = (each for each in document.paragraphs if GAP in each.text)
    assert [bool(run.font.highlight_color) for run in paragraph.runs] == [False, True, False]


def test_heading_rows_are_repeated_and_rows_are_not_broken(document: Document) -> None:
    """On every page of a long table one reads what its columns mean."""
    tables = [table.body_line - table.head_line for table in content_of().tables.tables]
    attachments = [table.head_lines for table in (NARROW, WIDE, WIDE)]
    for heads, table in zip([*tables, *attachments], document.tables, strict=True):
        rows = [row._tr for row in table.rows]
        repeated = [bool(row.xpath("./w:trPr/w:tblHeader")) for row in rows]
        assert repeated == [number < heads for number in range(len(rows))]
        assert all(row.xpath("./w:trPr/w:cantSplit") for row in rows)


def test_every_text_names_its_chinese_font(document: Document) -> None:
    """By itself or by its style, in all four slots, and no theme overrides it."""
    for part in (document.element.body, *(each.footer._element for each in document.sections)):
        for run in part.iter(qn("w:r")):
            if not inner_texts(run):
                continue
            fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
            fonts = _style_fonts(document, run) if fonts is None else fonts
            named = {fonts.get(qn(f"w:{slot}")) for slot in SLOTS}
            assert len(named) == 1
            assert named <= {"方正小标宋简体", "黑体", "楷体", "仿宋", "宋体"}
    assert not any(name.endswith("Theme") for name in _font_attributes(document))


def _style_fonts(document: Document, run: BaseOxmlElement) -> BaseOxmlElement:
    (paragraph,) = run.xpath("ancestor::w:p[1]")
    (name,) = paragraph.xpath("./w:pPr/w:pStyle/@w:val")
    (fonts,) = document.styles.element.xpath(f'./w:style[@w:styleId="{name}"]/w:rPr/w:rFonts')
    return fonts


def _font_attributes(document: Document) -> list[str]:
    used = "./w:docDefaults//w:rFonts | ./w:style[starts-with(@w:styleId, 'Heading')]//w:rFonts"
    own = [fonts for fonts in document.styles.element.xpath(used) if _is_paragraphs(fonts)]
    return [name for fonts in own for name in fonts.attrib]


def _is_paragraphs(fonts: BaseOxmlElement) -> bool:
    """Headings below the third are not used."""
    names = fonts.xpath("ancestor::w:style/@w:styleId")
    return not names or names[0] in {"Heading1", "Heading2", "Heading3"}


def test_the_text_is_in_the_type_of_official_documents(document: Document) -> None:
    """三号, two characters indented, fixed spacing, A4 with the margins of the standard."""
    style = document.styles[say.STYLE_TEXT]
    assert style.font.size.pt == 16
    assert 28 <= style.paragraph_format.line_spacing.pt <= 30
    indent = style.element.pPr.find(qn("w:ind"))
    assert (indent.get(qn("w:firstLineChars")), indent.get(qn("w:firstLine"))) == ("200", "640")
    first = document.sections[0]
    margins = (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    (language,) = document.styles.element.xpath("./w:docDefaults//w:lang/@w:eastAsia")
    assert language == "zh-CN"


def test_tables_lie_across_and_texts_stand_upright_on_a4(document: Document) -> None:
    """Cover, contents and parts 1 and 3 to 5 upright; the nine tables and wide ones across."""
    found = [section.orientation for section in document.sections]
    upright, across = WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE
    assert found == [upright, upright, upright, across, upright, across]
    sizes = {
        tuple(sorted((round(section.page_width.mm), round(section.page_height.mm))))
        for section in document.sections
    }
    assert sizes == {(210, 297)}


def test_pages_are_numbered_from_the_first_part_on(document: Document) -> None:
    """The cover has no number, the contents have one of their own."""
    cover, contents, first, *others = document.sections
    assert inner_texts(cover.footer._element) == ""
    assert field_codes(contents.footer._element) == field_codes(first.footer._element) == ["PAGE"]
    numbers = [section._sectPr.findall(qn("w:pgNumType")) for section in document.sections]
    assert [len(number) for number in numbers] == [0, 1, 1, 1, 1, 1]
    formats = [(each.get(qn("w:fmt")), each.get(qn("w:start"))) for (each,) in numbers[1:]]
    assert formats == [("upperRoman", "1"), ("decimal", "1"), *[("decimal", None)] * len(others)]


def test_parts_and_tables_begin_new_pages(document: Document) -> None:
    """By a section of their own, or by a break before them."""
    ends = {
        paragraph._p.getnext()
        for paragraph in document.paragraphs
        if paragraph._p.xpath("./w:pPr/w:sectPr")
    }
    tables = {f"表、{table.title}" for table in content_of().tables.tables}
    begun = 0
    for paragraph in document.paragraphs:
        is_part = paragraph.style is not None and paragraph.style.name == "Heading 1"
        if is_part or paragraph.text in tables or paragraph.text == WIDE.title:
            assert paragraph.paragraph_format.page_break_before or paragraph._p in ends
            begun += 1
    assert begun == 5 + 9 + 2


def test_paragraphs_without_text_are_one_point_high(document: Document) -> None:
    """Empty lines make empty pages; behind the contents and tables there must be one."""
    empty = [paragraph for paragraph in document.paragraphs if not paragraph.text]
    assert len(empty) == 3
    assert all(paragraph.paragraph_format.line_spacing.pt == 1 for paragraph in empty)


def test_what_no_xml_can_hold_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text from a ledger may hold anything; blanks of a whole character stay."""
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)
    odd = replace(disclosure(), blocks=(Heading(Level.PART, "第\x0b一\u3000部分"),))
    write_disclosure(tmp_path / "a.docx", odd, content_of().tables)
    document = docx.Document(str(tmp_path / "a.docx"))
    assert [inner_texts(entry) for entry in entries(document)] == ["第一\u3000部分"]
    assert document.paragraphs[-1].text == "第一\u3000部分"


def test_equal_disclosures_are_equal_bytes_and_others_keep_the_old_one(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an office has put right in the document is never lost."""
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)
    target = tmp_path / "决算.docx"
    target.write_bytes(path.read_bytes())
    assert write_disclosure(target, disclosure(), content_of().tables).copy is None
    target.write_bytes(b"edited")
    copy = write_disclosure(target, disclosure(), content_of().tables).copy
    assert copy is not None
    assert copy.read_bytes() == b"edited"
    assert target.read_bytes() == path.read_bytes()


@pytest.mark.parametrize(("lines", "points"), [(20, 15.0), (30, 13.5), (75, 12.0)])
def test_a_table_of_the_attachments_takes_the_fewest_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: int, points: float
) -> None:
    """Rows are as roomy as that allows: a last page with one row on it helps nobody."""
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)
    table = attachment("overall", WIDE.title, WIDE.widths, lines)
    single = replace(disclosure(), blocks=(Heading(Level.PART, "第五部分 附件"), table))
    write_disclosure(tmp_path / "a.docx", single, content_of().tables)
    (printed,) = docx.Document(str(tmp_path / "a.docx")).tables
    assert {row.height.pt for row in printed.rows} == {points}
