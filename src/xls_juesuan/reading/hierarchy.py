"""Knows which rows of a balance table are sums of others, and whether the sums are right.

Parents stand above their children: by a shorter account, by the same account with fewer
dimensions filled, or by a shorter classification code (302 above 30201). The last two are weak
evidence, because a row may simply lack a dimension or be posted at the higher level; the
amounts and the indentation decide. It refuses to know rows that repeat each other by different
dimensions; see ``marginals``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

Dimensions = tuple[str, ...]
Amounts = tuple[int, ...]
#: How far each dimension is filled: digits of a classification code, or 0 and _WHOLE.
Shape = tuple[int, ...]
#: Function and economic code: their levels are told by the number of digits.
_GRADED = (0, 1)
_GRADES = (3, 5, 7)
_WHOLE = 9
_NOTHING: Amounts = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a balance table as far as the hierarchy is concerned.

    Attributes:
        position: place in the table, from 0.
        account: digits.
        dimensions: code or name of each auxiliary dimension, empty where blank.
        indent: blanks before the name.
        amounts: debit, credit, opening, closing in fen.
    """

    position: int
    account: str
    dimensions: Dimensions
    indent: int
    amounts: Amounts

    @property
    def is_bare(self) -> bool:
        """Whether no dimension is filled."""
        return not any(self.dimensions)

    @property
    def shape(self) -> Shape:
        """How far each dimension is filled."""
        return tuple(
            len(value)
            if place in _GRADED and value.isdigit() and len(value) in _GRADES
            else _WHOLE * bool(value)
            for place, value in enumerate(self.dimensions)
        )


def sum_amounts(rows: Iterable[Row]) -> Amounts:
    """Add up rows column by column."""
    columns = list(zip(*(row.amounts for row in rows), strict=True))
    return tuple(map(sum, columns)) if columns else _NOTHING


def by_shape(rows: Iterable[Row]) -> dict[Shape, list[Row]]:
    """Group rows by how far their dimensions are filled."""
    groups: dict[Shape, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row.shape].append(row)
    return groups


def is_coarser(shape: Shape, other: Shape) -> bool:
    """Whether a shape says less than another, and nothing that the other does not say."""
    return shape != other and all(mine <= its for mine, its in zip(shape, other, strict=True))


def project(dimensions: Dimensions, shape: Shape) -> Dimensions:
    """Cut dimensions down to a coarser shape."""
    return tuple(
        value if grade == _WHOLE else value[:grade]
        for value, grade in zip(dimensions, shape, strict=True)
    )


def find_parents(rows: Sequence[Row]) -> set[int]:
    """Find positions of the rows that are sums of others."""
    by_account: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_account[row.account].append(row)
    below = _accounts_below(by_account)
    parents: set[int] = set()
    for account, group in by_account.items():
        children = [child for other in below.get(account, ()) for child in by_account[other]]
        parents |= _covering(group, children)
        parents |= _parents_by_dimension([row for row in group if row.position not in parents])
    return parents


def _accounts_below(by_account: dict[str, list[Row]]) -> dict[str, tuple[str, ...]]:
    """Give each account the accounts whose codes extend its own."""
    ordered = sorted(by_account)
    result = {}
    for place, account in enumerate(ordered):
        end = place + 1
        while end < len(ordered) and ordered[end].startswith(account):
            end += 1
        if end > place + 1:
            result[account] = tuple(ordered[place + 1 : end])
    return result


def _covering(group: list[Row], children: list[Row]) -> set[int]:
    """Find the rows of an account that rows of its sub-accounts break down."""
    if not children:
        return set()
    shapes = by_shape(children)
    covering: set[int] = set()
    for shape, rows in by_shape(group).items():
        known = {
            project(child.dimensions, shape)
            for other, some in shapes.items()
            if shape == other or is_coarser(shape, other)
            for child in some
        }
        covering |= {row.position for row in rows if row.dimensions in known}
    return covering


