"""The part of the JSON document that a department has: units, eliminations, figures by unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.money import format_yuan
from xls_juesuan.tables.by_unit import amount_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.consolidation.department import Department
    from xls_juesuan.consolidation.transfers import Transfer
    from xls_juesuan.tables import TableSet


def department_document(department: Department | None, tables: TableSet) -> dict[str, object]:
    """Compose the part; nothing for the accounts of one unit."""
    return {} if department is None else {"department": _part(department, tables)}


def _part(department: Department, tables: TableSet) -> dict[str, object]:
    """Give units, eliminations and what was left; amounts are strings in yuan."""
    columns = department.columns(tables.index.facts)
    return {
        "units": [
            {"name": one.name, "level": str(one.level), "files": list(one.files)}
            for one in department.members
        ],
        "eliminations": [
            {
                "kind": str(one.match.kind),
                "payers": list(one.match.payers),
                "receivers": list(one.match.receivers),
                "yuan": format_yuan(one.match.fen),
                "how": str(one.match.how),
                "paid": _lines(one.match.paid),
                "received": _lines(one.match.received),
            }
            for one in department.eliminations
        ],
        "not_eliminated": _lines(department.left),
        "passed_over": [one._asdict() for one in department.passed_over],
        "by_unit": {
            table.key: [
                {
                    "row": cell.key.row,
                    "column": cell.key.column,
                    "yuan": {
                        unit: format_yuan(amount_of(cell, unit, tables.index)) for unit in columns
                    },
                }
                for cell in table.cells.values()
                if cell.expression is not None
            ]
            for table in tables.tables
        },
    }


def _lines(lines: Sequence[Transfer]) -> list[dict[str, object]]:
    return [
        {
            "unit": one.unit,
            "account": one.account,
            "yuan": format_yuan(one.fen),
            "source": {
                "file": one.source.file,
                "sheet": one.source.sheet,
                "row": one.source.row,
            },
        }
        for one in lines
    ]
