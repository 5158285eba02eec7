"""Puts a ledger together: sheets, units, lines, year, closing entries, problems.

It knows the order of the steps; each step is a module of its own. Files are opened and lines
are built once, however many units are then read from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.errors import UserError
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import REPEATING
from xls_juesuan.ledger import Decisions
from xls_juesuan.ledger import Ledger
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import mapping as say_mapping
from xls_juesuan.messages import reading as say
from xls_juesuan.messages import units as say_units
from xls_juesuan.reading import journal
from xls_juesuan.reading.amount_units import AmountUnit
from xls_juesuan.reading.amount_units import decide_amount_units
from xls_juesuan.reading.chart import chart_of_lines
from xls_juesuan.reading.chart import complete_names
from xls_juesuan.reading.checks import check_sheet
from xls_juesuan.reading.checks import mark_other_years
from xls_juesuan.reading.checks import mark_rows_of_years
from xls_juesuan.reading.closing import ClosingEvidence
from xls_juesuan.reading.closing import mark_closing
from xls_juesuan.reading.closing_decisions import find_decided
from xls_juesuan.reading.column import Column
from xls_juesuan.reading.combining import combine
from xls_juesuan.reading.context import decide_year
from xls_juesuan.reading.formulas import check_blank_amounts
from xls_juesuan.reading.frames import join_frames
from xls_juesuan.reading.frames import put_text
from xls_juesuan.reading.frames import text_array
from xls_juesuan.reading.sheet_remarks import amount_remarks
from xls_juesuan.reading.sheet_remarks import left_remarks
from xls_juesuan.reading.sheet_remarks import sheet_problems
from xls_juesuan.reading.sheet_remarks import table_remarks
from xls_juesuan.reading.survey import LedgerSheet
from xls_juesuan.reading.survey import survey_files
from xls_juesuan.reading.units import choose_unit
from xls_juesuan.reading.units import distinct
from xls_juesuan.reading.units import split_by_unit
from xls_juesuan.reading.units import unit_codes

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from xls_juesuan.reading.lines import Lines
    from xls_juesuan.reading.request import ReadingRequest
    from xls_juesuan.reading.survey import Survey


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one unit on one sheet."""

    sheet: LedgerSheet
    unit: str
    lines: Lines

    def copied(self) -> Part:
        """The same part with a frame of its own, to be marked."""
        lines = replace(
            self.lines,
            frame=self.lines.frame.copy(),
            problems=list(self.lines.problems),
            remarks=list(self.lines.remarks),
        )
        return replace(self, lines=lines)


@dataclass(frozen=True, slots=True)
class Year:
    """The report year and how it is known; see ``messages.reading.YEAR_SOURCES``."""

    number: int
    how: str


