"""What the audit has to judge about a document beside its figures.

It knows tables, rows and names that were or were not found; it refuses to know severities.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.findings import Problem
from xls_juesuan.messages import recognising as say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.recognise.finding import FoundTable
    from xls_juesuan.recognise.finding import NotRecognised

_TABLE_MISSING, _ROW_UNKNOWN, _OTHER_NAME, _OTHER_YEAR = "F251", "F252", "F253", "F254"


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
    for layout in missing:
        yield Problem(_TABLE_MISSING, layout.key, say.table_missing(layout.title))
    for one in not_recognised:
        if one.kind == "cell":
            source = (one.source(file),)
            yield Problem(_ROW_UNKNOWN, one.ref, say.cell_unreadable(one.ref, one.text), source)
        if one.kind == "row":
            subject = f"{one.sheet}/{one.text or one.ref}"
            source = (one.source(file),)
            yield Problem(_ROW_UNKNOWN, subject, say.row_unknown(one.ref, one.text), source)
    for table in found:
        layout, context = table.parts.layout, table.context
        page = table.parts.page
        line = table.parts.heading.first
        sources = (page.source(file, line),)
        if unit_name and context.unit_name and _plain(context.unit_name) != _plain(unit_name):
            detail = say.names_differ(page.where(line), context.unit_name, unit_name)
            yield Problem(_OTHER_NAME, layout.key, detail, sources)
        if context.year and context.year != year:
            detail = say.years_differ(page.where(line), context.year, year)
            yield Problem(_OTHER_YEAR, layout.key, detail, sources)


def _plain(name: str) -> str:
    return "".join(name.split())
