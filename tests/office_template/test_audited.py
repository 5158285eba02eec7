"""A workbook of an office that was filled in place audits clean."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office_books import Office
from tests.office_books import last_years_codes
from tests.office_books import office_book
from xls_juesuan.accounts import FillRequest
from xls_juesuan.document_pipeline import AuditRequest
from xls_juesuan.document_pipeline import audit_document
from xls_juesuan.findings import Outcome
from xls_juesuan.office.template import read_template
from xls_juesuan.pipeline import fill

LEDGER = Path(__file__).resolve().parents[2] / "examples" / "ledger.xlsx"
OFFICES = {
    "sums of the office": Office(),
    "no formulas": Office(formulas=False),
    "noughts hidden": Office(number_format="#,##0.00;-#,##0.00;"),
    "in yuan": Office(unit="元"),
    "last year's": Office(codes=last_years_codes(), figures=7.5),
    "shanghai": Office(profile="shanghai"),
}


@pytest.mark.parametrize("office", OFFICES.values(), ids=OFFICES)
def test_what_was_filled_audits_clean(tmp_path: Path, office: Office) -> None:
    """Neither errors nor a word about the form: noughts and blanks are not mixed."""
    template = read_template(office_book(tmp_path / "空表.xlsx", office))
    request = FillRequest(LEDGER, output=tmp_path / "公开表.xlsx", office=template)
    _, path = fill(request)

    audited = audit_document(AuditRequest(path))

    failed = {one.code for one in audited.audit.findings if one.outcome is Outcome.FAILED}
    assert failed == {"P120"}
    assert [one.sheet for one in audited.recognised.not_recognised] == ["封面"]
