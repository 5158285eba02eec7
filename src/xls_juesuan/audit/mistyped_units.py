"""Amounts of an explanation whose unit was mistyped: 元 written for 万元, or the other way round.

Where relations that an amount breaks all hold once its digits are read in another unit, and none
that held breaks, its unit is wrong: digits that agree to the last one are no accident. It refuses
to know sentences.
"""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from dataclasses import dataclass
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from xls_juesuan.audit.printed_judgement import may_hold
from xls_juesuan.audit.views import FiguresWorld
from xls_juesuan.declarations.relation.nodes import Comparison
from xls_juesuan.declarations.relation.nodes import IsShare
from xls_juesuan.declarations.relation.nodes import Number
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Problem
from xls_juesuan.findings import Severity
from xls_juesuan.messages import mistyped_units as say
from xls_juesuan.model import CellKey
from xls_juesuan.money import format_printed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.audit.audit import Check
    from xls_juesuan.audit.audit import Line
    from xls_juesuan.audit.instances import AuditTables
    from xls_juesuan.declarations.relation.nodes import Node

MISTYPED_UNIT = "N404"
#: Steps of the figures beside it that an amount in the unit of all others has at least in another.
_LEAST_STEPS = 100
#: What attachments hold of a sentence beside figures of their own.
_COPY = "said_"

_ZERO = Number(Fraction(0))

Figures = dict[CellKey, tuple[int, int]]


@dataclass(frozen=True)
class MistypedUnits:
    """What was found.

    Attributes:
        figures: value and step of each amount in its right unit.
        problems: what the audit says of them.
        settled: the amount that makes a check fail, by the number of the check.
    """

    figures: Mapping[CellKey, tuple[int, int]]
    problems: tuple[Problem, ...]
    settled: Mapping[int, CellKey]

    def put_under(self, lines: Sequence[Line], checks: Sequence[Check]) -> tuple[Line, ...]:
        """Let every failure that a wrong unit makes follow the finding that names the unit.

        Args:
            lines: what the rules found, told apart.
            checks: all checks in the order in which they were judged.
        """
        causes = {id(checks[number]): key for number, key in self.settled.items()}
        leads = {
            line.finding.cells[0]: line.finding.fingerprint
            for line in lines
            if line.finding.code == MISTYPED_UNIT and line.finding.cells
        }
        found = list(lines)
        for place, line in enumerate(lines):
            keys = [causes.get(id(check)) for check in line.checks]
            lead = leads.get(keys[0]) if keys and keys[0] and all(keys) else None
            if lead and line.finding.outcome is Outcome.FAILED:
                found[place] = replace(line, finding=replace(line.finding, follows=lead))
        return tuple(found)


def find_mistyped_units(tables: AuditTables, checks: Sequence[Check]) -> MistypedUnits | None:
    """Find amounts whose digits are right and whose unit is not; ``None`` where there are none.

    Args:
        tables: the tables and parts of a published document.
        checks: what came out of them as they are printed.
    """
    if not tables.told_units:
        return None
    finder = _Finder(tables, checks)
    figures = finder.find()
    if not figures:
        return None
    settled = finder.settled(figures)
    problems = tuple(finder.problems(figures, settled))
    return MistypedUnits(finder.with_copies(figures), problems, settled)


