"""The part of ``xlj inspect`` about sheets whose columns are to be named by the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cli.text_table import cut
from xls_juesuan.cli.text_table import table_lines
from xls_juesuan.cli.text_table import wrapped
from xls_juesuan.messages import inspection as say
from xls_juesuan.messages.roles import role_label

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.reading.open_sheets import OpenColumn
    from xls_juesuan.reading.open_sheets import OpenSheet

_WIDTHS = (4, 24, 20, 44)
_LONGEST_LINE = 92


def open_lines(sheets: Sequence[OpenSheet], *, of_several: bool) -> Iterator[str]:
    """Show each sheet: first rows, columns by example, and what is missing."""
    for sheet in sheets:
        yield ""
        yield from _sheet(sheet, of_several=of_several)
    yield ""
    yield from wrapped(say.OPEN_HOW, indent="")


def _sheet(sheet: OpenSheet, *, of_several: bool) -> Iterator[str]:
    name = say.SHEET_OF_FILE.format(file=sheet.file, sheet=sheet.name) if of_several else sheet.name
    first, last = sheet.heading_rows
    heading = say.OPEN_NO_HEADING
    if first:
        heading = say.OPEN_HEADING.format(rows=first if first == last else f"{first}—{last}")
    line = say.OPEN_SHEET.format(name=name, heading=heading, rows=sheet.rows)
    yield from wrapped(line, indent="")
    yield "  " + say.OPEN_FIRST
    for line in sheet.first_lines:
        yield "    " + cut(line, _LONGEST_LINE)
    yield from table_lines(
        [say.OPEN_COLUMN_HEADS, *(_column(one) for one in sheet.columns)], widest=_WIDTHS
    )
    if sheet.missing:
        yield from wrapped(say.OPEN_MISSING.format(labels=_labels(sheet.missing)))
    if sheet.wanted:
        yield from wrapped(say.OPEN_WANTED.format(labels=_labels(sheet.wanted)))


def _labels(roles: Sequence[str]) -> str:
    return "、".join(say.OPEN_ROLES[role] for role in roles)


def _column(column: OpenColumn) -> tuple[str, str, str, str]:
    meaning = column.meaning
    label = ""
    if meaning is not None:
        label = role_label(meaning.role, meaning.group, meaning.side, foreign=meaning.foreign)
    return column.letters, column.title or say.NO_TITLE, label, "、".join(column.samples)
