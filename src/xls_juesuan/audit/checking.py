"""One rule with a relation → its checks on the tables of one unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.audit.absent_rows import without_absent
from xls_juesuan.audit.audit import Check
from xls_juesuan.audit.details import Details
from xls_juesuan.audit.instances import find_instances
from xls_juesuan.audit.instances import is_of_other_rows
from xls_juesuan.audit.printed_judgement import Truth
from xls_juesuan.audit.printed_judgement import judge
from xls_juesuan.audit.scales import IN_YUAN
from xls_juesuan.audit.scales import Scale
from xls_juesuan.audit.scales import Scales
from xls_juesuan.declarations.parts import PROJECT
from xls_juesuan.declarations.parts import part_rows
from xls_juesuan.declarations.relation.evaluation import compare
from xls_juesuan.declarations.relation.evaluation import difference
from xls_juesuan.declarations.relation.evaluation import evaluate_amount
from xls_juesuan.declarations.relation.evaluation import evaluate_condition
from xls_juesuan.declarations.relation.evaluation import shown_difference
from xls_juesuan.declarations.relation.measure import Measure
from xls_juesuan.declarations.relation.measure import measure
from xls_juesuan.declarations.relation.nodes import PREVIOUS
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import Comparison
from xls_juesuan.declarations.relation.nodes import FactCount
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import FaultCount
from xls_juesuan.declarations.relation.nodes import HasStatement
from xls_juesuan.declarations.relation.nodes import Stated
from xls_juesuan.declarations.relation.nodes import UnitIs
from xls_juesuan.declarations.relation.nodes import bind
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.declarations.rules import DOCUMENT_INPUTS
from xls_juesuan.declarations.rules import FACTS
from xls_juesuan.declarations.rules import LEDGER
from xls_juesuan.declarations.rules import PUBLISHED
from xls_juesuan.findings import Outcome
from xls_juesuan.messages import audit as messages
from xls_juesuan.messages import published_advice as say_published
from xls_juesuan.tables.tableset import STATEMENT_PLACE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.audit.instances import AuditTables
    from xls_juesuan.declarations.relation.evaluation import Amount
    from xls_juesuan.declarations.relation.nodes import Node
    from xls_juesuan.declarations.relation.text import TextWriter
    from xls_juesuan.declarations.rules import Rule
    from xls_juesuan.model import CellKey
    from xls_juesuan.tables.table import Table


class Checker:
    """Judges relations.

    Args:
        world: what relations can ask about.
        tables: the tables by key.
        inputs: inputs that were given.
        writer: reads relations out.
    """

    def __init__(
        self,
        world: AuditTables,
        tables: Mapping[str, Table],
        inputs: frozenset[str],
        writer: TextWriter,
    ) -> None:
        self._world = world
        self._tables = tables
        self._inputs = inputs
        self._writer = writer
        self._parts = {part.key for part in world.parts}
        self._scales = Scales(world)
        self._writers = {IN_YUAN: writer}

    def checks(self, rule: Rule, relation: Node) -> Iterator[Check]:
        """Yield one check per row and column, at least one."""
        if self._is_for_others(rule):
            yield self._unjudged(rule, relation, Outcome.NOT_APPLICABLE, rule.otherwise)
            return
        missing = missing_input(rule, self._inputs)
        if missing is not None:
            yield self._unjudged(rule, relation, *missing)
            return
        reason = self._missing_table(rule, relation)
        if reason:
            is_gap = not has_ledger(self._inputs) or reason == messages.NO_PREVIOUS_TABLE
            outcome = Outcome.NOT_CHECKABLE if is_gap else Outcome.NOT_APPLICABLE
            yield self._unjudged(rule, relation, outcome, reason)
            return
        if is_of_other_rows(rule, self._world):
            yield self._unjudged(rule, relation, Outcome.NOT_APPLICABLE, messages.OTHER_ROWS)
            return
        found = False
        for row, column in find_instances(rule, self._world, self._tables):
            found = True
            yield self._check(rule, relation, row, column)
        if not found:
            yield self._unjudged(rule, relation, Outcome.NOT_APPLICABLE, messages.NO_ROWS)

    def _is_for_others(self, rule: Rule) -> bool:
        """Whether a rule does not apply whatever else were known.

        A condition that depends on a row, on an unknown kind of unit or on figures that nobody
        stated tells nothing yet.
        """
        if rule.when is None or rule.each or rule.accounts:
            return False
        parts = tuple(walk(rule.when))
        if any(isinstance(part, Cell | CellSum | Stated | Arithmetic) for part in parts):
            return False
        if any(isinstance(part, UnitIs) for part in parts) and "unit_kind" not in self._inputs:
            return False
        return not evaluate_condition(rule.when, self._world)

    def _missing_table(self, rule: Rule, relation: Node) -> str:
        for node in (relation, rule.when):
            for part in walk(node) if node is not None else ():
                if isinstance(part, Cell | CellSum | FaultCount | HasStatement):
                    table = self._tables.get(part.table)
                    if table is None and part.table.startswith(PREVIOUS):
                        return messages.NO_PREVIOUS_TABLE
                    if table is None:
                        return self._why_not(messages.NO_TABLE, messages.NO_TABLE_FOUND)
                    if isinstance(part, Cell | CellSum) and not _has_column(rule, part, table):
                        return self._why_not(messages.NO_COLUMN, messages.NO_COLUMN_FOUND)
        return ""

    def _why_not(self, of_layout: str, of_document: str) -> str:
        return of_layout if has_ledger(self._inputs) else of_document

    def _unjudged(self, rule: Rule, relation: Node, outcome: Outcome, reason: str) -> Check:
        left, right = _sides(relation)
        return Check(
            rule=rule,
            row="",
            column="",
            condition=relation,
            when=None,
            outcome=outcome,
            left=left,
            right=right,
            left_value=None,
            right_value=None,
            difference=None,
            measure=Measure.AMOUNT if left is None or right is None else measure(left, right),
            tolerance=rule.tolerance,
            cells=self._cells(rule, tuple(walk(relation)), "", ""),
            writer=self._writer,
            reason=reason,
        )

    def _check(self, rule: Rule, relation: Node, row: str, column: str) -> Check:
        condition = bind(relation, row=row, column=column) if row or column else relation
        when = bind(rule.when, row=row, column=column) if rule.when else None
        left, right = _sides(condition)
        scale = self._scales.of_nodes(condition, when)
        writer = self._writer_in(scale)
        parts = tuple(walk(condition))
        outcome, reason, values = self._outcome(rule, condition, when)
        return Check(
            rule=rule,
            row=row,
            column=column,
            condition=condition,
            when=when,
            outcome=outcome,
            left=left,
            right=right,
            left_value=values[0],
            right_value=values[1],
            difference=values[2],
            measure=Measure.AMOUNT if left is None or right is None else measure(left, right),
            tolerance=rule.tolerance,
            cells=self._cells(rule, parts, row, column),
            writer=writer,
            reason=reason,
            detail=self._detail(rule, condition, when, scale) if outcome is Outcome.FAILED else "",
            scale=scale,
            shown=without_absent(condition, self._world) if outcome is Outcome.FAILED else None,
        )

    def _outcome(
        self, rule: Rule, condition: Node, when: Node | None
    ) -> tuple[Outcome, str, tuple[Amount | None, Amount | None, Amount | None]]:
        """Judge a bound relation: what came out, why, and its values."""
        parts = tuple(walk(condition))
        missing = self._not_given(parts, tuple(walk(when)) if when is not None else ())
        outcome, reason = missing or (Outcome.NOT_APPLICABLE, rule.otherwise)
        values: tuple[Amount | None, Amount | None, Amount | None] = (None, None, None)
        try:
            applies = self._judged(when) if when is not None else Truth.HOLDS
            if missing is None and applies is not Truth.FAILS:
                outcome, reason = Outcome.PASSED, ""
                values = self._values(condition)
                if self._judged(condition, values) is Truth.FAILS:
                    outcome = Outcome.FAILED
                    if applies is Truth.OPEN:
                        outcome, reason = Outcome.NOT_CHECKABLE, messages.TOO_COARSE
        except ZeroDivisionError:
            outcome, reason = Outcome.NOT_APPLICABLE, messages.NO_DIVISOR
        return outcome, reason, values

    def _detail(self, rule: Rule, condition: Node, when: Node | None, scale: Scale) -> str:
        details = Details(self._world, self._tables, self._writer_in(scale))
        return details.text(rule, condition, when, scale)

    def _writer_in(self, scale: Scale) -> TextWriter:
        """Reads relations out with their constants in a unit of amount."""
        if scale not in self._writers:
            self._writers[scale] = self._writer.in_unit(scale.unit)
        return self._writers[scale]

    def _not_given(
        self, parts: tuple[Node, ...], conditions: tuple[Node, ...]
    ) -> tuple[Outcome, str] | None:
        """Say how a relation comes out for want of a figure."""
        if any(map(self._is_unread, (*parts, *conditions))):
            return Outcome.NOT_CHECKABLE, messages.UNREAD
        if any(isinstance(part, CellSum) and self._has_gaps(part) for part in parts):
            return Outcome.NOT_CHECKABLE, messages.PROJECT_NOT_SAID
        if any(part.table in self._parts for part in self._absent(parts)):
            return Outcome.NOT_APPLICABLE, messages.NOT_SAID
        if any(part.table not in self._parts for part in self._absent((*parts, *conditions))):
            return Outcome.NOT_CHECKABLE, messages.NOT_GIVEN
        return None

    def _is_unread(self, part: Node) -> bool:
        """Whether a figure, or one of those added up, stands in a cell that is no number."""
        unread = self._world.unread
        if isinstance(part, HasStatement):
            return (part.table, *STATEMENT_PLACE) in unread
        if not unread or not isinstance(part, Cell | CellSum):
            return False
        rows = (part.row,) if isinstance(part, Cell) else self._world.rows(part.table, part.rows)
        return any((part.table, row, part.column) in unread for row in rows)

    def _absent(self, parts: tuple[Node, ...]) -> Iterator[Cell]:
        for part in parts:
            if isinstance(part, Cell) and not self._world.is_given(part):
                yield part

    def _has_gaps(self, part: CellSum) -> bool:
        """Whether a project is named of which the figure that is added up is not known."""
        table = self._tables.get(part.table)
        return (
            table is not None
            and part_rows(part.table) == PROJECT
            and any(
                table.cell(row, part.column) is None
                for row in self._world.rows(part.table, part.rows)
            )
        )

    def _judged(
        self, condition: Node, values: Sequence[Amount | None] = (None, None, None)
    ) -> Truth:
        """Judge a condition: exactly, or on what printed figures leave possible.

        Args:
            condition: what should hold.
            values: both sides where it is a comparison that was evaluated already.
        """
        if self._world.is_printed or self._is_coarse(condition):
            return judge(condition, self._world)
        left, right, _ = values
        if isinstance(condition, Comparison) and left is not None and right is not None:
            holds = compare(condition.operator, difference(condition, left, right))
        else:
            holds = evaluate_condition(condition, self._world)
        return Truth.HOLDS if holds else Truth.FAILS

    def _is_coarse(self, condition: Node) -> bool:
        """Whether printed figures of last year stand in a condition."""
        coarse = self._world.coarse
        return bool(coarse) and any(
            isinstance(part, Cell | CellSum) and part.table in coarse for part in walk(condition)
        )

    def _values(self, condition: Node) -> tuple[Amount | None, Amount | None, Amount | None]:
        """Both sides of a comparison, and how far they are apart as they are shown."""
        if not isinstance(condition, Comparison):
            return None, None, None
        left = evaluate_amount(condition.left, self._world)
        right = evaluate_amount(condition.right, self._world)
        unit = measure(condition.left, condition.right)
        return left, right, shown_difference(left, right, unit)

    def _cells(
        self, rule: Rule, parts: tuple[Node, ...], row: str, column: str
    ) -> tuple[CellKey, ...]:
        """Cells that exist: sentences, then the declared culprit, then those of the relation."""
        keys = list(self._sentences(parts))
        for part in parts:
            if isinstance(part, FaultCount):
                keys.extend(self._faulty(part))
        if rule.cell is not None:
            parts = (bind(rule.cell, row=row, column=column), *parts)
        for part in parts:
            if isinstance(part, Cell):
                keys.extend(self._key(part.table, part.row, part.column))
        for part in parts:
            if isinstance(part, CellSum):
                for each in self._world.rows(part.table, part.rows):
                    keys.extend(self._key(part.table, each, part.column))
        return tuple(dict.fromkeys(keys))

    def _sentences(self, parts: tuple[Node, ...]) -> list[CellKey]:
        """Where a document tells what else a supplement states; nothing comes behind something."""
        places = self._world.told
        told = [part.key for part in parts if isinstance(part, Stated) and part.key in places]
        return [places[key] for key in sorted(told, key=lambda key: not self._world.stated(key))]

    def _faulty(self, part: FaultCount) -> Iterator[CellKey]:
        known = self._tables.get(part.table)
        for row in self._world.faulty_rows(part.fault, part.table, part.argument) if known else ():
            yield from self._key(part.table, row.key, known.columns[0].key if known else "")

    def _key(self, table: str, row: str, column: str) -> Iterator[CellKey]:
        known = self._tables.get(table)
        found = known.cell(row, column) if known else None
        if found is not None:
            yield found.key


def missing_input(rule: Rule, inputs: frozenset[str]) -> tuple[Outcome, str] | None:
    """Say how a rule comes out, and why, for want of an input; ``None`` when all are there."""
    for need in rule.needs:
        if need not in inputs:
            is_elsewhere = need in DOCUMENT_INPUTS
            outcome = Outcome.NOT_APPLICABLE if is_elsewhere else Outcome.NOT_CHECKABLE
            reason = messages.MISSING_INPUTS[need]
            if is_publication_alone(inputs):
                reason = say_published.MISSING_INPUTS.get(need, reason)
            return outcome, reason
    if _needs_facts(rule) and is_publication_alone(inputs):
        return Outcome.NOT_CHECKABLE, messages.NO_LEDGER
    if _needs_ledger(rule) and not has_ledger(inputs):
        return Outcome.NOT_CHECKABLE, messages.NO_LEDGER
    return None


def is_publication_alone(inputs: frozenset[str]) -> bool:
    """Whether the tables are all there is: neither their ledger nor its facts."""
    return not (has_ledger(inputs) or FACTS in inputs)


def has_ledger(inputs: frozenset[str]) -> bool:
    """Whether the tables come from a ledger that is at hand."""
    return PUBLISHED not in inputs or LEDGER in inputs


def _needs_ledger(rule: Rule) -> bool:
    """Whether a rule judges what was noticed while a ledger was read."""
    return rule.observed and rule.code.startswith("L") and PUBLISHED not in rule.needs


def _needs_facts(rule: Rule) -> bool:
    """Whether a rule speaks of a ledger's facts."""
    parts = (part for node in (rule.relation, rule.when) if node is not None for part in walk(node))
    return any(isinstance(part, FactSum | FactCount) for part in parts)


def _sides(condition: Node) -> tuple[Node | None, Node | None]:
    if isinstance(condition, Comparison):
        return condition.left, condition.right
    return None, None


def _has_column(rule: Rule, part: Cell | CellSum, table: Table) -> bool:
    if f"{part.table}.{part.column}" in rule.if_printed:
        return True
    bound = bind(part, column=rule.columns[0]) if rule.columns else part
    return bound.column in table.column_by_key  # type: ignore[union-attr]  # a cell stays a cell
