"""Printed tables → the joint document, by the rules that come with the program."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from benchmarks.generating.units import INPUTS
from xls_juesuan.audit.engine import judge_rules
from xls_juesuan.audit.joint_document import is_joint
from xls_juesuan.audit.joint_document import joint_document
from xls_juesuan.declarations.rules import PUBLISHED
from xls_juesuan.declarations.rules import load_rules

if TYPE_CHECKING:
    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.declarations.rules import Rule
    from xls_juesuan.tables import TableSet


def document_of(tables: TableSet) -> Document:
    """Bring together what the rules say of published tables."""
    checks = judge_rules(tables, _rules(), INPUTS | {PUBLISHED})
    return joint_document(tables, checks)


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules() if is_joint(rule))
