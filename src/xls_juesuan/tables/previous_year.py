"""Last year's figures, and this year's tables with what they are compared with.

It knows which figures of last year belong beside which of this year's; it refuses to know
where last year's were read, and rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.cube.index import FactIndex
from xls_juesuan.declarations.layout_parts import TOTAL_ROW
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import this_year
from xls_juesuan.declarations.rules import PREVIOUS
from xls_juesuan.declarations.rules import PREVIOUS_DOCUMENT
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.findings import Problem
from xls_juesuan.messages import previous as say
from xls_juesuan.model import UnitKind
from xls_juesuan.tables.build import build_tables
from xls_juesuan.tables.comparatives import Comparatives
from xls_juesuan.tables.comparatives import original_budget
from xls_juesuan.tables.comparatives import stated_comparatives
from xls_juesuan.tables.comparatives import stated_places

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.model import Source
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.tableset import TableSet

_OTHER_UNIT = "B020"
#: This year's field of a figure, and last year's field of the same.
CARRIED = {
    "headcount.previous_staff": "headcount.staff",
    "headcount.previous_retired": "headcount.retired",
}


@dataclass(frozen=True, slots=True)
class PreviousYear:
    """Last year's figures.

    Attributes:
        file: name of the file.
        kind: ``workbook`` or ``supplement``.
        year, unit_name: whose figures, of which year; the name may be empty.
        comparatives: the figures.
        supplement: single figures of last year's supplement.
    """

    file: str
    kind: str
    year: int
    unit_name: str
    comparatives: Comparatives
    supplement: Supplement = field(repr=False)

    @property
    def is_exact(self) -> bool:
        """Whether every figure is known to the fen."""
        tables = self.comparatives.tables
        return all(cell.step == 1 for table in tables for cell in table.cells.values())


@dataclass(frozen=True, slots=True)
class Compared:
    """This year's tables with what they are compared with.

    Attributes:
        tables: the tables, comparatives and all.
        supplement: the supplement, with what last year's file adds.
        inputs: inputs of rules that this makes up.
        problems: what was noticed.
    """

    tables: TableSet
    supplement: Supplement
    inputs: frozenset[str]
    problems: tuple[Problem, ...]


def compare_years(
    tables: TableSet, supplement: Supplement, previous: PreviousYear | None
) -> Compared:
    """Put last year's figures and the original budget beside this year's tables.

    Last year's file goes before what this year's supplement states of last year.
    """
    comparatives = previous.comparatives if previous else Comparatives()
    if previous is None or previous.kind == "supplement":
        stated = stated_places(load_supplement_form(), supplement)
        comparatives = _joined(comparatives, stated, tables)
    supplement = _with_carried(supplement, previous)
    budget = original_budget(supplement, tables.names["functional"])
    return Compared(
        tables=replace(
            tables,
            comparatives=(*comparatives.tables, *budget),
            partial=comparatives.partial,
            figures={**tables.figures, **supplement.figures},
        ),
        supplement=supplement,
        inputs=_inputs(comparatives, supplement, budget, previous),
        problems=tuple(_problems(tables, previous)),
    )


def _joined(
    comparatives: Comparatives, stated: Mapping[Cell, int], tables: TableSet
) -> Comparatives:
    """Add what this year's supplement states of last year."""
    figures = {
        Cell(this_year(cell.key.table), cell.key.row, cell.key.column): cell.fen
        for table in comparatives.tables
        for cell in table.cells.values()
    }
    if not figures and not stated:
        return Comparatives()
    blank = blank_tables(tables.profile, tables.year)
    known = {(cell.table, cell.row) for cell in figures}
    # A total of one source beside parts of another would not add up.
    missing = {
        cell: fen
        for cell, fen in stated.items()
        if cell not in figures
        and not (cell.column == TOTAL_ROW and (cell.table, cell.row) in known)
    }
    return stated_comparatives({**missing, **figures}, blank)


def blank_tables(profile: Profile, year: int) -> Sequence[Table]:
    """Give the tables of a layout without a figure."""
    return build_tables(
        profile,
        FactIndex([]),
        year=year,
        unit_name="",
        unit_kind=UnitKind.UNKNOWN,
        inputs=frozenset(),
        stated={},
    ).tables


def _with_carried(supplement: Supplement, previous: PreviousYear | None) -> Supplement:
    """Fill in from last year's supplement what this year's leaves blank."""
    if previous is None:
        return supplement
    fields, sources = dict(supplement.fields), dict[str, "Source"](supplement.sources)
    for key, of_last_year in CARRIED.items():
        value = previous.supplement.number(of_last_year)
        if key not in fields and value is not None:
            fields[key] = value
            if of_last_year in previous.supplement.sources:
                sources[key] = previous.supplement.sources[of_last_year]
    return replace(supplement, fields=fields, sources=sources)


def _inputs(
    comparatives: Comparatives,
    supplement: Supplement,
    budget: Sequence[Table],
    previous: PreviousYear | None,
) -> frozenset[str]:
    present = {
        PREVIOUS: bool(comparatives.tables),
        PREVIOUS_DOCUMENT: previous is not None and previous.kind == "workbook",
        "headcount": bool(supplement.number("headcount.staff")),
        "previous_headcount": bool(supplement.number("headcount.previous_staff")),
        "original_budget": bool(budget) or supplement.number("original_budget.total") is not None,
        "final_budget": supplement.number("final_budget.appropriation") is not None,
    }
    return frozenset(name for name, is_present in present.items() if is_present)


def _problems(tables: TableSet, previous: PreviousYear | None) -> Sequence[Problem]:
    """The unit must be the same; names change in reforms, so it is for a person to say."""
    if previous is None or not previous.unit_name or not tables.unit_name:
        return ()
    names = ["".join(name.split()) for name in (previous.unit_name, tables.unit_name)]
    if names[0] == names[1]:
        return ()
    detail = say.units_differ(previous.file, previous.unit_name, tables.unit_name)
    return (Problem(_OTHER_UNIT, "unit", detail),)


def is_stated(tables: TableSet, previous: PreviousYear | None) -> bool:
    """Whether any of the figures beside the tables comes from this year's supplement."""
    if previous is None or previous.kind == "supplement":
        return bool(tables.comparatives)
    return len(tables.comparatives) > len(previous.comparatives.tables)
