"""Totals that stand in the wrong row or nowhere.

It knows which figures are sums of others in their column; it refuses to know codes and names.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.grid import Move
from xls_juesuan.audit.joint.habits import is_sum
from xls_juesuan.audit.joint.localisation import Cause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.audit.joint.grid import Grid


def misplaced_totals(grid: Grid) -> Iterator[Move]:
    """Propose that a detail row shows the subtotal above it, or that a total is missing."""
    sums = [found for number in sorted(grid.failing) if (found := parent_of(grid, number))]
    yield from _lost_totals(grid, [parent for parent, _ in sums])
    for parent, parts in sums:
        place = grid.document.figures[parent].place
        for part in parts:
            if grid.document.figures[part].place == place:
                yield from _subtotal_in_detail(grid, parent, part)


def _subtotal_in_detail(grid: Grid, parent: int, part: int) -> Iterator[Move]:
    cause = Cause.SUBTOTAL_IN_DETAIL
    total, detail = grid.shown(parent), grid.shown(part)
    if total and detail == total:
        yield Move(cause, {}, frozenset({part}))
    elif detail and not total:
        yield Move(cause, {parent: detail}, frozenset({part}))
    elif detail > total > 0:
        yield Move(cause, {parent: detail, part: total})


def parent_of(grid: Grid, number: int) -> tuple[int, tuple[int, ...]] | None:
    """Figure and its parts, if a relation adds up figures of several lines of one table."""
    relation = grid.document.relations[number]
    if not is_sum(relation):
        return None
    figures = [grid.document.figures[figure] for figure, _ in relation.terms]
    if len({figure.key.table for figure in figures}) > 1:
        return None
    if len({figure.line for figure in figures}) == 1:
        return None

    def depth(figure: int) -> tuple[int, int]:
        key = grid.document.figures[figure].key
        return len(key.row) if key.row.isdigit() else 0, grid.document.figures[figure].line

    parent = min(relation.alone, key=depth)
    return parent, tuple(figure for figure, _ in relation.terms if figure != parent)


def _lost_totals(grid: Grid, parents: list[int]) -> Iterator[Move]:
    """Blank sums of parts, those on a line together."""
    lines: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for parent in parents:
        if not grid.shown(parent):
            figure = grid.document.figures[parent]
            lines[figure.key.table, figure.line].add(parent)
    for blanks in lines.values():
        yield Move(Cause.LOST_TOTAL, {}, frozenset(blanks))
