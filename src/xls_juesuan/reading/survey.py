"""Knows which sheets of the given files hold a ledger, and why the others are left.

It opens files, finds headings and chooses columns; it refuses to know lines and amounts.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.ledger import LedgerKind
from xls_juesuan.messages import mapping as say_mapping
from xls_juesuan.messages import reading as say
from xls_juesuan.reading import journal
from xls_juesuan.reading.book import Book
from xls_juesuan.reading.book import read_book
from xls_juesuan.reading.chart import is_chart
from xls_juesuan.reading.chart import read_chart
from xls_juesuan.reading.column_choice import choose_columns
from xls_juesuan.reading.column_choice import mapped_heading
from xls_juesuan.reading.context import Context
from xls_juesuan.reading.context import read_context
from xls_juesuan.reading.headings import find_heading
from xls_juesuan.reading.headings import heading_at
from xls_juesuan.reading.lost_codes import find_lost_codes
from xls_juesuan.reading.mapping import Mapping
from xls_juesuan.reading.mapping import find_mapping
from xls_juesuan.reading.mapping import read_mapping
from xls_juesuan.reading.no_ledger import NO_LEDGERS
from xls_juesuan.reading.no_ledger import explain_no_table
from xls_juesuan.reading.no_ledger import explain_sheet
from xls_juesuan.reading.no_ledger import refuse_other_books
from xls_juesuan.reading.sheet_items import read_sheet_items
from xls_juesuan.reading.unfolding import unfold_auxiliary
from xls_juesuan.reading.units import distinct
from xls_juesuan.reading.units import row_labels

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.errors import UserError
    from xls_juesuan.findings import Problem
    from xls_juesuan.reading.grid import Grid
    from xls_juesuan.reading.headings import Heading
    from xls_juesuan.reading.headings import SheetTable
    from xls_juesuan.reading.mapping import SheetMapping
    from xls_juesuan.reading.request import ReadingRequest


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    """A sheet that is read."""

    table: SheetTable
    context: Context
    mapping: SheetMapping | None
    #: What was noticed while combined cells were taken apart.
    problems: tuple[Problem, ...] = ()

    @property
    def file(self) -> str:
        """The file as the user is shown it."""
        return self.table.grid.file

    @property
    def kind(self) -> LedgerKind:
        """Journal or balance table."""
        return self.table.kind

    @property
    def place(self) -> str:
        """File, sheet and row of the heading, for messages."""
        row = self.table.grid.sheet_row(self.table.heading.start)
        return say.place(self.file, self.table.grid.sheet, row)


@dataclass(frozen=True, slots=True)
class LeftSheet:
    """A sheet that is not read.

    Attributes:
        file, sheet, row: where; ``row`` is that of the heading, 0 without one.
        reason: a key of ``messages.reading.LEFT_REASONS``.
        rows: non-empty rows below the heading.
    """

    file: str
    sheet: str
    reason: str
    row: int = 0
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Unread:
    """A sheet with data that is not read; ``heading`` is ``None`` where none was found."""

    grid: Grid
    heading: Heading | None
    mapping: SheetMapping | None


@dataclass(slots=True)
class Survey:
    """What stands in the given files."""

    files: tuple[str, ...]
    mapping: Mapping
    sheets: list[LedgerSheet] = field(default_factory=list)
    left: list[LeftSheet] = field(default_factory=list)
    #: Unit and year that a sheet about the books states.
    book: Context = field(default_factory=Context)
    #: Names of accounts that sheets without amounts state.
    chart: dict[str, str] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    #: Sheets of which nobody knows what their columns are.
    unread: list[Unread] = field(default_factory=list)
    #: Why no sheet is read, where a mapping could help it.
    fault: UserError | None = None


def survey_files(request: ReadingRequest) -> Survey:
    """Open the files and find the sheets to read.

    Raises:
        UserError: a file cannot be read, or no sheet of any file holds a ledger.
    """
    survey = survey_openly(request)
    if survey.fault is not None:
        raise survey.fault
    return survey


def survey_openly(request: ReadingRequest) -> Survey:
    """Do the same, but keep as ``fault`` what a mapping may answer.

    Raises:
        UserError: a file cannot be read or is something else than a ledger.
    """
    _refuse_same_files(request.paths)
    mapping = _load_mapping(request)
    books = [_read_named(path, request.paths) for path in request.paths]
    grids = [grid for book in books for grid in book.grids]
    survey = Survey(tuple(dict.fromkeys(grid.file for grid in grids)), mapping)
    survey.problems += [problem for book in books for problem in book.problems]
    grids = _without_own_files(grids, survey)
    survey.mapping = mapping = _fitting(mapping, grids, survey)
    headed: list[tuple[Grid, Heading]] = []
    for grid in grids:
        _recognise(grid, mapping, survey, headed)
    _set_hidden_aside(survey)
    _set_unusable_aside(survey)
    _use_book_facts(survey)
    if not survey.sheets:
        refuse_other_books(survey.left, grids)
        survey.fault = survey.fault or explain_no_table(survey.files[0], grids, headed)
        if not survey.unread:
            raise survey.fault
    return survey


# ------------------------------------------------------------------ files


def _read_named(path: Path, paths: Sequence[Path]) -> Book:
    """Read a file; two of one name are told apart by their folders."""
    book = read_book(path)
    if sum(other.name == path.name for other in paths) < 2:
        return book
    folder = path.resolve().parent.name
    return replace(
        book,
        grids=tuple(replace(grid, file=f"{folder}/{grid.file}") for grid in book.grids),
        left=tuple(replace(left, file=f"{folder}/{left.file}") for left in book.left),
    )


def _refuse_same_files(paths: Sequence[Path]) -> None:
    if len(paths) < 2:
        return
    seen: dict[tuple[int, str], Path] = {}
    sizes = Counter(path.stat().st_size for path in paths if path.is_file())
    for path in paths:
        if not path.is_file() or sizes[path.stat().st_size] < 2:
            continue
        content = path.read_bytes()
        key = (len(content), hashlib.sha256(content).hexdigest())
        if key in seen:
            raise say.same_file_twice(str(seen[key]), str(path))
        seen[key] = path


def _load_mapping(request: ReadingRequest) -> Mapping:
    if request.mapping is not None:
        return read_mapping(request.mapping, is_named=True)
    found = find_mapping(request.paths[0])
    return Mapping() if found is None else read_mapping(found, is_named=False)


def _fitting(mapping: Mapping, grids: list[Grid], survey: Survey) -> Mapping:
    """Drop a mapping that was merely found and speaks of other sheets; refuse a named one."""
    if not mapping.name:
        return mapping
    if mapping.is_foreign:
        survey.remarks.append(say_mapping.found_but_other(mapping.name))
        return Mapping()
    if any(mapping.find_sheet(grid.file, grid.sheet) for grid in grids) or not mapping.sheets:
        survey.remarks.append(say_mapping.used(mapping.name))
        return mapping
    if mapping.is_named:
        raise say_mapping.does_not_fit(mapping.name, [one.sheet for one in mapping.sheets])
    survey.remarks.append(say_mapping.found_but_other(mapping.name))
    return Mapping()


def _without_own_files(grids: list[Grid], survey: Survey) -> list[Grid]:
    """Leave files that this program writes, and say so when there is nothing else."""
    own: dict[str, str] = {}
    for file in survey.files:
        sheets = {grid.sheet for grid in grids if grid.file == file}
        if sheets >= say.OWN_WORKBOOK_SHEETS:
            own[file] = "own_workbook"
        elif sheets >= say.SUPPLEMENT_SHEETS:
            own[file] = "supplement"
    if own and len(own) == len(survey.files):
        file, reason = next(iter(own.items()))
        raise say.own_workbook(file) if reason == "own_workbook" else say.supplement_given(file)
    survey.left += [LeftSheet(file, "", reason) for file, reason in own.items()]
    return [grid for grid in grids if grid.file not in own]


# ------------------------------------------------------------------ sheets


def _recognise(
    grid: Grid, whole: Mapping, survey: Survey, headed: list[tuple[Grid, Heading]]
) -> None:
    mapping = whole.find_sheet(grid.file, grid.sheet)
    if mapping is not None and not mapping.use:
        survey.left.append(LeftSheet(grid.file, grid.sheet, "mapping"))
        return
    heading = _heading_of(grid, mapping, whole)
    if heading is None:
        survey.unread.append(Unread(grid, None, mapping))
        survey.left.append(LeftSheet(grid.file, grid.sheet, "no_heading", rows=len(grid.rows)))
        return
    headed.append((grid, heading))
    foreign = NO_LEDGERS.get(heading.product.product, "") if heading.product else ""
    if foreign and mapping is None and not heading.has("account"):
        row = grid.sheet_row(heading.start)
        survey.left.append(LeftSheet(grid.file, grid.sheet, foreign, row, len(grid.rows)))
        return
    kind = LedgerKind(mapping.kind) if mapping and mapping.kind else heading.kind
    if kind is None and is_chart(heading):
        chart = read_chart(choose_columns(grid, heading, LedgerKind.BALANCES, mapping))
        survey.chart = {**chart, **survey.chart}
    if kind is None and heading.has("unit", "unit_name") and not heading.has("amount", "account"):
        survey.book = _read_book_facts(choose_columns(grid, heading, LedgerKind.BALANCES, mapping))
        survey.left.append(LeftSheet(grid.file, grid.sheet, "book", grid.sheet_row(heading.start)))
        return
    if kind is None:
        reason = "chart" if is_chart(heading) else "no_heading"
        reason = "no_amount" if reason == "no_heading" and heading.score >= 3 else reason
        row = grid.sheet_row(heading.start)
        survey.unread.append(Unread(grid, heading, mapping))
        survey.left.append(LeftSheet(grid.file, grid.sheet, reason, row, len(grid.rows)))
        return
    table = choose_columns(grid, heading, kind, mapping)
    if not (mapping and mapping.kind) and _is_dated(table):
        table.kind = LedgerKind.JOURNAL
    problems = (*unfold_auxiliary(table), *find_lost_codes(table))
    for role, text in read_sheet_items(grid, heading.start).items():
        if table.cells(role) is None:
            table.fixed[role] = text
    survey.sheets.append(LedgerSheet(table, read_context(grid, table), mapping, problems))


def _is_dated(table: SheetTable) -> bool:
    """Whether lines have dates by their content alone and no column tells a balance."""
    groups = {
        meaning.group
        for meaning in table.heading.meanings
        if meaning is not None and meaning.role == "amount"
    }
    dated = table.evidence.get(table.columns.get("date", -1))
    return dated is not None and dated.how == "content" and groups <= {"", "running"}


def _read_book_facts(table: SheetTable) -> Context:
    """Unit and year of a sheet that describes the books (电子账簿), where it states one of each."""
    names = table.texts("unit_name" if "unit_name" in table.columns else "unit")
    units, years = distinct(names.used()), distinct(text[:4] for text in table.texts("year").used())
    return Context(
        unit_names=units if len(units) == 1 else [],
        years=[int(years[0])] if len(years) == 1 and years[0].isdigit() else [],
    )


def _use_book_facts(survey: Survey) -> None:
    """Give unit and year of the books to sheets that state none."""
    for sheet in survey.sheets:
        context = sheet.context
        context.years = context.years or list(survey.book.years)
        if row_labels(sheet.table) is None:
            context.unit_names = context.unit_names or list(survey.book.unit_names)


def _heading_of(grid: Grid, mapping: SheetMapping | None, whole: Mapping) -> Heading | None:
    if mapping is None:
        return find_heading(grid)
    if mapping.heading_rows is None:
        heading = find_heading(grid)
    else:
        first, last = mapping.heading_rows
        start = max(0, first - grid.first_row) if first else 0
        height = last - first + 1 if first else 0
        if start + height > len(grid.rows):
            raise say_mapping.rows_missing(whole.name, grid.sheet, last)
        heading = heading_at(grid, start, height)
    if heading is None or not mapping.columns:
        return heading
    return mapped_heading(grid, heading, mapping, whole)


def left_sheet(sheet: LedgerSheet, reason: str) -> LeftSheet:
    """Word a sheet that could be read as one that is left."""
    table = sheet.table
    row = table.grid.sheet_row(table.heading.start)
    return LeftSheet(sheet.file, table.grid.sheet, reason, row, len(table))


def _set_hidden_aside(survey: Survey) -> None:
    """Read hidden sheets only if no other holds a ledger, or a mapping says so."""
    shown = [sheet for sheet in survey.sheets if not sheet.table.grid.is_hidden or sheet.mapping]
    if shown:
        aside = [sheet for sheet in survey.sheets if sheet not in shown]
        survey.left += [left_sheet(sheet, "hidden") for sheet in aside]
        survey.sheets = shown


def _set_unusable_aside(survey: Survey) -> None:
    """Leave sheets without lines, accounts or amounts.

    Raises:
        UserError: no sheet has lines.
    """
    faults = [(sheet, _fault(sheet)) for sheet in survey.sheets]
    open_faults = [pair for pair in faults if pair[1] not in {"", "empty"}]
    if faults and all(fault for _, fault in faults):
        if not open_faults:
            sheet = faults[0][0]
            raise say.no_entries(say.place(sheet.file, sheet.table.grid.sheet))
        sheet, fault = open_faults[0]
        survey.fault = explain_sheet(fault, sheet.place, sheet.table.heading.titles)
    survey.unread += [
        Unread(sheet.table.grid, sheet.table.heading, sheet.mapping) for sheet, _ in open_faults
    ]
    survey.left += [left_sheet(sheet, fault) for sheet, fault in faults if fault]
    survey.sheets = [sheet for sheet, fault in faults if not fault]


def _fault(sheet: LedgerSheet) -> str:
    table = sheet.table
    if not len(table):
        return "empty"
    if table.cells("account") is None:
        return "no_account"
    if table.kind is LedgerKind.JOURNAL:
        return "" if journal.has_movement(table) else "no_amount"
    from xls_juesuan.reading import balances

    return "" if balances.has_movement(table) else "no_movement"
