"""Amounts whose unit was mistyped: one finding names the unit, and what it breaks follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.recognise.narrative.documents import PUBLISHED
from tests.recognise.narrative.documents import audited
from tests.recognise.narrative.documents import changed
from tests.recognise.narrative.documents import failed
from xls_juesuan.findings import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.document_pipeline import AuditedDocument
    from xls_juesuan.findings import Finding


@pytest.fixture(scope="module")
def usual() -> set[str]:
    """Fingerprints of what is wrong with the document as it was published."""
    return {one.fingerprint for one in _failures(audited(PUBLISHED))}


def _failures(document: AuditedDocument) -> list[Finding]:
    return [one for one in document.audit.findings if one.outcome is Outcome.FAILED]


@pytest.mark.parametrize(
    ("old", "new", "followers"),
    [
        ("财政拨款收入 411.91 万元", "财政拨款收入 411.91 元", {"N011", "N101"}),
        ("财政拨款收入 411.91 万元", "财政拨款收入 411.91 亿元", {"N011", "N101"}),
        # A change, which no table shows.
        ("增加 185.96 万元", "增加 185.96 元", {"N111"}),
        # Both stand in sums; the amount in the unusual unit is the wrong one.
        ("采购支出总额 138.39 万元", "采购支出总额 138.39 元", {"N106", "N151", "N152"}),
        ("政府采购货物支出 0.09 万元", "政府采购货物支出 0.09 元", {"N151"}),
        ("执行数为 20.85 万元", "执行数为 20.85 元", {"A045", "N161"}),
        # Said elsewhere as well: no relation sees it.
        ("支出决算为 411.91 万元", "支出决算为 411.91 元", set()),
    ],
)
def test_a_wrong_unit_is_one_finding(
    tmp_path: Path, usual: set[str], old: str, new: str, followers: set[str]
) -> None:
    """The unit is named, and whatever fails for it alone follows, so it counts once."""
    document = audited(changed(tmp_path, (old, new)))
    (lead,) = failed(document, "N404")
    fresh = [one for one in _failures(document) if one.fingerprint not in usual]
    assert "单位应为万元" in lead.message
    assert {one.code for one in fresh} == followers | {"N404"}
    assert {one.follows for one in fresh if one is not lead} <= {lead.fingerprint}


def test_amounts_of_one_sentence_are_put_right_together(tmp_path: Path) -> None:
    """A total and its change in the same wrong unit have the right rate: both are named."""
    path = changed(
        tmp_path,
        (
            "年度收、支总计均为 411.91 万元。与上年度相比，收、支总计各减少 42.28 万元",
            "年度收、支总计均为 411.91 元。与上年度相比，收、支总计各减少 42.28 元",
        ),
    )
    document = audited(path)
    assert {one.subject for one in failed(document, "N404")} == {"totals/amount", "totals/change"}
    (follower,) = failed(document, "N001")
    assert follower.follows


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        # Digits and unit are both wrong: nobody knows the right ones.
        ("财政拨款收入 411.91 万元", "财政拨款收入 401.91 元", {"N011", "N101"}),
        ("财政拨款收入 411.91 万元", "财政拨款收入 419.11 万元", {"N011", "N101"}),
    ],
)
def test_what_another_unit_does_not_mend_is_a_wrong_figure(
    tmp_path: Path, old: str, new: str, codes: set[str]
) -> None:
    """Where the digits agree with nothing, the unit is not accused."""
    document = audited(changed(tmp_path, (old, new)))
    assert failed(document, "N404") == []
    assert {one.code for one in failed(document, *codes)} == codes


def test_another_unit_that_is_meant_is_in_order(tmp_path: Path, usual: set[str]) -> None:
    """Amounts in yuan beside amounts in ten thousands say what the tables say."""
    path = changed(
        tmp_path,
        ("财政拨款收入 411.91 万元", "财政拨款收入 4,119,100 元"),
        ("3. 公务接待费预算为 1.00 万元", "3. 公务接待费预算为 10000 元"),
        ("增加 185.96 万元", "增加 1859600 元"),
    )
    fresh = [one.code for one in _failures(audited(path)) if one.fingerprint not in usual]
    assert fresh == []
