"""The 溯源 sheet: from each fact to the ledger rows behind it.

It knows the order and the cut of the list; it refuses to know why a row counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from xls_juesuan.messages import writing as say
from xls_juesuan.messages.labels import NOT_FILLED
from xls_juesuan.writing.facts_sheet import fact_texts
from xls_juesuan.writing.ledger_rows import AMOUNT_WIDTH
from xls_juesuan.writing.ledger_rows import ROW_COLUMNS
from xls_juesuan.writing.ledger_rows import row_widths
from xls_juesuan.writing.ledger_rows import write_rows
from xls_juesuan.writing.listing import listed
from xls_juesuan.writing.styles import SMALL_SIZE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from xls_juesuan.cube.build import Cube
    from xls_juesuan.model import Fact
    from xls_juesuan.writing.listing import ListedColumn
    from xls_juesuan.writing.page import Page

HEAD_LINE = 2
FIRST_LINE = 3

_PRINTED = ("debit", "credit")
_AMOUNTS = (*_PRINTED, "counted")
_ROW_PLACE = 2
_NUMBER_WIDTH = 9.0
_KEY_WIDTH = 36.0
_KEY_COLUMNS = ("unit", "flow", "item", "funding", "function", "economic", "account")


@dataclass(frozen=True, slots=True)
class TracedRows:
    """The rows that are listed, and how many there would be without a limit."""

    rows: pd.DataFrame
    total: int


def trace_rows(cube: Cube, limit: int) -> TracedRows:
    """Choose the rows that count towards a fact, in the order of the facts and of the files.

    Args:
        cube: facts and lines.
        limit: most rows to list.
    """
    frame, shares = cube.frame, cube.shares
    used = np.flatnonzero(frame["fact"] > 0)
    places = np.concatenate([used, frame.index.get_indexer(shares.index)])
    facts, counted = (
        np.concatenate([frame[name].to_numpy()[used], shares[name].to_numpy()])
        for name in ("fact", "counted")
    )
    chosen = np.argsort(facts, kind="stable")[:limit]
    rows = frame[[*ROW_COLUMNS, *_PRINTED]].iloc[places[chosen]]
    return TracedRows(rows.assign(fact=facts[chosen], counted=counted[chosen]), len(facts))


def first_lines(rows: pd.DataFrame) -> dict[int, int]:
    """Give the first line (from 0) on the sheet by number of fact, as far as the list goes."""
    numbers, offsets = np.unique(rows["fact"], return_index=True)
    return dict(zip(numbers.tolist(), (FIRST_LINE + offsets).tolist(), strict=True))


def write_trace_sheet(page: Page, traced: TracedRows, facts: Sequence[Fact]) -> None:
    """Write the ledger rows behind the facts; where they are not all, that is stated on top."""
    shown, limit = traced.rows, len(traced.rows)
    widths = [_NUMBER_WIDTH, _KEY_WIDTH, *row_widths(shown), *[AMOUNT_WIDTH] * len(_AMOUNTS)]
    page.widths(widths)
    last_place = len(say.TRACE_HEADS) - 1
    cut = traced.total > limit
    words = say.TRACE_ALL
    if cut:
        words = say.TRACE_CUT if limit else say.TRACE_NONE
    note = words.format(rows=traced.total, limit=limit)
    style = page.styles.get("note", bold=cut)
    page.top(say.TRACE_TITLE, note, say.TRACE_HEADS, sum(widths), note_style=style)
    write_rows(page, shown, _fact_columns(page, shown, facts), line=FIRST_LINE, amounts=_AMOUNTS)
    last_line = FIRST_LINE + max(len(shown), 1) - 1
    page.filter(HEAD_LINE, last_line, last_place)
    page.freeze(FIRST_LINE, 1)
    page.print_on_a4((HEAD_LINE, HEAD_LINE), last_line, last_place)
    account = _ROW_PLACE + ROW_COLUMNS.index("account")
    page.codes_are_text((FIRST_LINE, 0, last_line, account))


def fact_key(fact: Fact) -> str:
    """Name a fact shortly by what it states: flow, item, funding, codes, account."""
    texts = fact_texts(fact)
    stated = (texts[key] for key in _KEY_COLUMNS if texts[key] != NOT_FILLED and getattr(fact, key))
    return " ".join(stated)


def _fact_columns(
    page: Page, rows: pd.DataFrame, facts: Sequence[Fact]
) -> tuple[ListedColumn, ...]:
    keys = {fact.number: fact_key(fact) for fact in facts}
    mark, text = (page.styles.get(kind, font_size=SMALL_SIZE) for kind in ("mark", "cell"))
    return (
        listed(0, mark, rows["fact"], int),
        listed(1, text, rows["fact"], keys.__getitem__),
    )
