"""Facts and layouts → the statutory tables; see ``build`` for the order of the work."""

from __future__ import annotations

from xls_juesuan.tables.build import Codes
from xls_juesuan.tables.build import build_tables
from xls_juesuan.tables.residuals import Residual
from xls_juesuan.tables.residuals import ResidualReason
from xls_juesuan.tables.tableset import TableSet

__all__ = ["Codes", "Residual", "ResidualReason", "TableSet", "build_tables"]
