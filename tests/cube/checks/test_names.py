"""Codes and names that contradict each other, and local wordings that do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cube.frames import balance
from tests.cube.frames import ledger
from tests.cube.frames import received
from tests.cube.frames import spent
from xls_juesuan.cube.build import build_cube
from xls_juesuan.supplement import Supplement

if TYPE_CHECKING:
    from xls_juesuan.findings import Problem


def found(*lines: dict[str, object]) -> list[Problem]:
    cube = build_cube(ledger(*lines, received(1)), Supplement())
    return [one for one in cube.problems if one.code == "L214"]


@pytest.mark.parametrize(
    ("account", "name", "is_wrong"),
    [
        ("720101", "行政支出/基本支出", True),
        ("710101", "事业支出/基本支出", True),
        ("7201", "行政支出", True),
        ("500101", "事业支出/基本支出", True),
        ("810103", "财政拨款结余/本年收支结转", True),
        ("710101", "行政支出/基本支出", False),
        ("710101", "基本支出", False),
        ("720199", "其他支出", False),
        ("720101", "事业支出/其他支出", False),
        ("710101", "机关行政支出/基本支出", False),
        ("500101", "业务活动费用/基本支出", False),
        ("710101", "", False),
    ],
)
def test_the_first_level_of_an_account_name_is_that_of_its_code(
    account: str, name: str, is_wrong: bool
) -> None:
    """A statutory name of another account contradicts; a name of one's own does not."""
    line = balance(account, name, debit=5)
    problems = found(spent(9), line)
    assert [source.row for one in problems for source in one.sources] == [6] * is_wrong


@pytest.mark.parametrize(
    ("code", "name", "is_wrong"),
    [
        ("121", "一般公共预算资金", True),
        ("111", "政府性基金预算资金", True),
        ("131", "政府性基金", True),
        ("111", "一般公共预算资金", False),
        ("111", "财政拨款", False),
        ("2", "政府性基金预算", False),
        ("12", "国有资本经营预算", False),
        ("", "一般公共预算资金", False),
        ("9", "单位资金", False),
    ],
)
def test_the_name_of_a_fund_is_that_of_its_code(code: str, name: str, is_wrong: bool) -> None:
    """Only codes that are plainly those of the budget system are held to their names."""
    assert len(found(spent(9, fund=code, fund_name=name))) == is_wrong


def test_a_code_with_two_names_is_told_where_they_decide_the_kind() -> None:
    """One account called 基本支出 here and 项目支出 there: one of them is wrong."""
    lines = [
        spent(5, account="710105", account_name="行政支出/基本支出"),
        spent(7, account="710105", account_name="行政支出/项目支出"),
        spent(9, account="710101", account_name="行政支出/基本支出"),
    ]
    (one,) = found(*lines)
    assert (one.subject, one.rows, one.fen) == ("710105", 2, 12)


def test_a_class_with_two_names_is_told() -> None:
    """Codes of project classes differ between systems, but not within a ledger."""
    lines = [
        spent(5, project_class="2", project_class_name="公用经费"),
        spent(7, project_class="2", project_class_name="特定目标类"),
        spent(9, project_class="1", project_class_name="人员类"),
    ]
    (one,) = found(*lines)
    assert (one.subject, one.rows) == ("2", 2)


def test_a_code_that_is_cut_short_may_have_many_names() -> None:
    """7101 with the full path of each line below it is no contradiction."""
    lines = [
        spent(5, account="7101", account_name="行政支出/基本支出"),
        spent(7, account="7101", account_name="行政支出/项目支出"),
        spent(7, account="710101", account_name="行政支出/财政拨款支出/基本支出"),
        spent(7, account="710101", account_name="行政支出/项目支出"),
    ]
    assert found(*lines) == []
