"""In which unit sheets are stated that state none themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import JOURNAL_COLUMNS
from tests.builders import SMALL_JOURNAL
from tests.builders import table_rows
from tests.builders import write_sheets
from xls_juesuan.errors import UserError
from xls_juesuan.reading import read_ledger

if TYPE_CHECKING:
    from pathlib import Path


def _file(path: Path, units: dict[str, str]) -> Path:
    """Each sheet holds one voucher under the unit of amount that it states, or none."""
    vouchers = (SMALL_JOURNAL[:2], SMALL_JOURNAL[2:])
    sheets = {
        name: table_rows(
            [("单位：某某局", "会计年度：2024", stated)], [JOURNAL_COLUMNS], vouchers[number % 2]
        )
        for number, (name, stated) in enumerate(units.items())
    }
    return write_sheets(path, sheets)


def test_a_sheet_takes_the_unit_of_the_others_of_its_file(tmp_path: Path) -> None:
    """Months of one export: the first page alone says 万元."""
    ledger = read_ledger(_file(tmp_path / "账.xlsx", {"1月": "金额单位：万元", "2月": ""}))
    assert ledger.frame["debit"].tolist() == [1_000_000_00, 0, 300_000_00, 0]


def test_sheets_that_disagree_decide_nothing_for_another(tmp_path: Path) -> None:
    """It is asked; both units are named."""
    units = {"1月": "金额单位：元", "2月": "金额单位：万元", "3月": ""}
    with pytest.raises(UserError) as asked:
        read_ledger(_file(tmp_path / "账.xlsx", units))
    said = f"{asked.value}{asked.value.where}"
    assert all(word in said for word in ("万元、元", "3月"))
