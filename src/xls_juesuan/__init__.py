"""Fill the statutory disclosure workbook of final accounts (部门决算公开) from a ledger."""

from __future__ import annotations

__version__ = "0.5.0"
