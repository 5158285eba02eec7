"""Knows which column of a sheet plays which part, and by which evidence.

A declared heading proposes, the content confirms; where a heading says nothing or something
else, content alone decides if it is beyond doubt. A mapping decides everything by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import mapping as say
from xls_juesuan.reading.auxiliary import parse_auxiliary
from xls_juesuan.reading.cells import ACCOUNT
from xls_juesuan.reading.cells import CLASSIFICATION
from xls_juesuan.reading.cells import split_code
from xls_juesuan.reading.cells import text_of
from xls_juesuan.reading.columns import normalise_heading
from xls_juesuan.reading.headings import ColumnEvidence
from xls_juesuan.reading.headings import Heading
from xls_juesuan.reading.headings import SheetTable
from xls_juesuan.reading.mapping import column_letters

if TYPE_CHECKING:
    from xls_juesuan.ledger import LedgerKind
    from xls_juesuan.reading.columns import Meaning
    from xls_juesuan.reading.grid import Grid
    from xls_juesuan.reading.mapping import Mapping
    from xls_juesuan.reading.mapping import SheetMapping

_SAMPLE = 2000
#: Roles that several columns may play at once; they are found where they are needed.
_SHARED = frozenset({"amount", "ignored", "direction"})


def choose_columns(
    grid: Grid, heading: Heading, kind: LedgerKind, mapping: SheetMapping | None = None
) -> SheetTable:
    """Choose one column for each role: as mapped, else as declared and confirmed by content."""
    table = SheetTable(grid, heading, kind)
    if mapping is not None and mapping.columns:
        _obey(table)
    else:
        _choose(table)
    if mapping is not None:
        table.fixed.update(mapping.constants)
    return table


# ------------------------------------------------------------------ mapping


def mapped_heading(grid: Grid, heading: Heading, mapping: SheetMapping, whole: Mapping) -> Heading:
    """Put the meanings of a mapping over a heading.

    Raises:
        UserError: the sheet has no such column, or other headings than the mapping saw.
    """
    meanings: list[Meaning | None] = [None] * grid.width
    for number, meaning in mapping.columns.items():
        index = number - (grid.first_column - 1)
        if not 0 <= index < grid.width:
            raise say.column_missing(whole.name, grid.sheet, column_letters(number))
        wanted, found = mapping.titles.get(number, ""), heading.titles[index]
        if wanted and heading.height and _plain(wanted) != _plain(found):
            letters = column_letters(number)
            raise say.column_moved(whole.name, grid.sheet, letters, wanted, " ".join(found.split()))
        meanings[index] = meaning
    return Heading(heading.start, heading.height, heading.titles, tuple(meanings))


def _plain(title: str) -> str:
    return normalise_heading(title)[0]


def _obey(table: SheetTable) -> None:
    for index, meaning in enumerate(table.heading.meanings):
        role = meaning.role if meaning is not None else ""
        table.evidence[index] = ColumnEvidence(role or "ignored", "mapping")
        if meaning is not None and role not in _SHARED:
            table.columns.setdefault(role, index)


# ------------------------------------------------------------------ heading and content
def _choose(table: SheetTable) -> None:
    candidates: dict[str, list[tuple[int, int]]] = {}
    for index, meaning in enumerate(table.heading.meanings):
        role = meaning.role if meaning is not None else ""
        table.evidence[index] = ColumnEvidence(role, "heading" if role else "")
        if meaning is not None and role not in _SHARED:
            candidates.setdefault(role, []).append((meaning.priority, index))
    for role, found in candidates.items():
        for _, index in sorted(found):
            if _content_agrees(table, role, index):
                table.columns[role] = index
                break
    if "account" not in table.columns:
        _account_from_name(table)


def _sample(table: SheetTable, index: int) -> list[str]:
    rows = table.grid.rows[table.heading.end : table.heading.end + _SAMPLE]
    return [text for text in (text_of(row[index]) for row in rows) if text]


def _content_agrees(table: SheetTable, role: str, index: int) -> bool:
    if role == "account":
        return _share_of_codes(_sample(table, index), ACCOUNT) >= 0.5
    if role in {"project", "fund", "function"} and not _sample(table, index):
        return False
    if role != "economic":
        return True
    codes = [split_code(text, CLASSIFICATION)[0] for text in _sample(table, index)]
    stated = [code for code in codes if code]
    if stated and sum(code.startswith("5") for code in stated) * 2 > len(stated):
        table.rejected.append(table.heading.titles[index])
        return False
    return True


def _share_of_codes(texts: list[str], kind: str) -> float:
    # Totals and footnotes hold words where entries hold codes: a tenth of them is allowed for
    # by asking for half, and an empty column is left to the check for entries.
    if not texts:
        return 1.0
    return sum(_has_code(text, kind) for text in texts) / len(texts)


def _has_code(text: str, kind: str) -> bool:
    # An account may share its cell with other dimensions: 7101\\2010301\\30201.
    return bool(split_code(text, kind)[0]) or (
        kind == ACCOUNT and "account" in parse_auxiliary(text).dimensions
    )


def _account_from_name(table: SheetTable) -> None:
    """Take the name column where codes stand in it: ``7101 行政支出``."""
    for role in ("account_path", "account_name"):
        index = table.columns.get(role)
        if index is not None and _share_of_codes(_sample(table, index), ACCOUNT) >= 0.5:
            table.columns["account"] = index
            return
