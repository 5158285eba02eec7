"""Rows of the ledger as lines of a sheet: where they stand and what they say.

It knows the columns that every list of ledger rows has; it refuses to know which rows a
list chooses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xls_juesuan.messages import writing as say
from xls_juesuan.model import Source
from xls_juesuan.money import fen_to_yuan_float
from xls_juesuan.writing.listing import ListedColumn
from xls_juesuan.writing.listing import listed
from xls_juesuan.writing.styles import SMALL_SIZE
from xls_juesuan.writing.widths import column_width

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Sequence

    import pandas as pd

    from xls_juesuan.writing.page import Page

#: Columns of the ledger frame that say which row it is.
ROW_COLUMNS = ("file", "sheet", "row", "date", "voucher", "narration", "account", "account_name")
AMOUNT_WIDTH = 14.5
_WIDEST = {"file": 22, "sheet": 12, "narration": 32, "account_name": 30}
#: Rows whose texts are measured; what is wider further down is cut by its cell.
_SAMPLE = 1000


def row_widths(rows: pd.DataFrame) -> list[float]:
    """Give the widths of the columns that say which row it is."""
    sample = rows.head(_SAMPLE)
    widths = []
    for head, name in zip(say.LEDGER_ROW_HEADS, ROW_COLUMNS, strict=True):
        texts = {head + "  ", *map(str, sample[name].tolist())}
        widest = _WIDEST.get(name, 14)
        widths.append(column_width(texts, font_size=SMALL_SIZE, widest=widest))
    return widths


def write_rows(
    page: Page,
    rows: pd.DataFrame,
    before: Sequence[ListedColumn],
    *,
    line: int,
    amounts: Sequence[str],
) -> None:
    """Write rows one below the other.

    Args:
        page: the sheet.
        rows: rows of the ledger frame.
        before: columns that stand before those of the rows.
        line: line of the first of them, from 0.
        amounts: columns in fen, to stand at the end in yuan.
    """
    text, code, mark, figure = (
        page.styles.get(kind, font_size=SMALL_SIZE) for kind in ("cell", "code", "mark", "figure")
    )
    place = len(before)
    looks = {"row": mark, "account": code}
    columns = [
        listed(at, looks.get(name, text), rows[name], _itself)
        for at, name in enumerate(ROW_COLUMNS, start=place)
    ]
    columns += [
        listed(at, figure, rows[name], fen_to_yuan_float)
        for at, name in enumerate(amounts, start=place + len(ROW_COLUMNS))
    ]
    page.list(line, (*before, *columns))


def _itself(cell: str | int) -> str | int:
    return cell


def find_lines(rows: pd.DataFrame, first_line: int, named: Collection[Source]) -> dict[Source, int]:
    """Find the lines (from 0) of some rows in a list that begins at ``first_line``."""
    # Most rows bear numbers that nobody names: no more is made of them.
    likely = np.flatnonzero(rows["row"].isin({source.row for source in named}))
    found = rows[["file", "sheet", "row"]].iloc[likely].itertuples(index=False, name=None)
    lines: dict[Source, int] = {}
    for offset, (file, sheet, row) in zip(likely.tolist(), found, strict=True):
        source = Source(file, sheet, row)
        if source in named:
            lines.setdefault(source, first_line + offset)
    return lines
