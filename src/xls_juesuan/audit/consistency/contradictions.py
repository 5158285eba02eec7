"""Which rules cannot hold together, and which figures they leave no room for.

It knows rules, sample tables and kinds of units; it refuses to know words. The order: can all
rules hold at once; can every figure be sizeable where no rule says that it is nothing; is
there a case for every rule that has a condition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from functools import partial
from typing import TYPE_CHECKING

from xls_juesuan.audit.consistency.formulas import Atom
from xls_juesuan.audit.consistency.formulas import Formulas
from xls_juesuan.audit.consistency.formulas import asks_for_nothing
from xls_juesuan.audit.consistency.formulas import cells_of
from xls_juesuan.audit.consistency.formulas import is_judged
from xls_juesuan.audit.consistency.sample_tables import sample_tables
from xls_juesuan.audit.consistency.solving import ONE
from xls_juesuan.audit.consistency.solving import SIZEABLE
from xls_juesuan.audit.consistency.solving import find_point
from xls_juesuan.audit.consistency.solving import holds
from xls_juesuan.audit.consistency.solving import smallest_conflict
from xls_juesuan.model import UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.audit.consistency.formulas import Formula
    from xls_juesuan.audit.consistency.solving import Point
    from xls_juesuan.declarations.relation.nodes import Cell
    from xls_juesuan.declarations.rule import Rule

#: What rules ask, by kind of unit and code.
Rooms = Mapping[UnitKind, Mapping[str, Sequence["Formula"]]]

_KINDS = (UnitKind.INSTITUTION, UnitKind.ADMINISTRATIVE, UnitKind.CIVIL_SERVICE_LIKE)
#: What is a good part of a sizeable amount: the solver may stop a little short of it.
_ENOUGH = SIZEABLE * 9 // 10
#: Contradictions that are told one after the other.
_MOST = 10


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rules that cannot hold together, each of them needed for it.

    Attributes:
        codes: the rules.
        kinds: kinds of units of which it is true.
    """

    codes: tuple[str, ...]
    kinds: tuple[UnitKind, ...]


@dataclass(frozen=True, slots=True)
class Squeeze:
    """Rules that together leave no room for figures.

    Attributes:
        codes: the rules, each of them needed for it.
        cells: the figures that can only be nothing, small, or offset by negative ones.
    """

    codes: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Idle:
    """A rule with a condition that the other rules never let come true."""

    code: str


