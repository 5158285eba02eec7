"""One unit's accounts as a whole: whose they are, and of which year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import SMALL_JOURNAL
from tests.builders import journal_workbook
from tests.end_to_end.running import fill_form
from xls_juesuan.accounts import FillRequest
from xls_juesuan.errors import UserError
from xls_juesuan.pipeline import compute
from xls_juesuan.pipeline import fill

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


def test_neither_input_is_ever_overwritten(tmp_path: Path) -> None:
    """Whoever names the ledger or the supplement as the output is stopped before anything is written."""
    ledger = journal_workbook(tmp_path / "账.xlsx", SMALL_JOURNAL)
    supplement = fill_form(tmp_path / "补充.xlsx", {"unit.name": "某某局"})
    before = [path.read_bytes() for path in (ledger, supplement)]
    for output in (ledger, supplement):
        with pytest.raises(UserError, match="不能就是输入"):
            fill(FillRequest(ledger, supplement, output))
    assert [path.read_bytes() for path in (ledger, supplement)] == before
