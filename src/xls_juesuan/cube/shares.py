"""What single ledger lines give to facts that are no plain sums of used lines.

Carry-overs and the use of surplus come from lines of 8xxx accounts, which are set aside;
one such line may stand behind an opening and a closing. A share is one line's part in one
fact: a frame indexed by the ledger line, with the dimensions of the fact and ``counted`` (fen).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xls_juesuan.model import Fact
    from xls_juesuan.model import Flow

_DIMENSIONS = ["flow", "funding", "function"]


def share_lines(
    flow: Flow,
    amounts: pd.Series[int],
    funding: pd.Series[str] | str = "",
    function: pd.Series[str] | str = "",
) -> pd.DataFrame:
    """Give the lines with an amount their shares in the facts of a flow."""
    shares = pd.DataFrame(
        {"flow": str(flow), "funding": funding, "function": function, "counted": amounts}
    )
    return shares[shares["counted"] != 0]


def join_shares(*parts: pd.DataFrame | None) -> pd.DataFrame:
    """Put shares together."""
    some = [part for part in parts if part is not None and len(part)]
    return pd.concat(some) if some else pd.DataFrame(columns=[*_DIMENSIONS, "counted"])


def number_shares(shares: pd.DataFrame, facts: Iterable[Fact]) -> pd.DataFrame:
    """Put the number of the fact, as ``fact``, in place of its dimensions."""
    numbers = {(str(one.flow), str(one.funding), one.function): one.number for one in facts}
    keys = zip(*(shares[name].tolist() for name in _DIMENSIONS), strict=True)
    found = pd.Series([numbers.get(key, 0) for key in keys], index=shares.index, dtype="int64")
    numbered = pd.DataFrame({"fact": found, "counted": shares["counted"].astype("int64")})
    # Shares that cancel one another out make no fact.
    return numbered[numbered["fact"] > 0]


def count_rows(facts: Iterable[Fact], shares: pd.DataFrame) -> tuple[Fact, ...]:
    """Give each fact the number of ledger lines with a share in it, where there are any."""
    rows = shares["fact"].value_counts()
    return tuple(
        replace(fact, rows=int(rows[fact.number])) if fact.number in rows.index else fact
        for fact in facts
    )
