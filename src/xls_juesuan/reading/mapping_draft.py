"""Turns what was recognised into a mapping, so that a person can confirm or correct it.

A mapping drafted from a ledger reads that ledger exactly as it was read without one. What is
open stands beside it as lines to be uncommented.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import mapping as words
from xls_juesuan.messages import mapping_notes as say
from xls_juesuan.messages.reading import LEFT_REASONS
from xls_juesuan.messages.roles import TEXT_ROLES
from xls_juesuan.messages.roles import role_label
from xls_juesuan.money import format_yuan_grouped
from xls_juesuan.reading.columns import Meaning
from xls_juesuan.reading.mapping import Mapping
from xls_juesuan.reading.mapping import SheetMapping
from xls_juesuan.reading.mapping_file import LeftNote
from xls_juesuan.reading.mapping_file import MappingNotes
from xls_juesuan.reading.mapping_file import Suggestion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.reading.column_report import ColumnReport
    from xls_juesuan.reading.inspection import Inspection
    from xls_juesuan.reading.inspection import SheetReport
    from xls_juesuan.reading.open_choices import OpenChoice
    from xls_juesuan.reading.open_sheets import OpenSheet

#: A longer heading is left out: the letters of the column are enough.
_LONGEST_TITLE = 60
_MOST_VOUCHERS = 6
_MOST_CHOICES = 200


def draft_mapping(inspection: Inspection) -> tuple[Mapping, MappingNotes]:
    """Give the mapping of a ledger and what is to be written beside it."""
    reading, known = inspection.reading, inspection.survey.mapping
    units = {one.amount_unit.name for one in inspection.sheets if one.amount_unit}
    agreed = next(iter(units)) if len(units) == 1 else ""
    is_single = len(inspection.units) < 2
    name = reading.ledger.unit_name if reading and is_single else ""
    if inspection.survey.fault is not None:
        name, agreed = known.unit_name, known.amount_unit
    several = len(inspection.survey.files) > 1
    sheets = [_sheet(one, with_file=several, with_unit=not agreed) for one in inspection.sheets]
    # Where nothing can be read, the columns are to be named; beside a ledger they may be.
    sheets = sheets or [_open_sheet(one, with_file=several) for one in inspection.open_sheets]
    mapping = Mapping(
        unit_name=name,
        year=reading.year.number if reading else known.year,
        amount_unit=agreed,
        sheets=tuple(sheets),
        closing=known.closing,
        kinds=known.kinds,
        funds=known.funds,
    )
    return mapping, _notes(inspection, mapping)


def _sheet(report: SheetReport, *, with_file: bool, with_unit: bool) -> SheetMapping:
    known = report.sheet.mapping
    unit = report.amount_unit.name if report.amount_unit and with_unit else ""
    columns: dict[int, Meaning] = {}
    titles: dict[int, str] = {}
    for one in report.columns:
        titles[one.number] = one.title if len(one.title) <= _LONGEST_TITLE else ""
        meaning = _meaning(one)
        if meaning is not None:
            columns[one.number] = meaning
    return SheetMapping(
        file=report.file if with_file else "",
        sheet=report.name,
        kind=str(report.kind),
        heading_rows=report.heading_rows,
        columns=columns,
        titles=titles,
        constants=_sayable(report.fixed),
        amount_unit=unit,
        unit=known.unit if known else "",
    )


def _open_sheet(sheet: OpenSheet, *, with_file: bool) -> SheetMapping:
    """A sheet with every column listed, most of them out of use until a person names them."""
    named = {one.number: one.meaning for one in sheet.columns if one.meaning is not None}
    return SheetMapping(
        file=sheet.file if with_file else "",
        sheet=sheet.name,
        kind=sheet.kind,
        heading_rows=sheet.heading_rows,
        columns={
            number: Meaning(one.role, 0, one.group, one.side, foreign=one.foreign)
            for number, one in named.items()
        },
        titles={
            one.number: one.title if len(one.title) <= _LONGEST_TITLE else ""
            for one in sheet.columns
        },
        samples={one.number: one.samples for one in sheet.columns},
    )


def _meaning(report: ColumnReport) -> Meaning | None:
    """The part a column plays as far as a mapping can say it."""
    meaning = report.meaning
    if meaning is None or meaning.role == "ignored":
        return None
    if not report.is_used and meaning.role != "amount":
        return None
    return Meaning(meaning.role, 0, meaning.group, meaning.side, foreign=meaning.foreign)


def _sayable(fixed: dict[str, str]) -> dict[str, str]:
    return {role: text for role, text in fixed.items() if role in TEXT_ROLES and text}


# ------------------------------------------------------------------ notes


def _notes(inspection: Inspection, mapping: Mapping) -> MappingNotes:
    lines = inspection.lines
    return MappingNotes(
        ledger=_ledger_notes(inspection, mapping),
        closing=lines.closing_vouchers[:_MOST_VOUCHERS] if lines else (),
        kinds=_choices(lines.open_kinds if lines else (), next(iter(words.ITEMS))),
        funds=_choices(lines.open_funds if lines else (), next(iter(words.FUNDINGS))),
        left=_left(inspection),
    )


def _left(inspection: Inspection) -> list[LeftNote]:
    """Sheets that are not read; with their columns, unless the mapping lists these already."""
    is_drafted = inspection.survey.fault is not None
    opened = {
        (one.file, one.name): _open_sheet(one, with_file=False) for one in inspection.open_sheets
    }
    return [
        LeftNote(one.file, one.sheet, LEFT_REASONS[one.reason], opened.get((one.file, one.sheet)))
        for one in inspection.left
        if not is_drafted or (one.file, one.sheet) not in opened
    ]


def _ledger_notes(inspection: Inspection, mapping: Mapping) -> list[Suggestion]:
    notes = []
    if not mapping.unit_name:
        remark = say.UNIT_OPEN if len(inspection.units) < 2 else say.SEVERAL_UNITS
        notes.append(Suggestion(remark, words.UNIT_NAME, say.UNIT_EXAMPLE))
    if mapping.year is None:
        notes.append(Suggestion(say.YEAR_OPEN, words.YEAR, say.YEAR_EXAMPLE))
    if inspection.is_amount_open:
        notes.append(Suggestion(say.AMOUNT_UNIT_OPEN, words.AMOUNT_UNIT, "元"))
        notes.append(Suggestion("", words.AMOUNT_UNIT, "万元"))
    return notes


def _choices(choices: Sequence[OpenChoice], answer: str) -> list[Suggestion]:
    return [
        Suggestion(
            say.DECIDES.format(rows=one.rows, amount=format_yuan_grouped(one.fen), row=one.row),
            f"{role_label(one.column)} {one.text}",
            answer,
        )
        for one in choices[:_MOST_CHOICES]
    ]
