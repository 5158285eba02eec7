"""Matched lines → negative facts that take them out of the sums of a department.

It knows which facts a line counts in; it refuses to know why lines belong together.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from xls_juesuan.messages.department import ELIMINATED
from xls_juesuan.model import Flow
from xls_juesuan.model import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from xls_juesuan.consolidation.matching import Match
    from xls_juesuan.consolidation.transfers import Transfer
    from xls_juesuan.cube.build import Cube
    from xls_juesuan.model import Fact

#: Control totals by account, which tables are compared with.
CONTROLS = (Flow.ACCOUNT_MOVEMENT, Flow.ACCOUNT_CLOSED)


@dataclass(frozen=True, slots=True)
class Elimination:
    """A match and the facts that were made of it.

    Attributes:
        match: the lines.
        paid, received: numbers of the negative facts of expenditure and of income.
    """

    match: Match
    paid: tuple[int, ...]
    received: tuple[int, ...]


def eliminate(cube: Cube, matches: Sequence[Match]) -> tuple[Cube, tuple[Elimination, ...]]:
    """Add the negative facts of every match to the cube, with the lines behind them."""
    book = _Book(cube)
    eliminations = tuple(
        Elimination(match, book.enter(match.paid), book.enter(match.received)) for match in matches
    )
    return book.cube(), eliminations


class _Book:
    """Collects facts and shares.

    Args:
        cube: the facts and lines of all units.
    """

    def __init__(self, cube: Cube) -> None:
        self._cube = cube
        self._facts = list(cube.facts)
        self._by_number = {fact.number: fact for fact in cube.facts}
        self._controls = {
            (fact.flow, fact.unit, fact.account): fact
            for fact in reversed(cube.facts)
            if fact.flow in CONTROLS
        }
        self._shares: list[tuple[int, int, int]] = []

    def enter(self, transfers: Iterable[Transfer]) -> tuple[int, ...]:
        """Take lines out of the facts that count them; give the numbers of the new facts."""
        groups: dict[int, list[Transfer]] = {}
        for one in transfers:
            groups.setdefault(one.fact, []).append(one)
        numbers = []
        for number, lines in groups.items():
            fact = self._by_number[number]
            fen = sum(one.fen for one in lines)
            taken = self._add(fact, fen, len(lines))
            self._shares += [(one.line, taken, -one.fen) for one in lines]
            numbers.append(taken)
            for flow in CONTROLS:
                control = self._controls.get((flow, fact.unit, fact.top_account))
                if control is not None:
                    self._add(control, fen, 0)
        return tuple(numbers)

    def _add(self, fact: Fact, fen: int, rows: int) -> int:
        number = len(self._facts) + 1
        self._facts.append(
            replace(
                fact,
                number=number,
                fen=-fen,
                rows=rows,
                origin=Origin.ELIMINATION,
                unit=ELIMINATED,
            )
        )
        return number

    def cube(self) -> Cube:
        """The cube with everything that was entered."""
        lines, facts, amounts = zip(*self._shares, strict=True) if self._shares else ((), (), ())
        shares = pd.DataFrame({"fact": facts, "counted": amounts}, index=list(lines), dtype="int64")
        whole = pd.concat([self._cube.shares, shares]) if self._shares else self._cube.shares
        return replace(self._cube, facts=tuple(self._facts), shares=whole)
