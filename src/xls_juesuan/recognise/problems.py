"""What the audit has to judge about a document beside its figures.

It knows tables, rows and names that were or were not found; it refuses to know severities.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.findings import Problem
from xls_juesuan.messages import recognising as say
from xls_juesuan.recognise.halved import HALVED
from xls_juesuan.recognise.numerals import arabic_years

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.recognise.finding import FoundTable
    from xls_juesuan.recognise.finding import NotRecognised

_TABLE_MISSING, _ROW_UNKNOWN, _OTHER_NAME, _OTHER_YEAR = "F251", "F252", "F253", "F254"
#: Years of a statement below an empty table.
_STATED_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年")
#: Subject of what is said once of all tables.
_ASKED = "asked"


def find_problems(
    found: Sequence[FoundTable],
    missing: Sequence[Layout],
    not_recognised: Sequence[NotRecognised],
    *,
    file: str,
    unit_name: str,
    year: int,
) -> Iterator[Problem]:
    """Name tables that are missing, rows that are unknown, other names and years."""
    nameless = sum(int(one.text) for one in not_recognised if one.kind == "nameless")
    halved = {one.text for one in not_recognised if one.kind == HALVED}
    for layout in missing:
        if layout.title in halved:
            continue
        yield Problem(_TABLE_MISSING, layout.key, say.table_missing(layout.title, nameless))
    for one in not_recognised:
        if one.kind == "cell":
            source = (one.source(file),)
            yield Problem(_ROW_UNKNOWN, one.ref, say.cell_unreadable(one.ref, one.text), source)
        if one.kind == HALVED:
            detail = say.not_recognised(one.kind, one.sheet, one.ref, one.text)
            yield Problem(_ROW_UNKNOWN, one.text, detail, (one.source(file),))
        if one.kind == "nameless":
            detail = say.rows_nameless(one.ref, one.text)
            yield Problem(_ROW_UNKNOWN, one.ref, detail, (one.source(file),))
        if one.kind == "row":
            subject = f"{one.sheet}/{one.text}"
            source = (one.source(file),)
            yield Problem(_ROW_UNKNOWN, subject, say.row_unknown(one.ref, one.text), source)
    yield from _others(_OTHER_NAME, file, unit_name, [_name(table) for table in found])
    yield from _others(_OTHER_YEAR, file, str(year), [_year(table) for table in found])
    yield from _statements(file, year, found)


def _statements(file: str, year: int, found: Sequence[FoundTable]) -> Iterator[Problem]:
    """Name statements that a table of this year was empty in another one."""
    for one in found:
        named = set(_STATED_YEAR.findall(arabic_years(one.parts.statement)))
        if named and str(year) not in named and one.context.year in {None, year}:
            detail = say.statement_of_other_year(one.where, one.parts.statement, year)
            subject = f"{one.parts.layout.key}/statement"
            source = one.parts.page.source(file, one.parts.heading.first)
            yield Problem(_OTHER_YEAR, subject, detail, (source,))


class _Said(NamedTuple):
    """What one table says; the key by which that is compared is empty where it says nothing."""

    table: FoundTable
    text: str
    key: str


def _name(table: FoundTable) -> _Said:
    text = table.context.unit_name
    return _Said(table, text, "".join(text.split()))


def _year(table: FoundTable) -> _Said:
    text = str(table.context.year or "")
    return _Said(table, text, text)


def _others(code: str, file: str, usual: str, said: Sequence[_Said]) -> Iterator[Problem]:
    """One problem for each table that says something else than the rest.

    What more tables say than say the usual is told once: there the user has asked for something
    else than the document is.
    """
    wanted = "".join(usual.split())
    others = [one for one in said if wanted and one.key not in {"", wanted}]
    agreed = sum(one.key == wanted for one in said)
    counts = Counter(one.key for one in others)
    told: set[str] = set()
    for one in others:
        where, line = one.table.said_at("year" if code == _OTHER_YEAR else "unit_name")
        subject, detail = one.table.parts.layout.key, _differ(code, where, one, usual)
        if counts[one.key] > max(agreed, 1):
            if one.key in told:
                continue
            told.add(one.key)
            subject = _ASKED
            detail = say.unlike_asked(code == _OTHER_YEAR, counts[one.key], one.text, usual)
        yield Problem(code, subject, detail, (one.table.parts.page.source(file, line),))


def _differ(code: str, where: str, one: _Said, usual: str) -> str:
    say_it = say.years_differ if code == _OTHER_YEAR else say.names_differ
    return say_it(where, one.text, usual)
