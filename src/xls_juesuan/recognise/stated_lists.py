"""The lists on the 补充资料 sheet of a workbook that this program wrote → their rows.

It knows how that sheet writes lists; it refuses to know what they are used for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.messages import writing as say
from xls_juesuan.reading.supplement_values import CellError
from xls_juesuan.reading.supplement_values import parse_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.declarations.supplement_form import FormTable
    from xls_juesuan.recognise.page import PrintedPage
    from xls_juesuan.supplement import Value


def read_stated_lists(page: PrintedPage) -> dict[str, tuple[Mapping[str, Value], ...]]:
    """Read the lists by key; what no longer fits its column counts as not filled in."""
    titles = {
        say.SUPPLEMENT_LISTS.format(name=sheet.name): sheet.table
        for sheet in load_supplement_form().sheets
        if sheet.table
    }
    found = {}
    for line in range(page.lines):
        table = titles.get(page.text(line, 0))
        rows = _read_rows(page, line + 1, table) if table else ()
        if table and rows:
            found[table.key] = rows
    return found


def _read_rows(page: PrintedPage, head: int, table: FormTable) -> tuple[Mapping[str, Value], ...]:
    """Read below the line of headings, up to the first blank line."""
    heads = {text: place for place, text in page.filled(head)} if head < page.lines else {}
    rows = []
    for line in range(head + 1, page.lines):
        if not any(True for _ in page.filled(line)):
            break
        row: dict[str, Value] = {}
        for each in table.columns:
            place = heads.get(each.heading, -1)
            try:
                value = parse_value(each, page.cell(line, place)) if place >= 0 else None
            except CellError:
                continue
            if value is not None:
                row[each.key] = value
        rows.append(row)
    return tuple(row for row in rows if row)
