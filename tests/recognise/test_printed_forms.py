"""Tables as different places print them: codes, totals, marks and titles are read alike."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from tests.builders import write_sheets
from tests.recognise.printed_forms import FIGURES
from tests.recognise.printed_forms import ITEMS
from tests.recognise.printed_forms import NAMES
from tests.recognise.printed_forms import ONE_HEAD
from tests.recognise.printed_forms import PIECES
from tests.recognise.printed_forms import SPENDING
from tests.recognise.printed_forms import THREE_HEADS
from tests.recognise.printed_forms import TOTAL
from tests.recognise.printed_forms import Rows
from tests.recognise.printed_forms import read
from tests.recognise.printed_forms import shown
from xls_juesuan.recognise import Recognised
from xls_juesuan.recognise import RecognitionRequest
from xls_juesuan.recognise import recognise_document

if TYPE_CHECKING:
    from pathlib import Path

CODED: dict[str, tuple[Rows, list[list[Any]]]] = {
    "one cell": (ONE_HEAD, [[code, name] for code, name in NAMES.items()]),
    "numbers": (ONE_HEAD, [[int(code), name] for code, name in NAMES.items()]),
    "full width": (
        ONE_HEAD,
        [[code.translate({48 + n: 0xFF10 + n for n in range(10)}), name]
         for code, name in NAMES.items()],
    ),
    "three cells": (THREE_HEADS, [[*PIECES[code], name] for code, name in NAMES.items()]),
    "three cells of numbers": (
        THREE_HEADS,
        [[*(int(one) if one else None for one in PIECES[code]), name]
         for code, name in NAMES.items()],
    ),
    "only what changes": (
        THREE_HEADS,
        [["201", "", "", NAMES["201"]], ["", "03", "", NAMES["20103"]],
         ["", "", "01", NAMES["2010301"]], ["", "", "02", NAMES["2010302"]]],
    ),
    "three heads and whole codes in the first": (
        THREE_HEADS, [[code, "", "", name] for code, name in NAMES.items()],
    ),
    "whole codes, each in the column of its level": (
        THREE_HEADS,
        [["201", "", "", NAMES["201"]], ["", "20103", "", NAMES["20103"]],
         ["", "", "2010301", NAMES["2010301"]], ["", "", "2010302", NAMES["2010302"]]],
    ),
    "code and name in one cell": (
        [["项目", "合计", "基本支出", "项目支出"]],
        [[f"{code}{name}"] for code, name in NAMES.items()],
    ),
    "code, blank and name in one cell": (
        [["科目编码及名称", "合计", "基本支出", "项目支出"]],
        [[f"{code} {name}"] for code, name in NAMES.items()],
    ),
    "serial numbers before the code": (
        [["序号", "科目编码", "科目名称", "合计", "基本支出", "项目支出"]],
        [[at, code, name] for at, (code, name) in enumerate(NAMES.items(), 1)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("head", "stubs"), CODED.values(), ids=CODED)
@pytest.mark.parametrize("is_last", [False, True], ids=["total on top", "total at the bottom"])
def test_codes_are_read_however_they_are_printed(
    tmp_path: Path, head: Rows, stubs: Rows, is_last: bool
) -> None:
    """One cell, three, numbers, with or without the name: the rows are the same."""
    body = [[*stub, *figures] for stub, figures in zip(stubs, FIGURES, strict=True)]
    total = ["合计", *[""] * (len(stubs[0]) - 1), *TOTAL]
    document = read(tmp_path, SPENDING, [*head, *([*body, total] if is_last else [total, *body])])

    assert shown(document) == ITEMS
    (table,) = document.tables.tables
    assert {row.code: row.name for row in table.rows if row.code} == NAMES
    assert not document.not_recognised


@pytest.mark.parametrize("label", ["合计", "合  计", "总计", "共计", "合　计：", "合 计"])
@pytest.mark.parametrize("place", [0, 1], ids=["below the codes", "below the names"])
def test_the_total_is_known_by_any_of_its_names(tmp_path: Path, label: str, place: int) -> None:
    """合计, 总计 or 共计, in the column of codes or of names."""
    body = [
        [code, name, *figures] for (code, name), figures in zip(NAMES.items(), FIGURES, strict=True)
    ]
    total = ["", ""]
    total[place] = label

    document = read(tmp_path, SPENDING, [*ONE_HEAD, *body, [*total, *TOTAL]])

    assert shown(document) == ITEMS


@pytest.mark.parametrize("mark", ["", "0.00", "0", 0, "-", "—", "——", "/", "／", "…", "……", "－"])
def test_nothing_is_printed_in_many_ways(tmp_path: Path, mark: object) -> None:
    """Blanks, noughts, dashes, strokes and dots state no money."""
    figures = [[one or mark for one in line] for line in FIGURES]
    body = [[code, name, *line] for (code, name), line in zip(NAMES.items(), figures, strict=True)]

    assert shown(read(tmp_path, SPENDING, [*ONE_HEAD, ["合计", "", *TOTAL], *body])) == ITEMS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234.50", 123450),
        ("1，234.50", 123450),
        ("1 234.50", 123450),
        ("1\u2009234.50", 123450),
        ("1\u3000234.50", 123450),
        ("1'234.50", 123450),
        ("１２３４．５０", 123450),
        ("(1,234.50)", -123450),
        ("（1,234.50）", -123450),
        ("△1,234.50", -123450),
        ("－1,234.50", -123450),
        ("1234.5", 123450),
    ],
)
def test_amounts_are_read_with_any_separator_and_sign(
    tmp_path: Path, text: str, expected: int
) -> None:
    """Thousands are parted by many signs, and money that is owed is bracketed or marked."""
    rows = [*ONE_HEAD, ["合计", "", text, text, "0.00"]]

    assert shown(read(tmp_path, SPENDING, rows))["total", "total"] == expected


def test_spending_carry_overs_and_income_are_told_by_what_stands_above(tmp_path: Path) -> None:
    """A table of the general budget with four groups of the same heads gives all of them."""
    groups = ["年初结转和结余", "本年收入", "本年支出", "年末结转和结余"]
    head = ["项目", "", "", ""]
    for group in groups:
        head += [group, "", ""]
    kinds = ["合计", "基本支出", "项目支出"]
    total = [1, 1, 0, 16, 10, 6, 15, 10, 5, 2, 1, 1]
    rows = [
        head,
        ["功能分类科目编码", "", "", "科目名称", *kinds * 4],
        ["类", "款", "项", "", *[""] * 12],
        ["栏次", "", "", "", *range(1, 13)],
        ["合计", "", "", "", *total],
        *([*PIECES[code], name, *total] for code, name in list(NAMES.items())[:1]),
    ]
    document = read(tmp_path, "一般公共预算财政拨款收入支出决算表", rows)

    spending = ["total", "basic", "project"]
    keys = [
        *("opening", "opening_basic", "opening_project"),
        *("income", "income_basic", "income_project", *spending),
        *("closing", "closing_basic", "closing_project"),
    ]
    assert shown(document) == {
        (row, key): figure * 100
        for row in ("total", "201")
        for key, figure in zip(keys, total, strict=True)
        if figure
    }


# ---------------------------------------------------------------------- titles


def pair(folder: Path, *titles: str) -> Recognised:
    """Two tables of spending with their titles, the second of ten times as much."""
    sheets = {}
    for at, title in enumerate(titles):
        total = [10**at * 15, 10**at * 10, 10**at * 5]
        above: Rows = [[title], ["部门：某某局", "", "单位：万元", "2024年度"]]
        sheets[f"Sheet{at}"] = [*above, *ONE_HEAD, ["合计", "", *total]]
    return recognise_document(RecognitionRequest(write_sheets(folder / "公开表.xlsx", sheets)))


def test_two_forms_of_a_table_are_not_a_table_given_twice(tmp_path: Path) -> None:
    """Some places print a table with carry-overs and one without: one is read, the other compared."""
    document = pair(
        tmp_path, "国有资本经营预算财政拨款收入支出决算表", "国有资本经营预算财政拨款支出决算表"
    )

    assert document.tables.cell("state_capital", "total", "total") == 150 * 10**6
    assert not document.not_recognised
    codes = {one.code for one in document.problems}
    assert "F301" not in codes
    assert "F256" in codes


def test_the_same_title_twice_is_a_table_given_twice(tmp_path: Path) -> None:
    """A copy that was forgotten in the file is an error."""
    document = pair(tmp_path, SPENDING, SPENDING)

    assert [one.kind for one in document.not_recognised] == ["repeated"]
    assert "F301" in {one.code for one in document.problems}


@pytest.mark.parametrize(("year", "is_missing"), [(2017, False), (2024, True)])
def test_a_table_that_came_later_is_not_missing_before(
    tmp_path: Path, year: int, is_missing: bool
) -> None:
    """Nobody published state capital in 2017."""
    path = write_sheets(
        tmp_path / "公开表.xlsx",
        {
            "Sheet1": [
                [SPENDING],
                [f"{year}年度", "", "单位：万元"],
                *ONE_HEAD,
                ["合计", "", *TOTAL],
            ]
        },
    )
    missing = {one.key for one in recognise_document(RecognitionRequest(path)).missing}

    assert ("state_capital" in missing) is is_missing
    assert "fund" in missing
