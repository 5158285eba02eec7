"""Use and distribution of surplus (使用非财政拨款结余、结余分配) of public institutions.

Source: 8701 非财政拨款结余分配 takes the year's 8501/8401 result on its credit side and is
debited for income tax, for 专用结余 and for what goes to 8202; a loss is the other way round
and is made good from 8202 or 8301. Spending paid from 专用结余 may be closed straight against
8301, past 8701. Only vouchers show which of these a movement is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cube.shares import join_shares
from xls_juesuan.cube.shares import share_lines
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.ledger import RowStatus
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Origin

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from xls_juesuan.cube.observations import CarryoverObservations
    from xls_juesuan.ledger import Ledger
    from xls_juesuan.supplement import Supplement

_DISTRIBUTION = "8701"
_EARMARKED = "8301"
_YEAR_RESULTS = ("8501", "8401")
#: Where the year's result ends, or what makes up for a loss.
_SURPLUS = ("8202", "8301")
_MOVING = (str(RowStatus.BUDGET_BALANCE), str(RowStatus.CLOSING))
_VOUCHER = ["sheet", "date", "voucher"]
_STATED = {
    Flow.SURPLUS_USED: "carryover.surplus_used",
    Flow.SURPLUS_DISTRIBUTED: "carryover.surplus_distributed",
}


def build_surplus(
    ledger: Ledger, lines: pd.DataFrame, supplement: Supplement, noted: CarryoverObservations
) -> tuple[tuple[Fact, ...], pd.DataFrame]:
    """Work out the two facts; the ledger's vouchers win, else the supplement's figures.

    Returns:
        The facts, and what ledger lines give to them (see ``cube.shares``).
    """
    moves = lines[(lines["top"] == _DISTRIBUTION) & lines["status"].isin(_MOVING)]
    stated = {flow: supplement.number(key) for flow, key in _STATED.items()}
    if ledger.kind is LedgerKind.JOURNAL and (len(moves) or _has_earmarked_use(lines)):
        shares = _from_vouchers(lines, moves)
        found = {flow: _sum_of(shares, flow) for flow in _STATED}
        for flow, fen in found.items():
            if stated[flow] is not None:
                noted.compare_amount(flow, fen, stated[flow] or 0)
        return _facts(found, Origin.LEDGER), shares
    if len(moves) and all(fen is None for fen in stated.values()):
        noted.surplus_unclear(moves)
    given = {flow: fen or 0 for flow, fen in stated.items()}
    return _facts(given, Origin.SUPPLEMENT), join_shares()


def _earmarked_use(lines: pd.DataFrame) -> pd.DataFrame:
    """Debits of 8301 in closing vouchers that credit spending and do not touch 8701."""
    closing = lines[lines["status"] == str(RowStatus.CLOSING)]
    spending = closing.loc[closing["top"].str.startswith("7"), _VOUCHER].drop_duplicates()
    through = closing.loc[closing["top"] == _DISTRIBUTION, _VOUCHER].drop_duplicates()
    debits = closing[(closing["top"] == _EARMARKED) & (closing["debit"] > 0)]
    direct = debits.reset_index(names="line").merge(spending, on=_VOUCHER)
    return direct.merge(through, on=_VOUCHER, how="left", indicator=True).query(
        '_merge == "left_only"'
    )


def _has_earmarked_use(lines: pd.DataFrame) -> bool:
    return bool((lines["top"] == _EARMARKED).any()) and len(_earmarked_use(lines)) > 0


def _from_vouchers(lines: pd.DataFrame, moves: pd.DataFrame) -> pd.DataFrame:
    """Leave out what only carries the year's result to 8701.

    A voucher that touches 8501 or 8401 does just that, unless it goes on to 8202 or 8301 at
    once: then what these gain or lose is what was distributed or used.
    """
    results = lines.loc[lines["top"].isin(_YEAR_RESULTS), _VOUCHER].drop_duplicates()
    own = moves[~_is_of(moves, results)]
    carried = moves.loc[_is_of(moves, results), _VOUCHER].drop_duplicates()
    surplus = lines[lines["top"].isin(_SURPLUS) & lines["status"].isin(_MOVING)]
    surplus = surplus[_is_of(surplus, carried)]
    gain = surplus["credit"] - surplus["debit"]
    total = gain.groupby([surplus[name] for name in _VOUCHER]).transform("sum")
    earmarked = _earmarked_use(lines).set_index("line")
    return join_shares(
        share_lines(Flow.SURPLUS_USED, own["credit"]),
        share_lines(Flow.SURPLUS_USED, -gain[total < 0]),
        share_lines(Flow.SURPLUS_USED, earmarked["debit"]),
        share_lines(Flow.SURPLUS_DISTRIBUTED, own["debit"]),
        share_lines(Flow.SURPLUS_DISTRIBUTED, gain[total > 0]),
    )


def _is_of(lines: pd.DataFrame, vouchers: pd.DataFrame) -> NDArray[np.bool_]:
    """Whether each line belongs to one of the vouchers."""
    merged = lines[_VOUCHER].merge(vouchers, on=_VOUCHER, how="left", indicator=True)
    return (merged["_merge"] == "both").to_numpy()


def _sum_of(shares: pd.DataFrame, flow: Flow) -> int:
    return int(shares.loc[shares["flow"] == str(flow), "counted"].sum())


def _facts(amounts: dict[Flow, int], origin: Origin) -> tuple[Fact, ...]:
    return tuple(
        Fact(number=0, flow=flow, fen=fen, origin=origin) for flow, fen in amounts.items() if fen
    )
