"""Which smallest sets of figures must be wrong, found by proofs of contradiction.

A smallest set of figures that meets all proofs is tried: the relations hold without it, or there
is one more proof. It knows models and programs; it refuses to know slips and how likely they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.certificates import certificates
from xls_juesuan.audit.joint.certificates import single
from xls_juesuan.audit.joint.copies import Omissions
from xls_juesuan.audit.joint.copies import copies
from xls_juesuan.audit.joint.effort import Effort
from xls_juesuan.audit.joint.effort import Exhausted
from xls_juesuan.audit.joint.hitting_sets import connected
from xls_juesuan.audit.joint.hitting_sets import fewest
from xls_juesuan.audit.joint.hitting_sets import hitting_sets
from xls_juesuan.audit.joint.hitting_sets import smallest_size
from xls_juesuan.audit.joint.model import build_model
from xls_juesuan.audit.joint.model import moved
from xls_juesuan.audit.joint.program import Program
from xls_juesuan.audit.joint.right_values import rounding_box

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.audit.joint.certificates import Certificate
    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.hitting_sets import Numbers
    from xls_juesuan.audit.joint.localisation import Habit
    from xls_juesuan.audit.joint.localisation import Proof
    from xls_juesuan.audit.joint.model import Limits
    from xls_juesuan.audit.joint.ranking import Bounds

#: Programs that one search may solve, and steps of one search for sets; counted, not timed, so
#: that two runs find the same.
MOST_PROGRAMS, MOST_BRANCHES = 400, 20_000
#: Smallest sets that are listed for one cluster.
MOST_SETS = 60
#: More wrong numbers than any document has.
_UNKNOWN_COST = 10**6


@dataclass(frozen=True)
class Contradiction:
    """Proofs that hang together, and the smallest sets of figures that end them.

    Attributes:
        proofs: at least one.
        relations: relations that fail by themselves.
        figures: figures that any of the proofs speaks of.
        sets: figures by number, one for each group of copies; empty when no set ends it.
        is_complete: whether every smallest set is listed.
    """

    proofs: tuple[Proof, ...]
    relations: tuple[int, ...]
    figures: frozenset[int]
    sets: tuple[frozenset[int], ...]
    is_complete: bool


class Search:
    """One document under given habits.

    Args:
        document: the figures as shown.
        habits: how the totals of each table were rounded.
        freed: figures whose printed value is disregarded from the beginning.
        effort: what may be spent.
    """

    def __init__(
        self,
        document: Document,
        habits: Mapping[str, Habit],
        freed: frozenset[int] = frozenset(),
        effort: Effort | None = None,
    ) -> None:
        self._document = document
        self._model = build_model(document, habits)
        self._always = freed & self._model.figures
        self.copies = copies(document)
        self._first = {figure: group[0] for group in self.copies.values() for figure in group}
        self._found: list[Certificate] = []
        self._cores: list[Numbers] = []
        self._effort = effort or Effort(MOST_PROGRAMS, MOST_BRANCHES)
        self._is_cut = False

    @cached_property
    def _repairs(self) -> Mapping[int, Numbers] | None:
        """One smallest set by first proof of each part; ``None`` when the search was cut short."""
        self._find_single()
        try:
            if not self._cores and self._holds(frozenset()):
                return {}
            self._grow()
            return self._repair()
        except Exhausted:
            self._is_cut = True
            return None

    @cached_property
    def is_contradicted(self) -> bool:
        """Whether anything is wrong at all."""
        try:
            return bool(self._singles) or not self._holds(frozenset())
        except Exhausted:
            return True

    @property
    def cost(self) -> int:
        """Number of wrong numbers that it takes; more than any where nobody knows."""
        if self._repairs is None:
            return _UNKNOWN_COST
        return sum(map(len, self._repairs.values()))

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Everything that cannot hold; empty when all figures can be true at once."""
        if self._repairs is None:
            return tuple(self._unexplained(part) for part in self._parts())
        return self._list(self._repairs) if self._repairs else ()

    @property
    def suspects(self) -> frozenset[int]:
        """Figures that any proof speaks of."""
        self.cost  # noqa: B018  # asking for it finds the proofs
        return frozenset(figure for one in self._found for figure, _ in one.proof.terms)

    @property
    def is_complete(self) -> bool:
        """Whether the search for what has been asked came to its end."""
        return not self._is_cut

    @property
    def least_cost(self) -> int:
        """A number that the wrong figures do not fall short of, from single relations alone."""
        return fewest(map(self._core, self._singles))

    @property
    def failing(self) -> tuple[Contradiction, ...]:
        """Relations that cannot hold by themselves, without an explanation."""
        self._find_single()
        return tuple(self._unexplained(part) for part in self._parts())

    # ------------------------------------------------------------------ proofs

    @cached_property
    def _singles(self) -> tuple[Certificate, ...]:
        rows = range(len(self._model.rows))
        found = (single(self._model, row, self._always) for row in rows)
        return tuple(one for one in found if one is not None)

    def _find_single(self) -> None:
        for found in self._singles:
            self._add(found)

    def _add(self, found: Certificate) -> bool:
        core = self._core(found)
        if core in self._cores:
            return False
        self._found.append(found)
        self._cores.append(core)
        return True

    def _core(self, found: Certificate) -> Numbers:
        return frozenset(self._first.get(figure, figure) for figure in found.core)

    def _holds(self, groups: Iterable[int]) -> bool:
        """Test whether the relations can hold without some groups; keep the proof if not."""
        freed = self._figures(groups) | self._always
        ray = self._ray(freed)
        if ray is None:
            return True
        added = [self._add(found) for found in certificates(self._model, ray, freed)]
        if not any(added):
            # What cannot be proved in whole fen is nobody's fault.
            raise Exhausted
        return False

    def _ray(self, freed: Iterable[int]) -> Sequence[float] | None:
        self._effort.take_program()
        values = (self._model.values[figure] for figure in freed)
        return self._program.ray({number: self._model.columns[number].freed for number in values})

    def _figures(self, groups: Iterable[int]) -> frozenset[int]:
        return (
            frozenset(chain.from_iterable(self.copies.get(group, (group,)) for group in groups))
            & self._model.figures
        )

    def _grow(self) -> None:
        """Disregard every figure of every proof until nothing more is contradicted."""
        while not self._holds(frozenset(chain.from_iterable(self._cores))):
            pass

    # ------------------------------------------------------------------ sets

    def _parts(self) -> list[tuple[int, ...]]:
        return connected(self._cores)

    def _repair(self) -> dict[int, Numbers]:
        """Find one smallest set for each part that together end all contradictions."""
        while True:
            parts = self._parts()
            chosen = {part[0]: self._smallest(part) for part in parts}
            if self._holds(frozenset(chain.from_iterable(chosen.values()))):
                return chosen

    def _smallest(self, part: Sequence[int]) -> Numbers:
        family = [core for place in part if (core := self._cores[place])]
        size = smallest_size(family, self._effort)
        return next(hitting_sets(family, size, self._effort), frozenset())

    def _list(self, repairs: Mapping[int, Numbers]) -> tuple[Contradiction, ...]:
        """List the smallest sets of each part, the others repaired meanwhile."""
        done: dict[int, Contradiction] = {}
        while True:
            number = len(self._cores)
            parts = self._parts()
            for part in parts:
                if part[0] in done:
                    continue
                found = self._sets_of(part, repairs)
                if found is None:
                    break
                done[part[0]] = found
            else:
                return tuple(done[part[0]] for part in parts)
            # Parts have grown together: what was listed for them is void.
            grown = self._parts()
            if grown != parts or len(self._cores) != number:
                try:
                    repairs = self._repair()
                except Exhausted:
                    self._is_cut = True
                    return tuple(self._unexplained(part) for part in self._parts())
                done = {}

    def _sets_of(self, part: Sequence[int], repairs: Mapping[int, Numbers]) -> Contradiction | None:
        """List the smallest sets of one part; ``None`` when it turns out to reach further."""
        others = frozenset(
            chain.from_iterable(chosen for first, chosen in repairs.items() if first != part[0])
        )
        size = len(repairs[part[0]])
        if size > 1 and (omitted := self._omitted(part, others)):
            return self._contradiction(part, omitted, is_complete=True)
        return self._smallest_sets(part, others, repairs[part[0]])

    def _smallest_sets(
        self, part: Sequence[int], others: Numbers, repair: Numbers
    ) -> Contradiction | None:
        places = set(part)
        known = len(self._cores)
        accepted: list[Numbers] = []
        size = len(repair)
        is_complete = True
        try:
            while True:
                family = [core for place in sorted(places) if (core := self._cores[place])]
                size = smallest_size(family, self._effort, size)
                refuted = False
                for candidate in hitting_sets(family, size, self._effort):
                    if candidate in accepted:
                        continue
                    if len(accepted) >= MOST_SETS:
                        is_complete = False
                        self._is_cut = True
                        break
                    if self._holds(candidate | others):
                        accepted.append(candidate)
                        continue
                    refuted = True
                    break
                fresh = set(range(known, len(self._cores)))
                known = len(self._cores)
                if fresh:
                    if not self._belong(fresh, places):
                        return None
                    places |= fresh
                if not refuted:
                    break
        except Exhausted:
            self._is_cut = True
            is_complete = False
            accepted = accepted or [repair]
        return self._contradiction(sorted(places), accepted, is_complete=is_complete)

    def _omitted(self, part: Sequence[int], others: Numbers) -> list[Numbers]:
        """Amounts left out of several places of which one alone ends all that is contradicted."""
        family = [self._cores[place] for place in part]
        figures = self._figures(chain.from_iterable(family))
        found: dict[Numbers, Numbers] = {}
        for first, *rest in self._omissions.groups(figures):
            group = frozenset((first, *rest))
            if group in found or any(core.isdisjoint(group) for core in family):
                continue
            if self._ends_all((first, *rest), others):
                self.copies[first] = (first, *rest)
                found[group] = frozenset({first})
        return list(found.values())

    def _ends_all(self, group: tuple[int, ...], others: Numbers) -> bool:
        """Whether the relations can hold without a group; no where nobody knows."""
        freed = self._figures(others) | (self._model.figures & set(group)) | self._always
        try:
            return self._ray(freed) is None
        except Exhausted:
            self._is_cut = True
            return False

    @cached_property
    def _omissions(self) -> Omissions:
        return Omissions(self._document)

    def _belong(self, fresh: set[int], places: set[int]) -> bool:
        """Whether new proofs hang together with a part and with no other."""
        here = frozenset(chain.from_iterable(self._cores[place] for place in places))
        elsewhere = frozenset(
            chain.from_iterable(
                core
                for place, core in enumerate(self._cores)
                if place not in places and place not in fresh
            )
        )
        return all(
            self._cores[place] & here and not self._cores[place] & elsewhere for place in fresh
        )

    def _unexplained(self, part: Sequence[int]) -> Contradiction:
        return self._contradiction(part, [], is_complete=False)

    def _contradiction(
        self, part: Sequence[int], sets: list[Numbers], *, is_complete: bool
    ) -> Contradiction:
        found = [self._found[place] for place in part]
        plain = [one for one in found if not one.has_freed] or found
        singles = [one for one in found if len(one.multipliers) == 1]
        return Contradiction(
            proofs=tuple(one.proof for one in plain),
            relations=tuple(
                sorted(
                    {self._model.rows[row].relation for one in singles for row in one.multipliers}
                )
            ),
            figures=frozenset(figure for one in found for figure, _ in one.proof.terms),
            sets=tuple(sets),
            is_complete=is_complete,
        )

    # ------------------------------------------------------------------ ranges

    @cached_property
    def _program(self) -> Program:
        return Program(self._model)

    def ranges(
        self,
        groups: frozenset[int],
        fixed: Mapping[int, int],
        others: frozenset[int],
        asked: Iterable[int] = (),
    ) -> Mapping[int, Bounds] | None:
        """Bounds of exact values in fen of disregarded figures that are not fixed.

        Args:
            groups: first figures of groups.
            fixed: printed value in fen that some of them get instead.
            others: first figures of groups that are disregarded for other reasons.
            asked: other places of the groups, where they are asked for instead.
        """
        limits: dict[int, Limits] = {}
        for figure in self._figures(groups | others) | self._always:
            column = self._model.columns[self._model.values[figure]]
            first = self._first.get(figure, figure)
            limits[self._model.values[figure]] = (
                self._box(figure, fixed[first]) if first in fixed else column.freed
            )
        places = self._model.figures.intersection(asked) if asked else groups - fixed.keys()
        wanted = {figure: self._model.values[figure] for figure in places}
        found = self._program.ranges(limits, wanted.values())
        if wanted and not found:
            return None
        figures = self._document.figures
        return {one: moved(found[number], figures[one].shown) for one, number in wanted.items()}

    def _box(self, figure: int, value: int) -> Limits:
        one = self._document.figures[figure]
        column = self._model.columns[self._model.values[figure]]
        is_print = column.limits == (0, 0) and not one.is_blank and one.step > 1
        low, high = (value, value) if is_print else rounding_box(value, one.step)
        return low - one.shown, high - one.shown
