"""Knows months: of which period a row, a sheet or a line above the table speaks.

A period is a year (0 where unknown) with its first and last month; month 13 is the adjustment
period some products close the year in, 0 the opening position. It refuses to know amounts.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.reading.cells import compact_of
from xls_juesuan.reading.cells import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

_YEAR = r"(?:(20\d{2})年?度?[./\-_]?)?"
_MONTH = r"第?(\d{1,2})(?:月份?|期)?"
_SINGLE = re.compile(rf"^{_YEAR}{_MONTH}$")
_RANGE = re.compile(rf"^{_YEAR}{_MONTH}(?:-|—|–|~|至|到)+{_YEAR}{_MONTH}$")
_IN_NAME = re.compile(r"(?<!\d)(1[0-3]|0?[1-9])月")
_RANGE_IN_NAME = re.compile(r"(?<!\d)(1[0-2]|0?[1-9])月?(?:-|—|–|~|至|到)+(1[0-3]|0?[1-9])月")
_DIGITS_NAME = re.compile(r"^(?:20\d{2})?[年.\-_]?(1[0-3]|0?[1-9])$")
_WHOLE_YEAR = re.compile(r"全年|年度|本年|汇总|累计")
_ADJUSTMENT = re.compile(r"调整期|十三月|13月")
_CHINESE = {
    **{name: number for number, name in enumerate("一二三四五六七八九十", 1)},
    "十一": 11,
    "十二": 12,
}
_CHINESE_MONTH = re.compile(r"(十[一二]?|[一二三四五六七八九])月")
ADJUSTMENT = 13


class Period(NamedTuple):
    """Year, first and last month; all 0 where nothing is said."""

    year: int = 0
    first: int = 0
    last: int = 0

    @property
    def is_known(self) -> bool:
        """Whether a month is said."""
        return self.last > 0


UNKNOWN = Period()


def period_of_cell(cell: object) -> Period:
    """Read a cell of a column of periods: 12, 202412, 2024-12, 12月, 1-12, 调整期."""
    if isinstance(cell, dt.date):
        return Period(cell.year, cell.month, cell.month)
    if isinstance(cell, float) and not cell.is_integer():
        # As a number 2024.10 has lost its zero.
        return period_of_text(f"{cell:.2f}")
    return period_of_text(text_of(cell))


def period_of_text(text: str) -> Period:
    """Read a text that is a period and nothing else."""
    plain = compact_of(text)
    if _ADJUSTMENT.search(plain):
        return Period(_year(plain), ADJUSTMENT, ADJUSTMENT)
    found = _RANGE.match(plain)
    if found:
        year, first, other, last = found.groups()
        return _period(year or other, int(first), int(last))
    found = _SINGLE.match(plain)
    if found:
        year, month = found.groups()
        return _period(year, int(month), int(month))
    if _WHOLE_YEAR.fullmatch(plain):
        return Period(0, 1, 12)
    return UNKNOWN


def _year(text: str) -> int:
    found = re.search(r"(?<!\d)20\d{2}(?!\d)", text)
    return int(found.group()) if found else 0


def _period(year: str | None, first: int, last: int) -> Period:
    if not 0 <= first <= last <= ADJUSTMENT:
        return UNKNOWN
    return Period(int(year or 0), first, last)


def period_column(cells: Sequence[Any], years: Sequence[str]) -> list[Period]:
    """Read a column of periods beside a column of years; a blank is as the cell above it."""
    memo: dict[tuple[type, Any, str], Period] = {}
    periods: list[Period] = []
    above: tuple[Any, str] = ("", "")
    for one, stated in zip(cells, years, strict=True):
        # One cell may be merged over all rows of a month.
        cell, year = (one if one != "" else above[0]), stated or above[1]
        above = cell, year
        key = (cell.__class__, cell, year)
        if key not in memo:
            period = period_of_cell(cell)
            digits = year[:4] if year[:4].isdigit() and len(year[:4]) == 4 else "0"
            memo[key] = period._replace(year=period.year or int(digits))
        periods.append(memo[key])
    return periods


def period_of_sheet(name: str) -> Period:
    """Read the name of a sheet: 1月, 2024年1月份 支出明细表, 十二月, 01, 全年."""
    plain = compact_of(name)
    found = _RANGE_IN_NAME.search(plain)
    if found:
        return Period(_year(plain), int(found.group(1)), int(found.group(2)))
    if _ADJUSTMENT.search(plain):
        return Period(_year(plain), ADJUSTMENT, ADJUSTMENT)
    found = _IN_NAME.search(plain) or _DIGITS_NAME.match(plain)
    month = int(found.group(1)) if found else 0
    if not month:
        chinese = _CHINESE_MONTH.search(plain)
        month = _CHINESE[chinese.group(1)] if chinese else 0
    if month:
        return Period(_year(plain), month, month)
    return Period(_year(plain), 1, 12) if _WHOLE_YEAR.search(plain) else UNKNOWN


def period_above(months: Sequence[tuple[int, int]]) -> Period:
    """Give the period that the lines above a table state, as (year, month) of both ends."""
    if not months or len({year for year, _ in months}) > 1:
        return UNKNOWN
    return Period(
        months[0][0], min(month for _, month in months), max(month for _, month in months)
    )


def missing_months(periods: Sequence[Period]) -> list[int]:
    """Months from January to December that none of the periods covers."""
    covered = {month for one in periods for month in range(one.first, one.last + 1)}
    return [month for month in range(1, 13) if month not in covered]


def overlap(periods: Sequence[Period]) -> bool:
    """Whether any month lies in two of the periods."""
    months = [month for one in periods for month in range(one.first, one.last + 1)]
    return len(months) != len(set(months))
