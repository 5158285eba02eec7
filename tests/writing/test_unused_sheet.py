"""Which ledger rows the 未计入 sheet lists, and in which order."""

from __future__ import annotations

import pandas as pd
import pytest

from xls_juesuan.ledger import RowStatus
from xls_juesuan.writing.ledger_rows import ROW_COLUMNS
from xls_juesuan.writing.unused_sheet import unused_rows


@pytest.mark.parametrize("kind", ["str", "category"])
def test_rows_are_listed_by_reason_and_within_a_reason_as_in_the_file(kind: str) -> None:
    """Used rows and financial accounting, which has a line of its own, are not listed; a limit cuts the end."""
    statuses = (
        RowStatus.VOID,
        RowStatus.SUBTOTAL,
        RowStatus.USED,
        RowStatus.FINANCIAL,
        RowStatus.VOID,
        RowStatus.NO_ACCOUNT,
        RowStatus.SUBTOTAL,
    )
    frame = pd.DataFrame(
        [
            {**dict.fromkeys(ROW_COLUMNS, ""), "row": row, "status": str(status)}
            for row, status in enumerate(statuses, 5)
        ]
    ).assign(debit=0, credit=0)
    frame["status"] = frame["status"].astype(kind)

    listed = unused_rows(frame, 4)[["status", "row"]].itertuples(index=False, name=None)
    assert list(listed) == [
        ("subtotal", 6),
        ("subtotal", 11),
        ("no_account", 10),
        ("void", 5),
    ]
