"""Last year's file — a workbook of this program, a publication, or a supplement — → its figures.

It knows which of their figures this year's are compared with; it refuses to know rules.
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
from xls_juesuan.errors import UserError
from xls_juesuan.findings import Problem
from xls_juesuan.messages import previous as say
from xls_juesuan.messages import reading as say_reading
from xls_juesuan.model import UnitKind
from xls_juesuan.reading.supplement import read_supplement
from xls_juesuan.recognise.document import recognise_document
from xls_juesuan.recognise.inputs import unknown_places
from xls_juesuan.recognise.own import OwnWorkbook
from xls_juesuan.recognise.printed import RecognitionRequest
from xls_juesuan.recognise.source import read_source
from xls_juesuan.tables import build_tables
from xls_juesuan.tables.comparatives import Comparatives
from xls_juesuan.tables.comparatives import last_years_table
from xls_juesuan.tables.comparatives import original_budget
from xls_juesuan.tables.comparatives import stated_comparatives
from xls_juesuan.tables.comparatives import stated_places

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.model import Source
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.supplement import Value
    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableCell
    from xls_juesuan.tables.tableset import TableSet

    Lists = Mapping[str, tuple[Mapping[str, Value], ...]]

_OTHER_UNIT = "B020"
#: What last year's supplement says of the end of its year.
_CLOSINGS = {
    "carryover.closing.general_budget": Cell("appropriation", "L60", "general_budget"),
    "carryover.closing.fund_budget": Cell("appropriation", "L60", "fund_budget"),
    "carryover.closing.state_capital": Cell("appropriation", "L60", "state_capital"),
}
_CLOSING_OF_OTHERS = "carryover.closing.other"
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


def refuse_previous(path: Path | None, others: Iterable[Path | None]) -> None:
    """Raise when last year's file is missing or one of this year's, before any work is done.

    Args:
        path: last year's file; ``None`` without one.
        others: the files of this year.

    Raises:
        UserError: it cannot be last year's.
    """
    if path is None:
        return
    if not path.exists():
        raise say.no_file(str(path))
    if path.is_dir():
        raise say.is_folder(str(path))
    for other in others:
        if other is not None and other.exists() and path.samefile(other):
            raise say.is_this_years(path.name)


def read_previous(path: Path, profile: Profile, year: int) -> PreviousYear:
    """Read last year's file.

    Args:
        path: the file; it is not changed.
        profile: the layout of this year's tables.
        year: the year of this year's accounts.

    Raises:
        UserError: it cannot be read, or it is of another year than the last.
    """
    found, _ = read_previous_lists(path, profile)
    if found.year != year - 1:
        raise say.other_year(path.name, found.year, year)
    return found


def read_previous_lists(path: Path, profile: Profile) -> tuple[PreviousYear, Lists]:
    """Read a file of another year, whichever, with the lists of its supplement.

    Args:
        path: the file; it is not changed.
        profile: the layout of this year's tables.

    Returns:
        Its figures, and the rows of its lists by key.

    Raises:
        UserError: it cannot be read.
    """
    try:
        pages = read_source(path).pages
        if {page.name for page in pages} >= say_reading.SUPPLEMENT_SHEETS:
            found = _supplement(path, profile)
            return found, found.supplement.rows
        return _document(path), OwnWorkbook(pages).stated_lists()
    except UserError as error:
        raise say.unusable(error, path.name) from error


def _document(path: Path) -> PreviousYear:
    # The place may have printed its tables otherwise the year before.
    recognised = recognise_document(RecognitionRequest(path))
    unknown = unknown_places(recognised.tables.profile, recognised.inputs)

    def is_known(cell: TableCell) -> bool:
        key = cell.key
        return cell.is_printed or (key.table, key.row, key.column) not in unknown

    tables = tuple(last_years_table(table, is_known) for table in recognised.tables.tables)
    return PreviousYear(
        file=path.name,
        kind="workbook",
        year=recognised.year,
        unit_name=recognised.unit_name,
        comparatives=Comparatives(tables),
        supplement=recognised.supplement,
    )


def _supplement(path: Path, profile: Profile) -> PreviousYear:
    supplement = read_supplement(path)
    year = supplement.number("unit.year")
    if year is None:
        raise say.no_year()
    figures = {
        cell: fen for key, cell in _CLOSINGS.items() if (fen := supplement.number(key)) is not None
    }
    others = supplement.number(_CLOSING_OF_OTHERS)
    if len(figures) == len(_CLOSINGS):
        whole = sum(figures.values())
        figures[Cell("appropriation", "L60", "total")] = whole
        if others is not None:
            figures[Cell("income_expenditure", "L59")] = whole + others
    return PreviousYear(
        file=path.name,
        kind="supplement",
        year=year,
        unit_name=supplement.text("unit.name"),
        comparatives=stated_comparatives(figures, _blank_tables(profile, year)),
        supplement=supplement,
    )


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
    blank = _blank_tables(tables.profile, tables.year)
    known = {(cell.table, cell.row) for cell in figures}
    # A total of one source beside parts of another would not add up.
    missing = {
        cell: fen
        for cell, fen in stated.items()
        if cell not in figures
        and not (cell.column == TOTAL_ROW and (cell.table, cell.row) in known)
    }
    return stated_comparatives({**missing, **figures}, blank)


def _blank_tables(profile: Profile, year: int) -> Sequence[Table]:
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
