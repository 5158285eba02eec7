"""Documents with a known number of wrong figures.

It knows how documents and mistakes are put together; it refuses to know the check.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from benchmarks.generating.accidents import Accident
from benchmarks.generating.accidents import make_accident
from benchmarks.generating.printing import publish
from benchmarks.generating.printing import with_figures
from benchmarks.generating.slips import Error
from benchmarks.generating.slips import make_error
from benchmarks.generating.units import random_unit
from xls_juesuan.audit.joint.copies import copies
from xls_juesuan.audit.joint.localisation import Cause

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.localisation import Habit
    from xls_juesuan.model import CellKey
    from xls_juesuan.tables import TableSet

#: Share of wrong numbers that were copied to every place that shows them.
COPIED = 0.7
CAUSES = tuple(cause for cause in Cause if cause is not Cause.FIGURES)


@dataclass(frozen=True)
class Trial:
    """Tables as published and what is wrong with them."""

    seed: int
    tables: TableSet
    errors: tuple[Error, ...] = ()
    accident: Accident | None = None


def clean_trial(seed: int, habit: Habit) -> Trial:
    """Publish a unit without any mistake."""
    return Trial(seed, publish(random_unit(seed), habit))


def trial_with_errors(
    seed: int, habit: Habit, count: int, ties: Iterable[frozenset[CellKey]] = ()
) -> Trial:
    """Publish a unit with so many wrong numbers.

    Args:
        seed: of the unit and its mistakes.
        habit: how totals are rounded.
        count: wrong numbers.
        ties: cells that show the same number (see ``tied_cells``); when they are given, most
            wrong numbers are copied to all of them.
    """
    random = Random(f"errors {seed}")
    tables = publish(random_unit(seed), habit)
    shown = [cell.key for table in tables.tables for cell in table.cells.values() if cell.fen]
    copies = {key: group for group in ties for key in group}
    taken: set[CellKey] = set()
    errors: list[Error] = []
    for key in random.sample(shown, len(shown)):
        if len(errors) == count:
            break
        group = copies.get(key, frozenset()) if random.random() < COPIED else frozenset()
        if taken.isdisjoint(group | {key}):
            errors.append(make_error(random, tables, key, group))
            taken |= errors[-1].cells
    wrong = {key: error.wrong for error in errors for key in error.cells}
    return Trial(seed, with_figures(tables, wrong), tuple(errors))


def trial_with_accident(
    seed: int, habit: Habit, causes: tuple[Cause, ...] = CAUSES
) -> Trial | None:
    """Publish a unit with one moved block, lost total or lost row."""
    random = Random(f"accident {seed}")
    accident = make_accident(random, publish(random_unit(seed), habit), causes)
    return Trial(seed, accident.tables, accident=accident) if accident else None


def tied_cells(document: Document) -> list[frozenset[CellKey]]:
    """Groups of cells that show the same number and are bound to be equal, two at least."""
    return [
        frozenset(document.figures[number].key for number in group)
        for group in copies(document).values()
    ]
