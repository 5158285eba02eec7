"""Blank workbooks of the layouts, filled in place, and recalculated by LibreOffice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office.recalculation import compare_stored_values
from tests.office.recalculation import recalculate
from xls_juesuan.accounts import FillRequest
from xls_juesuan.declarations.layout import available_profiles
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.office import read_template
from xls_juesuan.pipeline import fill
from xls_juesuan.tables.blank import blank_tables
from xls_juesuan.writing.blank_workbook import Above
from xls_juesuan.writing.blank_workbook import write_blank_workbook

pytestmark = pytest.mark.office

LEDGER = Path(__file__).resolve().parents[2] / "examples" / "ledger.xlsx"


@pytest.mark.parametrize("name", available_profiles())
def test_what_stands_beside_formulas_is_what_libreoffice_gives(name: str, tmp_path: Path) -> None:
    """In the blank workbook and in the filled one, every formula has its right stored value."""
    blank = tmp_path / "空表.xlsx"
    write_blank_workbook(blank, blank_tables(load_profile(name), 2), Above())
    _, target = fill(FillRequest(LEDGER, office=read_template(blank), output=tmp_path / "o.xlsx"))
    for path in (blank, target):
        assert compare_stored_values(path, recalculate(path, tmp_path / "new")) == []
