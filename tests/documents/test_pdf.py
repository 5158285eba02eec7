"""PDF files: letters and rules are read as a person sees them."""

from __future__ import annotations

import io

import pytest

from tests.documents.sheets import Paper
from tests.documents.sheets import text_width
from xls_juesuan.documents import Flow
from xls_juesuan.documents import TableBlock
from xls_juesuan.documents import TextBlock
from xls_juesuan.documents.grid import set_on_grid
from xls_juesuan.documents.pdf import read_pdf
from xls_juesuan.documents.pdf_sheets import read_sheets
from xls_juesuan.errors import UserError

ROWS = (("项目", "行次", "金额"), ("财政拨款收入", "1", "1,234.56"), ("事业收入", "2", "-"))
EDGES = (60.0, 200.0, 260.0, 360.0)


def tables(flow: Flow) -> list[tuple[tuple[str, ...], ...]]:
    """Rows of all tables."""
    return [set_on_grid(block).rows for block in flow.blocks if isinstance(block, TableBlock)]


def texts(flow: Flow) -> list[str]:
    """Texts outside of tables."""
    return [block.text for block in flow.blocks if isinstance(block, TextBlock)]


def test_letters_are_those_of_the_other_library() -> None:
    """Text and place of each letter are what a second reader of PDF finds."""
    import pdfplumber

    paper = Paper()
    paper.text(60, 80, "2024年度收入决算表 411.91 万元—/-、（项）")
    paper.ruled(120, ROWS, EDGES)
    content = paper.content()
    (sheet,) = read_sheets(content)
    with pdfplumber.open(io.BytesIO(content)) as document:
        page = document.pages[0]
        others = [(char["text"], round(char["x0"])) for char in page.chars if char["text"].strip()]
        rules = len(page.edges)
    assert [(letter.text, round(letter.left)) for letter in sheet.letters] == others
    assert len(sheet.rules) == rules


def test_a_page_that_is_printed_across_the_sheet_is_read() -> None:
    """Wide tables on upright paper: the reader turns the sheet as a person does."""
    upright, turned = Paper((842, 595)), Paper((842, 595), turned=True)
    for paper in (upright, turned):
        paper.text(60, 80, "收入决算表")
        paper.ruled(120, ROWS, EDGES)
    flows = [read_pdf("表.pdf", paper.content()) for paper in (upright, turned)]
    assert tables(flows[0]) == tables(flows[1]) == [ROWS]
    assert texts(flows[0]) == texts(flows[1]) == ["收入决算表"]


def test_dots_and_dashes_stand_on_the_line_of_their_neighbours() -> None:
    """A dash for no amount, a comma, a point are part of the line, however low they are drawn."""
    paper = Paper()
    paper.text(60, 80, "甲_1,234.56-乙。", size=12)
    assert texts(read_pdf("字.pdf", paper.content())) == ["甲_1,234.56-乙。"]


def test_a_scanned_page_is_named_even_with_a_page_number() -> None:
    """What is only a picture was not read, and the report says of which page that is so."""
    paper = Paper()
    paper.ruled(120, ROWS, EDGES)
    for number in (2, 3):
        paper.next()
        paper.picture(20, 20, 555, 780)
        paper.text(280, 820, f"- {number} -")
        paper.text(60, 400, "复印件")
    paper.next()
    paper.picture(400, 700, 60, 60)
    paper.text(60, 100, "盖章的一页")
    assert read_pdf("混.pdf", paper.content()).silent_pages == (2, 3)


def test_a_scan_is_refused_in_one_sentence() -> None:
    """Nothing but pictures: what to ask for instead."""
    paper = Paper()
    paper.picture(20, 20, 555, 780)
    paper.text(280, 820, "1")
    with pytest.raises(UserError, match="扫描图片") as refused:
        read_pdf("扫.pdf", paper.content())
    assert "OCR" in refused.value.how


def test_a_pdf_with_a_password_is_refused_in_one_sentence() -> None:
    """The reader asks for a copy without it."""
    paper = Paper(password="1234")  # noqa: S106 - the password of a file made here
    paper.text(60, 80, "收入决算表")
    with pytest.raises(UserError, match="有密码"):
        read_pdf("锁.pdf", paper.content())


def test_letters_that_the_file_does_not_explain_are_not_guessed() -> None:
    """A font without a table of its letters: the page is named as unread."""
    paper = Paper()
    paper.text(60, 80, "\ue001\ue002\ue003\ue004\ue005")
    paper.next()
    paper.text(60, 80, "收入决算表")
    flow = read_pdf("乱.pdf", paper.content())
    assert flow.silent_pages == (1,)
    assert texts(flow) == ["收入决算表"]


def with_ligature() -> bytes:
    """A file whose font draws two letters as one, without the table of its parts."""
    meaning = b"1 begincodespacerange <00> <ff> endcodespacerange 3 beginbfchar <01> <00660066>"
    meaning += b" <02> <0073> <03> <0031> endbfchar"
    drawn = b"BT /F 12 Tf 50 700 Td (\\002\\001\\003\\003) Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F 5 0 R>>>>>>"
        ),
        b"<</Length %d>>stream\n%b\nendstream" % (len(drawn), drawn),
        (
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 1/LastChar 3"
            b"/Widths[600 500 500]/ToUnicode 6 0 R>>"
        ),
        b"<</Length %d>>stream\n%b\nendstream" % (len(meaning), meaning),
    )
    parts = [b"%d 0 obj\n%b\nendobj\n" % pair for pair in enumerate(objects, start=1)]
    return b"%PDF-1.4\n" + b"".join(parts) + b"trailer<</Root 1 0 R>>\n"


def test_letters_drawn_as_one_are_all_kept() -> None:
    """What one sign stands for is read whole, and a digit that follows itself stays two."""
    assert texts(read_pdf("字.pdf", with_ligature())) == ["sff11"]


def test_a_heading_behind_a_full_line_begins_a_paragraph() -> None:
    """A sentence that ends at the right margin joins neither a numbered heading nor a title."""
    paper = Paper()
    lines = (
        "本年收入合计411.91万元，其中财政拨款收入411.91万元，占100%。",
        "三、支出决算情况说明",
        "本年支出合计411.91万元，其中基本支出383.47万元，占93.10%。",
        "支出决算表",
    )
    for number, line in enumerate(lines):
        paper.text(60, 80 + 16 * number, line)
    paper.next()
    paper.text(60, 80, "本年支出的主要原因是人员增加，本部门没有其他收入，支出随之增")
    paper.text(60, 96, "加。")
    assert texts(read_pdf("文.pdf", paper.content())) == [
        *lines,
        "本年支出的主要原因是人员增加，本部门没有其他收入，支出随之增加。",
    ]


def test_the_number_of_a_note_is_no_digit_of_a_figure() -> None:
    """A small raised digit behind a figure leads to a note; one of the same size counts."""
    paper = Paper()
    paper.text(60, 80, "收入411.91", size=12)
    paper.text(60 + text_width("收入411.91", 12), 76, "1", size=7)
    paper.text(60 + text_width("收入411.91", 12) + 4, 80, "万元，占1%", size=12)
    assert texts(read_pdf("注.pdf", paper.content())) == ["收入411.91万元，占1%"]
