"""What is said of explanations."""

from __future__ import annotations

from xls_juesuan.messages import narrative as say


def test_a_page_with_many_mistyped_words_is_named_once() -> None:
    """Places are pages in a PDF: the same one again and again says nothing."""
    where = ["第24页"] * 7 + ["第25页"]
    assert say.mistyped("反应", "反映", where, 8) == "第24页、第25页的“反应”应为“反映”，共 8 处"
