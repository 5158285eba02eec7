"""Knows what is to be said of the sheets of a survey: hidden, left, and how each was read.

It refuses to know lines: nothing here changes what is counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.findings import Problem
from xls_juesuan.messages import combining as tell_combining
from xls_juesuan.messages import reading as say
from xls_juesuan.messages import reading_problems as tell
from xls_juesuan.model import Source
from xls_juesuan.reading.survey import left_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from xls_juesuan.reading.amount_units import AmountUnit
    from xls_juesuan.reading.lines import Lines
    from xls_juesuan.reading.survey import LedgerSheet
    from xls_juesuan.reading.survey import LeftSheet
    from xls_juesuan.reading.survey import Survey

#: Left sheets that may hold lines nobody has read.
_SUSPICIOUS = frozenset({"no_account", "no_amount", "no_movement"})


def sheet_problems(survey: Survey) -> list[Problem]:
    """Report hidden sheets (L111), whether read or not, and left ones that look like ledgers."""
    problems = list(survey.problems)
    problems += [problem for sheet in survey.sheets for problem in sheet.problems]
    for left in survey.left:
        if left.reason == "hidden":
            problems.append(_hidden_problem(left, was_read=False))
        elif left.reason in _SUSPICIOUS:
            problems.append(_left_problem(left))
    # A mapping that names a hidden sheet was perhaps written by the program itself.
    problems += [
        _hidden_problem(left_sheet(sheet, "hidden"), was_read=True)
        for sheet in survey.sheets
        if sheet.table.grid.is_hidden
    ]
    return problems


def left_remarks(survey: Survey) -> list[str]:
    """Name the sheets that are not read, reason by reason."""
    names: dict[str, list[str]] = {}
    for left in survey.left:
        several = len(survey.files) > 1
        name = tell_combining.sheet_of(left.file, left.sheet) if several else left.sheet
        name = name if left.sheet else left.file
        names.setdefault(left.reason, []).append(name)
    return [say.sheets_left(listed, reason) for reason, listed in names.items()]


def amount_remarks(sheets: Sequence[LedgerSheet], units: Sequence[AmountUnit]) -> list[str]:
    """Say which unit of amount holds, and where sheets differ in it."""
    remarks = [say.unit_source(unit.name, unit.how) for unit in dict.fromkeys(units)]
    if len({unit.name for unit in units}) > 1:
        pairs = zip(sheets, units, strict=True)
        remarks.append(say.units_differ([(one.table.grid.sheet, unit.name) for one, unit in pairs]))
    return remarks


def table_remarks(parts: Iterable[Lines]) -> list[str]:
    """Say heading and columns of each table that is read, and which columns were refused."""
    remarks = []
    for part in parts:
        table = part.table
        first = table.grid.sheet_row(table.heading.start)
        last = table.grid.sheet_row(table.heading.end - 1)
        rows = str(first) if first >= last else f"{first}—{last}"
        used = sorted({*table.columns.values(), *part.amount_columns})
        titles = "、".join(table.title(index) for index in used)
        remarks.append(say.recognised(table.grid.sheet, str(table.kind), rows, titles))
        remarks += [say.government_classification(title) for title in table.rejected]
    return remarks


def _hidden_problem(left: LeftSheet, *, was_read: bool) -> Problem:
    place = (Source(left.file, left.sheet, left.row),)
    detail = tell.hidden_sheet(left.sheet, was_read=was_read, rows=left.rows)
    return Problem("L111", left.sheet, detail, place, rows=left.rows)


def _left_problem(left: LeftSheet) -> Problem:
    place = tell_combining.sheet_of(left.file, left.sheet)
    detail = tell_combining.sheet_left(place, say.LEFT_REASONS[left.reason], left.rows)
    source = (Source(left.file, left.sheet, left.row),)
    return Problem("L129", place, detail, source, rows=left.rows)
