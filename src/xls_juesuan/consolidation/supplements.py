"""Supplements of units → that of the department: what adds up, and what contradicts.

It knows which figures add up over units; it refuses to know what they are used for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.consolidation.member import Level
from xls_juesuan.declarations.needs import Circumstances
from xls_juesuan.declarations.supplement_form import FieldKind
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.findings import Problem
from xls_juesuan.messages import department as say
from xls_juesuan.messages.labels import UNIT_KINDS
from xls_juesuan.model import Flow
from xls_juesuan.model import UnitKind
from xls_juesuan.money import format_yuan_grouped
from xls_juesuan.supplement import Supplement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.consolidation.member import Member
    from xls_juesuan.cube.build import Cube
    from xls_juesuan.declarations.supplement_form import FormField
    from xls_juesuan.model import Source
    from xls_juesuan.supplement import Value

UNITS_LIST = "budget_units"
#: Lists that say what the department is: those of its own level are its own.
_OF_OWN_LEVEL = ("duties", "departments")
#: Texts that are the same for all units, taken where all say the same.
_SHARED = ("unit.year", "unit.region", "unit.published_month")
#: Facts that are missing with them are said where facts are put together.
_SAID_ELSEWHERE = ("carryover.", "three_public_budget.")
_ADDED = (FieldKind.AMOUNT, FieldKind.COUNT)
#: Totals of a department are less than those of its units where these gave each other money.
_NET_OF_ELIMINATIONS = (
    "previous.grand_total",
    "previous.income",
    "previous.expenditure",
    "original_budget.total",
    "original_budget.unit_funds",
    "final_budget.unit_funds",
    "executed.unit_funds",
)


@dataclass(frozen=True, slots=True)
class _Sum:
    """A figure added up over the units that state it."""

    fen: int
    silent: tuple[str, ...]
    source: Source | None


def combine_supplements(
    name: str, members: Sequence[Member], cube: Cube, own: Supplement, *, has_eliminations: bool
) -> tuple[Supplement, tuple[Problem, ...]]:
    """Put the supplements together.

    Args:
        name: name of the department.
        members: the units with theirs.
        cube: the department's cube, for its kind of unit.
        own: what was filled in for the department as a whole; may be blank.
        has_eliminations: whether its units gave each other money.

    Returns:
        The department's supplement, and where statements contradict one another.
    """
    combined = _Combined(members, own, has_eliminations=has_eliminations)
    problems = [*combined.figures(), *combined.silences()]
    combined.texts(name, cube.unit_kind)
    problems += combined.lists()
    files = [own.file, *(member.supplement.file for member in members)]
    supplement = Supplement(
        file="、".join(dict.fromkeys(filter(None, files))),
        fields=combined.fields,
        rows=combined.rows,
        sources=combined.sources,
        problems=own.problems,
    )
    return supplement, tuple(problems)


class _Combined:
    """Collects the values.

    Args:
        members: the units.
        own: the department's own supplement.
        has_eliminations: whether units gave each other money.
    """

    def __init__(
        self, members: Sequence[Member], own: Supplement, *, has_eliminations: bool
    ) -> None:
        self._members = members
        self._given = [one for one in members if one.supplement.is_given]
        self._own = own
        self._has_eliminations = has_eliminations
        self._silent: dict[tuple[str, ...], list[str]] = {}
        self.fields: dict[str, Value] = dict(own.fields)
        self.sources: dict[str, Source] = dict(own.sources)
        self.rows: dict[str, tuple[Mapping[str, Value], ...]] = dict(own.rows)

    def figures(self) -> Iterator[Problem]:
        """Add up amounts and counts."""
        for each in load_supplement_form().fields():
            if each.kind in _ADDED and not self._needs_own(each.key):
                yield from self._figure(each)

    def _figure(self, each: FormField) -> Iterator[Problem]:
        found, stated = self._sum(each), self._own.number(each.key)
        if found is None:
            return
        if not found.silent:
            self._put(each.key, found.fen, found.source)
        elif stated is None and not each.key.startswith(_SAID_ELSEWHERE):
            self._silent.setdefault(found.silent, []).append(each.label)
        if stated is None:
            return
        if stated < found.fen if found.silent else stated != found.fen:
            words = say.stated_below if found.silent else say.stated_differs
            source = self._own.sources.get(each.key)
            sources = tuple(one for one in (source, found.source) if one)
            text = words(each.label, _shown(each, stated), _shown(each, found.fen), each.unit)
            yield Problem("L506", each.key, text, sources, abs(stated - found.fen))

    def silences(self) -> Iterator[Problem]:
        """Say which units left figures blank that others filled in."""
        for units, labels in self._silent.items():
            yield Problem("L508", "/".join(units), say.units_silent(labels, units))

    def _sum(self, each: FormField) -> _Sum | None:
        key = each.key
        stated = {one.name: one.supplement.number(key) for one in self._members}
        known = [fen for fen in stated.values() if fen is not None]
        if not known:
            return None
        sources = (one.supplement.sources.get(key) for one in self._members)
        silent = tuple(
            one.name
            for one in self._members
            if stated[one.name] is None and not _circumstances(one).unmet(each.needed)
        )
        return _Sum(sum(known), silent, next(filter(None, sources), None))

    def _needs_own(self, key: str) -> bool:
        """Whether only the department knows the figure, as its units gave each other money."""
        return key in _NET_OF_ELIMINATIONS and self._has_eliminations

    def _put(self, key: str, value: Value, source: Source | None) -> None:
        self.fields[key] = value
        if source is not None:
            self.sources[key] = source

    def texts(self, name: str, kind: UnitKind) -> None:
        """Take what all units say alike, and what the department is."""
        for key in _SHARED:
            said = {one.supplement.fields.get(key) for one in self._given}
            value = said.pop() if len(said) == 1 else None
            if value is not None:
                self.fields.setdefault(key, value)
        self.fields["unit.name"] = name
        if kind is UnitKind.UNKNOWN:
            self.fields.pop("unit.kind", None)
        else:
            self.fields["unit.kind"] = str(kind)

    def lists(self) -> Iterator[Problem]:
        """Join the lists of the units; the department's own list stands for all of them."""
        listed = [str(row.get("name", "")) for row in self.rows.get(UNITS_LIST, ())]
        units = [member.name for member in self._members]
        missing = [name for name in units if name not in listed]
        extra = [name for name in listed if name not in units]
        if listed and (missing or extra):
            yield Problem("L509", UNITS_LIST, say.units_listed(missing, extra))
        self.rows[UNITS_LIST] = tuple(map(_listed_unit, self._members))
        for table in load_supplement_form().tables():
            if self.rows.get(table.key):
                continue
            members = [
                one
                for one in self._given
                if table.key not in _OF_OWN_LEVEL or one.level is Level.OWN
            ]
            rows = [
                (one.name, row) for one in members for row in one.supplement.rows.get(table.key, ())
            ]
            if rows:
                self.rows[table.key] = tuple(_merged(rows))


