"""A list of units (单位清单) as a file of texts: which columns it has, and what each row says.

It knows heads and rows; it refuses to know what becomes of the files that it names.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.errors import UserError
from xls_juesuan.messages import batch as say_batch
from xls_juesuan.messages import unit_list as say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

_MEANINGS = {head: meaning for meaning, heads in say.HEADS.items() for head in heads}
_BETWEEN_FILES = re.compile("[;；|\n]")


class ListRow(NamedTuple):
    """A row: the number of its line, and its texts by what their column means."""

    number: int
    texts: Mapping[str, str]

    def text(self, key: str) -> str:
        """What the row says; empty where it says nothing, or the list has no such column."""
        return self.texts.get(key, "")

    def ledgers(self, folder: Path) -> tuple[Path, ...]:
        """The files of its ledger, which the list names as seen from its own folder."""
        parts = (part.strip() for part in _BETWEEN_FILES.split(self.text("ledger")))
        return tuple(folder / part for part in parts if part)


class UnitList(NamedTuple):
    """A list: its rows, and the heads of the columns that mean nothing here."""

    rows: tuple[ListRow, ...]
    unused: tuple[str, ...]
    meanings: frozenset[str]


def read_unit_list(path: Path) -> UnitList:
    """Read a list.

    Raises:
        UserError: it cannot be read, names no units, or a column stands twice.
    """
    rows = [row for row in _rows(path) if any(row[1])]
    if not rows:
        raise UserError(say.LIST_EMPTY, where=str(path), how=say.LIST_EMPTY_HOW)
    heads = rows[0][1]
    places = _places(heads, path)
    if len(rows) == 1:
        raise UserError(say.LIST_EMPTY, where=str(path), how=say.LIST_EMPTY_HOW)
    found = tuple(
        ListRow(number, {key: cells[at] for key, at in places.items() if at < len(cells)})
        for number, cells in rows[1:]
    )
    unused = tuple(head for head in heads if head and head.casefold() not in _MEANINGS)
    return UnitList(found, unused, frozenset(places))


def is_unit_list(path: Path) -> bool:
    """Whether the first line of a file heads a list: ledgers, and whose they are."""
    try:
        rows = [row for _, row in _rows(path) if any(row)]
    except UserError:
        return False
    meanings = {_MEANINGS.get(head.casefold()) for head in rows[0]} if rows else set()
    return "ledger" in meanings and bool(meanings & {"name", "unit"})


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """Read the cells of every row, with the number of its line."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UserError(
            say_batch.UNREADABLE, where=str(path), how=say_batch.UNREADABLE_HOW
        ) from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        first = text.strip().partition("\n")[0]
        between = max(",\t;，", key=first.count)
        reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=between)
        try:
            return [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
        except csv.Error:
            break
    raise UserError(say.LIST_ENCODING, where=str(path), how=say.LIST_ENCODING_HOW)


def _places(heads: Sequence[str], path: Path) -> Mapping[str, int]:
    places: dict[str, int] = {}
    for place, head in enumerate(heads):
        meaning = _MEANINGS.get(head.casefold())
        if meaning is None:
            continue
        if meaning in places:
            what = say.LIST_TWICE.format(column=head)
            raise UserError(what, where=str(path), how=say.LIST_TWICE_HOW)
        places[meaning] = place
    if "ledger" not in places:
        raise UserError(say.LIST_WITHOUT_LEDGER, where=str(path), how=say.LIST_WITHOUT_LEDGER_HOW)
    return places
