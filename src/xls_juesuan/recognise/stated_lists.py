"""The lists on the 补充资料 sheet of a workbook that this program wrote → their rows.

It knows how that sheet writes lists, and how paper prints them: page by page, the headings of the
sheet above each. It refuses to know what they are used for.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.messages import writing as say
from xls_juesuan.recognise.stated_values import stated_value
from xls_juesuan.recognise.stated_values import unfolded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.declarations.supplement_form import FormTable
    from xls_juesuan.recognise.page import PrintedPage
    from xls_juesuan.supplement import Value

_Row = dict[str, "Value"]
_TITLE = say.SUPPLEMENT_LISTS.format(name="")


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


def _read_rows(page: PrintedPage, above: int, table: FormTable) -> tuple[Mapping[str, Value], ...]:
    """Read below the line of headings, which a page of paper may leave for the next one."""
    lines = _lines(page, above)
    heads = {unfolded(text): place for place, text in page.filled(next(lines, page.lines))}
    read = (_read_row(page, line, heads, table) for line in lines)
    return tuple(row for row in read if row)


def _lines(page: PrintedPage, above: int) -> Iterator[int]:
    """The lines of a list: up to the first blank one, or to the next list."""

    def belongs(line: int) -> bool:
        texts = [text for _, text in page.filled(line)]
        return bool(texts) and not texts[0].startswith(_TITLE)

    for line in takewhile(belongs, range(above, page.lines)):
        if not _is_head(page, line):
            yield line


def _is_head(page: PrintedPage, line: int) -> bool:
    """Whether it is the line of headings that the sheet prints above each page."""
    return {text for _, text in page.filled(line)} >= set(say.SUPPLEMENT_HEADS)


def _read_row(page: PrintedPage, line: int, heads: Mapping[str, int], table: FormTable) -> _Row:
    read = {
        each.key: stated_value(page, line, heads[each.heading], each)
        for each in table.columns
        if each.heading in heads
    }
    return {key: value for key, value in read.items() if value is not None}
