"""Spending that a layout has no row for is one finding, in the filled workbook and in its audit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from xls_juesuan.accounts import FillRequest
from xls_juesuan.document_pipeline import AuditRequest
from xls_juesuan.document_pipeline import audit_document
from xls_juesuan.findings import Outcome
from xls_juesuan.pipeline import fill

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.audit import Audit

LEDGER = """\
凭证日期,凭证号,摘要,科目编码,科目名称,借方金额,贷方金额,功能分类,经济分类,资金性质
2024-01-05,记-1,付办公费,710101,行政支出\\基本支出,100.00,,2010301,30201,111
2024-01-05,记-1,付办公费,600101,财政拨款预算收入\\基本支出,,100.00,2010301,,111
2024-01-06,记-2,付款,710101,行政支出\\基本支出,40.00,,2010301,{code},111
2024-01-06,记-2,付款,600101,财政拨款预算收入\\基本支出,,40.00,2010301,,111
"""


def failed(audit: Audit) -> set[str]:
    """Codes of what has to be looked at on its own."""
    return {one.code for one in audit.leading if one.outcome is Outcome.FAILED}


@pytest.mark.parametrize(
    ("place", "code", "said"),
    [("shanghai", "30701", "T611"), ("shanghai", "39999", "T611"), ("henan", "31201", "T608")],
)
def test_a_code_without_a_row_is_one_finding(
    tmp_path: Path, place: str, code: str, said: str
) -> None:
    """Where a place prints no row for a category, the total may hold it; elsewhere it may not."""
    ledger = tmp_path / "台账.csv"
    ledger.write_text(LEDGER.format(code=code), encoding="utf-8")
    workbook = tmp_path / "公开表.xlsx"

    request = FillRequest(ledger, profile=place, unit_name="某某局", year=2024, amount_unit="元")
    filled, _ = fill(replace(request, output=workbook))
    audited = audit_document(AuditRequest(workbook)).audit

    assert "L209" in failed(filled.audit)
    assert ("T608" in failed(filled.audit)) == (place == "henan")
    assert {"T608", "T610", "T611", "R002"} & failed(audited) == {said}
