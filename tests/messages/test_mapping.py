"""What is said of a mapping."""

from __future__ import annotations

from xls_juesuan.messages.mapping import unknown_role
from xls_juesuan.messages.reading import partial_period


def test_an_unknown_word_is_answered_with_the_nearest_ones() -> None:
    """A dozen words with the likely one among the first, not all there are."""
    error = unknown_role("列对照.toml", "C", "科目编马")
    words = error.how.removeprefix("列的含义可以写：").split(" 等；")[0].split("、")
    assert len(words) == 12
    assert "会计科目编码" in words[:2]


def test_a_period_stands_apart_from_its_sentence() -> None:
    """Digits have a blank on both sides."""
    assert "期间是 2024 年 12 月" in partial_period("2024 年 12 月", "").paragraph
