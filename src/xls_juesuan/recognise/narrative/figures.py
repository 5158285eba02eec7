"""Figures that an explanation states → parts in the shape of tables.

It knows that a figure said twice is one figure; it refuses to know sentences.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.declarations.parts import load_parts
from xls_juesuan.tables.parts import part_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.recognise.narrative.narrative import Said
    from xls_juesuan.recognise.page import PrintedPage
    from xls_juesuan.tables.code_names import CodeNames
    from xls_juesuan.tables.table import Table

#: Keys of all parts that explanations fill.
_PREFIX = "narrative"


def first_said(said: Iterable[Said]) -> dict[tuple[str, str, str], Said]:
    """Give each figure as it is said first; the finest print of what is said several times."""
    found: dict[tuple[str, str, str], Said] = {}
    for one in said:
        found.setdefault(one.place, one)
    return found


def narrative_parts(
    said: Iterable[Said], page: PrintedPage, names: Mapping[str, CodeNames]
) -> Iterator[Table]:
    """Give every part of the explanation, also those of which nothing is said.

    Args:
        said: the figures.
        page: where they stand.
        names: names of items with codes, by classification.
    """
    first = first_said(said)
    for part in load_parts():
        if not part.key.startswith(_PREFIX):
            continue
        own = {(one.row, one.column): one for one in first.values() if one.part == part.key}
        named = {row: one.name for (row, _), one in own.items()}
        if part.classification in names:
            named = {row: names[part.classification].name(row) for row in sorted(named)}
        table = part_table(part, {place: one.figure for place, one in own.items()}, named)
        refs = {place: page.ref(one.line, 0) for place, one in own.items()}
        yield replace(table, refs=refs)


def differing(said: Iterable[Said]) -> Iterator[tuple[Said, Said]]:
    """Give figures that are said twice and cannot be one: the first, and what is said later.

    Both may stand in one sentence: then one of them is of something else.
    """
    listed = list(said)
    first = first_said(listed)
    for one in listed:
        earlier = first[one.place]
        if one is not earlier and not _may_be_one(earlier, one):
            yield earlier, one


def _may_be_one(first: Said, second: Said) -> bool:
    """Whether one figure can be printed as both: the coarser print is the finer one rounded."""
    apart = abs(first.figure.value - second.figure.value)
    fine, coarse = sorted((first.figure.step, second.figure.step))
    return apart == 0 if fine == coarse else 2 * apart <= fine + coarse
