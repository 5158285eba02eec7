"""Knows sheets or files that seem to hold the same vouchers with other columns.

One export has the project and another has not: nothing proves that the vouchers are the same,
so both count, but it is said. It refuses to decide; vouchers that are equal in everything are
set aside in ``combining``.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import combining as tell

if TYPE_CHECKING:
    from collections.abc import Hashable

    import pandas as pd

    from xls_juesuan.reading.lines import Lines

_MOVING = (RowStatus.ENTRY, RowStatus.CLOSING)
_VOUCHER = ["date", "voucher"]
_LINE = ["account", "debit", "credit"]
#: Fewer equal vouchers than this are chance.
_LEAST = 3


def find_likely_repeats(journals: list[Lines]) -> list[Problem]:
    """Find pairs of sheets whose vouchers agree in all but their dimensions (L146)."""
    contents = [_contents(part) for part in journals] if len(journals) > 1 else []
    problems = []
    for first, second in combinations(range(len(contents)), 2):
        alike = [key for key, one in contents[second].items() if contents[first].get(key) == one]
        if len(alike) < _LEAST or 2 * len(alike) < len(contents[second]):
            continue
        problems.append(_problem(journals[first], journals[second], alike))
    return problems


def _moving(part: Lines) -> pd.DataFrame:
    frame = part.frame
    return frame[frame["status"].isin(_MOVING) & (frame["voucher"] != "")]


def _contents(part: Lines) -> dict[Hashable, list[tuple[object, ...]]]:
    return {
        key: sorted(lines[_LINE].itertuples(index=False, name=None))
        for key, lines in _moving(part).groupby(_VOUCHER, sort=False)
    }


def _problem(first: Lines, second: Lines, alike: list[Hashable]) -> Problem:
    moving = _moving(second)
    lines = moving[moving.set_index(_VOUCHER).index.isin(alike)]
    place = tell.sheet_of(second.file, second.table.grid.sheet)
    other = tell.sheet_of(first.file, first.table.grid.sheet)
    detail = tell.likely_repeats(place, other, len(alike))
    fen = int(lines["debit"].sum())
    return Problem("L146", place, detail, sources_of(lines), fen, len(lines))
