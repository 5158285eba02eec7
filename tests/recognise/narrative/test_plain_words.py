"""What a finding about a sentence says is what a reader sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.recognise.narrative.documents import audited
from tests.recognise.narrative.documents import changed
from xls_juesuan.findings import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.findings import Finding


def _finding(folder: Path, code: str, old: str, new: str) -> Finding:
    found = audited(changed(folder, (old, new))).audit.findings
    return next(
        one
        for one in found
        if one.code == code and one.outcome is Outcome.FAILED and not one.follows
    )


def test_a_sentence_against_its_table_is_told_as_it_fails(tmp_path: Path) -> None:
    """The two figures are named; no range stands beside what the table prints."""
    finding = _finding(tmp_path, "N053", "公用经费 192.09", "公用经费 129.09")
    assert "合在一起" not in finding.message
    assert "129.09 万元" in finding.message
    assert "应为 192.09 万元" in finding.message
    assert "之间" not in finding.message


def test_a_change_and_its_rate_are_both_put_in_question(tmp_path: Path) -> None:
    """Nothing says which of both is wrong: each is told what it should be beside the other."""
    finding = _finding(tmp_path, "N111", "增加 185.96 万元", "增加 158.96 万元")
    rate, _, amount = finding.message.partition("百分比没有写错的")
    assert "写的是 增长 3033.57%" in rate
    assert "应为 增加 185.96 万元，写的是 增加 158.96 万元" in amount


def test_directions_are_words(tmp_path: Path) -> None:
    """A sentence has 减少 and 下降, and so has what is said of it."""
    finding = _finding(tmp_path, "N118", "增加 185.96 万元", "减少 185.96 万元")
    assert "减少 185.96 万元" in finding.message
    assert "增长 3033.57%" in finding.message
    assert "-" not in finding.message
