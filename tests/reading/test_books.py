"""Account books of one account by function and again by economic code."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from tests.builders import table_rows
from tests.builders import write_sheets
from xls_juesuan.reading import read_ledger

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.ledger import Ledger

_ABOVE = (("单位：某某局", "会计年度：2024", "金额单位：元"), ("科目：710101 行政支出-基本支出",))
_COLUMNS = ("凭证日期", "凭证号", "摘要", "借方金额", "贷方金额")
_FIRST = ("2024-01-05", "记-1", "付办公费", 100, "")
_SECOND = ("2024-02-06", "记-2", "付差旅费", 30, "")
_OTHERS = [("2024-03-07", f"记-{number}", "付会议费", number, "") for number in (3, 4, 5)]


def _read(tmp_path: Path, functions: list[Any], economics: list[Any]) -> Ledger:
    sheets = {
        name: table_rows(_ABOVE, [(*_COLUMNS, heading)], lines)
        for name, heading, lines in (
            ("功能账", "支出功能分类编码", functions),
            ("经济账", "部门支出经济分类编码", economics),
        )
    }
    return read_ledger(write_sheets(tmp_path / "账.xlsx", sheets))


def _counted(ledger: Ledger) -> list[tuple[int, str, str]]:
    lines = ledger.frame[ledger.frame["status"] == "entry"]
    return [*zip(lines["debit"], lines["function"], lines["economic"], strict=True)]


def test_the_halves_of_an_entry_are_one_entry(tmp_path: Path) -> None:
    """It has the function of the one book and the economic code of the other."""
    ledger = _read(
        tmp_path,
        [(*_FIRST, "2010301"), (*_SECOND, "2010302")],
        [(*_FIRST, "30201"), (*_SECOND, "30211")],
    )
    assert _counted(ledger) == [(100_00, "2010301", "30201"), (30_00, "2010302", "30211")]


def test_halves_that_fit_in_two_ways_are_not_put_together(tmp_path: Path) -> None:
    """Two equal payments of different items and codes: counted once, told, and left apart."""
    ledger = _read(
        tmp_path,
        [(*_FIRST, "2010301"), (*_FIRST, "2010302")],
        [(*_FIRST, "30201"), (*_FIRST, "30211")],
    )
    counted = _counted(ledger)
    assert [fen for fen, _, _ in counted] == [100_00, 100_00]
    assert all(not (function and economic) for _, function, economic in counted)
    assert "L128" in [problem.code for problem in ledger.problems]


def test_one_payment_that_looks_alike_makes_no_second_book(tmp_path: Path) -> None:
    """Three of four entries stand in one book alone: they are entries of their own."""
    ledger = _read(
        tmp_path,
        [(*_FIRST, "2010301"), (*_SECOND, "2010301"), *((*one, "2010301") for one in _OTHERS)],
        [(*_FIRST, "30201"), *((*one[:2], "付邮费", *one[3:], "30207") for one in _OTHERS)],
    )
    assert len(_counted(ledger)) == 9


def test_what_a_book_states_of_an_entry_is_not_written_over(tmp_path: Path) -> None:
    """Both books name a fund, each its own; the entry keeps that of the book that is counted."""
    sheets = {
        name: table_rows(_ABOVE, [(*_COLUMNS, heading, "资金性质编码")], lines)
        for name, heading, lines in (
            (
                "功能账",
                "支出功能分类编码",
                [(*_FIRST, "2010301", "111"), (*_SECOND, "2010301", "")],
            ),
            (
                "经济账",
                "部门支出经济分类编码",
                [(*_FIRST, "30201", "12"), (*_SECOND, "30211", "12")],
            ),
        )
    }
    ledger = read_ledger(write_sheets(tmp_path / "账.xlsx", sheets))
    lines = ledger.frame[ledger.frame["status"] == "entry"]
    assert [*zip(lines["economic"], lines["fund"], strict=True)] == [
        ("30201", "111"),
        ("30211", "12"),
    ]


_CARRIED = (
    ("单位：某某局", "会计年度：2024", "金额单位：元"),
    ("科目：810107 财政拨款结转-累计结转",),
)
_BALANCED = (*_COLUMNS, "方向", "余额")
_POSITION = ("2024-01-01", "", "期初余额", "", "", "贷", 50)
_MOVED = [
    (f"2024-0{month}-05", f"记-{month}", "调剂", 10, "", "贷", 50 - 10 * month)
    for month in (1, 2, 3)
]


def _openings(ledger: Ledger) -> list[tuple[str, int]]:
    lines = ledger.frame[ledger.frame["status"] == "opening"]
    return [*zip(lines["sheet"], lines["opening"], strict=True)]


@pytest.mark.parametrize(("by_function", "by_economic"), [(2, 3), (3, 2)])
def test_the_opening_with_a_function_is_the_one_that_counts(
    by_function: int, by_economic: int, tmp_path: Path
) -> None:
    """Whichever book has more entries: carry-overs are shown by function."""
    sheets = {
        name: table_rows(
            _CARRIED,
            [(*_BALANCED, heading)],
            [(*_POSITION, opened), *((*line, code) for line in _MOVED[:count])],
        )
        for name, heading, count, opened, code in (
            ("经济账", "部门支出经济分类编码", by_economic, "", "30201"),
            ("功能账", "支出功能分类编码", by_function, "2010301", "2010301"),
        )
    }
    ledger = read_ledger(write_sheets(tmp_path / "账.xlsx", sheets))
    assert _openings(ledger) == [("功能账", 50_00)]


def test_a_position_after_the_first_entry_is_no_opening(tmp_path: Path) -> None:
    """A book of an account that opened at nothing prints 期初余额 in February first."""
    later = ("2024-02-01", "", "期初余额", "", "", "借", 10)
    rows = [(*line, "2010301") for line in (_MOVED[0], later, *_MOVED[1:])]
    sheets = {"账": table_rows(_CARRIED, [(*_BALANCED, "支出功能分类编码")], rows)}
    ledger = read_ledger(write_sheets(tmp_path / "账.xlsx", sheets))
    assert _openings(ledger) == []
    assert len(_counted(ledger)) == 3
