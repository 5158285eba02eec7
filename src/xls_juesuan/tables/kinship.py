"""Which rows of a table a relation means: spans, named rows, kin by code.

Knows codes by their digits alone; refuses to know names and amounts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import assert_never

from xls_juesuan.declarations.layout_parts import TOTAL_ROW
from xls_juesuan.declarations.relation.nodes import Kindred
from xls_juesuan.declarations.relation.nodes import Listed
from xls_juesuan.declarations.relation.nodes import Span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.declarations.relation.nodes import RowSet
    from xls_juesuan.tables.table import TableRow

Lengths = tuple[int, ...]
#: A row that is named by its line number.
_LINE = re.compile(r"L(\d+)")


def parent_code(code: str, lengths: Lengths) -> str:
    """The code one level up; empty for a top-level code and for what is no code."""
    if len(code) not in lengths[1:]:
        return ""
    return code[: lengths[lengths.index(len(code)) - 1]]


def select_rows(
    rows: Sequence[TableRow], wanted: RowSet, lengths: Lengths, by_key: Mapping[str, TableRow]
) -> tuple[str, ...]:
    """Keys of the rows that exist in a set, in the order of the table.

    Args:
        rows: rows of the table.
        wanted: the set.
        lengths: digits of the table's codes at each level.
        by_key: the rows by key and by code.
    """
    match wanted:
        case Listed(keys):
            return tuple(by_key[key].key for key in keys if key in by_key)
        case Span(first, last):
            return _span(rows, first, last, by_key)
        case Kindred():
            return tuple(
                row.key for row in rows if row.code and _is_kin(row, wanted, lengths, by_key)
            )
        case _:
            assert_never(wanted)


def children_by_parent(rows: Sequence[TableRow], lengths: Lengths) -> Mapping[str, tuple[str, ...]]:
    """Keys of the rows right below each code, in the order of the table, in one pass."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.code:
            found.setdefault(parent_code(row.code, lengths), []).append(row.key)
    return {code: tuple(keys) for code, keys in found.items() if code}


def _span(
    rows: Sequence[TableRow], first: str, last: str, by_key: Mapping[str, TableRow]
) -> tuple[str, ...]:
    ends = _LINE.fullmatch(first), _LINE.fullmatch(last)
    if ends[0] and ends[1]:
        # A place may leave out lines, and a document may print them in another order.
        numbers = range(int(ends[0][1]), int(ends[1][1]) + 1)
        levels = {len(row.code) for row in rows if row.code and _line(row) in numbers}
        # A row for a code that no place has a line for stands among those that have one.
        return tuple(
            row.key
            for row in rows
            if (_line(row) in numbers if _line(row) else len(row.code) in levels)
        )
    if first in by_key and last in by_key:
        start = rows.index(by_key[first])
        return tuple(row.key for row in rows[start : rows.index(by_key[last]) + 1])
    # A table that lists codes has only some of them: the span is then one of codes.
    return tuple(
        row.key
        for row in rows
        if row.code and len(row.code) == len(first) == len(last) and first <= row.code <= last
    )


def _line(row: TableRow) -> int:
    """The line number that a row is named by; 0 for one that is not."""
    found = _LINE.fullmatch(row.key)
    return int(found[1]) if found else 0


def _is_kin(
    row: TableRow, wanted: Kindred, lengths: Lengths, by_key: Mapping[str, TableRow]
) -> bool:
    match wanted.kin:
        case "codes":
            return True
        case "categories":
            return len(row.code) == lengths[0]
        case "items":
            return len(row.code) == lengths[-1]
        case "sections":
            return len(row.code) in lengths[1:-1]
        case "children":
            return _is_child(row.code, wanted.of, lengths, by_key)
        case _:
            assert_never(wanted.kin)


def _is_child(code: str, of: str, lengths: Lengths, by_key: Mapping[str, TableRow]) -> bool:
    if of == TOTAL_ROW:
        return len(code) == lengths[0]
    parent = by_key.get(of)
    return parent is not None and parent.code != "" and parent_code(code, lengths) == parent.code
