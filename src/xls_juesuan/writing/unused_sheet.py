"""The 未计入 sheet: every ledger row that is in no table, and why.

It knows the order and the cut of the list; it refuses to know how a row was judged. Rows of
financial accounting, half of every ledger and kept alongside the same budget entries, are
one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import writing as say
from xls_juesuan.messages.labels import ROW_STATUSES
from xls_juesuan.money import fen_to_yuan_float
from xls_juesuan.writing.ledger_rows import AMOUNT_WIDTH
from xls_juesuan.writing.ledger_rows import ROW_COLUMNS
from xls_juesuan.writing.ledger_rows import row_widths
from xls_juesuan.writing.ledger_rows import write_rows
from xls_juesuan.writing.listing import listed
from xls_juesuan.writing.styles import SMALL_SIZE
from xls_juesuan.writing.widths import column_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from xls_juesuan.cube.build import SetAside
    from xls_juesuan.writing.page import Page

HEAD_LINE = 2
_SUMMED_LINE = 3
#: The first line is that of financial accounting, whether there is any or not.
FIRST_LINE = 4

_NARROWEST = 14.0
_AMOUNTS = ("debit", "credit")
_NOT_LISTED = (RowStatus.USED, RowStatus.FINANCIAL)
_ROW_PLACE = 1
_AMOUNT_PLACE = _ROW_PLACE + len(ROW_COLUMNS)


def unused_rows(frame: pd.DataFrame, limit: int) -> pd.DataFrame:
    """Choose the rows that are in no table, by reason and in the order of the files.

    Args:
        frame: the classified lines.
        limit: most rows to list.
    """
    order = {str(status): place for place, status in enumerate(RowStatus)}
    listed_at = np.flatnonzero(~frame["status"].isin(_NOT_LISTED))
    places = frame["status"].iloc[listed_at].map(order).to_numpy(dtype=np.int64)
    chosen = listed_at[np.argsort(places, kind="stable")[:limit]]
    return frame[["status", *ROW_COLUMNS, *_AMOUNTS]].iloc[chosen]


def write_unused_sheet(page: Page, shown: pd.DataFrame, set_aside: Sequence[SetAside]) -> None:
    """Write the rows; where they are not all, that is stated on top.

    Args:
        page: the sheet.
        shown: as :func:`unused_rows` gave them.
        set_aside: all rows that are in no table, by reason.
    """
    limit = len(shown)
    reasons = [ROW_STATUSES[part.status] for part in set_aside]
    reason_width = column_width(reasons, font_size=SMALL_SIZE, narrowest=_NARROWEST)
    widths = [reason_width, *row_widths(shown), *[AMOUNT_WIDTH] * len(_AMOUNTS)]
    page.widths(widths)
    last_place = len(say.UNUSED_HEADS) - 1
    cut = sum(part.rows for part in set_aside if part.status not in _NOT_LISTED) > limit
    total = sum(part.rows for part in set_aside)
    words = say.UNUSED_ALL
    if cut:
        words = say.UNUSED_CUT if limit else say.UNUSED_NONE
    note = words.format(total=total, limit=limit)
    style = page.styles.get("note", bold=cut)
    page.top(say.UNUSED_TITLE, note, say.UNUSED_HEADS, sum(widths), note_style=style)
    _write_financial(page, set_aside)
    texts = {str(status): text for status, text in ROW_STATUSES.items()}
    look = page.styles.get("cell", font_size=SMALL_SIZE)
    reason = listed(0, look, shown["status"], texts.__getitem__)
    write_rows(page, shown, (reason,), line=FIRST_LINE, amounts=_AMOUNTS)
    last_line = max(FIRST_LINE + len(shown) - 1, _SUMMED_LINE)
    page.filter(HEAD_LINE, last_line, last_place)
    page.freeze(FIRST_LINE, 1)
    page.print_on_a4((HEAD_LINE, HEAD_LINE), last_line, last_place)
    account = _ROW_PLACE + ROW_COLUMNS.index("account")
    page.codes_are_text((FIRST_LINE, 0, last_line, account))


def _write_financial(page: Page, set_aside: Sequence[SetAside]) -> None:
    """Write the one line of financial accounting."""
    found = [part for part in set_aside if part.status is RowStatus.FINANCIAL]
    text, figure = (page.styles.get(kind, font_size=SMALL_SIZE) for kind in ("cell", "figure"))
    page.text(_SUMMED_LINE, 0, ROW_STATUSES[RowStatus.FINANCIAL], text)
    rows = sum(part.rows for part in found)
    area = (_SUMMED_LINE, _ROW_PLACE, _SUMMED_LINE, _AMOUNT_PLACE - 1)
    page.merged(area, say.UNUSED_FINANCIAL.format(rows=rows), text)
    for offset, name in enumerate(_AMOUNTS):
        fen = sum(getattr(part, name) for part in found)
        page.number(_SUMMED_LINE, _AMOUNT_PLACE + offset, fen_to_yuan_float(fen), figure)