class Contradictions:
    """Looks for contradictions among the rules on the tables of one layout.

    Args:
        rules: the rules.
        profile: name of the layout.
    """

    def __init__(self, rules: Sequence[Rule], profile: str) -> None:
        self._rules = {rule.code: rule for rule in rules if rule.relation is not None}
        self._makers = {
            kind: Formulas(sample_tables(tuple(self._rules.values()), profile), kind)
            for kind in _KINDS
        }
        self._formulas = {
            kind: {code: maker.of_rule(rule) for code, rule in self._rules.items()}
            for kind, maker in self._makers.items()
        }
        #: Rules that take part in no known contradiction; of rules that say the same, the first.
        self._sound = self._unlike()
        self._points: list[tuple[UnitKind, Point]] = []

    def _unlike(self) -> list[str]:
        first: dict[tuple[Formula, ...], str] = {}
        for code in self._rules:
            first.setdefault(self._all_formulas(code), code)
        return list(first.values())

    @cached_property
    def not_judged(self) -> tuple[str, ...]:
        """Rules that are no linear relation anywhere, and so were left out."""
        return tuple(
            code
            for code in self._rules
            if not any(map(is_judged, self._all_formulas(code))) and self._all_formulas(code)
        )

    @cached_property
    def without_rows(self) -> tuple[str, ...]:
        """Rules that speak of nothing in this layout."""
        return tuple(code for code in self._rules if not self._all_formulas(code))

    @property
    def cells(self) -> int:
        """Number of figures that the rules speak of."""
        return len(self._all_cells)

    @property
    def relations(self) -> int:
        """Number of relations that were taken together."""
        return sum(map(len, self._formulas[_KINDS[0]].values()))

    @property
    def of_every_unit(self) -> Mapping[str, Sequence[Formula]]:
        """What rules ask that ask the same of every kind of unit, those without needs first."""
        order = sorted(self._rules.values(), key=lambda rule: (bool(rule.needs), rule.code))
        return {
            rule.code: self._formulas[_KINDS[0]][rule.code]
            for rule in order
            if len({self._formulas[kind][rule.code] for kind in _KINDS}) == 1
        }

    def find(self) -> Iterator[Conflict | Squeeze | Idle]:
        """Yield what is wrong with the rules together."""
        yield from self._conflicts()
        yield from self._squeezes()
        yield from self._idle()

    def _all_formulas(self, code: str) -> tuple[Formula, ...]:
        return tuple(each for kind in _KINDS for each in self._formulas[kind][code])

    @cached_property
    def _all_cells(self) -> frozenset[Cell]:
        return cells_of(each for code in self._rules for each in self._all_formulas(code))

    def _conflicts(self) -> Iterator[Conflict]:
        """Rules that no figures satisfy; the last of each set is then left out."""
        for _ in range(_MOST):
            kind = next((kind for kind in _KINDS if self._is_impossible(kind, self._sound)), None)
            if kind is None:
                return
            codes = smallest_conflict(self._sound, partial(self._is_impossible, kind))
            kinds = tuple(each for each in _KINDS if self._is_impossible(each, codes))
            yield Conflict(codes, kinds)
            self._sound.remove(self._likely_culprit(codes))

    def _is_impossible(self, kind: UnitKind, codes: Sequence[str]) -> bool:
        """Whether no figures satisfy the rules in units of a kind."""
        asked = [each for code in codes for each in self._formulas[kind][code]]
        return all(find_point(asked, allows_negative=allows) is None for allows in (False, True))

    def _likely_culprit(self, codes: Sequence[str]) -> str:
        """The rule with the highest number: those of one's own come after the program's."""
        return max(codes, key=lambda code: (code[1:], code))

    def _squeezes(self) -> Iterator[Squeeze]:
        rooms = {kind: self._rooms(kind) for kind in _KINDS}
        squeezed = self._squeezed(rooms)
        for _ in range(_MOST):
            if not squeezed:
                return
            cell = squeezed[0]
            if not self._has_no_room(rooms, cell, self._sound):
                squeezed = squeezed[1:]
                continue
            codes = smallest_conflict(self._sound, partial(self._has_no_room, rooms, cell))
            same = [each for each in squeezed if self._has_no_room(rooms, each, codes)]
            near = self._nearest(rooms, squeezed, self._likely_culprit(codes))
            if near and len(near) < len(codes):
                codes = near
                same = [each for each in squeezed if self._has_no_room(rooms, each, codes)]
            yield Squeeze(codes, tuple(same))
            self._sound.remove(self._likely_culprit(codes))
            squeezed = self._squeezed(rooms) if len(squeezed) > len(same) else []

    def _nearest(self, rooms: Rooms, squeezed: Sequence[Cell], culprit: str) -> tuple[str, ...]:
        """Fewest rules that leave no room for a figure of which they all speak, if there are."""
        speaking: dict[Cell, list[str]] = defaultdict(list)
        for code in self._sound:
            for cell in cells_of(self._all_formulas(code)) if code != culprit else ():
                speaking[cell].append(code)
        found = []
        for names in {tuple(speaking[cell]): cell for cell in squeezed}.items():
            fails = partial(self._has_no_room, rooms, names[1])
            if fails((*names[0], culprit)):
                found.append(smallest_conflict((*names[0], culprit), fails))
        return min(found, key=len, default=())

    def _rooms(self, kind: UnitKind) -> Mapping[str, tuple[Formula, ...]]:
        """What rules ask, without what is nothing by their own words."""
        return {
            code: tuple(each for each in formulas if not asks_for_nothing(each))
            for code, formulas in self._formulas[kind].items()
            if not self._rules[code].exclusive
        }

    def _squeezed(self, rooms: Rooms) -> list[Cell]:
        """Figures that are sizeable in no unit, when all that can be are at once."""
        left = set(self._all_cells)
        for kind in _KINDS:
            formulas = [each for code in self._sound for each in rooms[kind].get(code, ())]
            cells = cells_of(formulas)
            point = find_point(formulas, cells)
            if point is None:
                continue
            if all(holds(each, point) for each in formulas):
                self._points.append((kind, point))
            left -= {cell for cell in left if cell not in cells or point[cell] >= _ENOUGH}
        return sorted(left, key=repr)

    def _has_no_room(
        self,
        rooms: Rooms,
        cell: Cell,
        codes: Sequence[str],
    ) -> bool:
        """Whether a figure is sizeable in no unit, none being negative."""
        sizeable = Atom(((cell, -ONE),), ONE * SIZEABLE, at_most=True)
        return all(
            find_point([*(each for code in codes for each in rooms[kind].get(code, ())), sizeable])
            is None
            for kind in _KINDS
        )

    def _idle(self) -> Iterator[Idle]:
        """Rules whose condition is never met."""
        asked = {code: self._conditions(rule) for code, rule in self._rules.items()}
        asked = {code: found for code, found in asked.items() if not self._has_case(found)}
        for kind in _KINDS:
            # Figures that meet many conditions at once leave few to be tried one by one.
            hoped = [each for found in asked.values() for each in found[kind]]
            if hoped:
                self._finds_case(kind, hoped=hoped)
            asked = {code: found for code, found in asked.items() if not self._has_case(found)}
        for code, found in asked.items():
            if not self._has_case(found) and not any(
                self._finds_case(kind, each) for kind in _KINDS for each in found[kind]
            ):
                yield Idle(code)

    def _conditions(self, rule: Rule) -> Mapping[UnitKind, Sequence[Formula]]:
        """What must be so for a rule to apply; nothing where that is not to be judged."""
        if rule.when is None or rule.code not in self._sound:
            return {}
        return {
            kind: [each for each in maker.of_condition(rule) if is_judged(each)]
            for kind, maker in self._makers.items()
        }

    def _has_case(self, conditions: Mapping[UnitKind, Sequence[Formula]]) -> bool:
        """Whether known figures meet a condition, or there is none."""
        return not any(conditions.values()) or any(
            holds(each, point) for kind, point in self._points for each in conditions[kind]
        )

    def _finds_case(
        self, kind: UnitKind, *conditions: Formula, hoped: Sequence[Formula] = ()
    ) -> bool:
        """Whether conditions can come true; figures with which they do may serve others, too."""
        asked = [each for code in self._sound for each in self._formulas[kind][code]]
        for allows in (False, True):
            point = find_point((*asked, *conditions), hoped=hoped, allows_negative=allows)
            if point is not None:
                self._points.append((kind, point))
                return True
        return False
