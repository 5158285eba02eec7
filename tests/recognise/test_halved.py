"""Tables that a PDF prints on two sheets of paper side by side."""

from __future__ import annotations

import pytest

from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.published import published_words
from xls_juesuan.recognise.halved import halved_tables
from xls_juesuan.recognise.page import PrintedPage
from xls_juesuan.recognise.problems import find_problems

_CODES = (["项目"], ["科目编码"], ["栏次"], ["合计"], ["205"], ["20502"], ["2050202"])
_FIGURES = (["财政拨款收入", "事业收入"], ["1.00", "2.00"], ["1.00", "2.00"])


def _page(places: tuple[str, str]) -> PrintedPage:
    rows = [["收入决算表"], *_CODES, *_FIGURES]
    on = [places[0]] * (len(_CODES) + 1) + [places[1]] * len(_FIGURES)
    return PrintedPage("文", rows, line_places=on, line_tables=[1] * len(rows))


def test_a_table_on_two_sheets_side_by_side_is_named_with_its_pages() -> None:
    """It is told where it stands and how to print it whole, and it is not called missing."""
    layouts = load_profile("henan").layouts
    page = _page(("第2页表2第1行", "第3页表3第1行"))
    (one,) = halved_tables([page], layouts, (), published_words())
    assert (one.kind, one.ref, one.text) == ("halved", "第2—3页", "收入决算表")
    missing = [layout for layout in layouts if layout.title == "收入决算表"]
    (problem,) = find_problems([], missing, [one], file="f", unit_name="", year=2024)
    assert problem.code == "F252"
    assert "一页宽" in problem.detail


@pytest.mark.parametrize("places", [("第2页", "第2页"), ("第2张表", "第3张表")])
def test_a_table_on_one_sheet_of_paper_is_no_half(places: tuple[str, str]) -> None:
    """What is not recognised there has another reason."""
    layouts = load_profile("henan").layouts
    assert not [*halved_tables([_page(places)], layouts, (), published_words())]


def test_a_list_of_contents_is_no_half_of_a_table() -> None:
    """Titles without codes or figures below them are no tables."""
    rows = [["收入决算表"], ["项目说明"], ["1.00"], ["1.00"], ["1.00"]]
    places = ["第1页", "第1页", "第2页", "第2页", "第2页"]
    page = PrintedPage("文", rows, line_places=places, line_tables=[0] * len(rows))
    assert not [*halved_tables([page], load_profile("henan").layouts, (), published_words())]
