"""Knows accounts that are broken down several times over: by function, and again by economic code.

Such rows state the margins of a table, not its cells. Where every breakdown but one has a
single value that covers the whole amount, the cells follow; else they cannot be known, one
breakdown is counted and the account is named. Nothing is counted twice and nothing is spread
by a key. Rows are those of ``hierarchy``, sums already taken out.
"""

from __future__ import annotations

from bisect import bisect_left
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from xls_juesuan.reading.hierarchy import sum_amounts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.reading.hierarchy import Amounts
    from xls_juesuan.reading.hierarchy import Dimensions
    from xls_juesuan.reading.hierarchy import Row

#: Dimensions in the order in which a breakdown by them is preferred.
FUNCTION, ECONOMIC, FUND, PROJECT, OTHER = range(5)
_NOTHING = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Unknown:
    """An account whose breakdowns cannot be put together.

    Attributes:
        account: digits.
        counted: positions of the rows of the breakdown that is counted.
        left: positions of the rows of the others.
        lost: which dimensions the counted rows lack for it.
        by_accounts: whether sub-accounts are the breakdown that is counted.
    """

    account: str
    counted: tuple[int, ...]
    left: tuple[int, ...]
    lost: tuple[int, ...]
    by_accounts: bool = False


@dataclass(slots=True)
class Margins:
    """What became of the rows of several breakdowns.

    Attributes:
        repeating: positions of rows whose amounts stand in other rows.
        completed: position → dimensions, for rows that were put together.
        given: position → slot → position of the row that gave this dimension.
        unknown: what could not be put together.
    """

    repeating: set[int] = field(default_factory=set)
    completed: dict[int, Dimensions] = field(default_factory=dict)
    given: dict[int, dict[int, int]] = field(default_factory=dict)
    unknown: list[Unknown] = field(default_factory=list)


def resolve_margins(rows: Sequence[Row], parents: set[int]) -> Margins:
    """Put the breakdowns of every account together where that has one answer only."""
    leaves: dict[str, list[Row]] = defaultdict(list)
    totals: dict[str, Amounts] = {}
    for row in rows:
        if row.position not in parents:
            leaves[row.account].append(row)
        elif row.is_bare:
            totals[row.account] = row.amounts
    margins = Margins()
    for account, group in leaves.items():
        if len({_filled(row) for row in group}) > 1:
            _resolve(group, totals.get(account), margins)
    _resolve_accounts(leaves, totals, margins)
    return margins


def _resolve_accounts(
    leaves: dict[str, list[Row]], totals: dict[str, Amounts], margins: Margins
) -> None:
    """Count an account once that sub-accounts and rows of its own each break down."""
    ordered = sorted(leaves)
    for account in set(totals) & set(leaves):
        start = bisect_right(ordered, account)
        end = bisect_left(ordered, account + "~")
        below = [row for one in ordered[start:end] for row in leaves[one]]
        own = [row for row in leaves[account] if row.position not in margins.repeating]
        if not below or sum_amounts([*own, *below]) == totals[account]:
            continue
        if not _exceeds(sum_amounts([*own, *below]), totals[account]):
            continue
        margins.repeating |= {row.position for row in own}
        if len(own) == 1:
            for row in below:
                _complete(row, own, margins)
            continue
        counted = tuple(row.position for row in below)
        left = tuple(row.position for row in own)
        margins.unknown.append(Unknown(account, counted, left, (FUNCTION,), by_accounts=True))


def _filled(row: Row) -> tuple[bool, ...]:
    return tuple(map(bool, row.dimensions))


def _resolve(group: list[Row], total: Amounts | None, margins: Margins) -> None:
    """Resolve the rows of an account, apart for each value of what all of them state."""
    common = [slot for slot in range(len(group[0].dimensions)) if _all_state(group, slot)]
    parts: dict[Dimensions, list[Row]] = defaultdict(list)
    for row in group:
        parts[tuple(row.dimensions[slot] for slot in common)].append(row)
    for part in parts.values():
        whole = total if len(parts) == 1 else None
        breakdowns = _breakdowns(part, whole)
        if len(breakdowns) > 1:
            _combine(part, breakdowns, margins)


def _all_state(group: list[Row], slot: int) -> bool:
    return all(row.dimensions[slot] for row in group)


def _breakdowns(part: list[Row], total: Amounts | None) -> list[list[Row]]:
    """Give the sets of rows that each cover the whole amount; one set where they are disjoint."""
    kinds: dict[tuple[bool, ...], list[Row]] = defaultdict(list)
    for row in part:
        kinds[_filled(row)].append(row)
    sums = {kind: sum_amounts(rows) for kind, rows in kinds.items()}
    if total is None:
        # Equal sums on every side are no chance; anything else may be rows that lack something.
        total = sums[min(kinds, key=_rank)]
        if total == _NOTHING or any(one != total for one in sums.values()):
            return [part]
    elif sum_amounts(part) == total:
        return [part]
    whole = [rows for kind, rows in kinds.items() if sums[kind] == total]
    if whole or not _exceeds(sum_amounts(part), total):
        return [*whole, []] if len(whole) == 1 else whole or [part]
    return [kinds[kind] for kind in sorted(kinds, key=_rank)]


def _exceeds(found: Amounts, total: Amounts) -> bool:
    return any(abs(one) > abs(other) for one, other in zip(found, total, strict=True))


def _rank(kind: tuple[bool, ...]) -> tuple[int, int]:
    """Order breakdowns: by function first, then the one that states most."""
    first = next((slot for slot, is_filled in enumerate(kind) if is_filled), OTHER)
    return first, -sum(kind)


def _combine(part: list[Row], breakdowns: list[list[Row]], margins: Margins) -> None:
    """Complete the rows of one breakdown from those that have a single row."""
    ordered = sorted(filter(None, breakdowns), key=lambda rows: _rank(_filled(rows[0])))
    several = [rows for rows in ordered if len(rows) > 1]
    base = several[0] if several else ordered[0]
    singles = [rows[0] for rows in ordered if len(rows) == 1 and rows is not base]
    counted = {row.position for row in base}
    margins.repeating |= {row.position for row in part if row.position not in counted}
    for row in base:
        _complete(row, singles, margins)
    known = {slot for slot in range(OTHER) if _all_state(base, slot)}
    known |= {slot for row in singles for slot in range(OTHER) if row.dimensions[slot]}
    left = [row for row in part if row.position not in counted and row not in singles]
    lost = {slot for row in left for slot in (FUNCTION, ECONOMIC, FUND) if row.dimensions[slot]}
    if lost - known:
        margins.unknown.append(
            Unknown(
                base[0].account,
                tuple(row.position for row in base),
                tuple(row.position for row in left),
                tuple(sorted(lost - known)),
            )
        )


def _complete(row: Row, singles: list[Row], margins: Margins) -> None:
    values, given = list(row.dimensions), {}
    for single in singles:
        for slot, value in enumerate(single.dimensions):
            if value and not values[slot]:
                values[slot], given[slot] = value, single.position
    if given:
        margins.completed[row.position] = tuple(values)
        margins.given[row.position] = given
