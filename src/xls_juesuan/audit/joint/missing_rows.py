"""Rows that a table does not have although their amounts are counted in the row above them.

It knows codes that start with one another and amounts that other tables show; it refuses to
know names of codes and what columns mean.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.localisation import Correction
from xls_juesuan.audit.joint.localisation import Slip
from xls_juesuan.audit.joint.totals import parent_of
from xls_juesuan.model import CellKey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.grid import Grid

#: Steps below which an amount that two tables show is chance.
LEAST_STEPS = 10


@dataclass(frozen=True)
class MissingRow:
    """A row that would settle the sums above it.

    Attributes:
        document: with the row's figures appended to the figures and to the relations.
        corrections: the sums that are short of it.
        freed: the appended figures whose amount no other table shows.
        touched: figures of the relations that the row takes part in.
    """

    document: Document
    corrections: tuple[Correction, ...]
    freed: frozenset[int]
    touched: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Gap:
    """A sum that is larger than its parts: relation, parent, sign of parts, what is lacking."""

    relation: int
    parent: int
    sign: int
    fen: int
    parts: int


def missing_rows(grid: Grid) -> Iterator[MissingRow]:
    """Propose a row for every code that another table has where parts do not make their sum."""
    gaps: defaultdict[tuple[str, str], list[_Gap]] = defaultdict(list)
    for gap in _gaps(grid):
        key = grid.document.figures[gap.parent].key
        gaps[key.table, key.row].append(gap)
    rows = _rows(grid)
    for (table, row), found in sorted(gaps.items()):
        here = rows[table]
        elsewhere = sorted(
            {
                code
                for other, codes in rows.items()
                if other != table
                for code in codes - here
                if _is_part(code, row, here)
            }
        )
        for code in elsewhere:
            missing = _missing_row(grid, table, code, found)
            if missing is not None:
                yield missing


def _rows(grid: Grid) -> dict[str, set[str]]:
    rows: defaultdict[str, set[str]] = defaultdict(set)
    for figure in grid.document.figures:
        rows[figure.key.table].add(figure.key.row)
    return rows


def _is_part(code: str, row: str, rows: set[str]) -> bool:
    """Whether a code belongs right under a row: a longer code, or a 类 under the total."""
    if not code.isdigit():
        return False
    if row.isdigit():
        return code.startswith(row) and len(code) == len(row) + 2
    shortest = min((len(one) for one in rows if one.isdigit()), default=0)
    return len(code) == shortest


def _gaps(grid: Grid) -> Iterator[_Gap]:
    for number in sorted(grid.failing):
        found = parent_of(grid, number)
        if found is None:
            continue
        parent, parts = found
        fen = grid.shown(parent) - sum(map(grid.shown, parts))
        if fen > 0:
            terms = dict(grid.document.relations[number].terms)
            yield _Gap(number, parent, terms[parts[0]], fen, len(parts))


def _missing_row(grid: Grid, table: str, code: str, gaps: list[_Gap]) -> MissingRow | None:
    shown = [
        number
        for number, figure in enumerate(grid.document.figures)
        if figure.key.row == code and figure.shown
    ]
    figures = list(grid.document.figures)
    relations = list(grid.document.relations)
    corrections, freed, touched, is_shown = [], set(), set(), False
    for gap in gaps:
        parent = figures[gap.parent]
        places = tuple(number for number in shown if _fits(grid, gap, grid.shown(number)))
        amount = grid.shown(places[0]) if places else gap.fen
        is_shown |= bool(places) and amount >= LEAST_STEPS * parent.step
        new = len(figures)
        key = CellKey(table, code, parent.key.column)
        figures.append(replace(parent, key=key, shown=amount, is_blank=False, line=-1))
        if not places:
            freed.add(new)
        relation = relations[gap.relation]
        relations[gap.relation] = replace(relation, terms=(*relation.terms, (new, gap.sign)))
        touched |= {figure for figure, _ in relation.terms}
        low, high = amount - gap.parts * parent.step, amount + gap.parts * parent.step
        corrections.append(Correction(gap.parent, places, amount, max(low, 0), high, Slip.OMITTED))
        for number in _lonely(grid, code, table, amount):
            lonely = relations[number]
            if len(lonely.terms) == 1:
                ((figure, sign),) = lonely.terms
                relations[number] = replace(lonely, terms=((figure, sign), (new, -sign)))
                touched.add(figure)
    # The same amount elsewhere is proof; so is a code known elsewhere that several sums lack.
    if not is_shown and len(gaps) < 2:
        return None
    document = replace(grid.document, figures=tuple(figures), relations=tuple(relations))
    return MissingRow(document, tuple(corrections), frozenset(freed), frozenset(touched))


def _lonely(grid: Grid, code: str, table: str, amount: int) -> Iterator[int]:
    """Relations that fail because the row is not there: they say that its tie is 0."""
    for number in grid.failing:
        terms = grid.document.relations[number].terms
        figures = [grid.document.figures[figure] for figure, _ in terms]
        if (
            all(figure.key.row == code and figure.key.table != table for figure in figures)
            and sum(figure.shown for figure in figures) == amount
        ):
            yield number


def _fits(grid: Grid, gap: _Gap, amount: int) -> bool:
    """Whether an amount is what a sum is short of, but for rounding."""
    step = grid.document.figures[gap.parent].step
    return 2 * abs(amount - gap.fen) < step * (gap.parts + 2)
