"""Advice for somebody who has only what was published: no ledger, no supplement to put right.

Rules advise the accountant who fills in the tables. Of that advice an audit keeps what can be done
with the publication alone, and says for the rest what the unit has to compare. It refuses to know
findings.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import Comparison
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.messages import published_advice as messages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xls_juesuan.declarations.rules import Rule

_CLAUSE = re.compile(r"[^。；]+[。；]?")
_ENDS = "。；"


def advise_readers(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Give the rules with the advice for an audit of what somebody else has published."""
    return tuple(replace(rule, fix=_for_readers(rule)) for rule in rules)


def _for_readers(rule: Rule) -> str:
    clauses = [found.strip() for found in _CLAUSE.findall(rule.fix)]
    kept = [clause.rstrip(_ENDS) for clause in clauses if not messages.OF_BOOKS.search(clause)]
    if len(kept) == len(clauses):
        return rule.fix
    return messages.CLAUSE.join([_to_compare(rule), *kept]) + messages.END


def _to_compare(rule: Rule) -> str:
    """What the unit has to compare, by what the relation says."""
    relation = rule.relation
    if not isinstance(relation, Comparison) or relation.operator != "==":
        return messages.COMPARE_BOOKS
    cells = [part for part in walk(relation) if isinstance(part, Cell | CellSum)]
    if len({cell.table for cell in cells}) > 1:
        return messages.COMPARE_TABLES
    return messages.COMPARE_PARTS if len(cells) > 1 else messages.COMPARE_BOOKS
