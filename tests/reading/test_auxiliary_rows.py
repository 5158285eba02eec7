"""Rows of dimensions below an account: what is nested, and what a code alone is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builders import balance_workbook
from xls_juesuan.reading import read_ledger
from xls_juesuan.reading.auxiliary_values import read_auxiliaries
from xls_juesuan.reading.auxiliary_words import role_of_code

if TYPE_CHECKING:
    from pathlib import Path


def test_rows_of_nothing_are_not_broken_down_by_rows_of_nothing(tmp_path: Path) -> None:
    """Zero equals the sum of zeros: that puts no row below the function above it."""
    lines = [
        ("7101", "行政支出", 100, ""),
        ("", "【2010301】行政运行", 100, ""),
        ("", "【2010302】一般行政管理事务", 0, ""),
        ("", "【30201】办公费", 0, ""),
        ("", "【30211】差旅费", 0, ""),
        ("", "【资金性质：111】一般公共预算资金", 100, ""),
    ]
    headings = [("科目编码", "科目名称", "本年累计借方", "本年累计贷方")]
    path = balance_workbook(tmp_path / "余额.xlsx", lines, headings=headings)
    frame = read_ledger(path).frame
    moved = frame[(frame["status"] == "entry") & (frame["debit"] != 0)]
    assert [*zip(moved["function"], moved["fund"], strict=True)] == [("2010301", "111")]
    assert frame["function"].iloc[-1] == ""


def test_long_codes_are_projects_unless_they_begin_like_an_account() -> None:
    """Sixteen digits of an account with many levels stay an account."""
    assert role_of_code("2024000000000001") == "project"
    assert role_of_code("7101010200000001") == "account"


def test_an_item_that_the_list_lacks_is_known_by_its_section() -> None:
    """302 is in the list of economic codes, 30297 is not."""
    (value,) = read_auxiliaries("【30297】其他费用")
    assert (value.role, value.code) == ("economic", "30297")
