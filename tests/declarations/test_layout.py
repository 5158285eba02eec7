"""Layouts: those that come with the program, those from a folder, and malformed ones."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.tables.samples import fill
from tests.tables.samples import spending
from xls_juesuan.codes import economic_codes
from xls_juesuan.declarations.heading import merge_heading
from xls_juesuan.declarations.layout import available_profiles
from xls_juesuan.declarations.layout import every_profile
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.layout import profile_folder
from xls_juesuan.declarations.location import templates_folder
from xls_juesuan.errors import DeclarationError
from xls_juesuan.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

PROFILE = """
title = "小版式"
source = "测试"
department = "编制单位：{unit}"
period = "{year}年"
amount = "金额单位：万元"
tables = ["spending", "summary"]
"""
SPENDING = """
title = "支出表"
label = "附表一"
sheet = "附表1"
classification = "functional"
widths = [6, 6, 6, 30, 12, 12]
heading = [
    ["科目编码", "<", "<", "名称", "本年支出", "<"],
    ["类", "款", "项", "^", "合计", "基本"],
]
notes = ["注：测试。"]

[[bands]]
code_places = [0, 1, 2]
label_place = 3
listing = { label = "合计", place = 0, places = 4, total_last = true }
columns = [
    { key = "total", place = 4, name = "合计", feed = { flow = "expenditure" }, sum = ["basic"], by = ["item"] },
    { key = "basic", place = 5, name = "基本", feed = { flow = "expenditure", item = "basic" } },
]
"""
SUMMARY = """
title = "总表"
label = "附表二"
sheet = "附表2"
classification = "functional"
widths = [30, 12]
heading = [["项目", "决算数"]]

