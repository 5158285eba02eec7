"""Text documents with an explanation: one with published figures, and others made from it.

``tests/data/explanation_2024.txt`` has the tables, headings and figures that 封丘县行政审批和政务信息管理局
published for 2024, with their slips, in the prescribed order; reasons, duties, goals and glossary are
written anew. ``expected_2024.csv`` lists the figures of its explanation: words of the paragraph,
what the figure is of, and how it is printed.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.document_pipeline import AuditRequest
from xls_juesuan.document_pipeline import audit_document
from xls_juesuan.findings import Outcome
from xls_juesuan.recognise import RecognitionRequest
from xls_juesuan.recognise import recognise_document

if TYPE_CHECKING:
    from xls_juesuan.document_pipeline import AuditedDocument
    from xls_juesuan.findings import Finding
    from xls_juesuan.recognise import Recognised

PUBLISHED = Path(__file__).parents[2] / "data" / "explanation_2024.txt"
_EXPECTED = Path(__file__).parent / "expected_2024.csv"


def published_text() -> str:
    """The whole text."""
    return PUBLISHED.read_text(encoding="utf-8")


def expected_figures() -> list[dict[str, str]]:
    """The figures of its explanation."""
    with _EXPECTED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def explained(folder: Path, explanation: str) -> Path:
    """Write the published document with another explanation, contents list and all left out."""
    text = published_text()
    start = text.index("第二部分 2024 年度部门决算表\n\n收入支出决算总表")
    end = text.index("第三部分 2024 年度部门决算情况说明\n\n一、收入支出决算总体情况说明\n\n2024")
    path = folder / "document.txt"
    path.write_text(
        f"{text[start:end]}第三部分 2024 年度部门决算情况说明\n{explanation}\n", encoding="utf-8"
    )
    return path


def changed(folder: Path, *changes: tuple[str, str]) -> Path:
    """Write the published document with other words; each old one stands there once."""
    text = published_text()
    for old, new in changes:
        assert text.count(old) == 1, f"{old} stands there {text.count(old)} times"
        text = text.replace(old, new)
    path = folder / "document.txt"
    path.write_text(text, encoding="utf-8")
    return path


def recognised(path: Path) -> Recognised:
    """Recognise a document."""
    return recognise_document(RecognitionRequest(path), load_profile())


def audited(path: Path) -> AuditedDocument:
    """Recognise a document and judge it by all rules that concern its texts."""
    return audit_document(AuditRequest(path, rules=tuple(rule for rule in load_rules())))


def failed(document: AuditedDocument, *codes: str) -> list[Finding]:
    """What failed of some rules."""
    return [
        finding
        for finding in document.audit.findings
        if finding.code in codes and finding.outcome is Outcome.FAILED
    ]


def figures(document: Recognised) -> dict[str, str]:
    """Figures of the explanation as they are printed, by ``part[row].column``, in 万元 or %."""
    found = {}
    for part in document.tables.parts:
        for (row, column), cell in part.cells.items():
            found[f"{part.key}[{row}].{column}"] = printed(part.key, column, cell.fen)
    return found


def printed(part: str, column: str, value: int) -> str:
    """Write a figure in 万元, percent, points or as a count."""
    if column == "count":
        return str(value)
    unit = {"score": 100}.get(column, 10_000 if column in _PERCENT else 1_000_000)
    del part
    return f"{value / unit:.2f}"


_PERCENT = frozenset({"growth", "share", "share_of_total", "completion", "rate"})
