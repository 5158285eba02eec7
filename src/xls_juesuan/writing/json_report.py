"""The JSON contract: one document with stable keys; amounts are strings in yuan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.findings import Outcome
from xls_juesuan.money import format_wan
from xls_juesuan.money import format_yuan

if TYPE_CHECKING:
    from fractions import Fraction
    from pathlib import Path
    from typing import Protocol

    from xls_juesuan.audit import Audit
    from xls_juesuan.cube.build import Cube
    from xls_juesuan.declarations.layout import Profile
    from xls_juesuan.findings import Finding
    from xls_juesuan.findings import Problem
    from xls_juesuan.ledger import Ledger
    from xls_juesuan.model import Source
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.table import Table

    class Accounts(Protocol):
        """What the document is made from: one unit's computed accounts."""

        @property
        def ledger(self) -> Ledger:
            """The ledger."""
            ...

        @property
        def cube(self) -> Cube:
            """Facts and account of lines."""
            ...

        @property
        def profile(self) -> Profile:
            """The layout."""
            ...

        @property
        def tables(self) -> TableSet:
            """The statutory tables."""
            ...

        @property
        def audit(self) -> Audit:
            """What the rules found."""
            ...

        @property
        def unit_name(self) -> str:
            """Whose accounts."""
            ...

        @property
        def year(self) -> int:
            """Of which year."""
            ...


Json = dict[str, object]


def fill_document(accounts: Accounts, workbook: Path) -> Json:
    """Compose the document of ``xlj fill --json``."""
    cube, ledger = accounts.cube, accounts.ledger
    account = (cube.used, *cube.set_aside)
    return {
        "unit": accounts.unit_name,
        "year": accounts.year,
        "template": accounts.profile.name,
        "outputs": {"workbook": str(workbook), "document": None},
        "ledger": {
            "files": list(ledger.files),
            "rows": sum(part.rows for part in account),
            "used": cube.used.rows,
            "set_aside": [
                {
                    "reason": str(part.status),
                    "rows": part.rows,
                    "debit": format_yuan(part.debit),
                    "credit": format_yuan(part.credit),
                }
                for part in cube.set_aside
            ],
            "problems": [
                problem_document(problem) for problem in (*ledger.problems, *cube.problems)
            ],
        },
        "tables": {table.key: _table(table, accounts.tables) for table in accounts.tables.tables},
        "audit": _audit(accounts.audit, accounts.tables),
    }


def _table(table: Table, tables: TableSet) -> Json:
    return {
        "number": table.number,
        "title": table.title,
        "cells": [
            {
                "row": cell.key.row,
                "column": cell.key.column,
                "yuan": format_yuan(cell.fen) if cell.is_known else None,
                "printed": format_wan(cell.fen),
                "ref": tables.a1(cell.key),
            }
            for cell in table.cells.values()
        ],
    }


def _audit(audit: Audit, tables: TableSet) -> Json:
    return {
        "verdict": str(audit.verdict),
        "counts": {str(outcome): audit.counts[outcome] for outcome in Outcome},
        "relations_checked": audit.relations_checked,
        "findings": [_finding(finding, tables) for finding in audit.findings],
    }


def _finding(finding: Finding, tables: TableSet) -> Json:
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "outcome": str(finding.outcome),
        "title": finding.title,
        "message": finding.message,
        "reason": finding.reason,
        "table": finding.table,
        "cells": [
            {
                "table": key.table,
                "row": key.row,
                "column": key.column,
                "ref": tables.a1(key),
                "printed": _printed(tables, key.table, key.row, key.column),
                # The value is that of the culprit, which comes first.
                "suggested": _suggested(finding) if place == 0 else None,
            }
            for place, key in enumerate(finding.cells)
        ],
        "left": _amount(finding.left),
        "right": _amount(finding.right),
        "difference": _amount(finding.difference),
        "explained_by_rounding": finding.explained_by_rounding,
        "basis": finding.basis,
        "advice": finding.advice,
        "sources": [_source(source) for source in finding.sources],
        "fingerprint": finding.fingerprint,
    }


def _suggested(finding: Finding) -> str | None:
    return None if finding.suggested is None else format_wan(finding.suggested)


def _printed(tables: TableSet, table: str, row: str, column: str) -> str:
    found = tables.table(table)
    cell = found.cell(row, column) if found else None
    return format_wan(cell.fen) if cell else ""


def _amount(value: int | Fraction | None) -> str | None:
    return None if value is None else format_yuan(value)


def problem_document(problem: Problem) -> Json:
    """Compose the part about one problem."""
    return {
        "code": problem.code,
        "subject": problem.subject,
        "detail": problem.detail,
        "yuan": _amount(problem.fen),
        "rows": problem.rows,
        "sources": [_source(source) for source in problem.sources],
    }


def _source(source: Source) -> Json:
    return {"file": source.file, "sheet": source.sheet, "row": source.row}
