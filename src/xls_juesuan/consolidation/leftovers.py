"""What units say they gave each other and no counterpart agrees with → problems.

It knows what is left over; it refuses to know how the rest was matched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.consolidation.counterpart import Division
from xls_juesuan.consolidation.counterpart import any_fund
from xls_juesuan.consolidation.counterpart import components
from xls_juesuan.consolidation.counterpart import could_meet
from xls_juesuan.findings import Problem
from xls_juesuan.messages import department as say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.consolidation.transfers import Transfer
    from xls_juesuan.consolidation.transfers import TransferKind

_MOST_SOURCES = 20


class Leftovers:
    """Judges what is left of one kind.

    Args:
        kind: what is given.
        other_years: lines of the same kind that were set aside as another year's.
    """

    def __init__(
        self,
        kind: TransferKind,
        other_years: Sequence[Transfer],
    ) -> None:
        self._kind = kind
        self._other_years = other_years

    def problems(self, paid: Sequence[Transfer], received: Sequence[Transfer]) -> Iterator[Problem]:
        """Give one problem for each set of lines that share possible counterparts."""
        lone: dict[tuple[str, bool], list[Transfer]] = {}
        for some_paid, some_received in components(paid, received, could_meet):
            if some_paid and some_received:
                yield from self._disagreement(some_paid, some_received)
            for one in () if some_paid and some_received else (*some_paid, *some_received):
                lone.setdefault((one.unit, one.is_paid), []).append(one)
        for lines in lone.values():
            yield from self._lone(lines)

    def _disagreement(
        self, paid: Sequence[Transfer], received: Sequence[Transfer]
    ) -> Iterator[Problem]:
        given, got = _sum(paid), _sum(received)
        if not given and not got:
            return
        if given != got:
            code, text = "L501", say.amounts_differ
        elif Division((*paid, *received), any_fund).is_whole:
            code, text = "L503", say.funds_differ
        else:
            code, text = "L501", say.named_differ
        yield self._problem(code, text(self._kind, paid, received), [*paid, *received])

    def _lone(self, lines: Sequence[Transfer]) -> Iterator[Problem]:
        """A side alone: the other one may have booked it in another year."""
        fen = _sum(lines)
        if not fen:
            return
        first = lines[0]
        other = [
            one
            for one in self._other_years
            if one.is_paid != first.is_paid and one.unit != first.unit
        ]
        same = [one for one in other if one.fen in {fen, *(line.fen for line in lines)}]
        if same:
            text = say.year_differs(self._kind, lines, same)
            yield self._problem("L504", text, [*lines, *same])
        else:
            text = say.counterpart_missing(self._kind, lines)
            yield self._problem("L502", text, lines)

    def _problem(self, code: str, text: str, lines: Sequence[Transfer]) -> Problem:
        units = "/".join(dict.fromkeys(one.unit for one in lines))
        sources = tuple(one.source for one in lines[:_MOST_SOURCES])
        fen = _sum([one for one in lines if one.is_paid]) or _sum(lines)
        return Problem(code, f"{self._kind}:{units}", text, sources, fen, len(lines))


def _sum(lines: Sequence[Transfer]) -> int:
    return sum(one.fen for one in lines)
