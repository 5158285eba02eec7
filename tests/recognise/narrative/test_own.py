"""The explanation that the program writes itself is read to the last figure, and is in order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.institution.example import write_balances
from tests.institution.example import write_supplement
from tests.recognise.narrative.documents import audited
from tests.recognise.narrative.documents import figures
from xls_juesuan.accounts import FillRequest
from xls_juesuan.findings import Outcome
from xls_juesuan.pipeline import fill

if TYPE_CHECKING:
    from xls_juesuan.document_pipeline import AuditedDocument

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"


def _published(ledger: Path, supplement: Path, folder: Path) -> AuditedDocument:
    accounts, _ = fill(FillRequest(ledger, supplement, output=folder, word=True))
    assert accounts.published is not None
    return audited(accounts.published.document)


def _failed(document: AuditedDocument) -> set[str]:
    return {
        one.code
        for one in document.audit.findings
        if one.outcome is Outcome.FAILED and one.code.startswith("N")
    }


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> AuditedDocument:
    """The example's document."""
    folder = tmp_path_factory.mktemp("agency")
    return _published(EXAMPLES / "ledger.xlsx", EXAMPLES / "supplement.xlsx", folder)


@pytest.fixture(scope="module")
def institution(tmp_path_factory: pytest.TempPathFactory) -> AuditedDocument:
    """The document of a public institution with government funds and state capital."""
    folder = tmp_path_factory.mktemp("institution")
    ledger, supplement = folder / "台账.xlsx", folder / "补充资料.xlsx"
    write_balances(ledger)
    write_supplement(supplement)
    return _published(ledger, supplement, folder)


def test_every_sentence_of_our_own_is_read(
    agency: AuditedDocument, institution: AuditedDocument
) -> None:
    """No amount is left over; each section gives its figures."""
    for document in (agency, institution):
        left = [one for one in document.recognised.not_recognised if one.kind == "sentence"]
        assert left == []
    found = figures(agency.recognised)
    assert found["narrative[totals].amount"] == "411.91"
    assert found["narrative[agency_running_cost].growth"] == "3033.57"
    assert found["narrative_projects[1].score"] == "91.51"
    assert len(found) > 100
    of_funds = figures(institution.recognised)
    assert of_funds["narrative[fund_closing].amount"] == "16.50"
    assert of_funds["narrative_fund_items[2296004].amount"] == "61.00"
    assert of_funds["narrative[state_capital_project].amount"] == "11.80"


def test_our_own_texts_are_in_order(agency: AuditedDocument, institution: AuditedDocument) -> None:
    """Nothing that the program writes breaks a rule on explanations.

    The example's supplement tells of an evaluation and then of no result, as was published.
    """
    assert _failed(agency) == {"N422"}
    assert _failed(institution) == set()
