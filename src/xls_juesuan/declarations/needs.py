"""What a unit must have to need a field of the supplement at all.

It knows conditions and what is known of a unit; it refuses to know which field has which.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from xls_juesuan.model import Funding
from xls_juesuan.model import UnitKind

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable


class Need(StrEnum):
    """A condition under which a field is needed."""

    #: An administrative unit, or one managed like the civil service.
    AGENCY = "agency"
    #: A public institution: what only its accounts have.
    INSTITUTION = "institution"
    #: The unit published accounts for the year before.
    PREVIOUS_YEAR = "previous_year"
    #: Money of the government-managed funds budget.
    FUND = "fund"
    #: A ledger from which no carry-overs follow: somebody has to state them.
    NO_CARRYOVER = "no_carryover"
    #: Money of the state capital operations budget.
    STATE_CAPITAL = "state_capital"


_FUNDINGS = {Need.FUND: Funding.FUND_BUDGET, Need.STATE_CAPITAL: Funding.STATE_CAPITAL}


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is known of a unit before its supplement is filled in.

    Attributes:
        kind: kind of unit.
        fundings: funding sources in its ledger; ``None`` where the ledger does not show them all.
        has_previous: whether there was a year before; ``None`` where nobody said.
        has_carryover: whether carry-overs follow from its ledger; ``None`` without a ledger.
    """

    kind: UnitKind = UnitKind.UNKNOWN
    fundings: Collection[Funding] | None = None
    has_previous: bool | None = None
    has_carryover: bool | None = None

    def unmet(self, needs: Iterable[Need]) -> Need | None:
        """Give the first condition that the unit certainly does not meet."""
        return next((need for need in needs if self._meets(need) is False), None)

    def certain(self, needs: Collection[Need]) -> bool:
        """Whether the unit certainly meets every condition, of which there are some."""
        return bool(needs) and all(self._meets(need) for need in needs)

    def _meets(self, need: Need) -> bool | None:
        """Whether the unit meets a condition; ``None`` where that is not known."""
        match need:
            case Need.AGENCY:
                return (
                    None if self.kind is UnitKind.UNKNOWN else self.kind is not UnitKind.INSTITUTION
                )
            case Need.INSTITUTION:
                # Units managed like the civil service keep either kind of books.
                return False if self.kind is UnitKind.ADMINISTRATIVE else None
            case Need.PREVIOUS_YEAR:
                return self.has_previous
            case Need.NO_CARRYOVER:
                return None if self.has_carryover is None else not self.has_carryover
            case Need.FUND | Need.STATE_CAPITAL:
                return None if self.fundings is None else _FUNDINGS[need] in self.fundings
