"""Reads what the user hands in: ledgers of any layout, and the supplement workbook.

Nothing heavy is imported until something is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.reading.request import ReadingRequest

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.ledger import Ledger
    from xls_juesuan.reading.assembly import Assembly

__all__ = ["ReadingRequest", "open_ledgers", "read_ledger"]


def read_ledger(
    path: Path,
    *more: Path,
    year: int | None = None,
    amount_unit: str | None = None,
    unit_name: str | None = None,
    unit: str | None = None,
    mapping: Path | None = None,
) -> Ledger:
    """Read one unit's ledger; see ``ReadingRequest`` for the arguments.

    Raises:
        UserError: a file cannot be read, or something about it cannot be decided.
    """
    request = ReadingRequest((path, *more), year, amount_unit, unit_name, unit, mapping)
    return open_ledgers(request).ledger(unit)


def open_ledgers(request: ReadingRequest) -> Assembly:
    """Open the files; the assembly gives the ledger of each unit in them.

    Raises:
        UserError: a file cannot be read, or something about all of it cannot be decided.
    """
    from xls_juesuan.reading.assembly import Assembly

    return Assembly(request)
