"""Cells that hold several auxiliary dimensions: what is taken out of each form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from xls_juesuan.reading.auxiliary import AuxiliaryFault
from xls_juesuan.reading.auxiliary import parse_auxiliary

RUNNING, OFFICE = ("2010301", "行政运行"), ("30201", "办公费")
BOTH = {"function": RUNNING, "economic": OFFICE}
CODES = {"function": ("2010301", ""), "economic": ("30201", "")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7101\\2010301\\30201", {"account": ("7101", ""), **CODES}),
        ("7101/2010301/30201", {"account": ("7101", ""), **CODES}),
        ("7101|2010301|30201", {"account": ("7101", ""), **CODES}),
        ("7101-2010301-30201", {"account": ("7101", ""), **CODES}),
        ("7101 2010301 30201", {"account": ("7101", ""), **CODES}),
        ("7101.01\\2010301\\30201", {"account": ("710101", ""), **CODES}),
        ("71010101＼2010301＼30201", {"account": ("71010101", ""), **CODES}),
        (
            "7101 行政支出\\基本支出\\2010301 行政运行\\30201 办公费",
            {"account": ("7101", "行政支出/基本支出"), **BOTH},
        ),
        ("【功能：2010301 行政运行】【经济：30201 办公费】", BOTH),
        ("【功能:2010301 行政运行】 【经济:30201 办公费】", BOTH),
        ("功能分类科目：2010301 行政运行/部门经济分类：30201 办公费", BOTH),
        ("[功能分类:2010301][经济分类:30201]", CODES),
        ("【功能分类】2010301 行政运行【经济分类】30201 办公费", BOTH),
        ("功能分类-2010301;经济分类-30201", CODES),
        ("功能分类-2010301-行政运行；经济分类-30201-办公费", BOTH),
        ("功能分类：2010301 行政运行，经济分类：30201 办公费", BOTH),
        ("功能分类：2010301 行政运行\n经济分类：30201 办公费", BOTH),
        ("功能分类编码=2010301,部门支出经济分类代码=30201", CODES),
        ("功能分类 2010301 行政运行 经济分类 30201 办公费", BOTH),
        ("功能分类：行政运行(2010301)；经济分类：办公费(30201)", BOTH),
        ("功能分类：【2010301】行政运行；经济分类：【30201】办公费", BOTH),
        ("(功能：2010301 行政运行)(经济：30201 办公费)", BOTH),
        ("【30201】办公费", {"economic": OFFICE}),
        ("（30201）办公费", {"economic": OFFICE}),
        ("[30201] 办公费", {"economic": OFFICE}),
        ("30201 办公费", {"economic": OFFICE}),
        ("30201办公费", {"economic": OFFICE}),
        ("办公费(30201)", {"economic": OFFICE}),
        ("办公费（30201）", {"economic": OFFICE}),
        ("行政运行(2010301)/办公费(30201)", BOTH),
        ("行政运行(2010301)办公费(30201)", BOTH),
        ("【2010301】行政运行【30201】办公费", BOTH),
        ("30201 办公费;2010301 行政运行", BOTH),
        ("２０１０３０１　行政运行／３０２０１　办公费", BOTH),
    ],
)
def test_every_form_gives_the_dimensions(text: str, expected: dict[str, tuple[str, str]]) -> None:
    """Separators, brackets and their widths change nothing."""
    cell = parse_auxiliary(text)
    assert cell.dimensions == expected
    assert cell.faults == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("经济分类：30201 办公费（含印刷费）", ("30201", "办公费（含印刷费）")),
        ("【经济：30201 办公费（含印刷费）】【部门：办公室】", ("30201", "办公费（含印刷费）")),
        ("30299 其他商品和服务支出", ("30299", "其他商品和服务支出")),
        ("经济分类：30201 办公/印刷费", ("30201", "办公/印刷费")),
        ("30201 办公费/张三", OFFICE),
        ("经济分类：302 商品和服务支出/30201 办公费", OFFICE),
        ("302 商品和服务支出\\30201 办公费", OFFICE),
        ("经济分类：30201 办公费;经济分类：30201", OFFICE),
        ("【经济：30201 办公费】【经济：30201 办公费】", OFFICE),
        ("部门经济分类：30201 办公费/政府经济分类：50201 办公经费", OFFICE),
    ],
)
def test_names_keep_their_marks_and_paths_give_the_lowest_level(
    text: str, expected: tuple[str, str]
) -> None:
    """Brackets and separators inside a name are part of it; the same value twice is one."""
    cell = parse_auxiliary(text)
    assert cell.dimensions == {"economic": expected}
    assert cell.faults == ()


def test_all_types_are_told_apart() -> None:
    """部门, 人员 and 往来 are known and of no use; 项目 and 资金性质 are taken."""
    cell = parse_auxiliary(
        "【部门：01 办公室】【人员：张三】【往来：某公司（北京）】"
        "【项目：410000240000000067890 执法/检查专项】【资金性质：111 一般公共预算资金】"
        "【项目类别：3 特定目标类】【支出类型：项目支出】【收入功能分类：1030101 某收入】"
    )
    assert cell.dimensions == {
        "project": ("410000240000000067890", "执法/检查专项"),
        "fund": ("111", "一般公共预算资金"),
        "project_class": ("3", "特定目标类"),
        "spend_kind": ("", "项目支出"),
        "income_function": ("1030101", "某收入"),
    }
    assert cell.leftovers == ("部门:01 办公室", "人员:张三", "往来:某公司（北京）")
    assert cell.faults == ()


@pytest.mark.parametrize("text", ["", " ", "　", "无", "【无】", "（无）", "-", "——", "0"])
def test_blanks_state_nothing(text: str) -> None:
    """无 and dashes say that there is nothing."""
    assert parse_auxiliary(text).dimensions == {}
    assert parse_auxiliary(text).faults == ()
    assert parse_auxiliary(f"【功能：{text}】【经济：30201】").dimensions == {
        "economic": ("30201", "")
    }


def test_another_value_for_the_same_type_is_a_fault() -> None:
    """Neither is taken: which of them is right the cell does not say."""
    cell = parse_auxiliary("【功能：2010301】【经济：30201 办公费】【经济：30202 印刷费】")
    assert cell.dimensions == {"function": ("2010301", "")}
    assert cell.faults == ((AuxiliaryFault.CONFLICT, "30201 办公费、30202 印刷费"),)
    assert parse_auxiliary("30201,30211").faults[0][0] is AuxiliaryFault.CONFLICT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("【功能：2010301 行政运行【经济：30201 办公费】", BOTH),
        ("【功能：2010301 行政运行】【经济：30201 办公费", BOTH),
        ("功能：2010301 行政运行】经济：30201 办公费】", BOTH),
        ("【功能：2010301 行政运行】【经济：302", {"function": RUNNING}),
        ("【功能：2010301 行政运行】【项目：4100002400", {"function": RUNNING}),
        ("【经济：30201 办公费】【功能：20103", {"economic": OFFICE}),
    ],
)
def test_unbalanced_brackets_are_a_fault(text: str, expected: dict[str, tuple[str, str]]) -> None:
    """Whole codes are taken; what may have been cut off is not."""
    cell = parse_auxiliary(text)
    assert cell.dimensions == expected
    assert [fault for fault, _ in cell.faults] == [AuxiliaryFault.UNBALANCED]


def test_an_unknown_type_is_said() -> None:
    """Its value is left over, and the other types are taken."""
    cell = parse_auxiliary("【星座：天蝎】【经济：30201】")
    assert cell.dimensions == {"economic": ("30201", "")}
    assert cell.faults == ((AuxiliaryFault.UNKNOWN_TYPE, "星座"),)
    assert cell.leftovers == ("星座:天蝎",)


@pytest.mark.parametrize("text", ["张三", "001 局机关", "2024年会议", "50201 办公经费", "办公费"])
def test_what_cannot_be_told_is_left_over(text: str) -> None:
    """A name alone, a short code, a year and a 政府经济分类 code decide nothing."""
    cell = parse_auxiliary(text)
    assert cell.dimensions == {}
    assert cell.leftovers


@settings(max_examples=200)
@given(st.text(alphabet="【】[]（）():：;；/\\|,-功能经济分类项目无2010330201 \n甲", max_size=60))
def test_no_text_breaks_the_parser(text: str) -> None:
    """Whatever stands in the cell, the answer is a value."""
    cell = parse_auxiliary(text)
    assert all(code or name for code, name in cell.dimensions.values())


def test_a_cell_of_fifty_thousand_characters_is_left_over() -> None:
    """It states no dimension; nobody waits for it."""
    cell = parse_auxiliary("【功能：2010301" * 6000)
    assert cell.dimensions == {}
    assert len(cell.leftovers[0]) < 100
