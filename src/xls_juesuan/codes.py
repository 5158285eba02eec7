"""Classification codes, by year: names, validity, how sure they are.

Knows what the lists under ``data/codes`` say. Refuses to know ledgers, tables and amounts.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.errors import DeclarationError
from xls_juesuan.model import Funding

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

#: Funding source by the ``fund`` of a functional code. Social insurance funds
#: (社会保险基金预算) are missing on purpose: they are no part of departmental accounts.
FUNDING_OF_GROUP: Mapping[str, Funding] = {
    "一般公共预算": Funding.GENERAL_BUDGET,
    "政府性基金预算": Funding.FUND_BUDGET,
    "国有资本经营预算": Funding.STATE_CAPITAL,
}

_ECONOMIC_LENGTHS = (3, 5)
_FUNCTIONAL_LENGTHS = (3, 5, 7)


class CodeEntry(NamedTuple):
    """One meaning of one code.

    Attributes:
        code: digits.
        name: official name (科目名称).
        valid_from: first year it may be used; ``None`` when it was always so.
        valid_to: last year it may be used; ``None`` when it still may.
        group: block of 公开06 for economic codes, usual fund for functional codes.
        confidence: ``sourced`` or how well it is remembered; see ``data/codes/README.md``.
        source: documents that show it.
        note: what replaced it, what it was before; Chinese, empty when there is nothing to say.
    """

    code: str
    name: str
    valid_from: int | None
    valid_to: int | None
    group: str
    confidence: str
    source: str
    note: str = ""

    def is_valid_in(self, year: int) -> bool:
        """Whether the code may be used with this meaning in the year."""
        started = self.valid_from is None or self.valid_from <= year
        return started and (self.valid_to is None or year <= self.valid_to)


class CodeList:
    """One classification over all its years.

    Args:
        entries: the meanings, in the order of the list.
        lengths: digits of a code at each level, from the top.
    """

    def __init__(self, entries: Iterable[CodeEntry], lengths: tuple[int, ...]) -> None:
        self._entries = tuple(entries)
        self._lengths = lengths
        self._by_code: dict[str, list[CodeEntry]] = {}
        for entry in self._entries:
            self._by_code.setdefault(entry.code, []).append(entry)

    def __iter__(self) -> Iterator[CodeEntry]:
        """Go through all meanings of all codes in the order of the list."""
        return iter(self._entries)

    def find(self, code: str) -> tuple[CodeEntry, ...]:
        """All meanings the code ever had; empty when it is unknown."""
        return tuple(self._by_code.get(code, ()))

    def get(self, code: str, year: int) -> CodeEntry | None:
        """Meaning of the code in the year; ``None`` when it is unknown or not in use then."""
        return next((entry for entry in self.find(code) if entry.is_valid_in(year)), None)

    def name(self, code: str, year: int) -> str | None:
        """Name of the code in the year; ``None`` when it is unknown or not in use then."""
        entry = self.get(code, year)
        return entry.name if entry else None

    def level(self, code: str) -> int:
        """1 for 类, 2 for 款, 3 for 项; 0 when no code of the list has this many digits."""
        return self._lengths.index(len(code)) + 1 if len(code) in self._lengths else 0

    def parent(self, code: str) -> str:
        """The code one level up; empty for a 类 and for what is no code."""
        level = self.level(code)
        return code[: self._lengths[level - 2]] if level > 1 else ""


@cache
def economic_codes() -> CodeList:
    """Departmental economic classification (部门预算支出经济分类), 301 to 399."""
    return _code_list("economic_department", "group", _ECONOMIC_LENGTHS)


@cache
def government_codes() -> CodeList:
    """Government economic classification (政府预算支出经济分类), 501 to 599."""
    return _code_list("economic_government", "group", _ECONOMIC_LENGTHS)


@cache
def functional_codes() -> CodeList:
    """Functional classification (支出功能分类), 201 to 234."""
    return _code_list("functional", "fund", _FUNCTIONAL_LENGTHS)


def _code_list(file: str, group_column: str, lengths: tuple[int, ...]) -> CodeList:
    heading = f"code,name,{group_column},valid_from,valid_to,confidence,source,note"
    return CodeList(
        (
            CodeEntry(code, name, _year(valid_from), _year(valid_to), group, *rest)
            for code, name, group, valid_from, valid_to, *rest in _rows(file, heading)
        ),
        lengths,
    )


def _year(text: str) -> int | None:
    return int(text) if text else None


def _rows(name: str, heading: str) -> Iterator[list[str]]:
    file = files("xls_juesuan") / "data" / "codes" / f"{name}.csv"
    columns = heading.split(",")
    rows = csv.reader(file.read_text(encoding="utf-8").splitlines(), strict=True)
    if next(rows, None) != columns:
        message = f"{file}: the heading is not {heading}"
        raise DeclarationError(message)
    for row in rows:
        if len(row) != len(columns):
            message = f"{file}: line {rows.line_num} has {len(row)} fields, not {len(columns)}"
            raise DeclarationError(message)
        yield row
