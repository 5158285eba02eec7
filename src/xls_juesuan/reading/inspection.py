"""What was recognised of a ledger, as values to be shown, and what is still open.

It runs the reader as ``fill`` does and keeps going where ``fill`` must stop: an open question
is kept beside what is known. It refuses to know how any of this is worded or printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.errors import UserError
from xls_juesuan.ledger import RowStatus
from xls_juesuan.reading.assembly import Assembly
from xls_juesuan.reading.column_report import ColumnReport
from xls_juesuan.reading.column_report import report_columns
from xls_juesuan.reading.line_report import LineReport
from xls_juesuan.reading.line_report import report_lines
from xls_juesuan.reading.open_sheets import OpenSheet
from xls_juesuan.reading.open_sheets import describe_sheet
from xls_juesuan.reading.products import recognise_product
from xls_juesuan.reading.survey import survey_openly

if TYPE_CHECKING:
    from xls_juesuan.ledger import LedgerKind
    from xls_juesuan.reading.amount_units import AmountUnit
    from xls_juesuan.reading.assembly import Reading
    from xls_juesuan.reading.products import Recognition
    from xls_juesuan.reading.request import ReadingRequest
    from xls_juesuan.reading.survey import LedgerSheet
    from xls_juesuan.reading.survey import LeftSheet
    from xls_juesuan.reading.survey import Survey

#: Lines of a unit that say something of their own.
_COUNTED = (str(RowStatus.ENTRY), str(RowStatus.OPENING), str(RowStatus.CLOSING))
_STANDARD_UNIT = "元"
#: More sheets than these are not looked into for columns to be named.
_MOST_OPEN = 40


@dataclass(frozen=True, slots=True)
class SheetReport:
    """A sheet that is read.

    Attributes:
        heading_rows: first and last sheet row of the heading; ``(0, 0)`` where there is none.
        product: the product that the headings look like, if any.
        fixed: role → text that holds for the whole sheet.
        unit_names, years: as stated above the table.
        amount_unit: ``None`` while it is open.
        rows: rows below the heading that hold anything.
    """

    sheet: LedgerSheet
    heading_rows: tuple[int, int]
    product: Recognition | None
    columns: tuple[ColumnReport, ...]
    fixed: dict[str, str]
    unit_names: tuple[str, ...]
    years: tuple[int, ...]
    amount_unit: AmountUnit | None
    rows: int

    @property
    def file(self) -> str:
        """The file as the user is shown it."""
        return self.sheet.file

    @property
    def name(self) -> str:
        """Name of the sheet."""
        return self.sheet.table.grid.sheet

    @property
    def kind(self) -> LedgerKind:
        """Journal or balance table."""
        return self.sheet.kind


@dataclass(frozen=True, slots=True)
class Inspection:
    """All that was recognised.

    Attributes:
        survey: the files and sheets.
        sheets: the sheets that are read.
        left: the sheets that are not.
        open_sheets: those among them that hold columns nobody can name.
        units: units in the files and how many lines each has.
        unit: the unit read; empty where none is stated or it is open.
        reading: the ledger, ``None`` while a question keeps it from being read.
        lines: what its lines show, likewise.
        questions: what the user has to decide, in the order of deciding.
        is_amount_open: whether amounts are shown as printed, 元 or 万元 being open.
    """

    survey: Survey
    sheets: tuple[SheetReport, ...]
    left: tuple[LeftSheet, ...]
    units: dict[str, int]
    unit: str
    reading: Reading | None
    lines: LineReport | None
    questions: tuple[UserError, ...]
    is_amount_open: bool
    open_sheets: tuple[OpenSheet, ...] = ()


def inspect_ledgers(request: ReadingRequest) -> Inspection:
    """Recognise all that can be recognised.

    Raises:
        UserError: nothing can be read at all.
    """
    survey = survey_openly(request)
    described = [describe_sheet(one) for one in survey.unread[:_MOST_OPEN]]
    open_sheets = tuple(one for one in described if one is not None)
    if survey.fault is not None:
        if not open_sheets:
            raise survey.fault
        return _open(survey, open_sheets, survey.fault)
    questions: list[UserError] = []
    assembly, is_amount_open = _assemble(request, survey, questions)
    reading = _read(assembly, request.unit, questions) if assembly else None
    amounts = assembly.amount_units if assembly and not is_amount_open else []
    used = _amount_columns(reading)
    sheets = tuple(
        _sheet(sheet, amounts[at] if amounts else None, used)
        for at, sheet in enumerate(survey.sheets)
    )
    return Inspection(
        survey=survey,
        sheets=sheets,
        left=tuple(survey.left),
        units=_count_units(assembly) if assembly else {},
        unit=reading.unit if reading else "",
        reading=reading,
        lines=report_lines(reading) if reading else None,
        questions=tuple(questions),
        is_amount_open=is_amount_open,
        open_sheets=open_sheets,
    )


def _open(survey: Survey, open_sheets: tuple[OpenSheet, ...], fault: UserError) -> Inspection:
    """What is known of files of which no sheet can be read before its columns are named."""
    return Inspection(
        survey=survey,
        sheets=(),
        left=tuple(survey.left),
        units={},
        unit="",
        reading=None,
        lines=None,
        questions=(fault,),
        is_amount_open=not survey.mapping.amount_unit,
        open_sheets=open_sheets,
    )


def _assemble(
    request: ReadingRequest, survey: Survey, questions: list[UserError]
) -> tuple[Assembly | None, bool]:
    """Build all lines; where the unit of amount is open, with the amounts as printed."""
    try:
        return Assembly(request, survey), False
    except UserError as question:
        questions.append(question)
    other = None if request.amount_unit else _STANDARD_UNIT
    try:
        return Assembly(replace(request, amount_unit=other), survey), True
    except UserError:
        return None, True


def _read(assembly: Assembly, unit: str | None, questions: list[UserError]) -> Reading | None:
    try:
        return assembly.read(unit)
    except UserError as question:
        questions.append(question)
        return None


def _count_units(assembly: Assembly) -> dict[str, int]:
    counts = {assembly.full_name(unit): 0 for unit in assembly.units}
    for part in assembly.parts:
        if part.unit in assembly.units:
            counts[assembly.full_name(part.unit)] += int(
                part.lines.frame["status"].isin(_COUNTED).sum()
            )
    return counts


def _amount_columns(reading: Reading | None) -> dict[tuple[str, str], set[int]] | None:
    """Columns whose amounts are read, by file and sheet; ``None`` where nobody knows yet."""
    if reading is None:
        return None
    used: dict[tuple[str, str], set[int]] = {}
    for part in reading.parts:
        grid = part.sheet.table.grid
        used.setdefault((grid.file, grid.sheet), set()).update(part.lines.amount_columns)
    return used


def _sheet(
    sheet: LedgerSheet,
    amount_unit: AmountUnit | None,
    used: dict[tuple[str, str], set[int]] | None,
) -> SheetReport:
    table = sheet.table
    grid, heading = table.grid, table.heading
    first, last = grid.sheet_row(heading.start), grid.sheet_row(heading.end - 1)
    amounts = None if used is None else used.get((grid.file, grid.sheet))
    return SheetReport(
        sheet=sheet,
        heading_rows=(first, last) if heading.height else (0, 0),
        product=heading.product or recognise_product(heading.titles),
        columns=report_columns(table, amounts),
        fixed=dict(table.fixed),
        unit_names=tuple(dict.fromkeys(sheet.context.unit_names)),
        years=tuple(dict.fromkeys(sheet.context.years)),
        amount_unit=amount_unit,
        rows=len(table),
    )
