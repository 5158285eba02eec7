"""What ``xlj fill`` publishes, printed as PDF by LibreOffice, reads back as it was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.office.recalculation import to_pdf
from tests.recognise.documents import figures
from tests.recognise.documents import recognised
from tests.recognise.text_documents import write_word
from xls_juesuan.accounts import FillRequest
from xls_juesuan.document_pipeline import AuditRequest
from xls_juesuan.document_pipeline import audit_document
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.money import round_half_away
from xls_juesuan.pipeline import fill

if TYPE_CHECKING:
    from xls_juesuan.document_pipeline import AuditedDocument
    from xls_juesuan.model import CellKey
    from xls_juesuan.tables.tableset import TableSet

pytestmark = pytest.mark.office
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def printed(tables: TableSet) -> dict[tuple[str, str, str], int]:
    """Every figure as 万元 with two decimals prints it."""
    rounded = {
        key: round_half_away(fen, FEN_PER_PRINTED_STEP) for key, fen in figures(tables).items()
    }
    return {key: fen for key, fen in rounded.items() if fen}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[TableSet, Path, Path]:
    """The tables of the example, its document as Word and as PDF."""
    request = FillRequest(
        EXAMPLES / "ledger.xlsx",
        EXAMPLES / "supplement.xlsx",
        output=tmp_path_factory.mktemp("published"),
        word=True,
        pdf=True,
    )
    accounts, _ = fill(request)
    assert accounts.published is not None
    assert accounts.published.pdf is not None
    return accounts.tables, accounts.published.document, accounts.published.pdf


def failures(audited: AuditedDocument) -> set[tuple[str, str, tuple[CellKey, ...]]]:
    """Errors and warnings; what their words say of places is the file's own."""
    return {
        (finding.code, finding.table, finding.cells)
        for finding in audited.audit.findings
        if finding.outcome is Outcome.FAILED and finding.severity is not Severity.NOTICE
    }


def notices(audited: AuditedDocument) -> set[tuple[str, tuple[CellKey, ...]]]:
    """Notices of what failed."""
    return {
        (finding.code, finding.cells)
        for finding in audited.audit.findings
        if finding.outcome is Outcome.FAILED and finding.severity is Severity.NOTICE
    }


def test_word_and_pdf_hold_the_same_figures_as_the_workbook(
    published: tuple[TableSet, Path, Path],
) -> None:
    """All nine tables, figure by figure, and nothing that was not recognised."""
    tables, word, pdf = published
    for path in (word, pdf):
        document = recognised(path)
        assert figures(document.tables) == printed(tables)
        assert not document.missing


def test_word_and_pdf_have_the_same_findings(published: tuple[TableSet, Path, Path]) -> None:
    """What one says of the document, the other says."""
    _, word, pdf = published
    assert failures(audit_document(AuditRequest(word))) == failures(
        audit_document(AuditRequest(pdf))
    )


def test_tables_that_go_on_over_pages_are_one_in_a_pdf(tmp_path: Path) -> None:
    """Pages end anywhere and repeat no heading: every row is found under its columns."""
    accounts, _ = fill(FillRequest(EXAMPLES / "ledger.xlsx", output=tmp_path))
    word = write_word(tmp_path / "公开.docx", accounts.tables, size=6)
    document = recognised(to_pdf(word, tmp_path / "pdf"))
    assert figures(document.tables) == printed(accounts.tables)
    assert not document.missing


def test_the_whole_workbook_printed_as_pdf_has_the_same_findings(tmp_path: Path) -> None:
    """Working sheets and all: what is wrong is what is wrong in the workbook itself."""
    request = FillRequest(
        EXAMPLES / "ledger.xlsx", EXAMPLES / "supplement.xlsx", output=tmp_path / "公开.xlsx"
    )
    _, workbook = fill(request)
    pdf = audit_document(AuditRequest(to_pdf(workbook, tmp_path / "pdf")))
    found = audit_document(AuditRequest(workbook))
    assert failures(pdf) == failures(found)
    assert notices(pdf) == notices(found)
    assert len(pdf.recognised.forms) == 6
    assert pdf.recognised.not_recognised == ()
