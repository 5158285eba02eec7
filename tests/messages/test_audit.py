"""Sentences of the audit."""

from __future__ import annotations

from xls_juesuan.messages.audit import verdict_text


def test_a_verdict_says_what_is_left_to_read_and_what_was_not_checked() -> None:
    """Publishable is not the whole truth while notices stand and rules were not checked."""
    assert verdict_text("publishable", 2, 11) == (
        "可以公开：没有错误和警告；提示 2 条供参考，11 条无法核对。"
    )


def test_a_verdict_names_no_zero() -> None:
    """What does not occur is not counted."""
    assert verdict_text("publishable", 0, 0) == "可以公开：没有错误和警告。"
    assert verdict_text("has_errors", 0, 3) == "暂不能公开：有必须改正的错误；3 条无法核对。"
