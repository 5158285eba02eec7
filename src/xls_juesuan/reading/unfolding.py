"""Knows where a table holds several dimensions in one cell, and gives each a place of its own.

Such are columns of 辅助核算, pairs of a type and a code column, and cells of an account, function
or economic column that hold more than their own code. What is found goes into
``SheetTable.derived``; how one cell is taken apart is known in ``auxiliary``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.cube.evidence import MOST_SOURCES
from xls_juesuan.findings import Problem
from xls_juesuan.messages import auxiliary as tell
from xls_juesuan.model import Source
from xls_juesuan.reading.auxiliary import AuxiliaryCell
from xls_juesuan.reading.auxiliary import AuxiliaryFault
from xls_juesuan.reading.auxiliary import parse_auxiliary
from xls_juesuan.reading.auxiliary_words import UNUSED
from xls_juesuan.reading.auxiliary_words import load_words
from xls_juesuan.reading.cells import ACCOUNT
from xls_juesuan.reading.cells import CLASSIFICATION
from xls_juesuan.reading.cells import split_code
from xls_juesuan.reading.cells import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from xls_juesuan.reading.headings import SheetTable

_CODES = {
    AuxiliaryFault.UNBALANCED: "L120",
    AuxiliaryFault.CONFLICT: "L121",
    AuxiliaryFault.UNKNOWN_TYPE: "L122",
}
#: The column and the combined cell state different codes.
_DISAGREEMENT = "L123"
#: What stands between several types in one cell, and between their codes.
_LISTED = tuple(re.compile(marks) for marks in (r"[;；\n]", r"[,，、|]", r"[/\\]"))
#: Columns whose cells may hold more than their own code.
_REWRITTEN = {"account": ACCOUNT, "function": CLASSIFICATION, "economic": CLASSIFICATION}
_COMPARED = ("function", "economic", "fund")


@dataclass(slots=True)
class _Faults:
    """Faults by rule and text, with the positions of the rows that show them."""

    table: SheetTable
    found: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)

    def add(self, code: str, column: str, text: str, position: int) -> None:
        self.found.setdefault((code, column, text), []).append(position)

    def problems(self) -> list[Problem]:
        """One problem for each rule and column, unknown types one each."""
        grouped: dict[tuple[str, str], dict[str, list[int]]] = {}
        for (code, column, text), positions in self.found.items():
            subject = tell.unknown_type_subject(text) if code == "L122" else column
            grouped.setdefault((code, subject), {})[text] = positions
        return [
            Problem(
                code,
                subject,
                tell.fault(code, subject, list(texts)),
                self._sources(positions := sorted({at for one in texts.values() for at in one})),
                rows=len(positions),
            )
            for (code, subject), texts in grouped.items()
        ]

    def _sources(self, positions: list[int]) -> tuple[Source, ...]:
        grid, rows = self.table.grid, self.table.sheet_rows
        return tuple(Source(grid.file, grid.sheet, rows[at]) for at in positions[:MOST_SOURCES])


def unfold_auxiliary(table: SheetTable) -> list[Problem]:
    """Fill ``table.derived`` from combined cells; to be called once for a table."""
    faults = _Faults(table)
    for index in _columns_of(table, "auxiliary"):
        cells = table.column(index)
        _take(table, faults, table.title(index), ((text,) for text in map(_text, cells)))
    for title, columns in _pairs(table):
        _take(table, faults, title, zip(*columns, strict=True))
    for role, kind in _REWRITTEN.items():
        _rewrite(table, faults, role, kind)
    _compare(table, faults)
    return faults.problems()


def _columns_of(table: SheetTable, role: str) -> list[int]:
    return [
        index
        for index, meaning in enumerate(table.heading.meanings)
        if meaning is not None and meaning.role == role
    ]


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else text_of(cell)


# ------------------------------------------------------------------ columns


def _pairs(table: SheetTable) -> Iterator[tuple[str, list[list[str]]]]:
    """Type, code and name column of each pair, as texts; the code or the name may be missing."""
    types = _columns_of(table, "auxiliary_type")
    for number, index in enumerate(types):
        end = types[number + 1] if number + 1 < len(types) else len(table.heading.meanings)
        begin = index if number else 0
        columns = [[text_of(cell) for cell in table.column(index)]]
        for role in ("auxiliary_code", "auxiliary_name"):
            found = [at for at in _columns_of(table, role) if begin <= at < end]
            texts = [text_of(cell) for cell in table.column(found[0])] if found else []
            columns.append(texts or [""] * len(table.body))
        yield table.title(index), columns


def _take(table: SheetTable, faults: _Faults, title: str, rows: Iterable[tuple[str, ...]]) -> None:
    """Put what each row's texts state into ``derived``, one parse for equal texts."""
    memo: dict[tuple[str, ...], AuxiliaryCell] = {}
    for position, texts in enumerate(rows):
        if not any(texts):
            continue
        cell = memo.get(texts)
        if cell is None:
            cell = memo[texts] = (
                parse_auxiliary(texts[0]) if len(texts) == 1 else _parse_pair(*texts)
            )
        for fault, text in cell.faults:
            faults.add(_CODES[fault], title, text, position)
        for role, (code, name) in cell.dimensions.items():
            _put(table, faults, title, position, (role, code, name))