class _Finder:
    """Looks at the checks of a document."""

    def __init__(self, tables: AuditTables, checks: Sequence[Check]) -> None:
        self._tables = tables
        self._units = tables.told_units
        self._checks = checks
        self._cells = {
            cell.key: cell
            for table in (*tables.tables, *tables.parts)
            for cell in table.cells.values()
        }
        self._usual = Counter(self._units.values()).most_common(1)[0][0]
        self._refs = {part.key: part.refs for part in tables.parts}
        self._copies = dict(self._find_copies())
        self._of = defaultdict[CellKey, list[int]](list)
        for number, check in enumerate(checks):
            if check.outcome in {Outcome.FAILED, Outcome.PASSED}:
                for key in dict.fromkeys(self._copies.get(key, key) for key in check.cells):
                    if key in self._units and key in self._cells:
                        self._of[key].append(number)

    def _find_copies(self) -> Iterator[tuple[CellKey, CellKey]]:
        """Cells that repeat an amount of a sentence, each with the one that it repeats."""
        said = {
            (self._ref(key), key.column, self._cells[key].fen): key
            for key in self._units
            if key in self._cells
        }
        for key, cell in self._cells.items():
            column = key.column.removeprefix(_COPY)
            known = said.get((self._ref(key), column, cell.fen)) if column != key.column else None
            if known is not None:
                yield key, known

    def _ref(self, key: CellKey) -> str:
        return self._refs.get(key.table, {}).get((key.row, key.column), "")

    def find(self) -> Figures:
        """Try sentences with several amounts first, then each amount."""
        figures: Figures = {}
        for keys in self._groups():
            if figures.keys() & set(keys):
                continue
            for unit in sorted(say.UNITS, key=lambda unit: unit != self._usual):
                found = self._read(keys, unit)
                if found and self._explains(figures, found):
                    figures |= found
                    break
        return figures

    def _groups(self) -> Iterator[tuple[CellKey, ...]]:
        """Amounts of one line in an unusual unit, then single ones: those that break anything."""
        lines = defaultdict[str, list[CellKey]](list)
        for key in self._units:
            if self._is_unusual(key) and key in self._cells:
                lines[self._ref(key)].append(key)
        broken = [key for key in self._of if self._is_broken(key)]
        for keys in lines.values():
            if len(keys) > 1 and not set(broken).isdisjoint(keys):
                yield tuple(keys)
        yield from ((key,) for key in sorted(broken, key=lambda key: not self._is_unusual(key)))

    def _is_unusual(self, key: CellKey) -> bool:
        return self._units[key] != self._usual

    def _is_broken(self, key: CellKey) -> bool:
        return any(self._checks[number].outcome is Outcome.FAILED for number in self._of[key])

    def _read(self, keys: Sequence[CellKey], unit: int) -> Figures | None:
        """The amounts with the same digits in another unit."""
        found: Figures = {}
        for key in keys:
            cell, stated = self._cells[key], self._units[key]
            fen, rest = divmod(cell.fen * unit, stated)
            if rest or not fen or unit == stated or stated not in say.UNITS:
                return None
            found[key] = (fen, max(cell.step * unit // stated, 1))
        return found

    def _explains(self, known: Figures, found: Figures) -> bool:
        """Whether each amount agrees with others in its new unit, and no relation breaks.

        Args:
            known: the amounts that are put right already.
            found: those in question.
        """
        before, after = self._world(known), self._world({**known, **found})
        numbers = {number for key in found for number in self._of[key]}
        errors = [n for n in numbers if _weighs(self._checks[n])]
        held = {n for n in errors if may_hold(self._checks[n].condition, before)}
        holding = {n for n in errors if may_hold(self._checks[n].condition, after)}
        if not holding > held:
            return False
        return all(
            any(n in holding and self._pins(self._checks[n], key, found) for n in self._of[key])
            for key in found
        )

    def _pins(self, check: Check, key: CellKey, figures: Figures) -> bool:
        """Whether a check leaves an amount hardly any room: an equation of figures as fine."""
        if not any(map(_is_equation, walk(check.condition))):
            return False
        others = (self._cells[one].step for one in check.cells if one in self._cells and one != key)
        fen, step = figures[key]
        return self._is_unusual(key) or abs(fen) >= _LEAST_STEPS * max((step, *others))

    def _world(self, figures: Figures) -> FiguresWorld:
        def find(table: str, row: str, column: str) -> CellKey | None:
            cell = CellKey(table, row, column)
            key = self._copies.get(cell, cell)
            return key if key in figures else None

        return FiguresWorld(self._tables, find, figures)

    def with_copies(self, figures: Figures) -> Figures:
        """The amounts, and the cells that repeat them."""
        copies = {copy: figures[key] for copy, key in self._copies.items() if key in figures}
        return {**figures, **copies}

    def settled(self, figures: Figures) -> dict[int, CellKey]:
        """The checks that fail for a wrong unit only."""
        world = self._world(figures)
        return {
            number: key
            for key in reversed(figures)
            for number in self._of[key]
            if self._checks[number].outcome is Outcome.FAILED
            and may_hold(self._checks[number].condition, world)
        }

    def problems(self, figures: Figures, settled: Mapping[int, CellKey]) -> Iterator[Problem]:
        """What is said of each amount."""
        counts = Counter(settled.values())
        for key, (fen, _) in figures.items():
            cell, stated = self._cells[key], self._units[key]
            right = fen * stated // cell.fen
            detail = say.mistyped_unit(
                self._ref(key),
                format_printed(abs(cell.fen), unit=stated, step=cell.step),
                stated,
                right,
                counts[key],
            )
            yield Problem(MISTYPED_UNIT, f"{key.row}/{key.column}", detail, cells=(key,))


def _weighs(check: Check) -> bool:
    """Whether a check tells of a wrong figure: what a warning limits may rightly be more."""
    severity = check.rule.severity
    return severity is Severity.ERROR or (
        severity is Severity.WARNING and any(map(_is_equation, walk(check.condition)))
    )


def _is_equation(node: Node) -> bool:
    """Whether a condition says what an amount is, not only that it is nothing or not too large."""
    return isinstance(node, IsShare) or (
        isinstance(node, Comparison) and node.operator == "==" and node.right != _ZERO
    )
