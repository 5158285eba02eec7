"""What a column holds, by its cells alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from xls_juesuan.codes import economic_codes
from xls_juesuan.codes import functional_codes
from xls_juesuan.reading.content import Kind
from xls_juesuan.reading.content import content_contradicts
from xls_juesuan.reading.content import describe_column
from xls_juesuan.reading.content import role_by_content


def role_of(*texts: str) -> str | None:
    found = role_by_content(describe_column(texts, 2024))
    return found[0] if found else None


DECIDED = [
    ("economic", ["30101", "30201", "", "30299", "合计"]),
    ("economic", ["30201 办公费", "30213 维修（护）费"]),
    ("economic", ["30201-办公费", "办公费(30201)", "【30201】办公费"]),
    ("economic", ["301", "30101", "30102", "30103", "302", "30201"]),
    ("economic", ["301 工资福利支出", "302 商品和服务支出", "303 对个人和家庭的补助"]),
    ("economic", ["302.01", "302.02", "301.01", "302.99", "302.01"]),
    ("economic", ["0", "0", "30201", "0", "30101", "30205"]),
    ("economic", ["30201", "30201", "30201"]),
    ("economic", ["30201", "无", "—", "30101"]),
    ("function", ["2010301", "2010302", "2080505"]),
    ("function", ["2010301.0", "2080505.0"]),
    ("function", ["201.03.01", "208-05-05", "210.11.01"]),
    ("function", ["20103", "20805", "2101101"]),
    ("function", ["2010301 行政运行", "2010302 一般行政管理事务"]),
    ("government_economic", ["50101", "50201", "50299", "50905"]),
    ("account", ["7101", "710101", "60010101", "8001"]),
    ("account", ["7101.01", "7101-02", "6001.01"]),
    ("account", ["7101 行政支出", "710101 基本支出", "1002 银行存款"]),
    ("account", ["3001", "3101", "3301", "1002"]),
    ("account", ["7101001001", "7101002", "6001001"]),
    ("fund", ["111 一般公共预算资金", "122 专项债券（政府性基金）", "111 一般公共预算资金"]),
    ("fund", ["一般公共预算", "政府性基金预算", "单位资金", "财政专户管理资金"]),
    ("date", ["2024-01-05", "2024/12/31", "2024年3月1日"]),
    ("date", ["20240105", "20241231", "20240630"]),
    ("direction", ["借", "贷", "平", "借"]),
    ("function_name", ["行政运行", "一般行政管理事务", "机关事业单位基本养老保险缴费支出"]),
    ("economic_name", ["办公费", "印刷费", "差旅费"]),
    (
        "auxiliary",
        ["【功能：2010301 行政运行】【经济：30201 办公费】", "【功能：2010302】【经济：30215】"],
    ),
    ("auxiliary", [r"7101\2010301\30201", r"7101\2010302\30101"]),
    (
        "auxiliary",
        ["功能分类科目：2010301 行政运行/部门经济分类：30201 办公费", "部门经济分类：30101"],
    ),
]


@pytest.mark.parametrize(("role", "texts"), DECIDED)
def test_content_beyond_doubt_gives_the_role(role: str, texts: list[str]) -> None:
    """Codes of a list, with or without names, marks or blanks, are what they are."""
    assert role_of(*texts) == role


UNDECIDED = {
    "empty": ["", "-", "合计"],
    "one cell": ["30201"],
    "serial numbers": ["30101", "30102", "30103", "30104"],
    "voucher numbers, one a line": ["30101", "30101", "30102", "30102", "30103"],
    "counting down": ["30203", "30202", "30201"],
    "running on beyond the list": [str(number) for number in range(30101, 31000)],
    "employee numbers": ["30105", "30233", "31017", "30518", "30101"],
    "employees with their names": ["30201 张三", "30202 李四", "30205 王伟"],
    "amounts": ["30201", "500", "12000.50", "30101"],
    "amounts with two decimals": ["302.01", "301.05", "302.02"],
    "grouped amounts": ["30,201.00", "30,101.00", "1,000.00"],
    "rooms": ["301", "302", "303", "302", "310"],
    "rooms of the second floor": ["201", "203", "204", "201"],
    "postcodes": ["710100", "710061", "710055", "710127"],
    "postcodes that begin like an account": ["710100", "710100", "710100"],
    "accounts by the name of the fund": ["一般公共预算财政拨款支出", "政府性基金预算财政拨款支出"],
    "months": ["1", "2", "3", "11", "12"],
    "numbers that could be funds": ["111", "112", "121", "111"],
    "years": ["2023", "2024", "2025", "2024"],
    "units": ["101001", "101002", "205003"],
    "own projects": ["2024年工作经费", "信息化项目"],
    "accounts by name": ["财政拨款支出", "其他资金支出", "一般公共预算财政拨款支出"],
    "income accounts by name": ["财政拨款预算收入", "事业预算收入"],
    "names of both lists": ["其他支出", "住房公积金", "其他支出"],
    "half and half": ["30201", "2010301", "30101", "2010302"],
    "both economic classifications": ["30201", "50201", "30101", "50101"],
    "eight in ten": [
        "30201",
        "30101",
        "30205",
        "30206",
        "30207",
        "30211",
        "30213",
        "30299",
        "1",
        "2",
    ],
    "narrations": ["付张三差旅费", "购办公用品", "支付5月电费"],
    "flags": ["0", "1", "0", "0"],
    "project codes": ["32132222000010000161", "32132222000010000162"],
    "people with account-like numbers": ["3101 王伟", "3001 李静", "1002 张敏"],
    "long cells": ["30201" * 10_000, "30101" * 10_000],
}


@pytest.mark.parametrize("texts", UNDECIDED.values(), ids=UNDECIDED)
def test_what_could_be_something_else_stays_undecided(texts: list[str]) -> None:
    """Numbers that only look like codes give no role."""
    assert role_of(*texts) is None


def test_shares_leave_blanks_zeros_and_totals_out() -> None:
    """Each kind is counted among the cells that say something."""
    column = describe_column(["30201", "30313", "0", "", "本月合计", "办公费", "12.50", "是"], 2024)
    assert (column.filled, column.zeros, column.distinct) == (5, 1, 5)
    assert column.share(Kind.ECONOMIC) == 2 / 5
    assert column.share(Kind.ECONOMIC_NAME) == 1 / 5
    assert column.share(Kind.AMOUNT) == 1 / 5
    assert column.share(Kind.YES) == 1 / 5
    # 30313 ended in 2017.
    assert column.outdated == 1
    assert describe_column(["30313"]).outdated == 0
    assert describe_column([]).share(Kind.DATE) == 0


def test_a_long_column_is_looked_at_all_over() -> None:
    """What stands at the top does not speak for the rest."""
    codes = ["30201", "30101", "30215"] * 200
    assert role_of(*codes) == "economic"
    assert role_of(*codes, *(["无此编码"] * 4000)) is None


CODES = {
    "economic": ["30101", "30201", "30299", "31002"],
    "government_economic": ["50101", "50201", "50299"],
    "function": ["2010301", "2080505", "2101101"],
    "account": ["7101", "710101", "6001", "8001"],
    "amounts": ["1,000.00", "250.50", "12,345.67", "-3.20"],
    "fund": ["一般公共预算", "政府性基金预算", "一般公共预算"],
    "words": ["甲", "乙", "丙"],
    "auxiliary": ["【功能：2010301】【经济：30201】", "【功能：2010302】【经济：30202】"],
}


@pytest.mark.parametrize(
    ("role", "disproved"),
    [
        (
            "economic",
            {"government_economic", "function", "account", "amounts", "fund", "auxiliary"},
        ),
        (
            "government_economic",
            {"economic", "function", "account", "amounts", "fund", "auxiliary"},
        ),
        (
            "function",
            {"economic", "government_economic", "account", "amounts", "fund", "auxiliary"},
        ),
        (
            "income_function",
            {"economic", "government_economic", "account", "amounts", "fund", "auxiliary"},
        ),
        ("account", {"economic", "government_economic", "function", "amounts", "fund"}),
        (
            "fund",
            {"economic", "government_economic", "function", "account", "amounts", "auxiliary"},
        ),
        ("project", {"economic", "government_economic", "function", "fund", "auxiliary"}),
        ("unit", set()),
        ("narration", set()),
        ("auxiliary_code", set()),
    ],
)
def test_content_disproves_a_heading_only_where_it_cannot_be_right(
    role: str, disproved: set[str]
) -> None:
    """Codes of another list disprove a heading; words and what is as good do not."""
    found = {
        name for name, texts in CODES.items() if content_contradicts(role, describe_column(texts))
    }
    assert found == disproved


def test_more_than_half_of_another_list_disproves_without_deciding() -> None:
    """A column that is mostly of the government list is not the departmental one."""
    mixed = describe_column(["50101", "50201", "50299", "30201"])
    assert role_by_content(mixed) is None
    assert content_contradicts("economic", mixed)
    assert not content_contradicts("economic", describe_column(["30101", "30102", "30103"]))
    assert not content_contradicts("economic", describe_column(["50101"]))


@given(
    st.lists(st.sampled_from([entry.code for entry in economic_codes()]), min_size=1),
    st.lists(st.sampled_from([entry.code for entry in functional_codes()]), min_size=1),
    st.permutations(range(4)),
)
def test_two_classifications_in_one_column_are_never_one(
    economic: list[str], functional: list[str], order: list[int]
) -> None:
    """A role is given only when nine cells in ten are of its list."""
    texts = [text for at in order for text in (economic, functional, [""], ["合计"])[at]]
    role = role_of(*texts)
    count = {"economic": len(economic), "function": len(functional)}
    assert role is None or count[role] >= 0.9 * (len(economic) + len(functional))


@settings(max_examples=50)
@given(st.lists(st.text(max_size=20), max_size=8))
def test_any_column_can_be_described(texts: list[str]) -> None:
    """Whatever stands in the cells, shares stay between none and all."""
    column = describe_column(texts, 2024)
    assert all(0 <= column.share(kind) <= 1 for kind in Kind)
    found = role_by_content(column)
    assert found is None or found[1] >= 0.9
