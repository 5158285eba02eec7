"""Statements below empty tables: formulas nobody has calculated, and other years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.recognise.documents import Style
from tests.recognise.documents import write_document
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.document_pipeline import AuditRequest
from xls_juesuan.document_pipeline import audit_document
from xls_juesuan.findings import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from tests.recognise.documents import Cells
    from xls_juesuan.tables import TableSet

_FORMULA = '=IF(1=1,"说明：本部门没有政府性基金收入，故本表无数据。","")'


@pytest.mark.parametrize(
    ("statement", "outcome"), [(_FORMULA, Outcome.NOT_CHECKABLE), (None, Outcome.FAILED)]
)
def test_a_statement_whose_result_is_not_stored_is_not_missing(
    tmp_path: Path, printed: TableSet, statement: str | None, outcome: Outcome
) -> None:
    """What the formula says nobody knows; where nothing stands, nothing is said."""

    def change(cells: Cells) -> Cells:
        return {
            spot: statement if "无数据" in str(value) else value for spot, value in cells.items()
        }

    path = write_document(tmp_path / "公开.xlsx", printed, Style(change={"fund": change}))
    rules = tuple(rule for rule in load_rules() if rule.code == "F146")
    (finding,) = audit_document(AuditRequest(path, rules=rules)).audit.findings
    assert finding.outcome is outcome


@pytest.mark.parametrize(
    ("year", "outcome"),
    [
        ("2023年度", Outcome.FAILED),
        ("二〇二三年度", Outcome.FAILED),
        ("2024年度", Outcome.PASSED),
        ("", Outcome.PASSED),
        ("2024年度和2023年度", Outcome.PASSED),
    ],
)
def test_a_statement_of_another_year_is_told(
    tmp_path: Path, printed: TableSet, year: str, outcome: Outcome
) -> None:
    """Below an empty table stands last year's sentence: the year is not that of the table."""
    statement = f"说明：本部门{year}没有政府性基金收入，故本表无数据。"

    def change(cells: Cells) -> Cells:
        return {
            spot: statement if "无数据" in str(value) else value for spot, value in cells.items()
        }

    path = write_document(tmp_path / "公开.xlsx", printed, Style(change={"fund": change}))
    rules = tuple(rule for rule in load_rules() if rule.code == "F254")
    (finding,) = audit_document(AuditRequest(path, rules=rules)).audit.findings
    assert finding.outcome is outcome
