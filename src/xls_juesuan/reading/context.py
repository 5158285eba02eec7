"""Knows what stands around the table: name of the unit, year, period, unit of amount.

It reads the lines above the heading and the headings' own ``(元)`` marks, and weighs them
against the user's arguments. It refuses to guess: what is stated twice in conflict, or
nowhere, is a fault.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from xls_juesuan.messages import questions as ask
from xls_juesuan.money import FEN_PER_WAN
from xls_juesuan.money import FEN_PER_YUAN
from xls_juesuan.reading.cells import PROJECT
from xls_juesuan.reading.cells import split_code
from xls_juesuan.reading.cells import text_of

if TYPE_CHECKING:
    from xls_juesuan.reading.grid import Grid
    from xls_juesuan.reading.headings import SheetTable

FEN_PER_UNIT = {"元": FEN_PER_YUAN, "万元": FEN_PER_WAN}
_UNIT_KEYS = ("金额单位", "货币单位", "计量单位")
_NAME_KEYS = (
    "核算单位名称",
    "核算单位",
    "编制单位",
    "预算单位",
    "填报单位",
    "单位名称",
    "会计主体",
    "单位",
)
_YEAR_KEYS = (
    "会计年度",
    "核算年度",
    "会计期间",
    "核算期间",
    "所属期间",
    "查询期间",
    "年度",
    "期间",
    "日期范围",
    "日期",
)
_OTHER_KEYS = (
    "打印日期",
    "制表日期",
    "导出日期",
    "打印时间",
    "制表人",
    "打印人",
    "币种",
    "科目",
    "页",
    "账套",
    "账簿",
)
_ALL_KEYS = sorted((*_UNIT_KEYS, *_NAME_KEYS, *_YEAR_KEYS, *_OTHER_KEYS), key=len, reverse=True)
_KEY = re.compile(r"(?<![^\s(:;,])(" + "|".join(_ALL_KEYS) + r")\s*:\s*")
_AMOUNT_UNIT = re.compile(r"^(?:人民币)?(万元|千元|百元|亿元|元|圆|角|分)$")
_BARE_UNIT = re.compile(r"[(\s](?:单位:?)?(?:人民币)?(万元|千元|元)\)?$")
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_MONTH = re.compile(r"(?<!\d)(20\d{2})\s*[年.\-/]?\s*(0?[1-9]|1[0-2])(?:\s*月|(?![\d]))")
_MONTHS = re.compile(r"(20\d{2})\s*年?度?\s*(\d{1,2})\s*月?\s*[-—–~至到]\s*(\d{1,2})\s*月")
_DAY = r"20\d{2}\s*[年.\-/]?\s*\d{1,2}(?:\s*[月.\-/]\s*\d{1,2}\s*日?|\s*月)?"
#: 2024年度, 2024年12月 or a span alone in a cell; a single whole date may be that of printing.
_BARE_YEAR = re.compile(
    r"^(?:20\d{2}\s*(?:年度?|[年.\-/]\s*\d{1,2}\s*月?|年.*月)"
    rf"|{_DAY}\s*[-—–~至到]+\s*{_DAY})$"
)
#: What may follow a name after a blank: 某某局 2024年度.
_PERIOD_AFTER = re.compile(r"\s+(?=20\d{2})")
#: A period in brackets, or run together with the name: 某某局（2024年度）, 某某局2024年度.
_PERIOD_AT_END = re.compile(r"[(（]\s*(20\d{2}年度?|20\d{2}年.*月)\s*[)）]$|(20\d{2}年度)$")
#: A later part of a period that was written with wide blanks: 2024年1月  至  2024年12月.
_PERIOD_GOES_ON = re.compile(r"[\d年月日度.\-/—–~至到\s]+")
#: Who wrote it and when: what follows them says nothing of the ledger.
_MAKER_KEYS = ("打印日期", "制表日期", "导出日期", "打印时间", "制表人", "打印人")
_TITLE_YEAR = re.compile(r"(?<!\d)(20\d{2})\s*年?度?.{0,12}(?:账|帐|表|明细|凭证)$")


@dataclass(slots=True)
class Context:
    """What the lines above one table state; each list in the order of reading."""

    amount_units: list[str] = field(default_factory=list)
    unit_names: list[str] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    #: First and last month of the stated period, (year, month); empty when none is stated.
    months: list[tuple[int, int]] = field(default_factory=list)


def read_context(grid: Grid, table: SheetTable) -> Context:
    """Read what stands above the heading of a table, and the unit marks in its headings."""
    context = Context()
    for row in grid.rows[: table.heading.start]:
        texts = [text for text in (text_of(cell) for cell in row) if text]
        _read_line(context, texts)
    for meaning in table.heading.meanings:
        if meaning is not None and meaning.unit:
            context.amount_units.append(meaning.unit)
    return context


def _read_line(context: Context, texts: list[str]) -> None:
    for position, text in enumerate(texts):
        # A full-width blank between two statements is as good as two half-width ones.
        plain = unicodedata.normalize("NFKC", text.replace("\u3000", "  "))
        keys = list(_KEY.finditer(plain))
        if not keys:
            _read_title(context, plain)
        for number, key in enumerate(keys):
            end = keys[number + 1].start() if number + 1 < len(keys) else len(plain)
            value, *rest = _statements(key.group(1), plain[key.end() : end])
            for other in rest:
                _read_title(context, other)
            source = text
            if not value and number + 1 == len(keys) and position + 1 < len(texts):
                source = texts[position + 1]
                value = unicodedata.normalize("NFKC", source).strip()
                value = "" if _KEY.search(value) else value
            name = _as_written(source, value) if key.group(1) in _NAME_KEYS else value
            _take(context, key.group(1), name)


def _statements(key: str, text: str) -> list[str]:
    """Split what follows a key at wide blanks: its value, and what else the cell states."""
    value, *rest = re.split(r"\s{2,}", text.strip())
    while key in _YEAR_KEYS and rest and _PERIOD_GOES_ON.fullmatch(rest[0]):
        value = f"{value} {rest.pop(0)}"
    return [_trim(value), *([] if key in _MAKER_KEYS else map(_trim, rest))]


def _trim(value: str) -> str:
    """Drop what separates statements; a bracket only where it was opened before the value."""
    value = value.strip(" ;,")
    return value if value.count("(") >= value.count(")") else value.rstrip(" ;,)")


def _as_written(text: str, value: str) -> str:
    """The part of a text that became ``value``; names keep their full-width brackets."""
    if unicodedata.normalize("NFKC", text) == text:
        return value
    kept = [(unicodedata.normalize("NFKC", letter), letter) for letter in text]
    for start in range(len(kept)):
        plain = written = ""
        for each, letter in kept[start:]:
            plain, written = plain + each, written + letter
            if plain == value:
                return written
            if not value.startswith(plain):
                break
    return value


def _read_title(context: Context, plain: str) -> None:
    text = plain.strip()
    if _BARE_YEAR.match(text):
        _take_period(context, text)
        return
    unit = _BARE_UNIT.search(text)
    if unit:
        context.amount_units.append(unit.group(1))
        text = text[: unit.start()].strip()
    found = _TITLE_YEAR.search(text)
    if found:
        context.years.append(int(found.group(1)))


def _take_period(context: Context, text: str) -> None:
    years = sorted({int(year) for year in _YEAR.findall(text)})
    # A period that runs over two years states no report year.
    context.years += years if len(years) == 1 else []
    ranges = _MONTHS.findall(text)
    context.months += [(int(year), int(month)) for year, *both in ranges for month in both]
    if not ranges:
        context.months += [(int(year), int(month)) for year, month in _MONTH.findall(text)]


def _take(context: Context, key: str, value: str) -> None:
    if not value:
        return
    unit = _AMOUNT_UNIT.match(value)
    if unit and (key in _UNIT_KEYS or key in _NAME_KEYS):
        context.amount_units.append("元" if unit.group(1) == "圆" else unit.group(1))
    elif key in _NAME_KEYS:
        _take_name(context, value)
    elif key in _YEAR_KEYS:
        _take_period(context, value)


def _take_name(context: Context, value: str) -> None:
    """Take a name of the unit, and the period that may stand behind it in the same cell."""
    value, *rest = _PERIOD_AFTER.split(value, maxsplit=1)
    found = _PERIOD_AT_END.search(value)
    if found and found.start():
        rest.append(found.group(1) or found.group(2))
        value = value[: found.start()].strip()
    code, name = split_code(value, PROJECT)
    context.unit_names.append(name if code and name else value)
    for text in rest:
        _read_title(context, text)


def decide_year(
    contexts: list[Context], rows_by_year: dict[str, int], given: int | None, file: str
) -> tuple[int, str]:
    """Decide the report year and how it is known (``argument``, ``stated`` or ``dates``).

    Args:
        contexts: what stands above each table.
        rows_by_year: how many dated lines fall in each year.
        given: the user's argument.
        file: name of the file, for the message.

    Raises:
        UserError: it cannot be decided, or the asked year is not in the ledger.
    """
    stated = sorted({year for context in contexts for year in context.years})
    if given is not None:
        known = sorted(rows_by_year) or [str(year) for year in stated]
        if known and str(given) not in known:
            raise ask.year_not_in_ledger(given, known)
        if len(stated) == 1 and given != stated[0]:
            raise ask.year_not_in_ledger(given, [str(stated[0])])
        return given, "argument"
    if len(stated) > 1:
        raise ask.years_stated_differ(stated, file)
    if stated:
        if rows_by_year and str(stated[0]) not in rows_by_year:
            raise ask.year_contradicts_dates(stated[0], sorted(rows_by_year))
        return stated[0], "stated"
    if not rows_by_year:
        raise ask.year_unstated(file)
    if len(rows_by_year) > 1:
        raise ask.years_undecided(rows_by_year)
    return int(next(iter(rows_by_year))), "dates"
