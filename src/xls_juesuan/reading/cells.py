"""Knows how one cell is read: as text, as a code with or without a name, as a date.

It refuses to know amounts (see ``amounts``) and which column a cell comes from.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.reading.words import ledger_words

if TYPE_CHECKING:
    from xls_juesuan.reading.column import Column

#: Code and name are told apart differently where codes have inner marks (accounts) or may be
#: followed by names that begin with a digit (projects).
ACCOUNT = "account"
CLASSIFICATION = "classification"
PROJECT = "project"

#: 201.03.01, 302-01 and 20103.01: every level below the first has two digits.
_LEVELS = r"(?:\d{3}(?:[.\-·](?!00)\d{2}){1,2}|2\d{4}[.\-·](?!00)\d{2})"
_CODE = {
    ACCOUNT: r"\d+(?:[.\-]\d+)*",
    CLASSIFICATION: rf"(?:{_LEVELS}(?!\d)|\d+)",
    PROJECT: r"[0-9A-Za-z]*\d[0-9A-Za-z]*",
}
_MARKS = r"[\-_—–:/\\|、]"
_DATE = re.compile(r"^(\d{4})[年./\-](\d{1,2})(?:[月./\-](\d{1,2})日?|月)?(?:[ T]\d.*)?$")
#: 05.01.2024, 05-JAN-2024 and 05-1月-2024: only these put the day first beyond doubt.
_DAY_FIRST = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_DAY_MONTH_NAME = re.compile(r"^(\d{1,2})-([A-Za-z]{3}|\d{1,2}月)\s*-(\d{4})$")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_DATE_DIGITS = re.compile(r"^(\d{4})(\d{2})(\d{2})?$")
_MONTH_DAY = re.compile(r"^(\d{1,2})[月./\-](\d{1,2})日?$")
#: 302.1 was typed as 302.10; as a number it lost the zero.
_LOST_ZERO = re.compile(r"^(\d{3}|2\d{4})\.(\d)$")
_SCIENTIFIC = re.compile(r"^[+-]?\d(?:\.\d+)?[eE]\+?(\d{1,3})$")
#: A number keeps fifteen digits; codes with more come out with zeros at their end.
_WHOLE_DIGITS = 15
_EXCEL_EPOCH = dt.date(1899, 12, 30)
#: Serial numbers of dates from 1990 to 2100.
_SERIALS = range(32874, 73051)
#: Names of levels are joined by these in the exports of different products.
_LEVEL_MARKS = re.compile(r"\s*[\\/|_\-－—→]+\s*")


def text_of(cell: object) -> str:
    """Give a cell as stripped text without line breaks and control characters."""
    if isinstance(cell, str):
        text = cell.strip()
        return text if text.isprintable() else _printable(text)
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _printable(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def split_code(text: str, kind: str) -> tuple[str, str]:
    """Split ``30201 办公费``, ``30201-办公费``, ``办公费(30201)`` into code and name.

    Args:
        text: the cell as text.
        kind: ``ACCOUNT``, ``CLASSIFICATION`` or ``PROJECT``.

    Returns:
        Code (digits only, except for projects) and name; either may be empty.
    """
    plain = unicodedata.normalize("NFKC", text).strip().lstrip("'`")
    if not plain:
        return "", ""
    if kind == CLASSIFICATION:
        plain = _LOST_ZERO.sub(r"\1.\g<2>0", plain) if plain[-2:] != ".0" else plain
    for pattern in _patterns(kind):
        found = pattern.match(plain)
        if found:
            code, name = found.group("code"), (found.groupdict().get("name") or "").strip()
            digits = code if kind == PROJECT else re.sub(r"\D", "", code)
            return digits, _name_as_written(text, name)
    return "", text.strip()


def _name_as_written(text: str, name: str) -> str:
    """Keep full-width brackets of the name; the comparison alone was half-width."""
    wide, length = text.strip(), len(name)
    for part in (wide[-length:], wide[:length]) if length else ():
        if unicodedata.normalize("NFKC", part) == name:
            return part
    return name


def _compile(kind: str) -> tuple[re.Pattern[str], ...]:
    code = f"(?P<code>{_CODE[kind]})"
    forms = [
        rf"^{code}(?:\.0+)?$" if kind == CLASSIFICATION else rf"^{code}$",
        rf"^{code}\s+(?P<name>.+)$",
        rf"^{code}\s*{_MARKS}+\s*(?P<name>\D.*)$"
        if kind == ACCOUNT
        else rf"^{code}\s*{_MARKS}+(?P<name>.+)$",
        rf"^[\[(【〔]{code}[\])】〕]\s*(?P<name>.+)$",
        rf"^(?P<name>.+?)\s*[\[(【〔]{code}[\])】〕]$",
    ]
    if kind == CLASSIFICATION:
        # 302-01办公费 before 302 named 01办公费; 302-12月 stays 302. Blanks may part levels too.
        forms.insert(1, rf"^(?P<code>{_LEVELS})(?P<name>[^\d\s.\-·年月日].*)$")
        forms.insert(1, r"^(?P<code>\d{3}(?:\s\d{2}){1,2})(?:\s+(?P<name>\D.*))?$")
    if kind != PROJECT:
        # 30201办公费; not 2024年工作经费, and not 111: shorter codes are too easily a number.
        forms.append(rf"^(?P<code>{_CODE[kind]}(?<=\d{{3}}))(?P<name>[^\d.\-年].*)$")
    return tuple(re.compile(form) for form in forms)


_COMPILED = {kind: _compile(kind) for kind in _CODE}


def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    return _COMPILED[kind]


def code_column(cells: Column[Any], kind: str) -> tuple[Column[str], Column[str]]:
    """Give a column of codes, with or without names, as codes and names."""
    pairs = cells.map(lambda cell: split_code(_code_text(cell, kind), kind))
    return pairs.map(_first_of), pairs.map(_second_of)


def _first_of(pair: tuple[str, str]) -> str:
    return pair[0]


def _second_of(pair: tuple[str, str]) -> str:
    return pair[1]


def _code_text(cell: object, kind: str) -> str:
    if kind == ACCOUNT and isinstance(cell, float) and not cell.is_integer():
        whole, _, level = repr(cell).partition(".")
        # The number 7101.1 was typed as 7101.10: levels below the first have two digits.
        return f"{whole}.{level}{'0' * (len(level) % 2)}"
    return text_of(cell)


def has_lost_digits(cell: object) -> bool:
    """Whether a code may have lost digits because a program took it for a number.

    True for numbers of sixteen digits and more, and for texts such as ``4.1E+19``.
    """
    if isinstance(cell, str):
        found = _SCIENTIFIC.match(unicodedata.normalize("NFKC", cell).strip())
        return found is not None and int(found.group(1)) >= 5
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return False
    return math.isfinite(cell) and abs(cell) >= 10**_WHOLE_DIGITS


def date_of(cell: object) -> str:
    """Give ``YYYY-MM-DD``, ``YYYY-MM``, ``-MM-DD`` where the year is missing, or empty."""
    if isinstance(cell, dt.date):
        return cell.strftime("%Y-%m-%d")
    if isinstance(cell, bool) or cell is None:
        return ""
    if isinstance(cell, int | float):
        if not math.isfinite(cell):
            return ""
        if int(cell) in _SERIALS:
            return (_EXCEL_EPOCH + dt.timedelta(days=int(cell))).isoformat()
        cell = str(int(cell)) if float(cell).is_integer() else repr(cell)
    return _date_of_text(unicodedata.normalize("NFKC", str(cell)).strip())


def _date_of_text(text: str) -> str:
    found = _DATE.match(text) or _DATE_DIGITS.match(text)
    if found:
        year, month, day = found.groups()
        return _joined(year, month, day)
    found = _DAY_FIRST.match(text) or _DAY_MONTH_NAME.match(text)
    if found:
        day, month, year = found.groups()
        named = month.lower()
        if named in _MONTHS:
            month = str(_MONTHS.index(named) + 1)
        return _joined(year, month.rstrip("月"), day) if month.rstrip("月").isdigit() else ""
    found = _MONTH_DAY.match(text)
    return _joined("", *found.groups()) if found else ""


def _joined(year: str, month: str, day: str | None) -> str:
    # Month 13 is the adjustment period some products close the year in.
    if not 1 <= int(month) <= 13 or (day is not None and not 1 <= int(day) <= 31):
        return ""
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day is not None else "")


def compact_of(text: str) -> str:
    """Give a text as it is compared: half-width, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def path_of(name: str) -> str:
    """Give a joined account name with ``/`` between its levels."""
    return _LEVEL_MARKS.sub("/", name.strip()).strip("/")


def is_true(text: str) -> bool:
    """Whether a flag cell says yes."""
    return text.strip().lower() in ledger_words().flags_yes


def is_false(text: str) -> bool:
    """Whether a flag cell says no; a blank says nothing."""
    return text.strip().lower() in ledger_words().flags_no
