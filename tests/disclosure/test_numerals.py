"""Numerals as headings and covers have them."""

from __future__ import annotations

import pytest

from xls_juesuan.disclosure.numerals import chinese_month
from xls_juesuan.disclosure.numerals import chinese_numeral


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (99, "九十九"),
        (103, "一百零三"),
        (110, "一百一十"),
    ],
)
def test_headings_count_in_chinese(number: int, text: str) -> None:
    """Ten has no one before it, and a gap is said."""
    assert chinese_numeral(number) == text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("2025年09月", "二〇二五年九月"),
        ("2030年12月", "二〇三〇年十二月"),
        ("", ""),
        ("2025-09", "2025-09"),
    ],
)
def test_the_cover_writes_the_month_in_chinese(typed: str, printed: str) -> None:
    """What is no month stays as it was typed."""
    assert chinese_month(typed) == printed
