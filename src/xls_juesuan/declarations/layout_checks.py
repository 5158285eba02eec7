"""Whether the tables of a profile fit together: places, keys, references.

Knows layouts as values; every fault is a ``DeclarationError`` that names the file.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from xls_juesuan.declarations.layout_parts import TOTAL_ROW
from xls_juesuan.declarations.relation.nodes import COLUMN_VARIABLE
from xls_juesuan.declarations.relation.nodes import ROW_VARIABLE
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Call
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import Listed
from xls_juesuan.declarations.relation.nodes import Number
from xls_juesuan.declarations.relation.nodes import Span
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.errors import DeclarationError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.declarations.layout_parts import Band
    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.declarations.relation.nodes import Node

#: What the figure of a cell may be made of.
_FIGURES = (Arithmetic, Call, Cell, CellSum, FactSum, Number)


def check_profile(profile: Profile) -> None:
    """Check a profile as a whole.

    Raises:
        DeclarationError: the first faults found; names the files.
    """
    faults = [
        *_repeated("profile.toml", "table", (layout.key for layout in profile.layouts)),
        *_repeated("profile.toml", "sheet", (layout.sheet for layout in profile.layouts)),
        *([] if profile.layouts else ["profile.toml: no tables"]),
        *_line_faults(profile),
    ]
    by_key = {layout.key: layout for layout in profile.layouts}
    for layout in profile.layouts:
        where = f"{layout.key}.toml"
        faults.extend(_row_faults(layout, where))
        faults.extend(_place_faults(layout, where))
        for node in _relations(layout):
            faults.extend(_relation_faults(node, layout, by_key))
    if faults:
        raise DeclarationError("; ".join(faults))


def _repeated(where: str, what: str, names: Iterable[str]) -> list[str]:
    return [f"{where}: {what} {name} twice" for name, count in Counter(names).items() if count > 1]


def _line_faults(profile: Profile) -> Iterator[str]:
    try:
        profile.line_above("", 0)
    except (KeyError, IndexError, ValueError) as error:
        yield f"profile.toml: only {{unit}} and {{year}} may stand above a heading ({error})"


def _row_faults(layout: Layout, where: str) -> Iterator[str]:
    rows = [row for band in layout.bands for row in band.rows]
    yield from _repeated(where, "row", (row.key for row in rows))
    yield from _repeated(where, "code", (row.code for row in rows if row.code))
    listings = [band for band in layout.bands if band.listing]
    if listings and len(layout.bands) > 1:
        yield f"{where}: a table that lists codes has one band"
    for row in rows:
        if row.code and not (row.code.isdigit() and len(row.code) in layout.lengths):
            yield f"{where}: {row.code} is no {layout.classification} code"
    for band in layout.bands:
        keys = {column.key for column in band.columns}
        yield from _repeated(where, "column", (column.key for column in band.columns))
        named = {part for column in band.columns for part in column.parts}
        named |= {key for row in band.rows for key in row.cells}
        yield from (f"{where}: no column {key}" for key in sorted(named - keys))


def _place_faults(layout: Layout, where: str) -> Iterator[str]:
    taken: Counter[tuple[int, int]] = Counter()
    for band in layout.bands:
        for line in range(len(band.rows) or 1):
            taken.update((band.first + line, place) for place in _places(band))
    for (line, place), count in sorted(taken.items()):
        if not 0 <= place < len(layout.widths):
            yield f"{where}: place {place} is outside the {len(layout.widths)} columns"
            return
        if count > 1:
            yield f"{where}: two cells at body line {line + 1}, place {place}"
            return


def _places(band: Band) -> list[int]:
    places = [column.place for column in band.columns]
    places.extend(band.code_places)
    if band.line_place is not None:
        places.append(band.line_place)
    if band.label_place is not None:
        places.extend(range(band.label_place, band.label_place + band.label_places))
    return places


def _relations(layout: Layout) -> Iterator[Node]:
    for band in layout.bands:
        for row in band.rows:
            if row.relation is not None:
                yield row.relation
            yield from row.cells.values()


def _relation_faults(relation: Node, layout: Layout, by_key: Mapping[str, Layout]) -> Iterator[str]:
    where = f"{layout.key}.toml"
    for node in walk(relation):
        if not isinstance(node, _FIGURES):
            yield f"{where}: a figure cannot be {type(node).__name__}"
        if not isinstance(node, Cell | CellSum):
            continue
        target = by_key.get(node.table)
        if target is None:
            yield f"{where}: no table {node.table}"
            continue
        keys = {column.key for column in target.columns} | {COLUMN_VARIABLE}
        if node.column not in keys and (node.column or len(target.columns) > 1):
            yield f"{where}: {node.table} has no column {node.column or '(blank)'}"
        known = _row_keys(target)
        yield from (f"{where}: {node.table} has no row {key}" for key in _named(node) - known)


def _row_keys(layout: Layout) -> set[str]:
    keys = {TOTAL_ROW} if any(band.listing for band in layout.bands) else set()
    rows = [row for band in layout.bands for row in band.rows]
    return keys | {row.key for row in rows} | {row.code for row in rows} | {ROW_VARIABLE}


def _named(node: Cell | CellSum) -> set[str]:
    if isinstance(node, Cell):
        return {node.row}
    match node.rows:
        case Span(first, last):
            return {first, last}
        case Listed(rows):
            return set(rows)
        case _:
            return set()
