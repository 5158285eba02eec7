"""Workbooks of offices, filled in place, and recalculated by LibreOffice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office.recalculation import compare_stored_values
from tests.office.recalculation import recalculate
from tests.office_books import Office
from tests.office_books import last_years_codes
from tests.office_books import office_book
from xls_juesuan.accounts import FillRequest
from xls_juesuan.office import read_template
from xls_juesuan.pipeline import fill

pytestmark = pytest.mark.office

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
OFFICES = {
    "henan": Office(),
    "henan_no_rows": Office(samples=0, first_line=0, first_place=0),
    "henan_last_year": Office(codes=last_years_codes(), period="2023年度", figures=3.21),
    "shanghai": Office(profile="shanghai", period="    年度", sheets="Z{:02}表", samples=1),
    "shanghai_yuan": Office(profile="shanghai_26", unit="元", splits_codes=True, samples=2),
}


@pytest.mark.parametrize("name", OFFICES)
def test_every_formula_of_the_office_gives_our_figure(name: str, tmp_path: Path) -> None:
    """What stands beside each formula is what LibreOffice makes of it, and it is the ledger's."""
    template = read_template(office_book(tmp_path / "空表.xlsx", OFFICES[name]))
    assert template.profile.name == OFFICES[name].profile
    request = FillRequest(EXAMPLES / "ledger.xlsx", office=template, output=tmp_path / "o.xlsx")
    accounts, target = fill(request)
    assert accounts.office is not None
    assert not accounts.office.notes.odd_formulas
    assert not accounts.office.notes.not_placed
    assert accounts.office.formulas > 0
    assert compare_stored_values(target, recalculate(target, tmp_path / "new")) == []
