"""Columns of auxiliary dimensions beside columns of their own, and pairs of type and code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import JOURNAL_COLUMNS
from tests.builders import SMALL_JOURNAL
from tests.builders import journal_workbook
from xls_juesuan.reading import read_ledger

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.ledger import Ledger


def _read(tmp_path: Path, columns: Sequence[str], *cells: str, keep: int = 10) -> Ledger:
    """Read the small journal, its first ``keep`` columns alone, with columns put behind."""
    lines = [(*line[:keep], *cells) for line in SMALL_JOURNAL]
    headings = (*JOURNAL_COLUMNS[:keep], *columns)
    return read_ledger(journal_workbook(tmp_path / "账.xlsx", lines, columns=headings))


@pytest.mark.parametrize(
    ("cell", "codes"),
    [("【功能：20103】", 0), ("【功能：2010301】", 0), ("【功能：2010302】", 1)],
)
def test_a_coarser_code_beside_the_column_contradicts_nothing(
    cell: str, codes: int, tmp_path: Path
) -> None:
    """20103 is the 款 of 2010301; 2010302 is another item (L123)."""
    ledger = _read(tmp_path, ["辅助核算"], cell)
    assert [one.code for one in ledger.problems].count("L123") == codes
    assert set(ledger.frame["function"]) == {"2010301"}


def test_a_blank_name_cell_repeats_for_every_type(tmp_path: Path) -> None:
    """Two types and two codes, listed; the names are left out."""
    columns = ["辅助核算类型", "辅助核算编码", "辅助核算名称"]
    cells = ["功能分类;经济分类", "2010302;30211", ""]
    frame = _read(tmp_path, columns, *cells, keep=7).frame
    assert set(frame["function"]) == {"2010302"}
    assert set(frame["economic"]) == {"30211"}


def test_a_cell_of_a_column_of_functions_may_name_its_kind(tmp_path: Path) -> None:
    """功能分类：2010302 among plain codes is that function and nothing else."""
    lines = [list(line) for line in SMALL_JOURNAL]
    lines[2][7] = "功能分类：2010302"
    frame = read_ledger(journal_workbook(tmp_path / "账.xlsx", lines)).frame
    assert frame["function"].tolist() == ["2010301", "2010301", "2010302", "2010301"]
