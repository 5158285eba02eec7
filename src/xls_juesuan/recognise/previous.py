"""Last year's file — a workbook of this program, a publication, or a supplement — → its figures.

It knows how each of them is read; it refuses to know what their figures are compared with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.errors import UserError
from xls_juesuan.messages import previous as say
from xls_juesuan.messages import reading as say_reading
from xls_juesuan.reading.supplement import read_supplement
from xls_juesuan.recognise.document import recognise_document
from xls_juesuan.recognise.inputs import unknown_places
from xls_juesuan.recognise.own import OwnWorkbook
from xls_juesuan.recognise.printed import RecognitionRequest
from xls_juesuan.recognise.source import read_source
from xls_juesuan.tables.comparatives import Comparatives
from xls_juesuan.tables.comparatives import last_years_table
from xls_juesuan.tables.comparatives import stated_comparatives
from xls_juesuan.tables.previous_year import PreviousYear
from xls_juesuan.tables.previous_year import blank_tables

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from pathlib import Path

    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.supplement import Value
    from xls_juesuan.tables.table import TableCell

    Lists = Mapping[str, tuple[Mapping[str, Value], ...]]

#: What last year's supplement says of the end of its year.
_CLOSINGS = {
    "carryover.closing.general_budget": Cell("appropriation", "L60", "general_budget"),
    "carryover.closing.fund_budget": Cell("appropriation", "L60", "fund_budget"),
    "carryover.closing.state_capital": Cell("appropriation", "L60", "state_capital"),
}
_CLOSING_OF_OTHERS = "carryover.closing.other"


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
        comparatives=stated_comparatives(figures, blank_tables(profile, year)),
        supplement=supplement,
    )
