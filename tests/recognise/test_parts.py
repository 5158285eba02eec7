"""Parts of recognition: number formats, precision of figures, lines above a table, titles."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
import xlsxwriter

from tests.recognise.strict_packages import strict
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.published import published_words
from xls_juesuan.recognise.attachments.tokens import read_tokens
from xls_juesuan.recognise.context import read_context
from xls_juesuan.recognise.figures import Figures
from xls_juesuan.recognise.headings import HeadingFinder
from xls_juesuan.recognise.number_formats import read_shown
from xls_juesuan.recognise.number_formats import scaled_text
from xls_juesuan.recognise.number_formats import shown_decimals
from xls_juesuan.recognise.page import PrintedPage
from xls_juesuan.recognise.titles import Titles

WAN = 1_000_000
YUAN = 100


@pytest.mark.parametrize(
    ("text", "decimals"),
    [
        ("General", None),
        ("@", None),
        ("0", 0),
        ("0.00", 2),
        ("#,##0.00", 2),
        ("#,##0.00;-#,##0.00;;@", 2),
        ("#,##0.000000_ ", 6),
        ('0.00"万元"', 2),
        ("[$¥-804]#,##0.00", 2),
        ("_ * #,##0.00_ ;_ * -#,##0.00_ ", 2),
        ("0.00%", None),
        ("yyyy-mm-dd", None),
        ("0.00E+00", None),
    ],
)
def test_a_number_format_tells_how_many_decimals_are_shown(text: str, decimals: int | None) -> None:
    """Digits after the point count; percentages, dates and general formats tell nothing."""
    assert shown_decimals(text) == decimals


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("0!.0,", 1_234_567, "123.5"),
        ("0\\.0,", 1_234_567, "123.5"),
        ('0"."0,', -1_234_567, "-123.5"),
        ('0!.0,"万元"', 4_119_100.5, "411.9"),
        ("#,##0.00,", 1_234_565, "1234.57"),
        ("0.00,,", 1_234_567, "1.23"),
        ("#,##0.00", 1_234_567, None),
        ("#,##0", 1_234_567, None),
        ("0.00%", 0.5, None),
        ("General", 1_234_567, None),
        ("0!.0,", True, None),
        ("0!.0,", 1e300, None),
    ],
)
def test_a_format_that_makes_numbers_smaller_is_read_as_shown(
    text: str, value: float, shown: str | None
) -> None:
    """万元 is often but a way to show yuan: the stored number would be ten thousand times it."""
    assert scaled_text(text, value) == shown


@pytest.mark.parametrize(
    ("stored", "decimals", "shown"),
    [
        (0.12345, 2, "12.35%"),
        (-0.12345, 2, "-12.35%"),
        (0.9957, 1, "99.6%"),
        (0.125, 0, "13%"),
        (1, 2, "100.00%"),
        (1e30, 2, str(int(1e30))),
    ],
)
def test_a_percentage_is_read_as_its_cell_shows_it(
    stored: float, decimals: int, shown: str
) -> None:
    """Rounded half away from zero, as spreadsheets round; what is no rate stays what it is."""
    page = PrintedPage("表", [[stored]], percents={(0, 0): decimals})
    (token,) = read_tokens(page, 0, frozenset())
    assert token.text == shown


def test_a_workbook_whose_looks_are_missing_says_nothing_of_decimals() -> None:
    """Spreadsheet programs open it, so it is read, too; the strict form has other names for them."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("表").write(0, 0, 1.5, book.add_format({"num_format": "0.00"}))
    broken = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b' s="1"', b' s="99"'))
    assert read_shown(out.getvalue(), ["表"])["表"].decimals == {(0, 0): 2}
    assert read_shown(strict(out.getvalue()), ["表"])["表"].decimals == {(0, 0): 2}
    assert read_shown(broken.getvalue(), ["表"]) == {}


@pytest.mark.parametrize("cell", [10**9, -(10**9), "1000000000.00", "#REF!", "#N/A", True, "一百"])
def test_what_is_no_amount_of_a_unit_is_listed_and_counted_nowhere(cell: object) -> None:
    """Ten trillion yuan, errors of formulas and words: none becomes a figure or a nought."""
    figures = Figures(PrintedPage("表", [[cell, 1.5]]), WAN)
    figures.read([(0, 0), (0, 1)])
    assert figures.unreadable == [(0, 0)]
    assert list(figures.figures(10_000)) == [(0, 1)]


