"""What one unit gave ↔ what another one got: which lines belong together.

Whole sums first, single lines last; only what is equal to the fen, and can be divided so that
nothing goes to another unit than it names, belongs together. Refuses
to know facts and tables.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from xls_juesuan.consolidation.counterpart import Division
from xls_juesuan.consolidation.counterpart import Side
from xls_juesuan.consolidation.counterpart import components
from xls_juesuan.consolidation.counterpart import could_meet
from xls_juesuan.consolidation.counterpart import possibly_same_fund
from xls_juesuan.consolidation.counterpart import same_fund
from xls_juesuan.consolidation.counterpart import side_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from xls_juesuan.consolidation.transfers import Transfer
    from xls_juesuan.consolidation.transfers import TransferKind


class How(StrEnum):
    """Why lines belong together."""

    #: The texts name the other unit, and the sums are alike.
    NAMED = "named"
    #: All that one unit gave is all that another one got.
    TOTALS = "totals"
    #: One line is as great as another.
    LINE = "line"
    #: Several units on one side or both; the sums are alike.
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Match:
    """What is eliminated on both sides: the same amount, in fen."""

    kind: TransferKind
    payers: tuple[str, ...]
    receivers: tuple[str, ...]
    paid: tuple[Transfer, ...]
    received: tuple[Transfer, ...]
    how: How

    @property
    def fen(self) -> int:
        """The amount."""
        return sum(one.fen for one in self.paid)


class Matching:
    """Matches lines of one kind; what is left over stays in ``paid`` and ``received``.

    Args:
        transfers: lines of both sides.
    """

    def __init__(self, transfers: Iterable[Transfer]) -> None:
        given = list(transfers)
        self.paid = [one for one in given if one.is_paid]
        self.received = [one for one in given if not one.is_paid]
        self.matches: list[Match] = []
        for fund in same_fund, possibly_same_fund:
            self._alike = fund
            for step in (self._named, self._pairs, self._groups, self._lines, self._pairs):
                step()
            self._groups()

    def fits(self, paid: Transfer, received: Transfer) -> bool:
        """Whether two lines may belong together, whatever their amounts."""
        return could_meet(paid, received) and self._alike(paid.fund, received.fund)

    # -------------------------------------------------------------- steps

    def _named(self) -> None:
        """Sums of the lines that name the other unit."""
        for payer, receiver in self._unit_pairs():
            for one_named, other_named in ((True, True), (True, False), (False, True)):
                paid = [one for one in self.paid if one.unit == payer]
                received = [one for one in self.received if one.unit == receiver]
                if one_named:
                    paid = [one for one in paid if one.named == receiver]
                if other_named:
                    received = [one for one in received if one.named == payer]
                self._match(paid, received, How.NAMED)

    def _pairs(self) -> None:
        """All that a unit gave to nobody else by name ↔ all that another one got."""
        for payer, receiver in self._unit_pairs():
            paid = [one for one in self.paid if one.unit == payer]
            received = [one for one in self.received if one.unit == receiver]
            self._match(paid, received, How.TOTALS)

    def _groups(self) -> None:
        """One unit ↔ several, then all that may belong together."""
        for payer in _units(self.paid):
            paid = [one for one in self.paid if one.unit == payer]
            self._match(paid, list(self.received), How.SEVERAL)
        for receiver in _units(self.received):
            received = [one for one in self.received if one.unit == receiver]
            self._match(list(self.paid), received, How.SEVERAL)
        self._match(list(self.paid), list(self.received), How.SEVERAL)

    def _lines(self) -> None:
        """Single lines: the same day before any other, the other unit named before not."""
        for paid in list(self.paid):
            found = [one for one in self.received if one.fen == paid.fen and self.fits(paid, one)]
            if found:
                best = min(found, key=lambda one: _distance(paid, one))
                self._match([paid], [best], How.LINE)

    # -------------------------------------------------------------- parts

    def _unit_pairs(self) -> list[tuple[str, str]]:
        return [
            (payer, receiver)
            for payer in _units(self.paid)
            for receiver in _units(self.received)
            if payer != receiver
        ]

    def _match(self, paid: Sequence[Transfer], received: Sequence[Transfer], how: How) -> None:
        """Take sets of lines that fit and whose sums are alike off what is left."""
        for some_paid, some_received in components(paid, received, self.fits):
            if not some_received or not sum(one.fen for one in some_paid):
                continue
            division = Division((*some_paid, *some_received), self._alike)
            if not division.is_whole:
                continue
            taken = {id(one) for one in (*some_paid, *some_received)}
            self.paid = [one for one in self.paid if id(one) not in taken]
            self.received = [one for one in self.received if id(one) not in taken]
            self.matches += _by_receiver(some_paid, some_received, division, how)


def _units(transfers: Iterable[Transfer]) -> list[str]:
    return list(dict.fromkeys(one.unit for one in transfers))


def _distance(paid: Transfer, received: Transfer) -> tuple[bool, bool, str, int]:
    is_named = paid.named == received.unit or received.named == paid.unit
    return (not is_named, paid.date != received.date, received.date, received.line)


def _by_receiver(
    paid: Sequence[Transfer], received: Sequence[Transfer], division: Division, how: How
) -> list[Match]:
    """Show what each unit got apart, where the lines of the one that paid can be divided so."""
    kind = paid[0].kind
    receivers, payers = _units(received), _units(paid)
    parts = {unit: [one for one in received if one.unit == unit] for unit in receivers}
    is_plain = len(payers) == 1 and all(one.fen > 0 for one in paid)
    if not is_plain or any(sum(one.fen for one in lines) <= 0 for lines in parts.values()):
        return [Match(kind, tuple(payers), tuple(receivers), tuple(paid), tuple(received), how)]
    given = Counter[tuple[str, Side]]()
    for (giver, taker), fen in division.parts.items():
        given[taker.unit, giver] += fen
    left = list(paid)
    matches = []
    for unit, lines in parts.items():
        taken, left = _take(left, {side_of(one): given[unit, side_of(one)] for one in left})
        matches.append(Match(kind, tuple(payers), (unit,), tuple(taken), tuple(lines), how))
    return matches


def _take(
    lines: Sequence[Transfer], amounts: dict[Side, int]
) -> tuple[list[Transfer], list[Transfer]]:
    """Take amounts off lines of each kind in their order; the last one may be divided."""
    taken: list[Transfer] = []
    left: list[Transfer] = []
    for one in lines:
        part = min(amounts[side_of(one)], one.fen)
        amounts[side_of(one)] -= part
        if part:
            taken.append(replace(one, fen=part))
        if one.fen > part:
            left.append(replace(one, fen=one.fen - part))
    return taken, left
