"""Rows and columns that show figures once more are read, and held against the figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.recognise.printed_forms import BASIC
from tests.recognise.printed_forms import FIGURES
from tests.recognise.printed_forms import ITEMS
from tests.recognise.printed_forms import NAMES
from tests.recognise.printed_forms import ONE_HEAD
from tests.recognise.printed_forms import SPENDING
from tests.recognise.printed_forms import SUMMARY
from tests.recognise.printed_forms import TOTAL
from tests.recognise.printed_forms import Rows
from tests.recognise.printed_forms import read
from tests.recognise.printed_forms import shown

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.recognise import Recognised

CODES = [
    ["301", "工资福利支出", "8.00", "8.00", ""],
    ["30101", "基本工资", "8.00", "8.00", "0.00"],
    ["302", "商品和服务支出", "2.00", "", "2.00"],
    ["30201", "办公费", "2.00", "-", "2.00"],
]
HEADS: dict[str, Rows] = {
    "one line": [["科目编码", "科目名称", "合计", "人员经费", "公用经费"]],
    "a title above": [
        ["项目", "", "本年基本支出", "", ""],
        ["经济分类科目编码", "科目名称", "合计", "人员经费", "公用经费"],
        ["栏次", "", "1", "2", "3"],
    ],
    "daily": [["经济分类科目编码", "科目名称", "小计", "人员经费", "日常公用经费"]],
}


def differences(document: Recognised) -> list[str]:
    """What is said of figures that are shown once more."""
    return [one.detail for one in document.problems if one.code in {"F256", "F257"}]


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize("is_last", [False, True], ids=["total on top", "total at the bottom"])
def test_codes_with_columns_for_personnel_and_public_use(
    tmp_path: Path, head: Rows, *, is_last: bool
) -> None:
    """合计, 人员经费 and 公用经费 of each code: the first is its figure, the others repeat it."""
    total = ["合计", "", "10.00", "8.00", "2.00"]
    rows = [*head, *([*CODES, total] if is_last else [total, *CODES])]

    document = read(tmp_path, BASIC, rows)

    assert shown(document) == {
        ("total", "amount"): 1000,
        ("personnel_total", "amount"): 800,
        ("public_use_total", "amount"): 200,
        ("301", "amount"): 800,
        ("30101", "amount"): 800,
        ("302", "amount"): 200,
        ("30201", "amount"): 200,
    }
    assert not document.not_recognised
    assert not differences(document)


@pytest.mark.parametrize(
    ("line", "place", "text", "said"),
    [
        (2, 3, "8.10", "基本工资"),
        (4, 4, "", "办公费"),
        (4, 4, "0.20", "办公费"),
        (0, 2, "9.00", "合计"),
    ],
)
def test_a_code_that_differs_between_its_columns_is_found(
    tmp_path: Path, line: int, place: int, text: str, said: str
) -> None:
    """A figure that is not the one of its kind's column stands wrong in one of them."""
    rows = [["合计", "", "10.00", "8.00", "2.00"], *map(list, CODES)]
    rows[line][place] = text

    details = differences(read(tmp_path, BASIC, [*HEADS["one line"], *rows]))

    assert all(f"“{said}”" in detail for detail in details)
    assert details


def test_the_grand_total_below_two_blocks_is_read_and_checked(tmp_path: Path) -> None:
    """合计 below 人员经费合计 and 公用经费合计 is their sum."""
    block = ["科目编码", "科目名称", "决算数"]
    rows: Rows = [
        [*block, *block],
        ["301", "工资福利支出", "8.00", "302", "商品和服务支出", "2.00"],
        ["人员经费合计", "", "8.00", "公用经费合计", "", "2.00"],
    ]

    right = read(tmp_path, BASIC, [*rows, ["合计", "", "", "", "", "10.01"]])
    wrong = read(tmp_path, BASIC, [*rows, ["合计", "", "", "", "", "10.10"]])

    assert shown(right)["total", "amount"] == 1001
    assert not right.not_recognised
    assert not differences(right)
    assert len(differences(wrong)) == 1


@pytest.mark.parametrize(("printed", "count"), [("15.00", 0), ("15.01", 1), ("15.10", 1)])
def test_a_row_with_the_name_of_the_unit_repeats_the_total(
    tmp_path: Path, printed: str, count: int
) -> None:
    """The same figures, or one of them is wrong: no rounding parts a figure from itself."""
    unit = ["", "某某局", printed, *TOTAL[1:]]
    body = [[code, name, *line] for (code, name), line in zip(NAMES.items(), FIGURES, strict=True)]

    document = read(tmp_path, SPENDING, [*ONE_HEAD, ["合计", "", *TOTAL], unit, *body])

    assert {key: fen for key, fen in shown(document).items() if key[0] != "unit"} == ITEMS
    assert not document.not_recognised
    assert len(differences(document)) == count


SUMS: Rows = [
    ["项目", "行次", "决算数", "项目", "行次", "决算数"],
    ["一、一般公共预算财政拨款收入", "1", "9.00", "一、一般公共服务支出", "31", "6.00"],
    ["其中：上年结转安排", "2", "4.00", "其中：事业运行", "32", "2.00"],
    ["二、政府性基金预算财政拨款收入", "3", "1.00", "二、外交支出", "33", "4.00"],
]


def test_parts_of_rows_are_read_and_move_no_other_row(tmp_path: Path) -> None:
    """其中 rows with line numbers of their own: names decide what the others are."""
    document = read(tmp_path, SUMMARY, SUMS)

    assert shown(document) == {
        ("L1", "amount"): 900,
        ("L1/1", "amount"): 400,
        ("L2", "amount"): 100,
        ("L31", "amount"): 600,
        ("L31/1", "amount"): 200,
        ("L32", "amount"): 400,
    }
    assert not document.not_recognised
    assert not differences(document)


def test_a_part_that_is_more_than_its_row_is_found(tmp_path: Path) -> None:
    """其中 is never more than what it is a part of."""
    rows = [list(row) for row in SUMS]
    rows[2][2] = "9.40"

    (detail,) = differences(read(tmp_path, SUMMARY, rows))

    assert "其中：上年结转安排" in detail


def test_a_part_of_a_row_below_zero_is_not_called_more(tmp_path: Path) -> None:
    """Of money that was given back the part may well be nearer to nothing."""
    rows = [list(row) for row in SUMS]
    rows[1][2], rows[2][2] = "-9.00", "-4.00"

    assert not differences(read(tmp_path, SUMMARY, rows))
