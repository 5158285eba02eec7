"""Ledger lines → the sources that a problem names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.model import Source

if TYPE_CHECKING:
    import pandas as pd

#: Rows that a problem lists; the number of all rows stands beside it.
MOST_SOURCES = 20


def sources_of(lines: pd.DataFrame) -> tuple[Source, ...]:
    """Where the first lines stand, at most ``MOST_SOURCES`` of them."""
    # Column by column: a part of a whole frame costs more than all else here.
    columns = (lines[name].iloc[:MOST_SOURCES] for name in ("file", "sheet", "row"))
    return tuple(
        Source(str(file), str(sheet), int(row)) for file, sheet, row in zip(*columns, strict=True)
    )
