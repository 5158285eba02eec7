"""What is noticed while carry-overs are worked out, as problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.messages import carryover
from xls_juesuan.messages import cube as messages
from xls_juesuan.messages.labels import FLOWS
from xls_juesuan.messages.labels import FUNDINGS
from xls_juesuan.model import Funding
from xls_juesuan.money import format_yuan_grouped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    import pandas as pd

    from xls_juesuan.model import Flow

    Balances = Mapping[tuple[Funding, str], int]


class CarryoverObservations:
    """Collects problems; each method is one thing that can be noticed."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything noticed so far."""
        return tuple(self._problems)

    def opening_unknown(self) -> None:
        """Neither ledger nor supplement states an opening."""
        self._problems.append(Problem("L218", "opening", messages.OPENING_UNKNOWN))

    def opening_partly(self, missing: Sequence[Funding]) -> None:
        """The supplement states the opening of some funds only."""
        names = "、".join(FUNDINGS[funding] for funding in missing)
        detail = messages.OPENING_PARTLY.format(names=names)
        self._problems.append(Problem("L218", "opening", detail))

    def closing_derived(self) -> None:
        """The ledger has no closing entries; the closing is worked out."""
        self._problems.append(Problem("L219", "closing", messages.CLOSING_DERIVED))

    def not_closed(self) -> None:
        """The ledger has no year-end closing entries at all."""
        self._problems.append(Problem("L228", "closing", messages.NOT_CLOSED))

    def adjusted_besides(self, fen: int, lines: pd.DataFrame) -> None:
        """The ledger adjusts an opening that only the supplement states."""
        detail = messages.ADJUSTED_BESIDES.format(amount=format_yuan_grouped(fen))
        self._problems.append(
            Problem("L230", "opening", detail, sources_of(lines), fen, rows=len(lines))
        )

    def closing_unknown(self) -> None:
        """Without an opening the movement of the year gives no closing."""
        self._problems.append(Problem("L237", "closing", carryover.CLOSING_UNKNOWN))

    def closing_undivided(self, fen: int) -> None:
        """An institution's result is not yet divided into carry-over and distribution."""
        detail = carryover.CLOSING_UNKNOWN_BEFORE_CLOSING.format(amount=format_yuan_grouped(fen))
        self._problems.append(Problem("L237", "closing", detail, fen=fen))

    def funds_unknown(self, lines: pd.DataFrame) -> None:
        """Balances of appropriations that do not say which fund they belong to."""
        unknown = lines[lines["funding"] == str(Funding.UNDECIDED)]
        for account, rows in unknown.groupby("account", sort=True):
            opening, closing = int(rows["opening"].sum()), int(rows["closing"].sum())
            if not rows[["opening", "closing", "debit", "credit"]].any(axis=None):
                continue
            subject = f"{account} {rows['account_name'].iloc[0]}".strip()
            detail = carryover.FUND_OF_BALANCE_UNKNOWN.format(
                subject=subject,
                opening=format_yuan_grouped(opening),
                closing=format_yuan_grouped(closing),
            )
            self._problems.append(
                Problem("L239", subject, detail, sources_of(rows), closing or opening, len(rows))
            )

    def compare(
        self,
        flow: Flow,
        ledger: Balances,
        stated: Balances,
        *,
        unadjusted: Balances | None = None,
        is_derived: bool = False,
    ) -> None:
        """Note every fund for which the supplement states another sum than the ledger (fen).

        ``unadjusted`` is the opening before adjustments, which may be what was stated;
        ``is_derived`` says that the ledger's sum starts from the supplement's own opening.
        """
        before = _by_fund(ledger if unadjusted is None else unadjusted)
        left, right = _by_fund(ledger), _by_fund(stated)
        differing = [fund for fund in sorted(right) if left.get(fund, 0) != right[fund]]
        for fund in differing:
            # What was stated before the adjustments has a simple cure.
            is_before = before.get(fund, 0) == right[fund]
            adjusted = left.get(fund, 0) - right[fund] if is_before else 0
            self.compare_amount(
                flow,
                left.get(fund, 0),
                right[fund],
                fund,
                is_derived=is_derived,
                adjusted=adjusted,
            )
        if len(differing) > 1:
            self._compare_totals(flow, sum(left.values()), sum(right.values()))

    def _compare_totals(self, flow: Flow, ledger: int, stated: int) -> None:
        text = carryover.TOTAL_DISAGREEMENT if ledger != stated else carryover.TOTAL_AGREES
        detail = text.format(
            what=FLOWS[flow],
            ledger=format_yuan_grouped(ledger),
            supplement=format_yuan_grouped(stated),
            difference=format_yuan_grouped(ledger - stated),
        )
        self._problems.append(Problem("L221", f"{flow}/total", detail, fen=ledger - stated))

    def compare_amount(
        self,
        flow: Flow,
        ledger: int,
        stated: int,
        funding: Funding = Funding.NONE,
        *,
        is_derived: bool = False,
        adjusted: int = 0,
    ) -> None:
        """Note that ledger and supplement state different amounts, in fen."""
        if ledger == stated:
            return
        text = messages.DERIVED_DISAGREEMENT if is_derived else messages.DISAGREEMENT
        detail = text.format(
            what=FLOWS[flow],
            fund=FUNDINGS[funding],
            ledger=format_yuan_grouped(ledger),
            supplement=format_yuan_grouped(stated),
            difference=format_yuan_grouped(ledger - stated),
        )
        if adjusted:
            detail += carryover.UNADJUSTED.format(amount=format_yuan_grouped(adjusted))
        self._problems.append(Problem("L221", f"{flow}/{funding}", detail, fen=ledger - stated))

    def to_surplus(self, fen: int, stated: int | None, lines: pd.DataFrame) -> None:
        """8201 went over to 8202, where an institution's tables do not show it."""
        text = carryover.TO_SURPLUS if stated is None else carryover.TO_SURPLUS_STATED
        detail = text.format(
            amount=format_yuan_grouped(fen), stated=format_yuan_grouped(stated or 0)
        )
        self._problems.append(Problem("L238", "8202", detail, sources_of(lines), fen, len(lines)))

    def earmarked_unclear(self, lines: pd.DataFrame) -> None:
        """8301 moved without 8701, and a balance table does not say why."""
        self._problems.append(
            Problem("L222", "8301", carryover.EARMARKED_UNCLEAR, sources_of(lines), rows=len(lines))
        )

    def kind_dependent(self, lines: pd.DataFrame) -> None:
        """8202 stands in the ledger, and whether it counts depends on the unknown unit kind."""
        if len(lines):
            self._problems.append(
                Problem("L222", "8202", messages.KIND_DEPENDENT, sources_of(lines), rows=len(lines))
            )

    def surplus_unclear(self, lines: pd.DataFrame) -> None:
        """8701 moved, but a balance table does not say which way."""
        self._problems.append(
            Problem("L222", "8701", messages.SURPLUS_UNCLEAR, sources_of(lines), rows=len(lines))
        )


def _by_fund(balances: Balances) -> dict[Funding, int]:
    sums: dict[Funding, int] = {}
    for (fund, _), fen in balances.items():
        sums[fund] = sums.get(fund, 0) + fen
    return sums