def _put(
    table: SheetTable, faults: _Faults, title: str, position: int, found: tuple[str, str, str]
) -> None:
    role, code, name = found
    length = len(table.body)
    # Names of accounts are read out of the cell of the code.
    text = f"{code} {name}".strip() if role == "account" else code
    for key, value in ((role, text), (f"{role}_name", "" if role == "account" else name)):
        if not value:
            continue
        texts = table.derived.setdefault(key, [""] * length)
        if not texts[position]:
            texts[position] = value
        elif key == role and texts[position] != value:
            shown = f"{texts[position]}、{value}"
            faults.add(_CODES[AuxiliaryFault.CONFLICT], title, shown, position)
            texts[position] = ""


def _parse_pair(kinds: str, codes: str, names: str) -> AuxiliaryCell:
    """Read a type cell with its code and name cells; each may list as many as the others."""
    listed = _listed(kinds, codes, names)
    words = load_words()
    dimensions: dict[str, tuple[str, str]] = {}
    faults: list[tuple[AuxiliaryFault, str]] = []
    for kind, code, name in zip(*listed, strict=True):
        role, stated = words.role_of(kind), f"{code.strip()} {name.strip()}".strip()
        if words.is_blank(stated) or words.is_blank(kind):
            continue
        if not role:
            faults.append((AuxiliaryFault.UNKNOWN_TYPE, kind.strip()))
        elif role != UNUSED:
            one = parse_auxiliary(f"{kind.strip()}:{stated}")
            faults += one.faults
            for key, pair in one.dimensions.items():
                if dimensions.setdefault(key, pair) != pair:
                    faults.append((AuxiliaryFault.CONFLICT, f"{dimensions[key][0]}、{pair[0]}"))
    return AuxiliaryCell(dimensions, faults=tuple(faults))


def _listed(*texts: str) -> list[list[str]]:
    """Cut the cells of a pair at the mark that gives as many parts of each; blanks repeat."""
    for marks in _LISTED:
        parts = [marks.split(text) for text in texts]
        longest = max(map(len, parts))
        parts = [one if any(one) else [""] * longest for one in parts]
        if longest > 1 and all(len(one) == longest for one in parts):
            return parts
    return [[text] for text in texts]


# ------------------------------------------------------------------ cells with more than a code


def _rewrite(table: SheetTable, faults: _Faults, role: str, kind: str) -> None:
    """Where cells of a column hold several dimensions, give each its place."""
    index = table.columns.get(role)
    if index is None:
        return
    cells = table.column(index)
    memo: dict[str, AuxiliaryCell | None] = {}
    combined: dict[int, AuxiliaryCell] = {}
    for position, cell in enumerate(cells):
        if cell.__class__ is not str or not cell:
            continue
        if cell not in memo:
            memo[cell] = _combined(cell, role, kind)
        found = memo[cell]
        if found is not None:
            combined[position] = found
    if combined:
        _replace(table, faults, role, cells, combined)


def _combined(text: str, role: str, kind: str) -> AuxiliaryCell | None:
    """What a cell states beyond the plain code and name of its role; ``None`` for nothing."""
    cell = parse_auxiliary(text)
    if role not in cell.dimensions:
        return None
    # 7101-01 reads well as one account with its level, and is no account with something else.
    holds_more = len(cell.dimensions) > 1 or not split_code(text, kind)[0]
    return cell if holds_more else None


def _replace(
    table: SheetTable,
    faults: _Faults,
    role: str,
    cells: list[Any],
    combined: dict[int, AuxiliaryCell],
) -> None:
    title = table.title(table.columns[role])
    earlier = table.derived.pop(role, [""] * len(cells))
    table.derived[role] = [
        "" if position in combined else _text(cell) or earlier[position]
        for position, cell in enumerate(cells)
    ]
    table.unfolded.add(role)
    for position, cell in combined.items():
        for fault, text in cell.faults:
            faults.add(_CODES[fault], title, text, position)
        for key, (code, name) in cell.dimensions.items():
            _put(table, faults, title, position, (key, code, name))


# ------------------------------------------------------------------ column against cell


def _compare(table: SheetTable, faults: _Faults) -> None:
    """Report rows where a column and a combined cell state different codes; the column wins."""
    for role in _COMPARED:
        index = table.columns.get(role)
        if index is None or role not in table.derived or role in table.unfolded:
            continue
        pairs = zip(table.column(index), table.derived[role], strict=True)
        for position, (cell, other) in enumerate(pairs):
            stated = split_code(text_of(cell), CLASSIFICATION)[0] if other else ""
            if stated and not stated.startswith(other) and not other.startswith(stated):
                faults.add(_DISAGREEMENT, table.title(index), f"{stated}、{other}", position)
