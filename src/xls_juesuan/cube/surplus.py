"""Use and distribution of surplus (使用非财政拨款结余、结余分配) of public institutions.

Source: 8701 非财政拨款结余分配 takes the year's 8501/8401 result on its credit side and is
debited for income tax, for 专用结余 and for what goes to 8202; a loss is the other way round
and is made good from 8202 or 8301. Spending paid from 专用结余 may be closed straight against
8301, past 8701. Only vouchers show which of these a movement is.

What goes from 8201 to 8202 within the year leaves an institution's 年末结转和结余 without
passing 8701. Where the disclosure shows it is not settled: it is said, and counts as
distributed only where the supplement's own figure includes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cube.shares import join_shares
from xls_juesuan.cube.shares import share_lines
from xls_juesuan.cube.vouchers import voucher_keys
from xls_juesuan.cube.words import has_word
from xls_juesuan.declarations.accounts import account_plan
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.ledger import RowStatus
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Origin
from xls_juesuan.model import UnitKind

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
_RESULTS = (*_YEAR_RESULTS, _DISTRIBUTION)
_ADMINISTRATIVE = (UnitKind.ADMINISTRATIVE, UnitKind.CIVIL_SERVICE_LIKE)
#: Where the year's result ends, or what makes up for a loss.
_SURPLUS = ("8202", "8301")
_MOVING = (str(RowStatus.BUDGET_BALANCE), str(RowStatus.CLOSING))
_VOUCHER = ["sheet", "date", "voucher"]
_STATED = {
    Flow.SURPLUS_USED: "carryover.surplus_used",
    Flow.SURPLUS_DISTRIBUTED: "carryover.surplus_distributed",
}


def build_surplus(
    ledger: Ledger,
    lines: pd.DataFrame,
    supplement: Supplement,
    unit_kind: UnitKind,
    noted: CarryoverObservations,
) -> tuple[tuple[Fact, ...], pd.DataFrame]:
    """Work out the two facts; the ledger's vouchers win, else the supplement's figures.

    Returns:
        The facts, and what ledger lines give to them (see ``cube.shares``).
    """
    moves = lines[(lines["top"] == _DISTRIBUTION) & lines["status"].isin(_MOVING)]
    stated = {flow: supplement.number(key) for flow, key in _STATED.items()}
    is_journal = ledger.kind is LedgerKind.JOURNAL
    moved = _to_surplus(lines, is_journal=is_journal, unit_kind=unit_kind)
    passed = int((moved["credit"] - moved["debit"]).sum()) if is_journal else _gross(moved)
    if is_journal and (len(moves) or passed or _has_earmarked_use(lines)):
        shares = _from_vouchers(lines, moves)
        found = {flow: _sum_of(shares, flow) for flow in _STATED}
        answer = stated[Flow.SURPLUS_DISTRIBUTED]
        if passed and answer == found[Flow.SURPLUS_DISTRIBUTED] + passed:
            noted.to_surplus(passed, answer, moved)
            gain = moved["credit"] - moved["debit"]
            shares = join_shares(shares, share_lines(Flow.SURPLUS_DISTRIBUTED, gain))
            found[Flow.SURPLUS_DISTRIBUTED] += passed
        elif passed:
            noted.to_surplus(passed, None, moved)
        for flow, fen in found.items():
            if stated[flow] is not None:
                noted.compare_amount(flow, fen, stated[flow] or 0)
        return _facts(found, Origin.LEDGER), shares
    _note_unclear(lines, moves, supplement, noted)
    if passed:
        noted.to_surplus(passed, stated[Flow.SURPLUS_DISTRIBUTED], moved)
    given = {flow: fen or 0 for flow, fen in stated.items()}
    return _facts(given, Origin.SUPPLEMENT), join_shares()


def _note_unclear(
    lines: pd.DataFrame,
    moves: pd.DataFrame,
    supplement: Supplement,
    noted: CarryoverObservations,
) -> None:
    """Say what a balance table leaves open and the supplement does not answer."""
    if any(supplement.number(key) is not None for key in _STATED.values()):
        return
    if len(moves):
        noted.surplus_unclear(moves)
        return
    earmarked = lines[(lines["top"] == _EARMARKED) & lines["status"].isin(_MOVING)]
    earmarked = earmarked[(earmarked["debit"] != 0) | (earmarked["credit"] != 0)]
    if len(earmarked):
        noted.earmarked_unclear(earmarked)


def _to_surplus(lines: pd.DataFrame, *, is_journal: bool, unit_kind: UnitKind) -> pd.DataFrame:
    """Lines of 8202 by which an institution's 8201 goes over to it."""
    moving = lines[lines["top"].isin(["8201", "8202"]) & lines["status"].isin(_MOVING)]
    gained = moving[(moving["top"] == "8202") & (moving["adjustment"] == 0)]
    if unit_kind in _ADMINISTRATIVE or gained.empty:
        return gained.iloc[:0]
    if not is_journal:
        return gained[has_word(gained["account_name"], account_plan(), "to_surplus")]
    keys = voucher_keys(lines)
    # Vouchers of the year's result pass 8501 or 8701, or touch income and spending.
    others = lines.loc[lines["top"].str.startswith(("6", "7")) | lines["top"].isin(_RESULTS)]
    own, sources = keys[gained.index], moving.index[moving["top"] == "8201"]
    return gained[own.isin(keys[sources]) & ~own.isin(keys[others.index])]


def _gross(moved: pd.DataFrame) -> int:
    """In a closed table the details are offset: the larger side is what went over."""
    return int(moved[["debit", "credit"]].max(axis=1).sum()) if len(moved) else 0


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
