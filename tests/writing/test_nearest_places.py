"""Whatever an audit finds leads to a place that the review has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from tests.recognise.documents import EXAMPLES
from tests.recognise.documents import exact_tables
from tests.recognise.text_documents import write_page
from xls_juesuan.accounts import FillRequest
from xls_juesuan.document_pipeline import AuditRequest
from xls_juesuan.document_pipeline import review_document
from xls_juesuan.findings import Finding
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.model import Source
from xls_juesuan.pipeline import fill
from xls_juesuan.supplement import Supplement
from xls_juesuan.writing.nearest_places import NearestPlaces

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook.workbook import Workbook

#: Columns of 审核: severity, code, problem, place.
_CODE, _PROBLEM, _PLACE = 1, 2, 3


def own(folder: Path) -> Path:
    """What the program itself fills, whose supplement contradicts itself."""
    request = FillRequest(
        EXAMPLES / "ledger.xlsx", supplement=EXAMPLES / "supplement.xlsx", output=folder / "o.xlsx"
    )
    return fill(request)[1]


def page(folder: Path) -> Path:
    """A web page that lacks a table, prints a label twice, and says odd things."""
    path = write_page(folder / "公开.html", exact_tables())
    text = path.read_text(encoding="utf-8")
    start, end = text.index("<p>国有资本"), text.index("<p>一般公共预算财政拨款“三公”")
    text = text[:start] + text[end:].replace("公开 09 表", "公开 07 表")
    sentence = "<p>第四部分 名词解释</p><p>基本支出：反应单位的支出。XX单位没有其他收入。</p>"
    path.write_text(text.replace("</body>", f"{sentence}</body>"), encoding="utf-8")
    return path


def links(review: Workbook) -> dict[str, tuple[str, str]]:
    """Sheet and cell that the line of each rule leads to, by what it says."""
    found = {}
    for row in review["审核"].iter_rows(min_row=4):
        link = row[_PLACE].hyperlink
        sheet, _, cell = (link.location if link else "").rpartition("!")
        if row[_CODE].value and row[0].value:
            found[f"{row[_CODE].value} {row[_PROBLEM].value}"] = (sheet.strip("'"), cell)
    return found


@pytest.mark.parametrize("document", [own, page])
def test_every_finding_leads_to_a_place_of_the_review(tmp_path: Path, document: object) -> None:
    """A link stands beside whatever failed, and no link leads nowhere."""
    assert callable(document)
    audited, path = review_document(AuditRequest(document(tmp_path), output=tmp_path / "r.xlsx"))
    review = load_workbook(path)

    found = links(review)

    led = {sheet for sheet, _ in found.values()} - {""}
    assert led <= set(review.sheetnames)
    failed = [one for one in audited.audit.findings if one.outcome is Outcome.FAILED]
    assert failed
    for one in failed:
        at = next(target for said, target in found.items() if said.startswith(one.code))
        assert at[0], one.code
        assert review[at[0]][at[1]].value is not None or one.cells, one.code


def finding(subject: str = "", *sources: Source, table: str = "narrative") -> Finding:
    """Something seen in a document."""
    return Finding(
        "N422",
        Severity.WARNING,
        Outcome.FAILED,
        "题",
        "文",
        table=table,
        sources=sources,
        subject=subject,
    )


def test_what_a_workbook_of_the_program_states_leads_to_its_field() -> None:
    """A row of its 补充资料 is the same field on the 补充资料 of the review."""
    source = Source("o.xlsx", "补充资料", 40)
    supplement = Supplement("o.xlsx", {"unit.name": "某局"}, sources={"unit.name": source})

    target = NearestPlaces(exact_tables(), supplement).of(finding("evaluation", source))

    assert target == ("补充资料", "C4")
