"""Amounts in sentences of which only a bound is known: the bound is told, a value if one speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.recognise.narrative.documents import PUBLISHED
from tests.recognise.narrative.documents import audited
from tests.recognise.narrative.documents import changed
from xls_juesuan.findings import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.document_pipeline import AuditedDocument
    from xls_juesuan.findings import Finding


def _failures(document: AuditedDocument) -> list[Finding]:
    return [one for one in document.audit.findings if one.outcome is Outcome.FAILED]


@pytest.fixture(scope="module")
def usual() -> set[str]:
    """Fingerprints of what is wrong with the document as it was published."""
    return {one.fingerprint for one in _failures(audited(PUBLISHED))}


_AMOUNT = "授予中小企业合同金额 138.39 万元, 占政府采购支出总额的 100.00%"


@pytest.mark.parametrize(
    ("old", "new", "value", "followers"),
    [
        # The percentage and two digits swapped say the same.
        (_AMOUNT, _AMOUNT.replace("138.39", "183.39"), "138.39", {"N106"}),
        # The percentage alone.
        (_AMOUNT, _AMOUNT.replace("138.39", "983.99"), "138.39", {"N106"}),
        (
            _AMOUNT,
            _AMOUNT.replace("138.39", "201.20").replace("100.00", "80.00"),
            "110.71",
            {"N106"},
        ),
        # The digits alone, and nothing at all.
        (_AMOUNT, "授予中小企业合同金额 183.39 万元", "138.39", set()),
        (_AMOUNT, "授予中小企业合同金额 967.13 万元", "", set()),
        ("授予小微企业合同金额 0.00", "授予小微企业合同金额 150.00", "0.00", {"N107"}),
    ],
)
def test_an_amount_above_what_it_is_part_of(
    tmp_path: Path, usual: set[str], old: str, new: str, value: str, followers: set[str]
) -> None:
    """One finding says the bound and never that there is one explanation only."""
    document = audited(changed(tmp_path, (old, new)))
    fresh = [one for one in _failures(document) if one.fingerprint not in usual]
    (lead,) = (one for one in fresh if not one.follows)
    assert "只有一种" not in lead.message
    assert "应不超过 138.4" in lead.message
    assert "应在" not in lead.message
    assert (f"应为 {value} 万元" in lead.message) == bool(value)
    assert ("应为" in lead.message) == bool(value)
    assert {one.code for one in fresh if one.follows} == followers
    assert {one.follows for one in fresh if one.follows} <= {lead.fingerprint}
    assert not any(explanation.is_only for explanation in lead.explanations)