@pytest.mark.parametrize("unit", [YUAN, WAN])
def test_nothing_is_printed_in_steps_above_its_unit(unit: int) -> None:
    """A blank table in yuan beside others in 万元, or alone, has no step of theirs."""
    figures = Figures(PrintedPage("表", [[0]]), unit)
    figures.read([(0, 0)])
    assert figures.figures(WAN // 100)[0, 0].step == min(unit, WAN // 100)


def _figures(
    cells: list[Any], unit: int = WAN, decimals: int | None = None
) -> tuple[list[int], int | None]:
    shown = (
        {} if decimals is None else dict.fromkeys(((0, at) for at in range(len(cells))), decimals)
    )
    page = PrintedPage("表", [cells], decimals=shown)
    figures = Figures(page, unit)
    figures.read([(0, at) for at in range(len(cells))])
    return [figure.fen for figure in figures.figures(10_000).values()], figures.step


@pytest.mark.parametrize(
    ("cells", "unit", "decimals", "fen", "step"),
    [
        ([12.52, 3.1], WAN, 2, [12_520_000, 3_100_000], 10_000),
        ([12.52, 3], WAN, None, [12_520_000, 3_000_000], 10_000),
        ([12.520000000000001], WAN, 2, [12_520_000], 10_000),
        ([12.523456, 3.5], WAN, 2, [12_523_456, 3_500_000], 1),
        (["1,234.50", "-"], WAN, None, [1_234_500_000, 0], 10_000),
        (["（1.20）", ""], WAN, None, [-1_200_000, 0], 10_000),
        ([12.3456, 1.2345], WAN, None, [12_345_600, 1_234_500], 100),
        ([4119056.42, 100], YUAN, None, [411_905_642, 10_000], 1),
        ([4119056, 100], YUAN, 0, [411_905_600, 10_000], 100),
        ([4119056.0, 100], YUAN, 2, [411_905_600, 10_000], 1),
    ],
)
def test_the_table_tells_how_fine_its_figures_are(
    cells: list[Any], unit: int, decimals: int | None, fen: list[int], step: int
) -> None:
    """Shown decimals, stored decimals and the unit of amount give the step of print."""
    assert _figures(cells, unit, decimals) == (fen, step)


def test_one_slip_of_the_finger_makes_no_table_exact() -> None:
    """A single figure with a third decimal among many with two is a slip, not exactness."""
    fen, step = _figures([1.25, 2.5, 3.75, 4.25, 12.345, 6.5, 7.25, 8.75], WAN, 2)
    assert step == 10_000
    assert fen[4] == 12_350_000


@pytest.mark.parametrize(
    ("lines", "name", "year", "unit"),
    [
        ([["部门：某局", "", "单位：万元"], ["", "2024年度"]], "某局", 2024, "万元"),
        (
            [["编制单位:某县某局（本级）", "2023年度", "金额单位：元"]],
            "某县某局（本级）",
            2023,
            "元",
        ),
        ([["部门：", "某局", "单位：", "万元"]], "某局", None, "万元"),
        ([["部门：某局    2024年度    单位：万元"]], "某局", 2024, "万元"),
        ([["单位名称：某局", "（万元）"]], "某局", None, "万元"),
        ([["公开01表"]], "", None, ""),
    ],
)
def test_lines_above_a_table_tell_unit_year_and_amount_unit(
    lines: list[list[str]], name: str, year: int | None, unit: str
) -> None:
    """They may stand in cells of their own or in one, with the value beside the word."""
    context = read_context(PrintedPage("表", lines), range(len(lines)), ())
    assert (context.unit_name, context.year, context.amount_unit) == (name, year, unit)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("收入支出决算总表", "income_expenditure"),
        ("2024年度收入支出决算总表", "income_expenditure"),
        ("某县档案馆2024年度支出决算表", "expenditure"),
        ("财政拨款收入支出决算总表", "appropriation"),
        ("一般公共预算财政拨款基本支出决算表", "basic_by_economic"),
        ("一般公共预算财政拨款“三公”经费支出决算表", "three_public"),
        ("公开05表 一般公共预算财政拨款支出决算表（公开表）", "general_budget_expenditure"),
        ("国有资本经营预算财政拨款收入支出决算表", "state_capital"),
        ("项目支出绩效自评表", None),
    ],
)
def test_titles_tell_tables_and_not_their_neighbours(text: str, key: str | None) -> None:
    """The longest title that fits is meant, and a title that only ends like one is another's."""
    layout = Titles(load_profile().layouts, published_words()).layout_of(text)
    assert (layout.key if layout else None) == key


def test_headings_in_two_lines_without_merged_cells_are_told_by_what_stands_above() -> None:
    """合计 under 预算数 and 合计 under 决算数 are different columns."""
    layout = next(one for one in load_profile().layouts if one.key == "three_public")
    rows = [
        ["预算数", "", "", "", "", "", "决算数", "", "", "", "", ""],
        ["合计", "因公出国（境）费", "公务用车购置及运行费", "", "", "公务接待费"] * 2,
        ["", "", "小计", "公务用车购置费", "公务用车运行费", ""] * 2,
    ]
    heading = HeadingFinder(layout, published_words()).find(PrintedPage("表", rows), 0, 3)
    assert heading is not None
    assert heading.places == {place: place for place in range(12)}


def test_pairs_of_budget_and_outturn_are_told_apart() -> None:
    """Some places print budget and outturn beside one another under each item."""
    layout = next(one for one in load_profile().layouts if one.key == "three_public")
    rows = [
        ["合计", "", "因公出国（境）费", "", "公务用车购置及运行费", *[""] * 5, "公务接待费", ""],
        [*[""] * 4, "小计", "", "公务用车购置费", "", "公务用车运行费", "", "", ""],
        ["预算数", "决算数"] * 6,
    ]
    heading = HeadingFinder(layout, published_words()).find(PrintedPage("表", rows), 0, 3)
    assert heading is not None
    assert [heading.places[place] for place in range(6)] == [0, 2, 4, 6, 8, 10]
    assert [heading.places[place] for place in range(6, 12)] == [1, 3, 5, 7, 9, 11]
