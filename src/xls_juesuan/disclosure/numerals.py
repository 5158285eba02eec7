"""Chinese numerals, as headings count."""

from __future__ import annotations

import re

_DIGITS = "〇一二三四五六七八九"
_MONTH = re.compile(r"(\d{4})年0?(\d{1,2})月")


def chinese_numeral(number: int) -> str:
    """Write a number from 1 to 199 as headings count: 一, 十, 十二, 二十, 一百零三."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if hundreds and not tens and ones:
        text += "零"
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    return text + (_DIGITS[ones] if ones else "")


def chinese_month(text: str) -> str:
    """Write a month as covers do: 2025年09月 is 二〇二五年九月; any other text stays as it is."""
    found = _MONTH.fullmatch(text)
    if found is None:
        return text
    year, month = found.groups()
    return f"{''.join(_DIGITS[int(digit)] for digit in year)}年{chinese_numeral(int(month))}月"
