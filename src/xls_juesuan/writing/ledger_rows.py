"""Rows of the ledger as lines of a sheet: where they stand and what they say.

It knows the columns that every list of ledger rows has; it refuses to know which rows a
list chooses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import writing as say
from xls_juesuan.model import Source
from xls_juesuan.money import fen_to_yuan_float
from xls_juesuan.writing.styles import SMALL_SIZE
from xls_juesuan.writing.widths import column_width

if TYPE_CHECKING:
    from collections.abc import Container
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
    page: Page, rows: pd.DataFrame, *, line: int, place: int, amounts: Sequence[str]
) -> None:
    """Write rows one below the other.

    Args:
        page: the sheet.
        rows: rows of the ledger frame.
        line: line of the first of them, from 0.
        place: where their texts begin, from 0.
        amounts: columns in fen, to stand at the end in yuan.
    """
    text, code, mark, figure = (
        page.styles.get(kind, font_size=SMALL_SIZE) for kind in ("cell", "code", "mark", "figure")
    )
    for at_place, name in enumerate(ROW_COLUMNS, start=place):
        values = rows[name].tolist()
        if name == "row":
            for at_line, value in enumerate(values, start=line):
                page.number(at_line, at_place, value, mark)
            continue
        style = code if name == "account" else text
        for at_line, value in enumerate(values, start=line):
            page.text(at_line, at_place, value, style)
    for at_place, name in enumerate(amounts, start=place + len(ROW_COLUMNS)):
        for at_line, fen in enumerate(rows[name].tolist(), start=line):
            page.number(at_line, at_place, fen_to_yuan_float(fen), figure)


def find_lines(rows: pd.DataFrame, first_line: int, named: Container[Source]) -> dict[Source, int]:
    """Find the lines (from 0) of some rows in a list that begins at ``first_line``."""
    columns = (rows[name].tolist() for name in ("file", "sheet", "row"))
    lines: dict[Source, int] = {}
    for line, (file, sheet, row) in enumerate(zip(*columns, strict=True), start=first_line):
        source = Source(file, sheet, row)
        if source in named:
            lines.setdefault(source, line)
    return lines
