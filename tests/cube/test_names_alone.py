"""Classifications stated by name alone."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.cube.frames import ledger
from tests.cube.frames import received
from tests.cube.frames import spent
from xls_juesuan.cube.build import build_cube
from xls_juesuan.findings import Problem
from xls_juesuan.supplement import Supplement


def _build(function_name: str, economic_name: str) -> tuple[dict[str, str], dict[str, str]]:
    """Codes of the one spending fact, and details of problems by rule."""
    line = spent(
        900, function="", function_name=function_name, economic="", economic_name=economic_name
    )
    cube = build_cube(ledger(line, received(900)), Supplement())
    (fact,) = (fact for fact in cube.facts if fact.flow == "expenditure")
    codes = {"function": fact.function, "economic": fact.economic}
    return codes, {problem.code: problem.detail for problem in cube.problems}


@pytest.mark.parametrize(
    ("function_name", "economic_name", "codes"),
    [
        ("住房公积金", "办公费", ("2210201", "30201")),
        ("住房公积金", "商品和服务支出/办公费", ("2210201", "30201")),
        ("一般公共服务支出-财政事务-行政运行", "资本性支出-办公设备购置", ("2010601", "31002")),
        ("财政事务/行政运行", "差旅费", ("2010601", "30211")),
    ],
)
def test_a_name_of_one_code_gives_it_and_says_so(
    function_name: str, economic_name: str, codes: tuple[str, str]
) -> None:
    """The levels above a name choose among those of one name."""
    found, problems = _build(function_name, economic_name)
    assert (found["function"], found["economic"]) == codes
    assert codes[1] in problems["L148"]
    assert not {"L201", "L205"} & set(problems)


@pytest.mark.parametrize(
    ("function_name", "economic_name", "rule", "text"),
    [
        ("行政运行", "办公费", "L201", r"只有名称、没有编码，同名的科目有 \d\d 个"),
        ("本地自设项目", "办公费", "L201", "2024 年科目表里没有这个名称"),
        ("住房公积金", "办公设备购置", "L205", r"同名的科目有 2 个（30902、31002）"),
        ("住房公积金", "商品和服务支出", "L205", "这是 302 的名称，没有细化"),
        ("住房公积金", "债务利息及费用支出/办公费", "L205", "没有这个名称"),
    ],
)
def test_a_name_of_several_or_none_gives_no_code(
    function_name: str, economic_name: str, rule: str, text: str
) -> None:
    """What is not plain is asked for, and not called empty."""
    found, problems = _build(function_name, economic_name)
    assert found["function" if rule == "L201" else "economic"] == ""
    assert "没有填" not in problems[rule]
    assert re.search(text, problems[rule])


def test_a_blank_is_still_called_blank() -> None:
    """Without a name there is nothing to say but that it is missing."""
    _, problems = _build("", "")
    assert "没有填支出功能分类科目" in problems["L201"]
    assert "L148" not in problems


def test_a_refused_column_of_the_government_is_not_called_missing() -> None:
    """L205 says that the column holds the other classification (L215), not that it is empty."""
    blank = {"economic": "", "economic_name": ""}
    book = replace(
        ledger(spent(900, **blank), received(900)), problems=(Problem("L215", "经济分类", ""),)
    )
    problems = {problem.code: problem.detail for problem in build_cube(book, Supplement()).problems}
    assert "填的是政府预算支出经济分类" in problems["L205"]
    assert "没有填" not in problems["L205"]
