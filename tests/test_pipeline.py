"""One unit's accounts as a whole: whose they are, and of which year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import SMALL_JOURNAL
from tests.builders import journal_workbook
from tests.end_to_end.running import fill_form
from xls_juesuan.pipeline import FillRequest
from xls_juesuan.pipeline import compute

if TYPE_CHECKING:
    from pathlib import Path

UNIT, YEAR = "L224", "L225"


@pytest.mark.parametrize(
    ("stated", "noticed"),
    [
        ({"unit.name": "某某局", "unit.year": 2024}, {}),
        ({"unit.name": "某某"}, {UNIT: "unit.name"}),
        ({"unit.name": "某某局机关"}, {UNIT: "unit.name"}),
        ({"unit.year": 2023}, {YEAR: "unit.year"}),
        ({"unit.name": "别的局", "unit.year": 2023}, {UNIT: "unit.name", YEAR: "unit.year"}),
    ],
)
def test_a_supplement_of_another_unit_or_year_is_noticed_where_it_says_so(
    tmp_path: Path, stated: dict[str, object], noticed: dict[str, str]
) -> None:
    """Even a part of the unit's name is another name; each problem points at its own line."""
    ledger = journal_workbook(tmp_path / "账.xlsx", SMALL_JOURNAL)
    supplement = fill_form(tmp_path / "补充.xlsx", stated)
    accounts = compute(FillRequest(ledger, supplement))
    found = {
        finding.code: finding.sources
        for finding in accounts.audit.findings
        if finding.code in {UNIT, YEAR} and finding.sources
    }
    assert found == {code: (accounts.supplement.sources[key],) for code, key in noticed.items()}
