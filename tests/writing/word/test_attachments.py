"""Tables of the attachments in the Word document: heads, room, headings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest

from tests.workbooks import content_of
from tests.writing.word.samples import WIDE
from tests.writing.word.samples import attachment
from tests.writing.word.samples import disclosure
from tests.writing.word.samples import texts
from xls_juesuan.disclosure.document import GridCell
from xls_juesuan.disclosure.document import Heading
from xls_juesuan.disclosure.document import Level
from xls_juesuan.writing import pdf
from xls_juesuan.writing.word import write_disclosure

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from xls_juesuan.disclosure.document import AttachmentTable

PART = Heading(Level.PART, "第五部分 附件")
#: As WIDE, but its first line stands above what is repeated.
SPLIT = replace(WIDE, heads_at=1, head_lines=1)


@pytest.fixture(autouse=True)
def no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)


def printed(folder: Path, *blocks: Heading | AttachmentTable) -> Document:
    """A document of these blocks."""
    written = replace(disclosure(), blocks=(PART, *blocks))
    write_disclosure(folder / "a.docx", written, content_of().tables)
    return docx.Document(str(folder / "a.docx"))


def test_heads_in_the_middle_of_a_table_are_repeated_too(tmp_path: Path) -> None:
    """Word repeats the first lines of a table only, so they begin one of their own."""
    above, below = printed(tmp_path, SPLIT).tables
    rows = [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in (*above.rows, *below.rows)]
    assert rows == [False, True, *[False] * 60]
    assert texts(above) + texts(below) == texts(printed(tmp_path, WIDE).tables[0])
    between = below._tbl.getprevious()
    assert above._tbl.getnext() is between
    assert between.xpath("./w:pPr/w:spacing/@w:line") == ["20"]


def test_a_heading_that_ends_in_the_title_of_its_table_stands_for_it(tmp_path: Path) -> None:
    """It begins the page, in the middle, and the title is not said twice."""
    heading = Heading(Level.SECTION, f"二、“工作经费”{WIDE.title}")
    document = printed(tmp_path, Heading(Level.SECTION, f"一、{WIDE.title}"), WIDE, heading, WIDE)
    named = [each for each in document.paragraphs if WIDE.title in each.text]
    shown = [each for each in named if each.style is not None and each.style.name == "Heading 2"]
    assert [each.text for each in shown] == [f"一、{WIDE.title}", heading.text]
    # The other two are entries of the contents.
    assert len(named) == 4
    assert shown[1].paragraph_format.page_break_before


def test_several_lines_in_a_cell_do_not_touch_its_edges(tmp_path: Path) -> None:
    """One line has room of its own; more would be cut by the lines of the table."""
    cells = (
        GridCell("一行", 0, 0),
        GridCell("很长的说明" * 20, 0, 1),
        GridCell("第一段\n第二段" * 3, 1, 0, places=2),
    )
    table = replace(WIDE, widths=(60.0, 60.0), cells=cells, head_lines=0)
    (grid,) = printed(tmp_path, table).tables
    single, long, first, *_, last = (
        grid.cell(0, 0).paragraphs[0].paragraph_format,
        grid.cell(0, 1).paragraphs[0].paragraph_format,
        *(each.paragraph_format for each in grid.cell(1, 0).paragraphs),
    )
    assert (single.space_before.pt, single.space_after.pt) == (0, 0)
    assert (long.space_before.pt, long.space_after.pt) == (1, 1)
    assert (first.space_before.pt, first.space_after.pt) == (1, 0)
    assert (last.space_before.pt, last.space_after.pt) == (0, 1)


def test_points_stand_in_the_middle_and_amounts_at_the_right(tmp_path: Path) -> None:
    """As on the sheet: points beside a deviation would read as one number."""
    cells = (GridCell("10.00", 0, 0, is_number=True), GridCell("2", 0, 1, is_mark=True))
    table = replace(WIDE, widths=(60.0, 60.0), cells=cells, head_lines=0)
    (grid,) = printed(tmp_path, table).tables
    aligned = [grid.cell(0, place)._tc.xpath(".//w:jc/@w:val") for place in (0, 1)]
    assert aligned == [["right"], ["center"]]


def test_a_missing_month_is_highlighted_like_any_gap(tmp_path: Path) -> None:
    """It stands between title and table, outside all cells."""
    table = replace(WIDE, note="待补", note_gap="performance.overall_month")
    (note,) = (each for each in printed(tmp_path, table).paragraphs if each.text == "待补")
    assert note.runs[0].font.highlight_color is not None


def test_a_long_heading_makes_the_rows_lower_before_one_goes_to_the_next_page(
    tmp_path: Path,
) -> None:
    """A name of two lines takes the room of a row and more."""
    table = attachment("project-1", WIDE.title, WIDE.widths, 27)
    heights = []
    for name in ("甲", "甲" * 60):
        heading = Heading(Level.SECTION, f"一、“{name}”{WIDE.title}")
        (grid,) = printed(tmp_path, heading, table).tables
        heights.append({row.height.pt for row in grid.rows})
    assert heights == [{15.0}, {13.5}]
