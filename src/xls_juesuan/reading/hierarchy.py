"""Knows which rows of a balance table are sums of others, and whether the sums are right.

Parents stand above their children: by a shorter code, or by the same code with fewer
dimensions filled. The second is weak evidence, because a row may simply lack a dimension;
the amounts and the indentation decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


Dimensions = tuple[str, ...]


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
    amounts: tuple[int, ...]

    def refines(self, other: Row) -> bool:
        """Whether this row says more about the same account than the other."""
        pairs = list(zip(self.dimensions, other.dimensions, strict=True))
        return self.dimensions != other.dimensions and all(
            mine == its for mine, its in pairs if its
        )

    @property
    def is_bare(self) -> bool:
        """Whether no dimension is filled."""
        return not any(self.dimensions)


def find_parents(rows: list[Row]) -> set[int]:
    """Find positions of the rows that are sums of others."""
    by_account: dict[str, list[Row]] = {}
    for row in rows:
        by_account.setdefault(row.account, []).append(row)
    with_children = _accounts_with_children(by_account)
    parents: set[int] = set()
    for account, group in by_account.items():
        below = with_children.get(account, ())
        for row in group:
            if any(_covers(row, child) for other in below for child in by_account[other]):
                parents.add(row.position)
        parents |= _parents_by_dimension([row for row in group if row.position not in parents])
    return parents


def _accounts_with_children(by_account: dict[str, list[Row]]) -> dict[str, tuple[str, ...]]:
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


def _covers(parent: Row, child: Row) -> bool:
    return all(
        mine == its for its, mine in zip(parent.dimensions, child.dimensions, strict=True) if its
    )


def _parents_by_dimension(group: list[Row]) -> set[int]:
    """Among rows of one account, find those that later rows break down by dimensions."""
    bare = [row for row in group if row.is_bare]
    detailed = [row for row in group if not row.is_bare]
    if not detailed:
        return set()
    parents = {row.position for row in bare}
    partial = []
    for row in detailed:
        finer = [other for other in detailed if other.refines(row)]
        if finer:
            partial.append((row, finer))
    # Where the rows with dimensions already add up to the row without, none of them is a sum.
    if not partial or (bare and _sum(detailed) == bare[0].amounts):
        return parents
    for row, finer in partial:
        leaves = [one for one in finer if not any(other.refines(one) for other in finer)]
        if _sum(leaves) == row.amounts or row.indent < min(other.indent for other in finer):
            parents.add(row.position)
    return parents


def _sum(rows: list[Row]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*(row.amounts for row in rows), strict=True))


def sums_of_leaves(rows: list[Row], parents: set[int]) -> dict[int, tuple[int, ...]]:
    """Add up, for each parent, the leaves below it."""
    leaves = [row for row in rows if row.position not in parents]
    order = sorted(leaves, key=lambda row: row.account)
    codes = np.array([row.account for row in order])
    amounts: NDArray[np.int64] = np.array([row.amounts for row in order], dtype=np.int64)
    result = {}
    for row in rows:
        if row.position not in parents:
            continue
        # "~" sorts behind every digit: the slice holds the codes that begin with the account.
        start, end = np.searchsorted(codes, [row.account, row.account + "~"])
        if row.is_bare:
            total = amounts[start:end].sum(axis=0) if end > start else np.zeros(4, np.int64)
        else:
            inside = [i for i in range(start, end) if _covers(row, order[i])]
            total = amounts[inside].sum(axis=0) if inside else np.zeros(4, np.int64)
        result[row.position] = tuple(int(value) for value in total)
    return result