def _circumstances(member: Member) -> Circumstances:
    """What is known of a unit: a figure that it cannot have is none that it left blank."""
    flows = (Flow.INCOME, Flow.EXPENDITURE, Flow.OPENING_CARRYOVER)
    return Circumstances(
        kind=member.cube.unit_kind,
        fundings={fact.funding for fact in member.cube.facts if fact.flow in flows},
        has_carryover="carryover" in member.cube.inputs,
    )


def _listed_unit(member: Member) -> Mapping[str, Value]:
    """A unit as the list of units names it."""
    kind = member.cube.unit_kind
    row: dict[str, Value] = {"name": member.name}
    if kind is not UnitKind.UNKNOWN:
        row["kind"] = UNIT_KINDS[kind]
    return row


def _merged(rows: Sequence[tuple[str, Mapping[str, Value]]]) -> list[Mapping[str, Value]]:
    """Add up rows for the same functional item and funding; all others stay as they are.

    Args:
        rows: each with the unit that states it.
    """
    alike: dict[object, list[tuple[str, Mapping[str, Value]]]] = {}
    for number, (unit, row) in enumerate(rows):
        key = (row["function"], row.get("funding")) if "function" in row else number
        alike.setdefault(key, []).append((unit, row))
    return [_sum_of_rows(some) if len(some) > 1 else some[0][1] for some in alike.values()]


def _sum_of_rows(rows: Sequence[tuple[str, Mapping[str, Value]]]) -> Mapping[str, Value]:
    """One row with the amounts together and every unit's reason."""
    merged = dict(rows[0][1])
    amounts = [row["amount"] for _, row in rows if isinstance(row.get("amount"), int)]
    if amounts:
        merged["amount"] = sum(map(int, amounts))
    reasons = [(unit, str(row.get("reason") or "").strip()) for unit, row in rows]
    if any(reason for _, reason in reasons):
        said = dict.fromkeys(reason for _, reason in reasons)
        merged["reason"] = next(iter(said)) if len(said) == 1 else say.reasons_of_units(reasons)
    return merged


def _shown(field: FormField, value: int) -> str:
    return format_yuan_grouped(value) if field.kind is FieldKind.AMOUNT else str(value)
