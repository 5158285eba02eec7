"""The document of a published example: the layout's tables as somebody typed and changed them.

It knows sheets, cells and lines of text; it refuses to know what an example shows.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import xlsxwriter

from xls_juesuan.errors import DeclarationError
from xls_juesuan.money import format_wan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from xls_juesuan.declarations.examples import PublishedExample
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.table import Table

_ZERO = "0.00"
_SECOND_COPY = "（2）"
#: What parts the columns of a table in a text.
_COLUMN = "\t"


def write_published(path: Path, tables: TableSet, example: PublishedExample) -> None:
    """Write each table on a sheet of its own, as texts and formulas, as the example changed it."""
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as book:
        for table in _in_order(tables, example):
            lines = _lines(table, tables.department_line, example)
            names = [table.sheet]
            if table.key in example.repeated:
                names.append(table.sheet + _SECOND_COPY)
            for name in names:
                sheet = book.add_worksheet(name)
                for line, cells in enumerate(lines):
                    for place, text in cells.items():
                        if text.startswith("="):
                            sheet.write_formula(line, place, text)
                        else:
                            sheet.write_string(line, place, text)


def write_published_text(path: Path, tables: TableSet, example: PublishedExample) -> None:
    """Write the tables one below the other in a text, with what is said around them."""
    lines = [example.before]
    for table in _in_order(tables, example):
        for cells in _lines(table, tables.department_line, example):
            last = max(cells, default=-1)
            lines.append(_COLUMN.join(cells.get(place, "") for place in range(last + 1)))
        lines.append("")
    path.write_text("\n".join((*lines, example.text, "")), encoding="utf-8")


def _in_order(tables: TableSet, example: PublishedExample) -> Iterator[Table]:
    kept = [table for table in tables.tables if table.key not in example.without]
    yield from (table for table in kept if table.key not in example.last)
    yield from (table for table in kept if table.key in example.last)


def _lines(
    table: Table, above: tuple[str, str, str], example: PublishedExample
) -> list[dict[int, str]]:
    """Give the texts of every line by place, from the title to the notes.

    Raises:
        DeclarationError: a text that is to be replaced does not stand there.
    """
    department, year, unit = above
    lines: defaultdict[int, dict[int, str]] = defaultdict(dict)
    lines[0][0] = table.title
    lines[1] |= {1: year, table.places - 1: table.label}
    lines[2] |= {0: department, table.places - 1: unit}
    heads = ((head.line, head.place, head.text) for head in table.heads)
    for line, place, text in (*heads, *_row_texts(table)):
        lines[line][place] = text
    for cell in table.cells.values():
        if cell.is_printed and (cell.fen or cell.key in example.tables.figures):
            lines[cell.line][cell.place] = format_wan(cell.fen) or _ZERO
    end = max(table.end_line, *lines) + 1
    added = [dict(enumerate(text.split(","))) for text in example.added.get(table.key, ())]
    notes = [{0: text} for text in (*table.notes, table.statement) if text]
    whole = [*(lines[line] for line in range(end)), *added, *notes]
    changes = example.replaced.get(table.key, {})
    printed = "".join(text for one in whole for text in one.values())
    lost = sorted(old for old in changes if old not in printed)
    if lost:
        raise DeclarationError(f"{table.key} prints no {', '.join(lost)}")
    return [{place: _changed(text, changes) for place, text in one.items()} for one in whole]


def _row_texts(table: Table) -> Iterator[tuple[int, int, str]]:
    """Codes and names of the rows that an example lists, or what the layout prints."""
    known = {stub.line for stub in table.stubs}
    for row in table.rows:
        if row.code and row.line not in known:
            yield row.line, 0, row.code
            yield row.line, 1, row.name
    for stub in table.stubs:
        yield stub.line, stub.place, stub.text


def _changed(text: str, changes: Mapping[str, str]) -> str:
    for old, new in changes.items():
        text = text.replace(old, new)
    return text
