"""The review of a document with one wrong figure: one lead, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.stored_values import set_stored
from tests.workbooks import JOURNAL
from xls_juesuan.accounts import FillRequest
from xls_juesuan.audit.audit import Bound
from xls_juesuan.audit.audit import Line
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.document_pipeline import AuditRequest
from xls_juesuan.document_pipeline import audit_document
from xls_juesuan.findings import Explanation
from xls_juesuan.findings import Finding
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.findings import Suspect
from xls_juesuan.model import CellKey
from xls_juesuan.pipeline import fill
from xls_juesuan.writing.audit_content import AuditContent
from xls_juesuan.writing.content import Values

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.audit import Audit
    from xls_juesuan.declarations.relation.nodes import Node

#: A cell of 公开03 and what is wrongly typed into it, in 万元; it was 1.84.
SHEET, REF, WRONG, RIGHT = "公开03", "D16", 18.4, 1.84
PROOF = ("（1）T303 某某合计 = 所属各行之和；印出的数相差 16.56", "合起来：差 16.56，最多 0.01")
CODE = "R900"
#: A warning that no relation stands behind: three printed figures are farther apart than it says.
BOUND_CODE = "R901"


def spoiled(path: Path) -> Path:
    """Fill the example with rounded figures and type the wrong one into it."""
    fill(FillRequest(JOURNAL, output=path, values=Values.ROUNDED))
    set_stored(path, SHEET, REF, WRONG)
    return path


def folded_content(path: Path, *, is_only: bool = True) -> AuditContent:
    """Audit a spoiled workbook and put the errors under one lead."""
    audited = audit_document(AuditRequest(path))
    recognised = audited.recognised
    return AuditContent(
        tables=recognised.tables,
        audit=folded(audited.audit, is_only=is_only),
        form=load_supplement_form(),
        supplement=recognised.supplement,
        files=(recognised.file,),
        amount_unit=recognised.amount_unit,
    )


def folded(audit: Audit, *, is_only: bool) -> Audit:
    """Put all errors of an audit under one lead that names the wrong cell."""
    cell = CellKey("expenditure", "2080501", "basic")
    other = CellKey("expenditure", "20805", "basic")
    explanations = (
        Explanation(
            (Suspect(cell, 18_400_000, 1_840_000, 1_835_000, 1_854_999, "小数点错位"),), is_only
        ),
        *(
            Explanation(
                (Suspect(other, 19_930_000, None, 1, 20_000 + number),), is_close=number < 2
            )
            for number in range(4)
        ),
    )
    lead = Finding(
        CODE,
        Severity.ERROR,
        Outcome.FAILED,
        "几条关系不能同时成立",
        "有 2 条关系同时不平，是同一个原因。",
        advice="先改可能错的数。",
        table="expenditure",
        cells=(cell,),
        proof=PROOF,
        explanations=explanations,
    )
    lines = []
    for line in audit.lines:
        finding = line.finding
        if finding.code.startswith("R") and finding.outcome is Outcome.FAILED:
            continue
        finding = replace(finding, follows="", proof=(), explanations=())
        if finding.outcome is Outcome.FAILED and finding.severity is Severity.ERROR:
            finding = replace(finding, follows=lead.fingerprint)
        lines.append(replace(line, finding=finding))
    return replace(audit, lines=(Line(lead), *lines, Line(_warning(other), bound=_bound())))


def _warning(cell: CellKey) -> Finding:
    return Finding(
        BOUND_CODE,
        Severity.WARNING,
        Outcome.FAILED,
        "合在一起不能成立",
        "推出的等式两边相差 16.56 万元。",
        advice="核对这几个数。",
        table=cell.table,
        cells=(cell,),
        difference=-165_600_00,
    )


def _bound() -> Bound:
    total, *parts = (Cell("expenditure", row, "basic") for row in ("20805", "2080501", "2080505"))
    amount: Node = total
    for part in parts:
        amount = Arithmetic("-", amount, part)
    return Bound(amount, 10_000)
