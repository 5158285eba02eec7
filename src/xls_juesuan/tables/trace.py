"""A figure of a table → the facts it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.cube.index import FactIndex
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import Number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.model import Fact
    from xls_juesuan.tables.table import TableCell


@dataclass(frozen=True, slots=True)
class TracedFact:
    """A fact and the sign with which it enters the figure."""

    fact: Fact
    sign: int


@dataclass(frozen=True, slots=True)
class Trace:
    """A cell and every fact in it; the signed facts add up to the cell."""

    cell: TableCell
    parts: tuple[TracedFact, ...]


def trace_cell(cell: TableCell, facts: Sequence[Fact]) -> Trace:
    """Find the facts behind a cell.

    Raises:
        TypeError: the cell's direct tree holds anything but sums of facts.
    """
    if cell.direct is None:
        return Trace(cell, ())
    index = FactIndex(facts)
    signs: dict[int, int] = {}
    by_number = {fact.number: fact for fact in facts}
    for query, sign in signed_queries(cell.direct):
        for fact in index.matching(query.criteria):
            signs[fact.number] = signs.get(fact.number, 0) + sign
    parts = (TracedFact(by_number[number], sign) for number, sign in sorted(signs.items()) if sign)
    return Trace(cell, tuple(parts))


def signed_queries(node: Node, sign: int = 1) -> Iterator[tuple[FactSum, int]]:
    """Give the sums of facts that a direct tree adds up, each with its sign.

    Raises:
        TypeError: the tree holds anything else.
    """
    match node:
        case FactSum():
            yield node, sign
        case Arithmetic("+" | "-" as operator, left, right):
            yield from signed_queries(left, sign)
            yield from signed_queries(right, sign if operator == "+" else -sign)
        case Number(value) if value == 0:
            return
        case _:
            raise TypeError(f"{node} is no sum of facts")