def _parents_by_dimension(group: list[Row]) -> set[int]:
    """Among rows of one account, find those that other rows break down by dimensions."""
    bare = [row for row in group if row.is_bare]
    detailed = [row for row in group if not row.is_bare]
    if not detailed:
        return set()
    parents = {row.position for row in bare}
    # Where the rows with dimensions already add up to the row without, none of them is a sum.
    if bare and sum_amounts(detailed) == sum_amounts(bare):
        return parents
    shapes = by_shape(detailed)
    # Finest first, so that a sum of sums is compared with what stands at the end.
    for shape in sorted(shapes, key=lambda one: (sum(one), one), reverse=True):
        finer = [other for other in shapes if is_coarser(shape, other)]
        parents |= _parents_of_shape(shapes[shape], [shapes[other] for other in finer], parents)
    return parents


def _parents_of_shape(rows: list[Row], finer: list[list[Row]], parents: set[int]) -> set[int]:
    shape = rows[0].shape
    found: set[int] = set()
    tables = []
    for others in finer:
        table: dict[Dimensions, list[Row]] = defaultdict(list)
        for other in others:
            if other.position not in parents:
                table[project(other.dimensions, shape)].append(other)
        tables.append(table)
    for row in rows:
        children = [table[row.dimensions] for table in tables if row.dimensions in table]
        if children and _is_sum(row, children):
            found.add(row.position)
    return found


def _is_sum(row: Row, children: list[list[Row]]) -> bool:
    """Whether a row is the sum of finer rows, which may break it down in several ways."""
    together = [child for part in children for child in part]
    if any(sum_amounts(part) == row.amounts for part in (*children, together)):
        return True
    if row.indent < min(child.indent for child in together):
        return True
    # 302 with more than all of 302xx holds them; with less it was posted beside them.
    is_level = any(
        0 < mine < its
        for mine, its in zip(row.shape, together[0].shape, strict=True)
        if mine in _GRADES
    )
    below = sum_amounts(together)
    return is_level and all(
        abs(mine) >= abs(its) and mine * its >= 0
        for mine, its in zip(row.amounts, below, strict=True)
    )


def sums_of_leaves(
    rows: Sequence[Row], parents: set[int], repeating: set[int]
) -> dict[int, Amounts]:
    """Add up, for each parent, the leaves below it.

    Args:
        rows: all rows.
        parents: positions of the sums.
        repeating: positions of rows whose amounts stand in other leaves.
    """
    aside = parents | repeating
    leaves = [row for row in rows if row.position not in aside]
    order = sorted(leaves, key=lambda row: row.account)
    codes = [row.account for row in order]
    running = list(accumulate((row.amounts for row in order), _add, initial=_NOTHING))
    result: dict[int, Amounts] = {}
    detailed: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.position not in parents:
            continue
        if row.is_bare:
            start, end = _span(codes, row.account)
            result[row.position] = _add(running[end], running[start], sign=-1)
        else:
            detailed[row.account].append(row)
    for account, group in detailed.items():
        start, end = _span(codes, account)
        result.update(_detailed_sums(group, order[start:end]))
    return result


def _span(codes: list[str], account: str) -> tuple[int, int]:
    # "~" sorts behind every digit: the slice holds the codes that begin with the account.
    return bisect_left(codes, account), bisect_left(codes, account + "~")


def _add(one: Amounts, other: Amounts, *, sign: int = 1) -> Amounts:
    return tuple(a + sign * b for a, b in zip(one, other, strict=True))


def _detailed_sums(group: list[Row], leaves: list[Row]) -> dict[int, Amounts]:
    shapes = by_shape(leaves)
    result = {}
    for shape, rows in by_shape(group).items():
        sums: dict[Dimensions, Amounts] = {}
        for other, some in shapes.items():
            if shape == other or is_coarser(shape, other):
                for leaf in some:
                    key = project(leaf.dimensions, shape)
                    sums[key] = _add(sums.get(key, _NOTHING), leaf.amounts)
        for row in rows:
            result[row.position] = sums.get(row.dimensions, _NOTHING)
    return result
