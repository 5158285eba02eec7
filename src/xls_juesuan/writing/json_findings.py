"""The part of the JSON contract about tables and findings; amounts are strings in yuan.

It knows what the review sheet shows of a finding, and gives all of it. It refuses to know
where the tables come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.evaluation import magnitude
from xls_juesuan.declarations.relation.measure import Measure
from xls_juesuan.declarations.relation.measure import in_units
from xls_juesuan.declarations.relation.measure import measure
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.findings import Outcome
from xls_juesuan.messages.writing import PENDING
from xls_juesuan.money import FEN_PER_WAN
from xls_juesuan.money import format_printed
from xls_juesuan.money import format_wan
from xls_juesuan.money import format_yuan
from xls_juesuan.writing.review_lines import arrange
from xls_juesuan.writing.review_row import all_equations

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence
    from fractions import Fraction

    from xls_juesuan.audit import Audit
    from xls_juesuan.audit.audit import Check
    from xls_juesuan.declarations.rules import Rule
    from xls_juesuan.findings import Explanation
    from xls_juesuan.findings import Finding
    from xls_juesuan.findings import Suspect
    from xls_juesuan.model import CellKey
    from xls_juesuan.model import Source
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableCell
    from xls_juesuan.writing.review_row import Spots

Json = dict[str, object]
#: Figures that are written as they are.
_WHOLE = frozenset({Measure.COUNT, Measure.MONTH})


@dataclass(frozen=True)
class Findings:
    """Writes down tables and findings.

    Attributes:
        tables: the tables that findings point into.
        spots: where findings point to in the workbook.
        rules: for why a rule asks what it asks; those that come with the program unless given.
        reviews: 处理 and 说明 by fingerprint.
        units: fen in the unit of amount of each printed table; empty for computed tables.
    """

    tables: TableSet
    spots: Spots
    rules: Sequence[Rule] = ()
    reviews: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    units: Mapping[str, int] = field(default_factory=dict)

    def table(self, table: Table) -> Json:
        """Give all figures of a table."""
        return {
            "number": table.number,
            "title": table.title,
            "cells": [
                {
                    "row": cell.key.row,
                    "column": cell.key.column,
                    "yuan": format_yuan(cell.fen) if cell.is_known and cell.step == 1 else None,
                    "printed": self._printed(cell),
                    "ref": self.tables.a1(cell.key),
                }
                for cell in table.cells.values()
            ],
        }

    def audit(self, audit: Audit) -> Json:
        """Give everything that an audit found."""
        whys = {rule.code: rule.why for rule in self.rules or load_rules()}
        return {
            "verdict": str(audit.verdict),
            "counts": {str(outcome): audit.counts[outcome] for outcome in Outcome},
            "relations_checked": audit.relations_checked,
            "findings": [
                self._finding(finding, checks, whys.get(finding.code, ""), audit)
                for finding, checks, is_rest in arrange(audit)
                if not is_rest
            ],
        }

    def _finding(self, finding: Finding, checks: Sequence[Check], why: str, audit: Audit) -> Json:
        handling, explanation = self.reviews.get(finding.fingerprint, ("", ""))
        is_pending = finding.outcome is Outcome.FAILED and finding.fingerprint in audit.leading_keys
        return {
            "code": finding.code,
            "severity": str(finding.severity),
            "outcome": str(finding.outcome),
            "title": finding.title,
            "message": finding.message,
            "reason": finding.reason,
            "table": finding.table,
            "place": self.spots.of(finding).text,
            "cells": [
                # The value is that of the culprit, which comes first.
                self._cell(key, finding.suggested if place == 0 else None)
                for place, key in enumerate(finding.cells)
            ],
            "left": _figure(finding.left, finding.measure),
            "right": _figure(finding.right, finding.measure),
            "difference": _figure(_difference(finding, checks), finding.measure),
            "measure": finding.measure,
            "explained_by_rounding": finding.explained_by_rounding,
            "basis": finding.basis,
            "why": why,
            "advice": finding.advice,
            "sources": [source_document(source) for source in finding.sources],
            "source_rows": max(finding.source_rows, len(finding.sources)),
            "relations": finding.relations,
            "held": finding.held,
            "follows": finding.follows or None,
            "consequences": audit.consequences[finding.fingerprint],
            "details": list(finding.details),
            "proof": list(finding.proof),
            "explanations": [self._explanation(one) for one in finding.explanations],
            "likely": list(self.spots.likely.texts(finding)),
            "handling": handling or (PENDING if is_pending else ""),
            "explanation": explanation,
            "fingerprint": finding.fingerprint,
        }

    def _explanation(self, explanation: Explanation) -> Json:
        return {
            "is_only": explanation.is_only,
            "is_close": explanation.is_close,
            "cause": explanation.cause,
            "cells": [self._suspect(suspect) for suspect in explanation.suspects],
        }

    def _suspect(self, suspect: Suspect) -> Json:
        return {
            **self._cell(suspect.cell, suspect.value),
            "low": _amount(suspect.low),
            "high": _amount(suspect.high),
            "slip": suspect.slip,
            "copies": [self._cell(key, suspect.value) for key in suspect.copies],
        }

    def _cell(self, key: CellKey, suggested: int | Fraction | None) -> Json:
        table = self.tables.table(key.table)
        cell = table.cell(key.row, key.column) if table else None
        return {
            "table": key.table,
            "row": key.row,
            "column": key.column,
            "ref": self.tables.a1(key) if cell else "",
            "printed": self._printed(cell) if cell else "",
            "suggested": None if suggested is None else self._as_printed(suggested, cell),
        }

    def _printed(self, cell: TableCell) -> str:
        key = cell.key
        if measure(Cell(key.table, key.row, key.column)) in _WHOLE:
            return str(cell.fen)
        if key.table not in self.units:
            return format_wan(cell.fen)
        return self._as_printed(cell.fen, cell) if cell.is_printed else ""

    def _as_printed(self, fen: int | Fraction, cell: TableCell | None) -> str:
        unit = self.units.get(cell.key.table, 0) if cell else 0
        if cell is None or not unit:
            return format_wan(fen)
        # Exact figures in 万元 are shown with two decimals, as the tables show them.
        step = FEN_PER_WAN // 100 if cell.step == 1 and unit == FEN_PER_WAN else cell.step
        return format_printed(fen, unit=unit, step=step)


def _difference(finding: Finding, checks: Sequence[Check]) -> int | Fraction | None:
    """Give the difference of a finding, of several equations the largest whatever its sign."""
    if finding.difference is not None or not all_equations(checks):
        return finding.difference
    return max((magnitude(check.difference or 0) for check in checks), default=None)


def _figure(value: int | Fraction | None, unit: str) -> str | None:
    """Write an amount in yuan, a score in points, a count or a ratio."""
    if value is None or unit == Measure.AMOUNT:
        return _amount(value)
    if unit in _WHOLE:
        return str(value)
    return f"{float(in_units(value, Measure(unit))):.6f}"


def _amount(value: int | Fraction | None) -> str | None:
    return None if value is None else format_yuan(value)


def source_document(source: Source) -> Json:
    """Give a row of an input file."""
    return {"file": source.file, "sheet": source.sheet, "row": source.row}
