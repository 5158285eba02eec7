"""What a sheet shows besides its lines: hidden rows, refused columns, amounts finer than fen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from tests.builders import JOURNAL_ABOVE
from tests.builders import JOURNAL_COLUMNS
from tests.builders import SMALL_CLOSING
from tests.builders import SMALL_JOURNAL
from tests.builders import journal_workbook
from tests.builders import table_rows
from xls_juesuan.reading import read_ledger
from xls_juesuan.reading.amounts import read_amounts
from xls_juesuan.reading.column import Column

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from xls_juesuan.findings import Problem

#: Sheet row of the first line of ``SMALL_JOURNAL``.
FIRST = 4


def write_hidden(path: Path, hidden: Iterable[int]) -> Path:
    lines = [*SMALL_JOURNAL, ("", "", "合计", "", "", 130, 130)]
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("凭证")
        for at, row in enumerate(table_rows(JOURNAL_ABOVE, [JOURNAL_COLUMNS], lines)):
            sheet.write_row(at, 0, row)
        for number in hidden:
            sheet.set_row(number - 1, options={"hidden": True})
    return path


def problems(path: Path, code: str) -> list[Problem]:
    return [one for one in read_ledger(path).problems if one.code == code]


def test_hidden_rows_with_lines_are_told_and_counted(tmp_path: Path) -> None:
    """L147 names sheet, rows and amount; the lines stay entries."""
    path = write_hidden(tmp_path / "台账.xlsx", [FIRST, FIRST + 1])
    (one,) = problems(path, "L147")

    assert ([source.row for source in one.sources], one.fen) == ([FIRST, FIRST + 1], 10000)
    assert read_ledger(path).frame["status"].tolist()[:4] == ["entry"] * 4


@pytest.mark.parametrize("hidden", [[], [1, 2, 3], [FIRST + 4], [99]], ids=str)
def test_hidden_rows_without_lines_are_not(hidden: list[int], tmp_path: Path) -> None:
    """Titles, headings, totals and blanks may be hidden."""
    assert problems(write_hidden(tmp_path / "台账.xlsx", hidden), "L147") == []


def test_a_refused_column_is_told_only_where_it_was_needed(tmp_path: Path) -> None:
    """L215: codes of 5xx under 经济分类 are a fault, unless the right column stands beside."""
    alone = [title.replace("部门支出经济分类", "经济分类") for title in JOURNAL_COLUMNS]
    lines = [
        (*line[:8], "50201" if line[8] else "", *line[9:])
        for line in (*SMALL_JOURNAL, *SMALL_CLOSING)
    ]
    (one,) = problems(journal_workbook(tmp_path / "一.xlsx", lines, columns=alone), "L215")
    assert [source.row for source in one.sources] == [3]
    spent = [line for line in lines if str(line[3]).startswith("7")]
    assert 0 < one.rows <= len(spent) < len(lines)

    beside = [*JOURNAL_COLUMNS, "经济分类编码"]
    both = [
        (*line, *[""] * (len(JOURNAL_COLUMNS) - len(line)), "50201")
        for line in (*SMALL_JOURNAL, *SMALL_CLOSING)
    ]
    assert problems(journal_workbook(tmp_path / "二.xlsx", both, columns=beside), "L215") == []


@pytest.mark.parametrize(
    ("cell", "unit", "is_cut"),
    [
        (100.005, 100, True),
        ("100.001", 100, True),
        ("1,234.567", 100, True),
        (100 / 3, 100, True),
        (0.1 + 0.2, 100, False),
        (1234567.89, 100, False),
        ("100.10", 100, False),
        ("100.100", 100, False),
        (1.234567, 1_000_000, False),
        (1.2345678, 1_000_000, True),
        ("—", 100, False),
        ("", 100, False),
        ("见附件", 100, False),
        (5, 100, False),
    ],
    ids=str,
)
def test_amounts_finer_than_fen_are_told(cell: object, unit: int, is_cut: bool) -> None:
    """What is rounded away is known; binary noise is no fraction of a fen."""
    assert bool(read_amounts(Column.of([cell]), unit).cut) is is_cut


def test_amounts_finer_than_fen_are_told_by_column(tmp_path: Path) -> None:
    """L145 names the column and the rows; totals and notes do not matter."""
    first = (*SMALL_JOURNAL[0][:5], 100.004, *SMALL_JOURNAL[0][6:])
    total = ("", "", "合计", "", "", 130.004, 130)
    path = journal_workbook(tmp_path / "台账.xlsx", [first, *SMALL_JOURNAL[1:], total])
    (one,) = problems(path, "L145")

    assert (one.subject, [source.row for source in one.sources]) == ("借方金额", [FIRST])
    assert "100.004" in one.detail
