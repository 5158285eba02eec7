"""Which figures may rightly be negative: carry-overs and what is earned beside appropriations.

It knows what layouts feed their figures with; it refuses to know amounts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.model import Flow
from xls_juesuan.model import Item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.declarations.layout_parts import Band
    from xls_juesuan.declarations.layout_parts import Layout

#: Business may end a year with a deficit, which is carried over.
_SIGNED_FLOWS = frozenset({str(Flow.OPENING_CARRYOVER), str(Flow.CLOSING_CARRYOVER)})
#: Refunds of earlier years may exceed what came in.
_SIGNED_ITEMS = frozenset({str(Item.OTHER_INCOME)})


def signed_places(layout: Layout) -> frozenset[tuple[str, str]]:
    """Give rows and columns of the figures; the row is empty where a column is so throughout."""
    return frozenset(place for band in layout.bands for place in _of_band(band))


def _of_band(band: Band) -> Iterator[tuple[str, str]]:
    for column in band.columns:
        of_column = dict(column.feed)
        if _is_signed(of_column):
            yield "", column.key
        for row in band.rows:
            if _is_signed({**of_column, **dict(row.feed or ())}):
                yield row.key, column.key


def _is_signed(feed: dict[str, tuple[str, ...]]) -> bool:
    return bool(
        _SIGNED_FLOWS & set(feed.get("flow", ())) or _SIGNED_ITEMS & set(feed.get("item", ()))
    )
