"""Knows sheets or files that seem to hold the same vouchers with other columns.

One export has the project and another has not: nothing proves that the vouchers are the same,
so both count, but it is said. It refuses to decide; vouchers that are equal in everything are
set aside in ``combining``.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING
from typing import NamedTuple

import pandas as pd

from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import combining as tell

if TYPE_CHECKING:
    from collections.abc import Hashable

    from xls_juesuan.reading.lines import Lines

MOVING = (RowStatus.ENTRY, RowStatus.CLOSING)
_VOUCHER = ["date", "voucher"]
_LINE = ["account", "debit", "credit"]
#: Fewer equal vouchers than this are chance.
_LEAST = 3


class _Repeat(NamedTuple):
    """Two sheets and the vouchers of the second that the first seems to hold."""

    first: Lines
    second: Lines
    vouchers: list[Hashable]


def find_likely_repeats(journals: list[Lines]) -> list[Problem]:
    """Find pairs of sheets whose vouchers agree in all but their dimensions (L146)."""
    contents = [_contents(part) for part in journals] if len(journals) > 1 else []
    found: dict[tuple[str, str], list[_Repeat]] = {}
    for first, second in combinations(range(len(contents)), 2):
        alike = [key for key, one in contents[second].items() if contents[first].get(key) == one]
        # Either may hold the year, and the other one month of it.
        fewer = min(len(contents[first]), len(contents[second]))
        if len(alike) >= _LEAST and 2 * len(alike) >= fewer:
            pair = journals[first], journals[second]
            found.setdefault((pair[0].file, pair[1].file), []).append(_Repeat(*pair, alike))
    return [_problem(repeats) for repeats in found.values()]


def numbered_lines(part: Lines) -> pd.DataFrame:
    """Lines of the year that a voucher number can be compared by."""
    frame = part.frame
    return frame[frame["status"].isin(MOVING) & (frame["voucher"] != "")]


def _contents(part: Lines) -> dict[Hashable, list[tuple[object, ...]]]:
    return {
        key: sorted(lines[_LINE].itertuples(index=False, name=None))
        for key, lines in numbered_lines(part).groupby(_VOUCHER, sort=False)
    }


def _problem(repeats: list[_Repeat]) -> Problem:
    """Report all sheets of one file that repeat those of another."""
    pieces = []
    for one in repeats:
        moving = numbered_lines(one.second)
        pieces.append(moving[moving.set_index(_VOUCHER).index.isin(one.vouchers)])
    lines = pd.concat(pieces).drop_duplicates(["sheet", "row"])
    place, other = (
        tell.sheets_of(parts[0].file, list(dict.fromkeys(part.table.grid.sheet for part in parts)))
        for parts in ([one.second for one in repeats], [one.first for one in repeats])
    )
    count = len(lines.drop_duplicates(["sheet", *_VOUCHER]))
    detail = tell.likely_repeats(place, other, count)
    subject = repeats[0].second.file if len(set(lines["sheet"])) > 1 else place
    fen = int(lines["debit"].sum())
    return Problem("L146", subject, detail, sources_of(lines), fen, len(lines))
