"""What is noticed while carry-overs are worked out, as problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
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

    def compare(
        self,
        flow: Flow,
        ledger: Mapping[tuple[Funding, str], int],
        stated: Mapping[tuple[Funding, str], int],
        *,
        is_derived: bool = False,
    ) -> None:
        """Note every fund for which the supplement states another sum than the ledger (fen).

        ``is_derived`` says that the ledger's sum starts from the supplement's own opening.
        """
        for funding in sorted({fund for fund, _ in stated}):
            left = sum(fen for (fund, _), fen in ledger.items() if fund is funding)
            right = sum(fen for (fund, _), fen in stated.items() if fund is funding)
            self.compare_amount(flow, left, right, funding, is_derived=is_derived)

    def compare_amount(
        self,
        flow: Flow,
        ledger: int,
        stated: int,
        funding: Funding = Funding.NONE,
        *,
        is_derived: bool = False,
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
        self._problems.append(Problem("L221", f"{flow}/{funding}", detail, fen=ledger - stated))

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
