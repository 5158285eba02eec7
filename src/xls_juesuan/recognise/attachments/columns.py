"""Which column of figures belongs to which heading, where they do not stand below one another.

In texts that were recognised from pictures figures stand beside their headings. What is certain
decides: a percent sign, dashes that say that nothing is scored, order, and whether rates fit. It
refuses to know lines of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from xls_juesuan.recognise.attachments.tokens import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.recognise.attachments.tokens import Token

_SCORED = frozenset({"weight", "score"})
_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Columns:
    """Headings of places.

    Attributes:
        keys: which column stands at a place.
        open_places: places of which nothing is sure.
        is_straight: whether all figures stand below their headings.
    """

    keys: Mapping[int, str]
    open_places: tuple[int, ...] = ()
    is_straight: bool = False


def assign_columns(
    heads: Mapping[str, int], rows: Sequence[Mapping[int, Token]], label_places: frozenset[int]
) -> Columns:
    """Give the column of each place at which figures stand.

    Args:
        heads: place of each heading by column.
        rows: the figures and marks of each line by place.
        label_places: where names of lines stand.
    """
    places = sorted({place for row in rows for place in row})
    at = {place: key for key, place in heads.items()}
    if set(places) <= set(at) and not label_places & set(at):
        return Columns({place: at[place] for place in places}, is_straight=True)
    ordered = sorted(heads, key=heads.__getitem__)
    if len(places) == len(ordered):
        return Columns(dict(zip(places, ordered, strict=True)))
    if len(places) > len(ordered):
        known = {place: at[place] for place in places if place in at}
        return Columns(known, tuple(place for place in places if place not in at))
    fitting = [
        keys
        for each in combinations(ordered, len(places))
        if _fits(keys := dict(zip(places, each, strict=True)), rows)
    ]
    return _agreed(places, fitting, at)


def _agreed(
    places: Sequence[int], fitting: Sequence[Mapping[int, str]], at: Mapping[int, str]
) -> Columns:
    """What stands below its own heading counts, of what fits; else what all have in common."""

    def kept(keys: Mapping[int, str]) -> int:
        return sum(at.get(place) == key for place, key in keys.items())

    most = max(map(kept, fitting), default=0)
    best = [keys for keys in fitting if kept(keys) == most]
    sure = {
        place: best[0][place] for place in places if best and len({k[place] for k in best}) == 1
    }
    return Columns(sure, tuple(place for place in places if place not in sure))


def _fits(keys: Mapping[int, str], rows: Sequence[Mapping[int, Token]]) -> bool:
    """Whether nothing speaks against headings of places."""
    has_percents = any(token.kind is Kind.PERCENT for row in rows for token in row.values())
    for place, key in keys.items():
        column = [row[place] for row in rows if place in row]
        has_percent = any(token.kind is Kind.PERCENT for token in column)
        if has_percents and has_percent != (key == "rate"):
            return False
        has_dashes = any(token.kind is Kind.DASH for token in column)
        figures = sum(token.is_figure for token in column)
        if has_dashes and figures == 1 and key not in _SCORED:
            return False
        if key in _SCORED and figures > 1:
            return False
    by_key = [{keys[place]: token for place, token in row.items()} for row in rows]
    return all(map(rate_fits, by_key))


def rate_fits(row: Mapping[str, Token]) -> bool:
    """Whether a rate may be that of the two amounts beside it, as far as all three are there."""
    rate, executed, budget = (row.get(key) for key in ("rate", "executed", "final_budget"))
    if rate is None or executed is None or budget is None or not rate.is_figure:
        return True
    if not budget.number:
        return not executed.number and not rate.number
    slack = _HALF.scaleb(-budget.decimals) + _HALF.scaleb(-executed.decimals)
    exact = executed.number / budget.number * _HUNDRED
    spread = slack / abs(budget.number) * _HUNDRED * 2 + _HALF.scaleb(-rate.decimals)
    return abs(exact - rate.number) <= spread
