"""How files and sheets of one unit go together without anything being counted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import JOURNAL_COLUMNS
from tests.builders import SMALL_JOURNAL
from tests.builders import balance_workbook
from tests.builders import journal_workbook
from tests.builders import table_rows
from tests.builders import write_sheets
from xls_juesuan.errors import UserError
from xls_juesuan.reading import read_ledger

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.ledger import Ledger

ABOVE = (("序时账",), ("单位：某某局", "", "会计年度：2024", "", "金额单位：元"))
PLAIN = ("科目编码", "科目名称", "本年累计借方", "本年累计贷方")


def _counted(ledger: Ledger) -> tuple[int, int, int]:
    """Number, debit and credit of the lines that count."""
    lines = ledger.frame[ledger.frame["status"] == "entry"]
    return len(lines), int(lines["debit"].sum()), int(lines["credit"].sum())


def _codes(ledger: Ledger) -> list[str]:
    return [problem.code for problem in ledger.problems]


def test_a_sheet_of_the_year_beside_sheets_of_months_counts_once(tmp_path: Path) -> None:
    """全年 repeats 1月 and 2月 voucher by voucher."""
    sheets = {
        name: table_rows(ABOVE, [JOURNAL_COLUMNS], lines)
        for name, lines in (
            ("1月", SMALL_JOURNAL[:2]),
            ("2月", SMALL_JOURNAL[2:]),
            ("全年", SMALL_JOURNAL),
        )
    }
    ledger = read_ledger(write_sheets(tmp_path / "账.xlsx", sheets))
    assert _counted(ledger) == (4, 130_00, 130_00)
    repeated = [problem for problem in ledger.problems if problem.code == "L128"]
    assert [(one.rows, one.fen) for one in repeated] == [(4, 260_00)]
    assert {source.sheet for source in repeated[0].sources} == {"全年"}


@pytest.mark.parametrize("column", [None, 7])
@pytest.mark.parametrize("months_first", [True, False])
def test_twelve_sheets_that_repeat_a_year_are_one_finding(
    column: int | None, months_first: bool, tmp_path: Path
) -> None:
    """All sheets are named, all rows counted: L128, or L146 where a column is missing (7)."""
    months = {
        month: [
            (f"2024-{month:02d}-05", f"记-{number}", *line[2:])
            for number in range(1, 5)
            for line in SMALL_JOURNAL[:2]
        ]
        for month in range(1, 13)
    }
    barer = {
        f"{month}月": [
            tuple("" if at == column else one for at, one in enumerate(line)) for line in some
        ]
        for month, some in months.items()
    }
    year = journal_workbook(
        tmp_path / ("乙年.xlsx" if months_first else "甲年.xlsx"),
        [line for some in months.values() for line in some],
        above=ABOVE,
    )
    sheets = {name: table_rows(ABOVE, [JOURNAL_COLUMNS], some) for name, some in barer.items()}
    split = write_sheets(tmp_path / "月.xlsx", sheets)
    ledger = read_ledger(*((split, year) if months_first else (year, split)))
    code = "L128" if column is None else "L146"
    found = [problem for problem in ledger.problems if problem.code == code]
    assert [problem.rows for problem in found] == [96]
    assert all(f"“{month}月”" in found[0].detail for month in months) or months_first
    assert _counted(ledger)[0] == (96 if column is None else 192)


@pytest.mark.parametrize(
    ("column", "value"),
    [(0, "2024-01-06"), (1, "记-5"), (2, "别的事"), (3, "710102"), (5, 101), (7, "2010302")],
)
def test_a_voucher_that_differs_in_anything_is_another(
    column: int, value: object, tmp_path: Path
) -> None:
    """Date, number, narration, account, amount, dimension: both count."""
    lines = [list[object](line) for line in SMALL_JOURNAL[:2]]
    for line in lines:
        line[column] = value if column != 3 or str(line[3]).startswith("7") else line[3]
    files = [
        journal_workbook(tmp_path / "上.xlsx", SMALL_JOURNAL[:2], above=ABOVE),
        journal_workbook(tmp_path / "下.xlsx", lines, above=ABOVE),
    ]
    ledger = read_ledger(*files)
    assert _counted(ledger)[0] == 4
    assert "L128" not in _codes(ledger)


def test_the_same_vouchers_with_other_columns_are_told(tmp_path: Path) -> None:
    """One export lacks the function: nothing proves a repeat, so it is an error, L146."""
    lines = [
        (line[0], f"记-{number}", *line[2:]) for number in range(1, 5) for line in SMALL_JOURNAL[:2]
    ]
    barer = [(*line[:7], "", *line[8:]) for line in lines]
    files = [
        journal_workbook(tmp_path / "甲.xlsx", lines, above=ABOVE),
        journal_workbook(tmp_path / "乙.xlsx", barer, above=ABOVE),
    ]
    ledger = read_ledger(*files)
    assert _counted(ledger)[0] == 16
    assert [problem.rows for problem in ledger.problems if problem.code == "L146"] == [8]


def test_lines_without_a_voucher_number_are_never_repeats(tmp_path: Path) -> None:
    """Nothing says that they are the same; they count, and the rule about equal lines looks."""
    lines = [(line[0], "", *line[2:]) for line in SMALL_JOURNAL[:2]]
    more = [(line[0], "", *line[2:]) for line in SMALL_JOURNAL]
    files = [
        journal_workbook(tmp_path / "上.xlsx", lines, above=ABOVE),
        journal_workbook(tmp_path / "下.xlsx", more, above=ABOVE),
    ]
    assert _counted(read_ledger(*files))[0] == 6


def test_a_copy_of_a_file_under_another_name_is_refused(tmp_path: Path) -> None:
    """By content."""
    one = journal_workbook(tmp_path / "甲.xlsx", SMALL_JOURNAL, above=ABOVE)
    other = tmp_path / "乙.xlsx"
    other.write_bytes(one.read_bytes())
    with pytest.raises(UserError, match="完全相同"):
        read_ledger(one, other)


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    """A finding must point to the right one."""
    files = []
    for folder, lines in (("上", SMALL_JOURNAL[:2]), ("下", SMALL_JOURNAL[2:])):
        (tmp_path / folder).mkdir()
        files.append(journal_workbook(tmp_path / folder / "账.xlsx", lines, above=ABOVE))
    assert read_ledger(*files).files == ("上/账.xlsx", "下/账.xlsx")


def _tables(tmp_path: Path, spent: int) -> list[Path]:
    detailed = [
        ("7101", "行政支出", "2010301", "30201", "111", "", "", 100, "", "", ""),
        ("7101", "行政支出", "2010301", "30211", "111", "", "", 30, "", "", ""),
        ("6001", "财政拨款预算收入", "2010301", "", "111", "", "", "", 130, "", ""),
    ]
    plain = [("7101", "行政支出", spent, ""), ("6001", "财政拨款预算收入", "", 130)]
    return [
        balance_workbook(tmp_path / "总账.xlsx", plain, headings=[PLAIN]),
        balance_workbook(tmp_path / "辅助.xlsx", detailed),
    ]


def test_the_table_with_dimensions_goes_before_the_one_without(tmp_path: Path) -> None:
    """Both state the same year; the detailed one counts, whichever comes first."""
    files = _tables(tmp_path, spent=130)
    for order in (files, files[::-1]):
        ledger = read_ledger(*order)
        assert _counted(ledger) == (3, 130_00, 130_00)
        assert "L126" not in _codes(ledger)


def test_tables_that_disagree_are_told(tmp_path: Path) -> None:
    """L103, an error: the difference, and both files by name and row, whichever comes first."""
    files = _tables(tmp_path, spent=140)
    for order in (files, files[::-1]):
        ledger = read_ledger(*order)
        (one,) = (problem for problem in ledger.problems if problem.code == "L103")
        assert (one.subject, one.fen) == ("7101", 10_00)
        assert {source.file for source in one.sources} == {"总账.xlsx", "辅助.xlsx"}
        assert "总账.xlsx" in one.detail
        assert "辅助.xlsx" in one.detail
    assert _counted(ledger)[1] == 130_00
