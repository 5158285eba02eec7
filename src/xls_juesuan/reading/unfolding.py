"""Knows where a table holds several dimensions in one cell, and gives each a place of its own.

Such are columns of 辅助核算, pairs of a type and a code column, and cells of an account, function
or economic column that hold more than their own code. What is found goes into
``SheetTable.derived``; how one cell is taken apart is known in ``auxiliary``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from functools import partial
from typing import TYPE_CHECKING

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
from xls_juesuan.reading.column import Column

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from xls_juesuan.reading.headings import SheetTable

_CODES = {
    AuxiliaryFault.UNBALANCED: "L120",
    AuxiliaryFault.CONFLICT: "L121",
    AuxiliaryFault.UNKNOWN_TYPE: "L122",
}
#: The column and the combined cell state different codes.
_DISAGREEMENT = "L123"
_CONFLICT = _CODES[AuxiliaryFault.CONFLICT]
_NOTHING = ("", "")
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

    def add(self, code: str, column: str, text: str, positions: NDArray[np.intp]) -> None:
        self.found.setdefault((code, column, text), []).extend(positions.tolist())

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
        grid, row = self.table.grid, self.table.sheet_row
        return tuple(Source(grid.file, grid.sheet, row(at)) for at in positions[:MOST_SOURCES])


def unfold_auxiliary(table: SheetTable) -> list[Problem]:
    """Fill ``table.derived`` from combined cells; to be called once for a table."""
    faults = _Faults(table)
    for index in _columns_of(table, "auxiliary"):
        cells = table.column(index).map(_text).map(_parse_one)
        _take(table, faults, table.title(index), cells)
    for title, cells in _pairs(table):
        _take(table, faults, title, cells)
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


def _parse_one(text: str) -> AuxiliaryCell | None:
    return parse_auxiliary(text) if text else None


# ------------------------------------------------------------------ columns


def _pairs(table: SheetTable) -> Iterator[tuple[str, Column[AuxiliaryCell | None]]]:
    """What each pair of type and code column states; the code or the name may be missing."""
    types = _columns_of(table, "auxiliary_type")
    for number, index in enumerate(types):
        end = types[number + 1] if number + 1 < len(types) else len(table.heading.meanings)
        begin = index if number else 0
        columns = [table.column(index).map(text_of)]
        for role in ("auxiliary_code", "auxiliary_name"):
            found = [at for at in _columns_of(table, role) if begin <= at < end]
            columns.append(
                table.column(found[0]).map(text_of) if found else Column.repeated("", len(table))
            )
        kinds, codes, names = columns
        stated = codes.with_(names, _both)
        yield table.title(index), kinds.with_(stated, _parse_pair)


def _both(code: str, name: str) -> tuple[str, str]:
    return code, name


def _take(
    table: SheetTable, faults: _Faults, title: str, cells: Column[AuxiliaryCell | None]
) -> None:
    """Put what each row's cell states into ``derived``."""
    for found, rows in cells.map(lambda cell: cell.faults if cell else ()).groups():
        for fault, text in found:
            faults.add(_CODES[fault], title, text, rows)
    stated = cells.map(lambda cell: tuple(cell.dimensions) if cell else ())
    for role in dict.fromkeys(role for roles in stated.used() for role in roles):
        _put(table, faults, title, role, cells.map(partial(_stated, role)))


def _stated(role: str, cell: AuxiliaryCell | None) -> tuple[str, str]:
    """Code and name that a combined cell states for a role."""
    return cell.dimensions.get(role, _NOTHING) if cell else _NOTHING


def _put(
    table: SheetTable, faults: _Faults, title: str, role: str, stated: Column[tuple[str, str]]
) -> None:
    is_account = role == "account"
    # Names of accounts are read out of the cell of the code.
    texts = stated.map(lambda pair: " ".join(filter(None, pair)) if is_account else pair[0])
    _put_texts(table, role, texts, lambda shown, rows: faults.add(_CONFLICT, title, shown, rows))
    if not is_account:
        _put_texts(table, f"{role}_name", stated.map(lambda pair: pair[1]))


def _put_texts(
    table: SheetTable,
    key: str,
    texts: Column[str],
    report: Callable[[str, NDArray[np.intp]], None] | None = None,
) -> None:
    """Add texts to those derived before; of two that differ neither stays if it is reported."""
    if not any(texts.used()):
        return
    earlier = table.derived.get(key)
    if earlier is None:
        table.derived[key] = texts
        return
    if report is not None:
        for shown, rows in earlier.with_(texts, _conflict).groups():
            if shown:
                report(shown, rows)
    is_strict = report is not None
    table.derived[key] = earlier.with_(
        texts, lambda one, other: "" if is_strict and _conflict(one, other) else one or other
    )


def _conflict(one: str, other: str) -> str:
    """Both texts where they differ; else nothing."""
    return f"{one}、{other}" if one and other and one != other else ""


def _parse_pair(kinds: str, stated: tuple[str, str]) -> AuxiliaryCell | None:
    """Read a type cell with its code and name cells; each may list as many as the others."""
    if not (kinds or any(stated)):
        return None
    listed = _listed(kinds, *stated)
    words = load_words()
    dimensions: dict[str, tuple[str, str]] = {}
    faults: list[tuple[AuxiliaryFault, str]] = []
    for kind, code, name in zip(*listed, strict=True):
        role, value = words.role_of(kind), f"{code.strip()} {name.strip()}".strip()
        if words.is_blank(value) or words.is_blank(kind):
            continue
        if not role:
            faults.append((AuxiliaryFault.UNKNOWN_TYPE, kind.strip()))
        elif role != UNUSED:
            one = parse_auxiliary(f"{kind.strip()}:{value}")
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
    combined = cells.map(lambda cell: _combined(cell, role, kind))
    is_combined = combined.flags(_is_there)
    if is_combined.any():
        texts = cells.map(_text).or_else(table.derived.pop(role, Column.repeated("", len(table))))
        table.derived[role] = texts.put(is_combined, "")
        table.unfolded.add(role)
        _take(table, faults, table.title(index), combined)


def _is_there(cell: object) -> bool:
    return cell is not None


def _combined(text: object, role: str, kind: str) -> AuxiliaryCell | None:
    """What a cell states beyond the plain code and name of its role; ``None`` for nothing."""
    if not isinstance(text, str) or not text:
        return None
    cell = parse_auxiliary(text)
    if role not in cell.dimensions:
        return None
    # 7101-01 reads well as one account with its level, and is no account with something else.
    holds_more = len(cell.dimensions) > 1 or not split_code(text, kind)[0]
    return cell if holds_more else None


# ------------------------------------------------------------------ column against cell


def _compare(table: SheetTable, faults: _Faults) -> None:
    """Report rows where a column and a combined cell state different codes; the column wins."""
    for role in _COMPARED:
        index = table.columns.get(role)
        if index is None or role not in table.derived or role in table.unfolded:
            continue
        differing = table.column(index).with_(table.derived[role], _differing)
        for codes, rows in differing.groups():
            if codes:
                faults.add(_DISAGREEMENT, table.title(index), codes, rows)


def _differing(cell: object, other: str) -> str:
    """Both codes, where a cell states another one than the combined cell; else nothing."""
    stated = split_code(text_of(cell), CLASSIFICATION)[0] if other else ""
    if stated and not stated.startswith(other) and not other.startswith(stated):
        return f"{stated}、{other}"
    return ""
