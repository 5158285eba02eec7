"""Knows the rows of a printed ledger that are no entries: totals, carried-over lines, headings.

A text counts only when it matches whole: 支付本月合计用电 is a narration, 本月合计 is not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.reading.cells import text_of
from xls_juesuan.reading.columns import normalise_heading

if TYPE_CHECKING:
    from xls_juesuan.reading.headings import SheetTable

_WHEN = r"(?:20\d\d年度?)?(?:\d{1,2}月份?)?"
_SPAN = r"(?:本日|本旬|本月|本季|本季度|本年|本期|当前|当日|当月|当年|全年|本页|借方|贷方)?"
_WHAT = r"(?:合计|累计|发生额|余额|结存|小计)"
_FIXED = (
    r"日计|月计|年计|总计|大计|共计|过次页|承前页|转下页|承上页|"
    r"(?:期初|期末|年初|年末|月初|月末)(?:余额|结存)|上年结转|上年余额|结转下年|承前余额|结转余额"
)
_SUBTOTAL = re.compile(rf"^{_WHEN}(?:{_SPAN}{_WHAT}|{_FIXED})[数额]?:?$")
#: Where there is no account a total may carry a name of its own: 预算支出类合计.
_NAMED_TOTAL = re.compile(r"^.{0,16}(?:合计|小计|总计|累计)[数额]?:?$")
#: No entry is called so, even where it has a date; 结转下年 or 余额 might be one.
_SUM_OF_PERIOD = re.compile(
    rf"^{_WHEN}{_SPAN}(?:合计|累计|小计|发生额)[数额]?:?$"
    r"|^(?:日计|月计|年计|总计|共计|过次页|承前页|转下页|承上页):?$"
)
_GRAND_TOTAL = re.compile(r"^(?:合计|总计|共计|大计)[数额]?:?$")
_OPENING = re.compile(r"^(?:年初|期初)(?:余额|结存)[数额]?:?$|^上年(?:结转|余额)[数额]?:?$")


#: Every text that is meant here has one of these letters, and most narrations have none.
_TELLING = re.compile("[计额存页转]")


def _compact(text: str) -> str:
    return normalise_heading(text)[0]


def is_subtotal(text: str, *, named: bool = False) -> bool:
    """Whether the whole text names a total; ``named`` admits totals with a name of their own."""
    if not _TELLING.search(text):
        return False
    compact = _compact(text)
    return bool(_SUBTOTAL.match(compact) or (named and _NAMED_TOTAL.match(compact)))


def is_sum_of_period(text: str) -> bool:
    """Whether the whole text names the sum of a day, month, year or page."""
    return bool(_TELLING.search(text) and _SUM_OF_PERIOD.match(_compact(text)))


def is_grand_total(text: str) -> bool:
    """Whether the whole text names the total of the table."""
    return bool(_TELLING.search(text) and _GRAND_TOTAL.match(_compact(text)))


def is_opening(text: str) -> bool:
    """Whether the whole text names the position at the start of the year."""
    return bool(_TELLING.search(text) and _OPENING.match(_compact(text)))


def find_repeated_headings(table: SheetTable) -> set[int]:
    """Find positions of body rows that print the heading again."""
    heading = table.heading
    rows = table.grid.rows[heading.start : heading.end]
    printed = [[_compact(text_of(cell)) for cell in row] for row in rows]
    anchor = table.columns.get("account", 0)
    words = {row[anchor] for row in printed} | {row[0] for row in printed}
    candidates = table.column(anchor).positions(
        lambda cell: cell == "" or (cell.__class__ is str and _compact(cell) in words)
    )
    return {at for at in candidates if any(_repeats(table.row(at), line) for line in printed)}


def _repeats(row: list[Any], line: list[str]) -> bool:
    wanted = [(cell, want) for cell, want in zip(row, line, strict=True) if want]
    # Blank cells say nothing, and most rows without an account have many.
    filled = [(cell, want) for cell, want in wanted if cell != ""]
    if len(wanted) < 2 or len(filled) * 3 < len(wanted) * 2:
        return False
    left = len(filled)
    for cell, want in filled:
        left -= not _says(cell, want)
        if left * 3 < len(wanted) * 2:
            return False
    return True


def _says(cell: object, want: str) -> bool:
    if cell.__class__ is float and not want[0].isdigit():
        return False
    return _compact(text_of(cell)) == want
