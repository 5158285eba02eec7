"""Balance tables of months: what makes the year, and what is told of the months."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import pytest

from tests.builders import balance_workbook
from tests.builders import table_rows
from tests.builders import write_sheets
from xls_juesuan.reading import read_ledger
from xls_juesuan.reading.periods import Period
from xls_juesuan.reading.periods import period_column
from xls_juesuan.reading.periods import period_of_cell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.ledger import Ledger

_ABOVE = (("科目余额表",), ("核算单位：某某局", "", "会计年度：2024", "", "单位：元"))
_CUMULATIVE = (
    "月份",
    "科目编码",
    "科目名称",
    "本年累计借方",
    "本年累计贷方",
    "期末借方",
    "期末贷方",
)
_CURRENT = ("科目编码", "科目名称", "本期借方", "本期贷方", "期末借方", "期末贷方")


def _read(tmp_path: Path, headings: Sequence[str], *lines: Sequence[Any]) -> Ledger:
    path = balance_workbook(tmp_path / "余额.xlsx", lines, headings=[headings], above=_ABOVE)
    return read_ledger(path)


def _codes(ledger: Ledger) -> list[str]:
    return [problem.code for problem in ledger.problems]


def test_november_is_taken_off_a_closing_only_where_it_states_one_row(tmp_path: Path) -> None:
    """Two rows of one account in a month: which refund belongs to which is unknown."""
    ledger = _read(
        tmp_path,
        _CUMULATIVE,
        (11, "7101", "行政支出", 100, "", 100, ""),
        (11, "7101", "行政支出", 50, 4, 46, ""),
        (12, "7101", "行政支出", 100, 100, "", ""),
        (12, "7101", "行政支出", 50, 50, "", ""),
    )
    lines = ledger.frame[ledger.frame["status"] == "entry"]
    assert lines["closing_credit"].tolist() == [100_00, 50_00]


@pytest.mark.parametrize(("account", "side"), [("6001", 1), ("7101", 0)])
def test_months_that_exceed_or_fall_short_of_the_year_are_told(
    account: str, side: int, tmp_path: Path
) -> None:
    """L117 with the difference, whether the months hold too much or too little."""
    headings = (*_CUMULATIVE[:3], "本期借方", "本期贷方", *_CUMULATIVE[3:5])
    for off in (7, -7):
        lines = [
            (month, account, "科目", *_sided(10, side), *_sided(10 * month + extra, side))
            for month in range(1, 13)
            for extra in [off if month == 12 else 0]
        ]
        ledger = _read(tmp_path, headings, *lines)
        (one,) = (problem for problem in ledger.problems if problem.code == "L117")
        assert (one.subject, one.fen in {7_00, -7_00}) == (account, True)


def _sided(yuan: int, side: int) -> tuple[object, object]:
    return ("", yuan) if side else (yuan, "")


def test_one_account_that_nets_to_nothing_does_not_close_a_period(tmp_path: Path) -> None:
    """A full refund is no year-end: whether the table is the year stays open (L116)."""
    open_lines = [
        (f"7101{number:02d}", f"支出{number}", 100 + number, "", 100 + number, "")
        for number in (1, 2, 3)
    ]
    refunded = ("710104", "支出4", 50, 50, "", "")
    assert "L116" in _codes(_read(tmp_path, _CURRENT, *open_lines, refunded))
    closed = [(*line[:3], line[2], "", "") for line in open_lines]
    assert "L116" not in _codes(_read(tmp_path, _CURRENT, *closed))


def test_a_table_without_a_period_beside_the_year_is_no_part_of_it(tmp_path: Path) -> None:
    """The carry-overs on a sheet that names no month count beside expenditure of 1—12 月."""
    spent = ("7101", "行政支出", 100, "", 100, "")
    carried = ("8101", "财政拨款结转", "", "", "", 50)
    sheets = {
        "1-12月": table_rows(_ABOVE, [_CURRENT], [spent]),
        "结转科目": table_rows(_ABOVE, [_CURRENT], [carried]),
    }
    ledger = read_ledger(write_sheets(tmp_path / "余额.xlsx", sheets))
    assert ledger.frame["status"].tolist() == ["entry", "entry"]


def test_a_cell_of_months_may_be_merged_over_its_rows() -> None:
    """A blank is as the cell above it, month and year each by itself."""
    cells = ["1月", "", "2月", ""]
    assert period_column(cells, ["2024", "", "", ""]) == [
        Period(2024, month, month) for month in (1, 1, 2, 2)
    ]


def test_a_number_that_has_lost_its_zero_is_october() -> None:
    """2024.10 as a number is 2024.1; January is printed 2024.01."""
    assert period_of_cell(2024.1) == Period(2024, 10, 10)
    assert period_of_cell(2024.01) == Period(2024, 1, 1)
