"""Opening and closing carry-overs (年初、年末结转和结余) from 8xxx accounts and the supplement.

The opening is the *adjusted* one: 年初余额调整, 归集调入/调出/上缴, 单位内部调剂 and 缴回资金
belong to it, not to income or expenditure. Where neither the ledger nor the supplement
states an opening, it stays unknown; nothing is assumed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from xls_juesuan.cube.observations import CarryoverObservations
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
_ADMINISTRATIVE = (UnitKind.ADMINISTRATIVE, UnitKind.CIVIL_SERVICE_LIKE)
_EIGHT_STATUSES = tuple(
    str(status) for status in (RowStatus.BUDGET_BALANCE, RowStatus.CLOSING, RowStatus.OPENING)
)


@dataclass(frozen=True, slots=True)
class CarryoverResult:
    """Facts of carry-overs, whether the opening is known at all, and what was noticed.

    ``shares`` says what each ledger line gives to them, see ``cube.shares``.
    """

    facts: tuple[Fact, ...]
    shares: pd.DataFrame
    is_known: bool
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
    #: Lines that adjust the opening.
    adjusting: pd.DataFrame
    #: Line by line: fund, functional code, and the amounts that the balances sum up.
    lines: pd.DataFrame


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
        lines: its classified lines.
        plan: the account plan.
        supplement: what the supplement states; wins only where the ledger is silent.
        unit_kind: decides whether 8202 counts.
    """
    noted = CarryoverObservations()
    eight = _counted_lines(lines, plan, unit_kind, noted)
    position = _position(ledger, eight, plan)
    stated_opening = _stated(supplement, "opening")
    stated_closing = _stated(supplement, "closing")

    opening, opening_origin = _opening(position, stated_opening, noted)
    closing, closing_origin = _closing(position, opening, stated_closing, lines, noted)
    facts = [
        *_facts(Flow.OPENING_CARRYOVER, opening, opening_origin),
        *_facts(Flow.CLOSING_CARRYOVER, closing, closing_origin),
    ]
    shares = join_shares(
        _opening_shares(position) if opening_origin is Origin.LEDGER else None,
        _closing_shares(position, opening_origin) if closing_origin is Origin.LEDGER else None,
    )
    missing = [
        field for field in _STATED_FIELDS if all(fund is not field for fund, _ in stated_opening)
    ]
    if stated_opening and not position.states_opening:
        _note_stated_opening(position, missing, noted)
    if not closing_is_recorded(ledger, lines):
        noted.not_closed()
    is_known = position.states_opening or not missing
    return CarryoverResult(tuple(facts), shares, is_known, noted.problems)


def _opening_shares(position: _Position) -> pd.DataFrame:
    lines = position.lines
    amounts = lines["adjustment"] + (lines["opening"] if position.states_opening else 0)
    return share_lines(Flow.OPENING_CARRYOVER, amounts, lines["funding"], lines["function"])


def _closing_shares(position: _Position, opening_origin: Origin) -> pd.DataFrame:
    lines = position.lines
    amounts = lines["closing"]
    if not position.states_closing:
        amounts = lines["movement"] - lines["adjustment"]
        if opening_origin is Origin.LEDGER:
            opening = lines["opening"] if position.states_opening else 0
            amounts = lines["movement"] + opening
    return share_lines(Flow.CLOSING_CARRYOVER, amounts, lines["funding"], lines["function"])


def closing_is_recorded(ledger: Ledger, lines: pd.DataFrame) -> bool:
    """Whether the ledger shows that the year was closed."""
    if ledger.kind is LedgerKind.JOURNAL:
        return bool((lines["status"] == str(RowStatus.CLOSING)).any())
    return bool((lines["closing_debit"] + lines["closing_credit"]).any())


def _note_stated_opening(
    position: _Position, missing: list[Funding], noted: CarryoverObservations
) -> None:
    """Note what is doubtful about an opening that only the supplement states."""
    if missing:
        noted.opening_partly(missing)
    if any(position.adjustments.values()):
        noted.adjusted_besides(sum(position.adjustments.values()), position.adjusting)


