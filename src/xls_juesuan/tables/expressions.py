"""Layout → what each figure is: the tree that yields it, and the same from facts alone.

A total is the sum of its parts plus what none of them counts, so that nothing vanishes.
What was added that way is kept for the residuals. Refuses to know values of figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from xls_juesuan.declarations.layout_parts import Rest
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import Kindred
from xls_juesuan.declarations.relation.nodes import Number
from xls_juesuan.declarations.relation.nodes import Yuan
from xls_juesuan.declarations.relation.nodes import bind
from xls_juesuan.declarations.relation.nodes import rebuild
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.errors import DeclarationError
from xls_juesuan.model import CellKey
from xls_juesuan.money import FEN_PER_YUAN
from xls_juesuan.tables.groups import merge_criteria
from xls_juesuan.tables.groups import terms_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from xls_juesuan.declarations.layout_parts import ColumnSpec
    from xls_juesuan.declarations.layout_parts import RowSpec
    from xls_juesuan.declarations.relation.nodes import Criteria
    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.model import Fact
    from xls_juesuan.tables.draft import Draft
    from xls_juesuan.tables.groups import FactGroups

_NOTHING = Number(Fraction(0))


@dataclass(frozen=True, slots=True)
class Figure:
    """How a figure arises; both trees are ``None`` when the layout leaves it blank."""

    expression: Node | None = None
    direct: Node | None = None
    #: Whether a person gave the value.
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class Beyond:
    """Facts that a total holds beside its parts, and the dimensions that told them apart."""

    key: CellKey
    by: tuple[str, ...]
    facts: tuple[Fact, ...]


class Expressions:
    """Builds each figure once; figures refer to one another in any order.

    Args:
        drafts: the tables by key.
        groups: the facts.
        typed: figures in fen that a person gave instead of facts.
    """

    def __init__(
        self,
        drafts: Mapping[str, Draft],
        groups: FactGroups,
        typed: Mapping[CellKey, int] | None = None,
    ) -> None:
        self._drafts = drafts
        self._typed = typed or {}
        self._groups = groups
        self._figures: dict[CellKey, Figure] = {}
        self._under_way: set[CellKey] = set()
        #: What totals hold beside their parts, as far as they were built.
        self.beyond: list[Beyond] = []

    def figure(self, key: CellKey) -> Figure:
        """Give a figure by its table, row and column key.

        Raises:
            DeclarationError: the figure depends on itself.
        """
        if key not in self._figures:
            if key in self._under_way:
                raise DeclarationError(f"{key.table}.toml: {key.row}.{key.column} refers to itself")
            self._under_way.add(key)
            self._figures[key] = self._build(key)
            self._under_way.remove(key)
        return self._figures[key]

    def _build(self, key: CellKey) -> Figure:
        if key in self._typed:
            value = Yuan(Fraction(self._typed[key], FEN_PER_YUAN))
            return Figure(value, value, is_typed=True)
        entry = self._drafts[key.table].by_key[key.row]
        row, column = entry.row, entry.column(key.column)
        if column is None or row.is_blank:
            return Figure()
        if key.column in row.cells:
            node = bind(row.cells[key.column], row=row.key, column=key.column)
            return Figure(node, self._direct(node))
        if column.parts:
            return self._across(key, row, column)
        whole = merge_criteria(column.feed, row.feed or ())
        if row.relation is not None:
            node = bind(row.relation, row=row.key, column=key.column)
            return self._with_rest(key, node, whole, row.rest)
        if row.code or row.gathers:
            return self._below(key, row, whole)
        return Figure(FactSum(whole), FactSum(whole))

    def _across(self, key: CellKey, row: RowSpec, column: ColumnSpec) -> Figure:
        """Sum of the columns beside it."""
        node = _plus(Cell(key.table, row.key, part) for part in column.parts)
        if row.relation is not None or not column.feed:
            return Figure(node, self._direct(node))
        selector = self._selector(key.table, row.code) if row.code else row.feed or ()
        return self._with_rest(key, node, merge_criteria(column.feed, selector), Rest(column.by))

    def _below(self, key: CellKey, row: RowSpec, whole: Criteria) -> Figure:
        """Sum of the rows below it in the classification; facts alone where there are none."""
        draft = self._drafts[key.table]
        level = 0
        if row.code:
            whole = merge_criteria(whole, self._selector(key.table, row.code))
            level = draft.layout.lengths.index(len(row.code)) + 1
        children = draft.children.get(row.code, ())
        node: Node = FactSum(whole)
        rest = Rest(draft.layout.dimensions[level : level + 1])
        if children:
            kin = Kindred("children", row.key) if row.code else Kindred("categories", row.key)
            node = CellSum(key.table, kin, key.column)
            return self._with_rest(key, node, whole, rest)
        if level < draft.layout.depth:
            self._keep(key, rest.by, self._groups.beyond(whole, rest, ()).values())
        return Figure(node, node)

    def _selector(self, table: str, code: str) -> Criteria:
        layout = self._drafts[table].layout
        return ((layout.dimensions[layout.lengths.index(len(code))], (code,)),)

    def _with_rest(self, key: CellKey, node: Node, whole: Criteria, rest: Rest | None) -> Figure:
        direct = self._direct(node)
        if rest is None:
            return Figure(node, direct)
        parts = [part.criteria for part in walk(direct) if isinstance(part, FactSum)]
        found = self._groups.beyond(whole, rest, parts)
        self._keep(key, rest.by, found.values())
        terms = terms_of(whole, rest.by, found)
        whole_sum = _plus([direct, *terms]) if rest.is_limited else FactSum(whole)
        return Figure(_plus([node, *terms]), whole_sum)

    def _keep(self, key: CellKey, by: tuple[str, ...], groups: Iterable[list[Fact]]) -> None:
        facts = tuple(fact for group in groups for fact in group)
        if facts:
            self.beyond.append(Beyond(key, by, facts))

    def _direct(self, node: Node) -> Node:
        """Put in place of every reference what it amounts to in facts."""

        def change(part: Node) -> Node:
            match part:
                case Cell(table, row, column):
                    return self._direct_cell(table, row, column)
                case CellSum(table, rows, column):
                    keys = self._drafts[table].select(rows)
                    return _plus(self._direct_cell(table, key, column) for key in keys)
                case _:
                    return part

        return rebuild(node, change)

    def _direct_cell(self, table: str, row: str, column: str) -> Node:
        entry = self._drafts[table].by_key.get(row)
        spec = entry.column(column) if entry else None
        if entry is None or spec is None:
            return _NOTHING
        return self.figure(CellKey(table, entry.row.key, spec.key)).direct or _NOTHING


def _plus(nodes: Iterable[Node]) -> Node:
    total: Node = _NOTHING
    for node in nodes:
        if node is not _NOTHING:
            total = node if total is _NOTHING else Arithmetic("+", total, node)
    return total
