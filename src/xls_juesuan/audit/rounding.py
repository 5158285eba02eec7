"""Rounding tails (尾差): totals that differ in print from their printed parts, but not in fen.

Every figure is rounded on its own, so printed parts need not add up. Such differences are
gathered into one notice that changes no verdict. Of published tables the fen are not known:
there a tail is a difference that rounding can explain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.audit.views import PrintedWorld
from xls_juesuan.declarations.relation.evaluation import evaluate_amount
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import Comparison
from xls_juesuan.declarations.relation.nodes import FactCount
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import FaultCount
from xls_juesuan.declarations.relation.nodes import Stated
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.declarations.rules import Tolerance
from xls_juesuan.findings import Outcome
from xls_juesuan.messages import audit as messages
from xls_juesuan.money import format_wan

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from xls_juesuan.audit.audit import Check
    from xls_juesuan.audit.instances import AuditTables
    from xls_juesuan.declarations.relation.evaluation import Amount
    from xls_juesuan.declarations.relation.nodes import Node

#: Rounding tails named one by one in the message.
MOST_SHOWN = 12


def find_rounding_tails(checks: Iterable[Check], world: AuditTables) -> Iterator[tuple[Check, str]]:
    """Yield the sums that hold in fen but not in print, with the sentence that says so."""
    printed = world if world.is_printed else PrintedWorld(world)
    seen: set[frozenset[object]] = set()
    for check in checks:
        is_tail = _is_printed_sum(check) and (world.is_printed or check.difference == 0)
        if not is_tail or check.left is None or check.right is None:
            continue
        total = evaluate_amount(check.left, printed)
        parts = evaluate_amount(check.right, printed)
        figures = frozenset(check.cells)
        if total != parts and figures not in seen:
            seen.add(figures)
            yield (
                check,
                messages.rounding_tail(
                    check.text, *(_shown(amount, check, world) for amount in (total, parts))
                ),
            )


def _shown(amount: Amount, check: Check, world: AuditTables) -> str:
    """Write a sum as it is printed: tables of a ledger are in 万元, documents in what they say."""
    if world.is_printed:
        return check.scale.number(amount)
    return format_wan(amount) or "0.00"


def _is_printed_sum(check: Check) -> bool:
    return (
        check.outcome is Outcome.PASSED
        and check.tolerance is Tolerance.PARTS
        and isinstance(check.condition, Comparison)
        and check.condition.operator == "=="
        and _has_only_cells(check.condition)
    )


def _has_only_cells(condition: Node) -> bool:
    others = FactSum | FactCount | FaultCount | Stated
    parts = list(walk(condition))
    return any(isinstance(part, Cell | CellSum) for part in parts) and not any(
        isinstance(part, others) for part in parts
    )