def _counted_lines(
    lines: pd.DataFrame, plan: AccountPlan, unit_kind: UnitKind, noted: CarryoverObservations
) -> pd.DataFrame:
    eight = lines[lines["status"].isin(_EIGHT_STATUSES) & lines["top"].str.startswith("8")]
    counted = {
        code
        for code, account in plan.accounts.items()
        if account.carryover in (Carryover.APPROPRIATION, Carryover.OTHER, Carryover.LOSS)
    }
    by_kind = {
        code
        for code, account in plan.accounts.items()
        if account.carryover is Carryover.ADMINISTRATIVE
    }
    if unit_kind in _ADMINISTRATIVE:
        counted |= by_kind
    elif unit_kind is UnitKind.UNKNOWN:
        noted.kind_dependent(eight[eight["top"].isin(by_kind)])
    return eight[eight["top"].isin(counted)]


def _position(ledger: Ledger, eight: pd.DataFrame, plan: AccountPlan) -> _Position:
    is_balances = ledger.kind is LedgerKind.BALANCES
    # A line of a journal that states the opening has its amount in the columns of movement.
    moves = eight["status"] != str(RowStatus.OPENING)
    movement = (eight["credit"] - eight["debit"]).where(moves, 0)
    is_adjustment = eight["account_name"].map(lambda name: plan.has_word(name, "adjustment"))
    closing = eight["closing"] if is_balances else movement
    opening = eight["opening"]
    states_closing = is_balances and len(eight) > 0
    if is_balances and not ledger.has_opening:
        opening = closing - movement
    loss = {code for code, account in plan.accounts.items() if account.carryover is Carryover.LOSS}
    gain = _gains(eight, opening, closing, loss)
    parts = pd.DataFrame(
        {
            "funding": eight["funding"].where(
                eight["top"].isin(["8101", "8102"]), str(Funding.UNIT_FUNDS)
            ),
            "function": eight["function"],
            "opening": opening - gain["opening"],
            "adjustment": movement.where(is_adjustment, 0),
            "movement": movement,
            "closing": closing - gain["closing"],
        }
    )
    return _Position(
        opening=_grouped(parts, "opening"),
        adjustments=_grouped(parts, "adjustment"),
        movement=_grouped(parts, "movement"),
        closing=_grouped(parts, "closing"),
        states_opening=ledger.has_opening or states_closing,
        states_closing=states_closing,
        adjusting=eight[is_adjustment.astype(bool)],
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
    position: _Position, stated: Balances, noted: CarryoverObservations
) -> tuple[Balances, Origin]:
    """The adjusted opening; the supplement states it adjusted already."""
    if position.states_opening:
        opening = _added(position.opening, position.adjustments)
        noted.compare(Flow.OPENING_CARRYOVER, opening, stated)
        return opening, Origin.LEDGER
    if stated:
        return stated, Origin.SUPPLEMENT
    noted.opening_unknown()
    return position.adjustments, Origin.LEDGER


def _closing(
    position: _Position,
    opening: Balances,
    stated: Balances,
    lines: pd.DataFrame,
    noted: CarryoverObservations,
) -> tuple[Balances, Origin]:
    if position.states_closing:
        noted.compare(Flow.CLOSING_CARRYOVER, position.closing, stated)
        return position.closing, Origin.LEDGER
    if (lines["status"] == str(RowStatus.CLOSING)).any():
        # The adjustments are part of the movement and of the adjusted opening alike.
        result = _added(position.movement, _negated(position.adjustments))
        closing = _added(opening, result)
        is_derived = not position.states_opening
        noted.compare(Flow.CLOSING_CARRYOVER, closing, stated, is_derived=is_derived)
        return closing, Origin.LEDGER
    if stated:
        return stated, Origin.SUPPLEMENT
    noted.closing_derived()
    return _added(opening, _year_result(lines)), Origin.DERIVED


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


def _facts(flow: Flow, balances: Balances, origin: Origin) -> Iterable[Fact]:
    for (funding, function), fen in sorted(balances.items()):
        if fen:
            yield Fact(
                number=0,
                flow=flow,
                fen=fen,
                funding=funding,
                function=function,
                origin=origin,
            )