@dataclass(slots=True)
class Marked:
    """One unit's parts after every step has looked at them."""

    parts: list[Part]
    others: list[Part]
    year: Year
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    closing: tuple[ClosingEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One unit's ledger, and what was recognised on the way to it.

    Attributes:
        unit: as the files state it; empty where they state none.
        parts: the unit's lines sheet by sheet.
    """

    ledger: Ledger
    unit: str
    parts: list[Part]
    year: Year
    closing: tuple[ClosingEvidence, ...]


class Assembly:
    """The given files, opened; gives the ledger of each unit in them.

    Raises:
        UserError: a file cannot be read, or something about it cannot be decided.
    """

    def __init__(self, request: ReadingRequest, survey: Survey | None = None) -> None:
        self.request = request
        self.survey = survey or survey_files(request)
        mapping = self.survey.mapping
        self.amount_units = decide_amount_units(self.survey.sheets, request.amount_unit, mapping)
        self.parts = [
            Part(sheet, unit, _build(sheet, positions, amounts))
            for sheet, amounts in zip(self.survey.sheets, self.amount_units, strict=True)
            for unit, positions in split_by_unit(sheet).items()
        ]
        self.units = distinct(part.unit for part in self.parts if _has_entries(part))
        self._codes = unit_codes(sheet.table for sheet in self.survey.sheets)

    def ledger(self, unit: str | None = None) -> Ledger:
        """Give the ledger of one unit; without ``unit`` there must be only one.

        Raises:
            UserError: several units and none named, or the year cannot be decided.
        """
        return self.read(unit).ledger

    def read(self, unit: str | None = None) -> Reading:
        """Give the ledger of one unit together with how it was recognised; see ``ledger``."""
        chosen = self.choose(unit)
        marked = self._mark(chosen)
        frame = join_frames([part.lines.frame for part in (*marked.parts, *marked.others)])
        problems, remarks = self._finish(frame, marked)
        if not frame["status"].isin([RowStatus.ENTRY, RowStatus.CLOSING]).any():
            raise say.no_entries(marked.parts[0].sheet.place)
        mapping = self.survey.mapping
        ledger = Ledger(
            frame=frame,
            kind=_kind(marked.parts),
            files=self.survey.files,
            unit_name=self.request.unit_name or self._mapped_name() or chosen,
            year=marked.year.number,
            amount_unit=self.amount_units[0].name,
            has_opening=any(part.lines.has_opening for part in marked.parts),
            problems=tuple(problems),
            remarks=tuple(remarks),
            decisions=Decisions(mapping.kinds, mapping.funds),
            stated_unit="" if self._mapped_name() else chosen,
        )
        return Reading(ledger, chosen, marked.parts, marked.year, marked.closing)

    def choose(self, unit: str | None) -> str:
        """Find the unit that is meant by a code or name; the only one when none is named.

        Raises:
            UserError: several units and none named, or none of that name.
        """
        if unit in self.units:
            return unit
        shown = {self.full_name(one): one for one in self.units}
        return shown.get(choose_unit(list(shown), unit, self.survey.files), "")

    def full_name(self, unit: str) -> str:
        """Code and name of a unit, as far as the files state both."""
        codes = self._codes.get(unit, set()) - {unit, *unit.split()}
        return f"{next(iter(codes))} {unit}" if len(codes) == 1 else unit

    def _mapped_name(self) -> str:
        """The name that a mapping gives the unit; it cannot be that of each of several."""
        return self.survey.mapping.unit_name if len(self.units) < 2 else ""

    # -------------------------------------------------------------- steps

    def _mark(self, unit: str) -> Marked:
        """Choose the unit's parts, decide the year, and set aside what is not to be counted."""
        # With one unit at most, rows and sheets that state none belong to it.
        belongs = {unit, ""} if len(self.units) < 2 else {unit}
        copies = [part.copied() for part in self.parts]
        parts = [part for part in copies if part.unit in belongs]
        others = [part for part in copies if part.unit not in belongs]
        if not any(map(_has_entries, parts)):
            raise say.no_entries(self.parts[0].sheet.place)
        marked = Marked(parts, others, self._year(parts))
        for part in others:
            marked.problems += _set_unit_aside(part)
        for part in parts:
            marked.problems += part.lines.problems
            marked.problems += mark_rows_of_years(part.lines, marked.year.number)
            _complete_dates(part.lines, marked.year.number)
        lines = [part.lines for part in parts]
        self._complete_names(lines)
        marked.problems += check_blank_amounts(lines)
        for one in lines:
            if one.table.kind is LedgerKind.JOURNAL:
                marked.problems += check_sheet(one)
        empty = [left.sheet for left in self.survey.left if left.reason == "empty"]
        marked.problems += _settle(lines, marked.year.number, empty)
        marked.problems += combine(lines)
        if len(self.units) > 1:
            rest = [self.full_name(one) for one in self.units if one != unit]
            marked.remarks.append(say_units.unit_read(self.full_name(unit), rest))
        return marked

    def _complete_names(self, parts: list[Lines]) -> None:
        """Name all levels of accounts after charts and balance tables."""
        chart = dict(self.survey.chart)
        for part in parts:
            if part.table.kind is LedgerKind.BALANCES:
                chart |= chart_of_lines(part.frame)
        for part in parts:
            if part.table.kind is LedgerKind.JOURNAL or self.survey.chart:
                complete_names(part.frame, chart)

    def _year(self, parts: list[Part]) -> Year:
        mapping = self.survey.mapping
        given = self.request.year or mapping.year
        contexts = [part.sheet.context for part in parts]
        rows = _rows_by_year([part.lines for part in parts])
        try:
            number, how = decide_year(contexts, rows, given, "、".join(self.survey.files))
        except UserError as error:
            if given is None or self.request.year:
                raise
            raise say_mapping.year_of_mapping(mapping.name, error) from error
        return Year(number, "mapping" if how == "argument" and not self.request.year else how)

    def _finish(self, frame: pd.DataFrame, marked: Marked) -> tuple[list[Problem], list[str]]:
        """Run what looks at the ledger as a whole, and put problems and remarks in order."""
        problems = [*sheet_problems(self.survey), *marked.problems]
        problems += mark_other_years(frame, marked.year.number)
        closing: tuple[str, ...] = ()
        if _kind(marked.parts) is LedgerKind.JOURNAL:
            found = mark_closing(frame, self._decided_closing(frame))
            closing, marked.closing = found.remarks, found.evidence
            problems += found.problems
        elif self.survey.mapping.closing:
            raise say_mapping.closing_without_journal(self.survey.mapping.name)
        remarks = [
            *self.survey.remarks,
            *table_remarks(part.lines for part in marked.parts),
            *left_remarks(self.survey),
            *amount_remarks(self.survey.sheets, self.amount_units),
            say.year_source(marked.year.number, marked.year.how),
            *marked.remarks,
            *(remark for part in marked.parts for remark in part.lines.remarks),
            *closing,
        ]
        return problems, list(dict.fromkeys(remarks))

    def _decided_closing(self, frame: pd.DataFrame) -> pd.Series:
        """What a mapping says of vouchers, line by line."""
        mapping = self.survey.mapping
        return find_decided(frame, mapping.closing, mapping.name)


# ------------------------------------------------------------------ lines


def _build(sheet: LedgerSheet, positions: NDArray[np.intp], amounts: AmountUnit) -> Lines:
    table = sheet.table
    if len(positions) < len(table):
        table = table.subset(positions)
    if table.kind is LedgerKind.JOURNAL:
        return journal.build_journal(table, sheet.file, amounts.fen)
    from xls_juesuan.reading import balances

    return balances.build_balances(table, sheet.file, amounts.fen, sheet.context.months)


def _settle(parts: list[Lines], year: int, empty: list[str]) -> list[Problem]:
    """Settle balance tables, where there are any."""
    if all(part.table.kind is LedgerKind.JOURNAL for part in parts):
        return []
    from xls_juesuan.reading.settlement import settle_balances

    return settle_balances(parts, year, empty)


def _entries(frame: pd.DataFrame) -> pd.Series[bool]:
    """Which lines say something of their own, whatever became of them."""
    return ~frame["status"].isin([*REPEATING, RowStatus.NO_ACCOUNT])


def _has_entries(part: Part) -> bool:
    return bool(_entries(part.lines.frame).any())


def _set_unit_aside(part: Part) -> list[Problem]:
    """Mark the lines of another unit, or of none, in place."""
    frame = part.lines.frame
    entries = _entries(frame)
    frame.loc[entries, "status"] = str(RowStatus.OTHER_UNIT)
    put_text(frame, entries, "unit", part.unit)
    lines = frame[entries]
    if part.unit or lines.empty:
        return []
    fen = int((lines["debit"] + lines["credit"]).sum())
    detail = say_units.rows_without_unit(len(lines))
    return [Problem("L127", part.sheet.place, detail, sources_of(lines), fen, len(lines))]


def _rows_by_year(parts: list[Lines]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for part in parts:
        frame = part.frame
        dates = frame["date"][(frame["status"] == RowStatus.ENTRY)]
        for year, count in dates.str[:4].value_counts().items():
            if str(year).isdigit():
                counts[str(year)] = counts.get(str(year), 0) + int(count)
    for part in parts:
        for text, rows in part.table.texts("year").groups() if not counts else ():
            if text[:4].isdigit():
                counts[text[:4]] = counts.get(text[:4], 0) + len(rows)
    return counts


def _complete_dates(lines: Lines, year: int) -> None:
    """Put the report year before dates that were printed as month and day."""
    dates = lines.frame["date"]
    if dates.cat.categories.str.startswith("-").any():
        full = dates.astype("str")
        full = full.mask(full.str.startswith("-"), f"{year}" + full)
        lines.frame["date"] = text_array(Column.of(full))


def _kind(parts: list[Part]) -> LedgerKind:
    kinds = {part.lines.table.kind for part in parts}
    return LedgerKind.JOURNAL if LedgerKind.JOURNAL in kinds else LedgerKind.BALANCES
