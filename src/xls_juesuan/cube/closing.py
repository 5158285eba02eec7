"""Whether the ledger shows that the year's budget accounts were closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cube.distinct import starts_with
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.ledger import RowStatus

if TYPE_CHECKING:
    import pandas as pd

    from xls_juesuan.ledger import Ledger


def closing_is_recorded(ledger: Ledger, lines: pd.DataFrame) -> bool:
    """Whether income or spending was carried to 8xxx; closed costs of 5xxx say nothing of it."""
    is_flow = starts_with(lines["top"], ("6", "7"))
    if ledger.kind is LedgerKind.JOURNAL:
        return bool((is_flow & (lines["status"] == str(RowStatus.CLOSING))).any())
    return bool((lines["closing_debit"] + lines["closing_credit"])[is_flow].any())
