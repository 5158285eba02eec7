"""Opening and closing carry-overs (年初、年末结转和结余) from 8xxx accounts and the supplement.

The opening is the *adjusted* one: 年初余额调整, 归集调入/调出/上缴, 单位内部调剂 and 缴回资金
belong to it, not to income or expenditure. Where neither the ledger nor the supplement
states a position, or it cannot be told for certain, it stays unknown; nothing is assumed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from xls_juesuan.cube.adjustments import set_adjustments
from xls_juesuan.cube.closing import closing_is_recorded
from xls_juesuan.cube.observations import CarryoverObservations
from xls_juesuan.cube.openings import find_openings
from xls_juesuan.cube.shares import join_shares
from xls_juesuan.cube.shares import share_lines
from xls_juesuan.declarations.accounts import Carryover
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.ledger import RowStatus
from xls_juesuan.model import APPROPRIATED
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Origin
from xls_juesuan.model import UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xls_juesuan.declarations.accounts import AccountPlan
    from xls_juesuan.findings import Problem
    from xls_juesuan.ledger import Ledger
    from xls_juesuan.supplement import Supplement

#: Fund and functional code, with amounts in fen.
Balances = dict[tuple[Funding, str], int]
#: Last part of a carry-over field of the supplement, by fund.
_STATED_FIELDS = {
    **{funding: str(funding) for funding in APPROPRIATED},
    Funding.UNIT_FUNDS: "other",
}
#: Accounts whose balances belong to one of the three funds of appropriations.
_BY_FUND = ("8101", "8102")
_ADMINISTRATIVE = (UnitKind.ADMINISTRATIVE, UnitKind.CIVIL_SERVICE_LIKE)
_EIGHT_STATUSES = tuple(
    str(status) for status in (RowStatus.BUDGET_BALANCE, RowStatus.CLOSING, RowStatus.OPENING)
)


@dataclass(frozen=True, slots=True)
class CarryoverResult:
    """Facts of carry-overs, what of them is known at all, and what was noticed.

    ``shares`` says what each ledger line gives to them, see ``cube.shares``.
    """

    facts: tuple[Fact, ...]
    shares: pd.DataFrame
    is_opening_known: bool
    is_closing_known: bool
    are_adjustments_known: bool
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Position:
    """What the ledger's 8xxx lines say, summed by fund and functional code."""

    opening: Balances
    adjustments: Balances
    movement: Balances
    closing: Balances
    states_opening: bool
    states_closing: bool
    is_closed: bool
    #: Whether the ledger holds 8xxx accounts besides 8001.
    has_results: bool
    #: Lines that adjust the opening.
    adjusting: pd.DataFrame
    #: Line by line: fund, functional code, and the amounts that the balances sum up.
    lines: pd.DataFrame


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two positions; ``origin`` is ``None`` where it is unknown."""

    balances: Balances
    origin: Origin | None


_UNKNOWN = _Side({}, None)


def build_carryover(
    ledger: Ledger,
    lines: pd.DataFrame,
    plan: AccountPlan,
    supplement: Supplement,
    unit_kind: UnitKind,
) -> CarryoverResult:
    """Work out the carry-over facts.

    Args:
        ledger: the ledger, for its kind and whether it states openings.
        lines: its classified lines; some become opening lines, and all get the column
            ``adjustment`` (fen by which they change the opening).
        plan: the account plan.
        supplement: what the supplement states; wins only where the ledger is silent.
        unit_kind: decides whether 8202 counts.
    """
    noted = CarryoverObservations()
    openings = find_openings(ledger, lines, plan)
    counted = _counted(plan, unit_kind)
    adjusted = set_adjustments(ledger, lines, plan, counted)
    eight = lines[lines["status"].isin(_EIGHT_STATUSES) & lines["top"].str.startswith("8")]
    if unit_kind is UnitKind.UNKNOWN:
        noted.kind_dependent(eight[eight["top"].isin(_by_kind(plan))])
    eight = eight[eight["top"].isin(counted)]
    position = _position(ledger, lines, eight, plan, has_opening=openings.are_stated)
    stated_opening = _stated(supplement, "opening")
    stated_closing = _stated(supplement, "closing")
    noted.funds_unknown(eight[eight["top"].isin(_BY_FUND)])

    opening = _opening(position, stated_opening, noted, is_certain=adjusted.are_known)
    closing = _closing(position, opening, stated_closing, lines, unit_kind, noted)
    facts = [
        *_facts(Flow.OPENING_CARRYOVER, opening),
        *_facts(Flow.CLOSING_CARRYOVER, closing),
    ]
    shares = join_shares(
        _opening_shares(position) if opening.origin is Origin.LEDGER else None,
        _closing_shares(position, opening) if closing.origin is Origin.LEDGER else None,
    )
    missing = [
        field for field in _STATED_FIELDS if all(fund is not field for fund, _ in stated_opening)
    ]
    if stated_opening and not position.states_opening:
        _note_stated_opening(position, missing, noted)
    if not position.is_closed:
        noted.not_closed()
    return CarryoverResult(
        tuple(facts),
        shares,
        is_opening_known=opening.origin is Origin.LEDGER or not missing,
        is_closing_known=closing.origin is not None,
        are_adjustments_known=adjusted.are_known,
        problems=(*openings.problems, *adjusted.problems, *noted.problems),
    )


def _opening_shares(position: _Position) -> pd.DataFrame:
    lines = position.lines
    amounts = lines["adjustment"] + lines["opening"]
    return share_lines(Flow.OPENING_CARRYOVER, amounts, lines["funding"], lines["function"])


def _closing_shares(position: _Position, opening: _Side) -> pd.DataFrame:
    lines = position.lines
    amounts = lines["closing"]
    if not position.states_closing:
        amounts = lines["movement"] - lines["adjustment"]
        if opening.origin is Origin.LEDGER:
            amounts = lines["movement"] + lines["opening"]
    return share_lines(Flow.CLOSING_CARRYOVER, amounts, lines["funding"], lines["function"])


def _note_stated_opening(
    position: _Position, missing: list[Funding], noted: CarryoverObservations
) -> None:
    """Note what is doubtful about an opening that only the supplement states."""
    if missing:
        noted.opening_partly(missing)
    if any(position.adjustments.values()):
        noted.adjusted_besides(sum(position.adjustments.values()), position.adjusting)


def _counted(plan: AccountPlan, unit_kind: UnitKind) -> set[str]:
    """Four-digit accounts whose balances count."""
    kinds = (Carryover.APPROPRIATION, Carryover.OTHER, Carryover.LOSS)
    always = {code for code, account in plan.accounts.items() if account.carryover in kinds}
    return always | _by_kind(plan) if unit_kind in _ADMINISTRATIVE else always


def _by_kind(plan: AccountPlan) -> set[str]:
    return {
        code
        for code, account in plan.accounts.items()
        if account.carryover is Carryover.ADMINISTRATIVE
    }


def _position(
    ledger: Ledger,
    lines: pd.DataFrame,
    eight: pd.DataFrame,
    plan: AccountPlan,
    *,
    has_opening: bool,
) -> _Position:
    is_balances = ledger.kind is LedgerKind.BALANCES
    is_closed = closing_is_recorded(ledger, lines)
    # A line of a journal that states the opening has its amount in the columns of movement.
    moves = eight["status"] != str(RowStatus.OPENING)
    movement = (eight["credit"] - eight["debit"]).where(moves, 0)
    opening, closing = eight["opening"], movement
    # A table without a column of closings has zeros throughout.
    prints_closing = is_balances and bool(eight["closing"].any() or not movement.any())
    if prints_closing:
        closing = eight["closing"]
        opening = opening if has_opening else closing - movement
    elif is_balances:
        closing = opening + movement
    states_opening = has_opening or (prints_closing and len(eight) > 0)
    loss = {code for code, account in plan.accounts.items() if account.carryover is Carryover.LOSS}
    gain = _gains(eight, opening, closing, loss)
    parts = pd.DataFrame(
        {
            "funding": eight["funding"].where(eight["top"].isin(_BY_FUND), str(Funding.UNIT_FUNDS)),
            "function": eight["function"],
            "opening": opening - gain["opening"],
            "adjustment": eight["adjustment"],
            "movement": movement,
            "closing": closing - gain["closing"],
        }
    )
    return _Position(
        opening=_grouped(parts, "opening"),
        adjustments=_grouped(parts, "adjustment"),
        movement=_grouped(parts, "movement"),
        closing=_grouped(parts, "closing"),
        states_opening=states_opening,
        # Before the year is closed the balances are still those of the opening.
        states_closing=is_balances and is_closed and states_opening,
        is_closed=is_closed,
        has_results=bool(lines["top"].str.match("8[1-9]").any()),
        adjusting=eight[eight["adjustment"] != 0],
        lines=parts,
    )


def _gains(
    eight: pd.DataFrame, opening: pd.Series[int], closing: pd.Series[int], loss: set[str]
) -> dict[str, pd.Series[int]]:
    """The part of accounts that count only as losses which is no loss."""
    is_loss_account = eight["top"].isin(loss)
    gains: dict[str, pd.Series[int]] = {}
    for name, amounts in (("opening", opening), ("closing", closing)):
        total = int(amounts[is_loss_account].sum())
        gains[name] = amounts.where(is_loss_account & (total > 0), 0)
    return gains


def _grouped(parts: pd.DataFrame, column: str) -> Balances:
    return _summed(parts[column], parts["funding"], parts["function"])


def _summed(amounts: pd.Series[int], funding: pd.Series[str], function: pd.Series[str]) -> Balances:
    """Sum by fund and functional code; sums of zero are left out."""
    sums = amounts.groupby([funding, function], sort=True).sum().reset_index(name="fen")
    return {
        (Funding(str(fund)), str(code)): int(fen)
        for fund, code, fen in sums.to_numpy().tolist()
        if fen
    }


def _stated(supplement: Supplement, when: str) -> Balances:
    """Carry-overs that the supplement states; zeros are kept, for a stated zero is known."""
    stated: Balances = {}
    for funding, field in _STATED_FIELDS.items():
        amount = supplement.number(f"carryover.{when}.{field}")
        if amount is not None:
            stated[funding, ""] = amount
    for row in supplement.rows.get(f"{when}_by_function", ()):
        fen, function = row.get("amount"), str(row.get("function", ""))
        if isinstance(fen, int):
            funding = Funding(str(row.get("funding", Funding.FUND_BUDGET)))
            stated[funding, function] = fen
            stated.pop((funding, ""), None)
    return stated


def _opening(
    position: _Position, stated: Balances, noted: CarryoverObservations, *, is_certain: bool
) -> _Side:
    """The adjusted opening; the supplement states it adjusted already."""
    if position.states_opening and is_certain:
        opening = _added(position.opening, position.adjustments)
        noted.compare(Flow.OPENING_CARRYOVER, opening, stated, unadjusted=position.opening)
        return _Side(opening, Origin.LEDGER)
    if stated:
        return _Side(stated, Origin.SUPPLEMENT)
    if is_certain:
        noted.opening_unknown()
    return _UNKNOWN


def _closing(
    position: _Position,
    opening: _Side,
    stated: Balances,
    lines: pd.DataFrame,
    unit_kind: UnitKind,
    noted: CarryoverObservations,
) -> _Side:
    if position.states_closing:
        noted.compare(Flow.CLOSING_CARRYOVER, position.closing, stated)
        return _Side(position.closing, Origin.LEDGER)
    has_booked = position.is_closed and position.has_results
    # The adjustments are part of the movement and of the adjusted opening alike.
    result = _added(position.movement, _negated(position.adjustments))
    if not has_booked:
        result = _year_result(lines)
    if _covers(opening, result):
        if has_booked:
            closing = _added(opening.balances, result)
            is_derived = opening.origin is not Origin.LEDGER
            noted.compare(Flow.CLOSING_CARRYOVER, closing, stated, is_derived=is_derived)
            return _Side(closing, Origin.LEDGER)
        undivided = _undivided(result, unit_kind)
        if not stated and not undivided:
            noted.closing_derived()
            return _Side(_added(opening.balances, result), Origin.DERIVED)
        if not stated:
            noted.closing_undivided(undivided)
            return _UNKNOWN
    if stated:
        return _Side(stated, Origin.SUPPLEMENT)
    noted.closing_unknown()
    return _UNKNOWN


def _covers(opening: _Side, result: Balances) -> bool:
    """Whether the opening is known of every fund that moved in the year."""
    if opening.origin is not Origin.SUPPLEMENT:
        return opening.origin is Origin.LEDGER
    known = {fund for fund, _ in opening.balances}
    return known >= {fund for (fund, _), fen in result.items() if fen}


def _undivided(result: Balances, unit_kind: UnitKind) -> int:
    """What an institution earned besides appropriations and has not yet closed."""
    if unit_kind in _ADMINISTRATIVE:
        return 0
    return sum(fen for (fund, _), fen in result.items() if fund is Funding.UNIT_FUNDS)


def _year_result(lines: pd.DataFrame) -> Balances:
    """Income minus expenditure by fund and functional code, from the lines that are used."""
    used = lines[lines["flow"] != ""]
    signed = used["counted"].where(used["flow"] == str(Flow.INCOME), -used["counted"])
    is_appropriation = used["funding"].isin([str(fund) for fund in APPROPRIATED])
    funding = used["funding"].where(is_appropriation, str(Funding.UNIT_FUNDS))
    return _summed(signed, funding, used["function"])


def _added(left: Balances, right: Balances) -> Balances:
    total: dict[tuple[Funding, str], int] = defaultdict(int, left)
    for key, fen in right.items():
        total[key] += fen
    return dict(total)


def _negated(balances: Balances) -> Balances:
    return {key: -fen for key, fen in balances.items()}


def _facts(flow: Flow, side: _Side) -> Iterable[Fact]:
    for (funding, function), fen in sorted(side.balances.items()):
        if fen and side.origin is not None:
            yield Fact(
                number=0,
                flow=flow,
                fen=fen,
                funding=funding,
                function=function,
                origin=side.origin,
            )
