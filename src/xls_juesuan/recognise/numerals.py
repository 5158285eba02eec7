"""Years in Chinese numerals: 二〇二三年度.

It knows how the digits are written and mistyped; it refuses to know what years are of.
"""

from __future__ import annotations

import re

#: Digits by the sign that stands for them.
DIGITS = {digit: str(value) for value, digit in enumerate("〇一二三四五六七八九")}
DIGITS |= dict.fromkeys("零○OＯ０", "0")
_YEAR = re.compile(rf"二[{''.join(DIGITS)}0]{{3}}(?=年)")


def arabic_years(text: str) -> str:
    """Write years in arabic numerals; every letter keeps its place."""
    return _YEAR.sub(lambda found: "".join(DIGITS.get(sign, sign) for sign in found[0]), text)
