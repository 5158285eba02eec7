"""The month in which a document was published, as its cover states it.

It knows how covers write months; it refuses to know what is inside.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from xls_juesuan.recognise.numerals import DIGITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.recognise.page import PrintedPage

#: No cover has more lines.
_MOST_LINES = 15
_MONTHS = {
    month: number
    for number, month in enumerate(
        ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"), 1
    )
}
_DATE = re.compile(
    r"([〇零○O\d一二三四五六七八九]{4})年(\d{1,2}|[一二三四五六七八九十]{1,2})月(?:.{1,3}日)?"
)


def published_month(pages: Sequence[PrintedPage]) -> int | None:
    """Give the month as 202509; ``None`` where no cover states it."""
    for page in pages[:1]:
        for line in range(min(page.lines, _MOST_LINES)):
            texts = [text for _, text in page.filled(line)]
            month = read_cover_month(texts[0]) if len(texts) == 1 else None
            if month is not None:
                return month
    return None


def read_cover_month(text: str) -> int | None:
    """Read a month in numerals of either kind; ``None`` of anything else."""
    found = _DATE.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if found is None:
        return None
    year = "".join(DIGITS.get(digit, digit) for digit in found[1])
    month = _MONTHS.get(found[2]) or (int(found[2]) if found[2].isdecimal() else 0)
    return int(year) * 100 + month if year.isdecimal() and 0 < month <= 12 else None
