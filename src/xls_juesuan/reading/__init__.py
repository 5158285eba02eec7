"""Reads what the user hands in: ledgers of any layout, and the supplement workbook.

Nothing heavy is imported until something is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.ledger import Ledger

__all__ = ["read_ledger"]


def read_ledger(
    path: Path,
    *,
    year: int | None = None,
    amount_unit: str | None = None,
    unit_name: str | None = None,
) -> Ledger:
    """Read one ledger file.

    Args:
        path: a .xlsx, .xls, .ods or .csv file; its content decides, not its name.
        year: the report year, where the file does not state it.
        amount_unit: ``元`` or ``万元``, where the file does not state it.
        unit_name: name of the unit; wins over what the file states.

    Raises:
        UserError: the file cannot be read, or something about it cannot be decided.
    """
    from xls_juesuan.reading.ledger_file import read_ledger_file

    return read_ledger_file(path, year=year, amount_unit=amount_unit, unit_name=unit_name)
