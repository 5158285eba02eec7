"""The 溯源 sheet: from each fact to the ledger rows behind it.

It knows the order and the cut of the list; it refuses to know why a row counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import writing as say
from xls_juesuan.messages.labels import NOT_FILLED
from xls_juesuan.writing.facts_sheet import fact_texts
from xls_juesuan.writing.ledger_rows import AMOUNT_WIDTH
from xls_juesuan.writing.ledger_rows import ROW_COLUMNS
from xls_juesuan.writing.ledger_rows import row_widths
from xls_juesuan.writing.ledger_rows import write_rows
from xls_juesuan.writing.styles import SMALL_SIZE

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from xls_juesuan.model import Fact
    from xls_juesuan.writing.page import Page

HEAD_LINE = 2
FIRST_LINE = 3

_AMOUNTS = ("debit", "credit", "counted")
_ROW_PLACE = 2
_NUMBER_WIDTH = 9.0
_KEY_WIDTH = 36.0
_KEY_COLUMNS = ("unit", "flow", "item", "funding", "function", "economic", "account")


def trace_rows(frame: pd.DataFrame) -> pd.DataFrame:
    """Choose the rows that count towards a fact, in the order of the facts and of the files."""
    counted = frame.loc[frame["fact"] > 0, ["fact", *ROW_COLUMNS, *_AMOUNTS]]
    return counted.sort_values("fact", kind="stable")


def first_lines(rows: pd.DataFrame, limit: int) -> dict[int, int]:
    """Give the first line (from 0) on the sheet by number of fact, as far as the list goes."""
    lines: dict[int, int] = {}
    for offset, number in enumerate(rows["fact"].head(limit).tolist()):
        lines.setdefault(int(number), FIRST_LINE + offset)
    return lines


def write_trace_sheet(page: Page, rows: pd.DataFrame, facts: Sequence[Fact], *, limit: int) -> None:
    """Write the ledger rows behind the facts, as many as the limit allows.

    Args:
        page: the sheet.
        rows: as :func:`trace_rows` gave them.
        facts: the facts.
        limit: most rows to list; a cut is stated on top.
    """
    shown = rows.head(limit)
    widths = [_NUMBER_WIDTH, _KEY_WIDTH, *row_widths(shown), *[AMOUNT_WIDTH] * len(_AMOUNTS)]
    page.widths(widths)
    last_place = len(say.TRACE_HEADS) - 1
    cut = len(rows) > limit
    note = (say.TRACE_CUT if cut else say.TRACE_ALL).format(rows=len(rows), limit=limit)
    style = page.styles.get("note", bold=cut)
    page.top(say.TRACE_TITLE, note, say.TRACE_HEADS, sum(widths), note_style=style)
    _write_facts(page, shown["fact"].tolist(), facts)
    write_rows(page, shown, line=FIRST_LINE, place=_ROW_PLACE, amounts=_AMOUNTS)
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


def _write_facts(page: Page, numbers: Sequence[int], facts: Sequence[Fact]) -> None:
    keys = {fact.number: fact_key(fact) for fact in facts}
    mark, text = (page.styles.get(kind, font_size=SMALL_SIZE) for kind in ("mark", "cell"))
    for line, number in enumerate(numbers, start=FIRST_LINE):
        page.number(line, 0, number, mark)
        page.text(line, 1, keys[number], text)