[[bands]]
label_place = 0
columns = [{ key = "amount", place = 1, name = "决算数", feed = { flow = "expenditure" } }]
rows = [
    { key = "general", code = "201", label = "一般公共服务支出" },
    { key = "all", label = "支出总计", total = true, relation = "summary[general]", rest = { by = ["category"] } },
    { key = "same", label = "另表", relation = "spending[total].total" },
]
"""


def small_profile(
    folder: Path, *, profile: str = PROFILE, spending_toml: str = SPENDING, summary: str = SUMMARY
) -> str:
    folder.mkdir(exist_ok=True)
    for name, text in (("profile", profile), ("spending", spending_toml), ("summary", summary)):
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return str(folder)


def test_the_profile_of_henan_comes_with_the_program() -> None:
    """It is the default, and prints nine tables with 26 functional lines and 81 economic codes."""
    assert "henan" in available_profiles()
    profile = load_profile()
    assert (profile.name, len(profile.layouts)) == ("henan", 9)
    rows = {
        layout.key: [row for band in layout.bands for row in band.rows]
        for layout in profile.layouts
    }
    assert len([row for row in rows["income_expenditure"] if row.code]) == 26
    assert len([row for row in rows["appropriation"] if row.code]) == 26
    assert len([row for row in rows["basic_by_economic"] if row.code]) == 81


@pytest.mark.parametrize("name", available_profiles())
def test_every_profile_fits_a_page_and_prints_in_gbk(name: str) -> None:
    """Widths add up to what A4 landscape can show, and every text can be shown on any console."""
    for layout in load_profile(name).layouts:
        assert sum(layout.widths) <= 140
    for path in (templates_folder() / name).glob("*.toml"):
        path.read_text(encoding="utf-8").encode("gbk")


@pytest.mark.parametrize("name", available_profiles())
def test_rows_of_economic_codes_are_named_as_in_the_list_of_2024(name: str) -> None:
    """A layout does not call a code by another name than the list does."""
    for layout in load_profile(name).layouts:
        if layout.classification == "economic":
            for band in layout.bands:
                for row in band.rows:
                    if row.code:
                        assert row.label == economic_codes().name(row.code, 2024)


def test_another_folder_is_another_profile(tmp_path: Path) -> None:
    """A layout with pieces of codes, its total last and a line without codes works untouched."""
    profile = load_profile(small_profile(tmp_path / "mine"))
    tables = fill(spending(500), spending(30, "2080501"), profile=profile)
    assert profile.name == "mine"
    assert tables.department_line == ("编制单位：某某局", "2024年", "金额单位：万元")
    table = tables.table("spending")
    assert table is not None
    grid = [["" for _ in table.widths] for _ in range(table.end_line)]
    for cell in (*table.heads, *table.stubs):
        grid[cell.line][cell.place] = cell.text
    for figure in table.cells.values():
        grid[figure.line][figure.place] = str(figure.fen)
    assert grid[table.head_line :] == [
        ["科目编码", "", "", "名称", "本年支出", ""],
        ["类", "款", "项", "", "合计", "基本"],
        ["201", "", "", "一般公共服务支出", "500", "500"],
        ["201", "03", "", "政府办公厅（室）及相关机构事务", "500", "500"],
        ["201", "03", "01", "行政运行", "500", "500"],
        ["208", "", "", "社会保障和就业支出", "30", "30"],
        ["208", "05", "", "行政事业单位养老支出", "30", "30"],
        ["208", "05", "01", "行政单位离退休", "30", "30"],
        ["合计", "", "", "", "530", "530"],
    ]
    assert [tables.cell("summary", key, "") for key in ("general", "all", "same")] == [
        500,
        530,
        530,
    ]


def test_an_unknown_profile_is_refused_with_those_there_are(tmp_path: Path) -> None:
    """A name nobody knows, a folder without a profile and no name at all give the same message."""
    for name in ("shanxi", str(tmp_path), ""):
        with pytest.raises(UserError, match="henan"):
            load_profile(name)


@pytest.mark.parametrize(
    ("part", "old", "new", "fault"),
    [
        ("profile", 'title = "小版式"', "", "profile.toml: title is missing"),
        ("profile", 'title = "小版式"', "title = 3", "profile.toml: title is 3, not str"),
        ("profile", "{unit}", "{name}", "profile.toml: only {unit}"),
        ("profile", '"summary"]', '"summary", "spending"]', "table spending twice"),
        ("profile", '"summary"]', '"summary", "third"]', "third.toml: "),
        ("profile", 'tables = ["spending", "summary"]', "", "no tables"),
        ("profile", "tables", "colour = 1\ntables", "unknown fields colour"),
        ("profile", "tables = [", "tables = ", "profile.toml: "),
        ("spending", "附表1", "附表2", "sheet 附表2 twice"),
        ("spending", '"functional"', '"natural"', "classification is 'natural'"),
        ("spending", "[6, 6, 6, 30, 12, 12]", "[]", "widths"),
        ("spending", '"类", "款"', '"类"', "heading line 2 has 5 cells, not 6"),
        ("spending", '"类", "款"', "1, 2", "heading is a list of lines"),
        ("spending", '["科目编码", "<"', '["<", "科目编码"', "continues nothing"),
        ("spending", "place = 5", "place = 6", "place 6 is outside the 6 columns"),
        ("spending", "place = 5", "place = 4", "two cells at body line 1, place 4"),
        ("spending", 'sum = ["basic"]', 'sum = ["project"]', "no column project"),
        ("spending", ', by = ["item"]', "", "a sum with a feed needs by"),
        ("spending", 'name = "基本"', 'name = "基本", by = ["item"]', "by belongs to a sum"),
        ("spending", 'by = ["item"]', 'by = ["colour"]', "no dimension colour"),
        ("spending", 'item = "basic"', 'item = "basics"', "item has no value 'basics'"),
        ("spending", 'item = "basic"', 'colour = "red"', "no dimension colour"),
        ("spending", 'key = "basic", place = 5', 'key = "total", place = 5', "column total twice"),
        ("spending", "total_last = true", "total_last = 1", "total_last is 1, not bool"),
        ("spending", "listing", "rows = [{ code = '201' }]\nlisting", "either rows or a listing"),
        ("summary", "columns = [", "columns = []\nrowz = [", "rowz"),
        ("summary", 'key = "all"', 'key = "general"', "row general twice"),
        ("summary", 'code = "201"', 'code = "20"', "20 is no functional code"),
        ("summary", 'code = "201"', 'code = "201", feed = {}', "fed by its code"),
        ("summary", 'key = "all", ', "", "a row needs a line, a code or a key"),
        ("summary", "summary[general]", "summary[nothing]", "summary has no row nothing"),
        ("summary", "summary[general]", "sum(summary[general:none])", "summary has no row none"),
        ("summary", "summary[general]", "sum(summary[none, general])", "summary has no row none"),
        ("summary", "summary[general]", "nowhere[general]", "no table nowhere"),
        ("summary", "spending[total].total", "spending[total]", "has no column (blank)"),
        ("summary", "spending[total].total", "spending[total].x", "spending has no column x"),
        ("summary", "spending[total].total", "1 +", "not a relation"),
        ("summary", "spending[total].total", "stated(x)", "a figure cannot be Stated"),
        ("summary", "summary[general]", "summary[general] > 0", "summary.toml"),
        (
            "summary",
            'relation = "summary[general]", ',
            "feed = {}, ",
            "a rest belongs to a relation",
        ),
        ("summary", 'by = ["category"]', "", "by is missing"),
        ("summary", 'by = ["category"]', 'by = "category", of = 1', "unknown fields of"),
    ],
)
def test_a_malformed_declaration_is_refused_by_file_and_fault(
    tmp_path: Path, part: str, old: str, new: str, fault: str
) -> None:
    """Whatever is wrong, the message names the file and says what."""
    texts = {"profile": PROFILE, "spending": SPENDING, "summary": SUMMARY}
    assert old in texts[part]
    texts[part] = texts[part].replace(old, new, 1)
    name = small_profile(
        tmp_path / "mine",
        profile=texts["profile"],
        spending_toml=texts["spending"],
        summary=texts["summary"],
    )
    with pytest.raises(DeclarationError) as caught:
        load_profile(name)
    assert fault in str(caught.value)
    assert ".toml" in str(caught.value)


@pytest.mark.parametrize("text", ["summary[all]", "summary[general] + summary[same]"])
def test_a_figure_that_depends_on_itself_is_refused(tmp_path: Path, text: str) -> None:
    """A circle of references is a fault of the layout, found before anything is worked out."""
    looped = SUMMARY.replace("spending[total].total", "summary[all]").replace(
        'relation = "summary[general]"', f'relation = "{text}"'
    )
    profile = load_profile(small_profile(tmp_path / "mine", summary=looped))
    with pytest.raises(DeclarationError, match="refers to itself"):
        fill(spending(500), profile=profile)


def test_a_figure_that_is_no_whole_fen_is_refused(tmp_path: Path) -> None:
    """Halves of a fen cannot be printed: a layout must not make them."""
    halved = SUMMARY.replace("spending[total].total", "spending[total].total / 2")
    profile = load_profile(small_profile(tmp_path / "mine", summary=halved))
    with pytest.raises(DeclarationError, match="no whole fen"):
        fill(spending(501), profile=profile)
    assert fill(spending(500), profile=profile).cell("summary", "same", "") == 250


def test_a_table_that_lists_codes_has_no_other_band(tmp_path: Path) -> None:
    """Nobody knows how long a listing gets, so nothing can stand below or beside it."""
    second = SPENDING[SPENDING.index("[[bands]]") :].replace("listing", "first = 9\nlisting")
    with pytest.raises(DeclarationError, match="has one band"):
        load_profile(small_profile(tmp_path / "mine", spending_toml=SPENDING + second))


def test_marks_of_a_heading_join_cells_to_rectangles() -> None:
    """A cell grows right by < and down by ^, both at once too; other shapes are refused."""
    cells = merge_heading([["一", "<", "二"], ["^", "<", "三"]], 3, "x.toml")
    assert [(cell.text, cell.lines, cell.places) for cell in cells] == [
        ("一", 2, 2),
        ("二", 1, 1),
        ("三", 1, 1),
    ]
    with pytest.raises(DeclarationError, match=r"x\.toml.*no rectangle"):
        merge_heading([["一", "<"], ["^", "二"]], 2, "x.toml")


def test_a_copy_of_a_profile_is_a_new_province(tmp_path: Path) -> None:
    """Copying the folder and giving it a name is all it takes."""
    copy = tmp_path / "hubei"
    shutil.copytree(templates_folder() / "henan", copy)
    assert load_profile(str(copy)).name == "hubei"


@pytest.mark.parametrize(
    ("called", "name"),
    [("河南", "henan"), ("上海", "shanghai"), ("全国", "national"), ("henan",) * 2],
)
def test_a_layout_is_known_by_the_name_of_its_place(called: str, name: str) -> None:
    """Folders are named in pinyin; people say 河南."""
    assert load_profile(called).name == name
    assert profile_folder(called).name == name


def test_no_two_layouts_are_called_alike() -> None:
    """A name leads to one layout."""
    called = [alias for profile in every_profile() for alias in profile.aliases]
    assert called
    assert len(set(called)) == len(called)
    assert not {*called} & {*available_profiles()}
