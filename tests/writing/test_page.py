from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from openpyxl import load_workbook

from xls_juesuan.writing import page as page_module
from xls_juesuan.writing.page import LONGEST_TEXT
from xls_juesuan.writing.page import Page
from xls_juesuan.writing.page import WritingError
from xls_juesuan.writing.page import text_constant
from xls_juesuan.writing.styles import Styles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet


def written(path: Path, write: Callable[[Page], None]) -> Worksheet:
    with xlsxwriter.Workbook(path) as book:
        write(Page(book, Styles(book), "表"))
    return load_workbook(path)["表"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "http://x.cn", "2010301"])
def test_text_stays_text_whatever_it_looks_like(tmp_path: Path, text: str) -> None:
    """A narration that looks like a formula, link or number is written as it stands."""
    sheet = written(
        tmp_path / "a.xlsx", lambda page: page.text(0, 0, text, page.styles.get("cell"))
    )
    assert (sheet["A1"].data_type, sheet["A1"].value) == ("s", text)
    assert sheet["A1"].hyperlink is None


def test_text_that_no_cell_can_hold_is_shortened_visibly(tmp_path: Path) -> None:
    """The longest text a cell takes ends with a mark that more was there."""
    sheet = written(
        tmp_path / "a.xlsx",
        lambda page: page.text(0, 0, "长" * 40_000, page.styles.get("cell")),
    )
    assert len(sheet["A1"].value) == LONGEST_TEXT
    assert sheet["A1"].value.endswith("…")


@pytest.mark.parametrize(
    "write",
    [
        lambda page: page.text(2_000_000, 0, "甲", page.styles.get("cell")),
        lambda page: page.number(0, 20_000, 1.0, page.styles.get("cell")),
        lambda page: page.choices((0, 0, 1, 0), ["很长的选项" * 60]),
        lambda page: page.link(0, 0, ("表", "A1" * 2000), "甲", page.styles.get("link")),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_what_the_library_leaves_out_is_an_error(
    tmp_path: Path, write: Callable[[Page], None]
) -> None:
    """A cell beyond the sheet, a list or link too long: nothing is dropped silently."""
    with pytest.raises(WritingError, match="表!"):
        written(tmp_path / "a.xlsx", write)


def test_links_stop_where_a_sheet_can_take_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer can ask whether one more link fits."""
    monkeypatch.setattr(page_module, "MOST_LINKS", 1)

    def write(page: Page) -> None:
        assert page.has_room_for_links
        page.link(0, 0, ("表", "B2"), "甲", page.styles.get("link"))
        assert not page.has_room_for_links

    sheet = written(tmp_path / "a.xlsx", write)
    assert sheet["A1"].hyperlink.location == "'表'!B2"


def test_long_text_constants_are_joined_from_pieces() -> None:
    """No constant of a formula is longer than a formula may hold; quotes are doubled."""
    assert text_constant('说"好"') == '"说""好"""'
    pieces = text_constant("字" * 600).split("&")
    assert [len(piece) for piece in pieces] == [252, 252, 102]


def test_formulas_go_out_with_their_value(tmp_path: Path) -> None:
    """The stored value is what was given, not the library's zero."""
    path = tmp_path / "a.xlsx"
    written(path, lambda page: page.formula(0, 0, "1+1", page.styles.get("yuan"), stored=2.0))
    assert load_workbook(path)["表"]["A1"].value == "=1+1"
    assert load_workbook(path, data_only=True)["表"]["A1"].value == 2
