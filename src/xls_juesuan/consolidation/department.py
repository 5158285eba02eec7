"""The department: its units, its cube with everything eliminated, and what did not agree.

It knows the order of the steps; each is a module of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.consolidation.budgets import with_budgets
from xls_juesuan.consolidation.combining import combine_cubes
from xls_juesuan.consolidation.eliminations import Elimination
from xls_juesuan.consolidation.eliminations import eliminate
from xls_juesuan.consolidation.leftovers import Leftovers
from xls_juesuan.consolidation.matching import Matching
from xls_juesuan.consolidation.supplements import combine_supplements
from xls_juesuan.consolidation.transfers import TransferKind
from xls_juesuan.consolidation.transfers import crosses_border
from xls_juesuan.consolidation.transfers import find_of_other_years
from xls_juesuan.consolidation.transfers import find_transfers
from xls_juesuan.ledger import Ledger
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.messages import department as say
from xls_juesuan.model import UnitKind
from xls_juesuan.supplement import Supplement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.consolidation.matching import Match
    from xls_juesuan.consolidation.member import Member
    from xls_juesuan.consolidation.transfers import Transfer
    from xls_juesuan.cube.build import Cube
    from xls_juesuan.findings import Problem
    from xls_juesuan.folders import PassedOver
    from xls_juesuan.model import Fact


@dataclass(frozen=True, slots=True)
class Department:
    """A department put together.

    Attributes:
        name: name of the department.
        members: its units, in order.
        cube: facts of all units and the negative facts of what was eliminated.
        eliminations: what was eliminated.
        left: lines of transfers that nothing was found for.
        problems: what did not agree.
        supplement: what its units and the department itself state.
        passed_over: files of its folders that are none of any unit.
    """

    name: str
    members: tuple[Member, ...]
    cube: Cube
    eliminations: tuple[Elimination, ...]
    left: tuple[Transfer, ...]
    problems: tuple[Problem, ...]
    supplement: Supplement = field(default_factory=Supplement)
    passed_over: tuple[PassedOver, ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        """Names of the units."""
        return tuple(member.name for member in self.members)

    @property
    def agencies(self) -> tuple[str, ...]:
        """Units with running costs of an agency, in a department of several kinds, all known."""
        kinds = {member.name: member.cube.unit_kind for member in self.members}
        if self.cube.unit_kind is not UnitKind.UNKNOWN or UnitKind.UNKNOWN in kinds.values():
            return ()
        return tuple(name for name, kind in kinds.items() if kind is not UnitKind.INSTITUTION)

    def columns(self, facts: Sequence[Fact]) -> tuple[str, ...]:
        """Whose facts there are: units, the department itself where it states any, eliminations."""
        is_stated = any(fact.unit == say.WHOLE_STATED for fact in facts)
        return (*self.units, *([say.WHOLE_STATED] if is_stated else []), say.ELIMINATED)

    def ledger(self) -> Ledger:
        """The ledgers of all units as one; its lines have their unit."""
        kinds = {member.kind for member in self.members}
        return Ledger(
            frame=self.cube.frame,
            kind=LedgerKind.BALANCES if LedgerKind.BALANCES in kinds else LedgerKind.JOURNAL,
            files=tuple(file for member in self.members for file in member.files),
            unit_name=self.name,
            year=self.members[0].year,
            amount_unit="元",
            has_opening=all(member.has_opening for member in self.members),
            problems=tuple(problem for member in self.members for problem in member.problems),
        )


def consolidate(name: str, members: Sequence[Member], own: Supplement) -> Department:
    """Add up the units and take out what they gave each other.

    Args:
        name: name of the department.
        members: its units, of one year, with names that differ.
        own: figures stated for the department as a whole; may be blank.
    """
    cube = combine_cubes(members)
    units = [member.name for member in members]
    levels = {member.name: member.level for member in members}
    transfers = find_transfers(cube.frame, units)
    other_years = find_of_other_years(cube.frame, units)
    matches: list[Match] = []
    left: list[Transfer] = []
    problems = list(cube.problems)
    for kind in TransferKind:
        lines = [one for one in transfers if one.kind is kind]
        beyond = [one for one in lines if crosses_border(one, levels)]
        matching = Matching(one for one in lines if not crosses_border(one, levels))
        matches += matching.matches
        left += [*matching.paid, *matching.received, *beyond]
        judged = Leftovers(kind, [one for one in other_years if one.kind is kind])
        problems += judged.problems(matching.paid, matching.received)
    cube, eliminations = eliminate(cube, matches)
    supplement, contradictions = combine_supplements(
        name, members, cube, own, has_eliminations=bool(matches)
    )
    cube, incomplete = with_budgets(cube, members, supplement)
    problems += [*incomplete, *contradictions]
    cube = replace(cube, problems=())
    return Department(
        name, tuple(members), cube, eliminations, tuple(left), tuple(problems), supplement
    )
