"""From the sheets of a supplement workbook to its values, with what was wrong with them.

It knows the form and the grid; it refuses to know files. A value goes by the key beside
it, and by its label where the key is gone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.declarations.supplement_form import FieldKind
from xls_juesuan.findings import Problem
from xls_juesuan.messages import supplement as say
from xls_juesuan.reading.formats.limits import address_of
from xls_juesuan.reading.small_amounts import SmallAmounts
from xls_juesuan.reading.supplement_page import ListPlace
from xls_juesuan.reading.supplement_page import Page
from xls_juesuan.reading.supplement_values import UNKNOWN_FIELD
from xls_juesuan.reading.supplement_values import UNREADABLE
from xls_juesuan.reading.supplement_values import CellError
from xls_juesuan.reading.supplement_values import fault_sentence
from xls_juesuan.reading.supplement_values import parse_value
from xls_juesuan.reading.supplement_values import plain
from xls_juesuan.supplement import Supplement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.declarations.supplement_form import FormField
    from xls_juesuan.declarations.supplement_form import FormSheet
    from xls_juesuan.declarations.supplement_form import SupplementForm
    from xls_juesuan.model import Source
    from xls_juesuan.reading.grid import Grid
    from xls_juesuan.reading.supplement_page import Columns
    from xls_juesuan.supplement import Value

#: One row of a list with its row index on the sheet.
NumberedRow = tuple[int, dict[str, "Value"]]


class SheetReader:
    """Collects what the sheets of one workbook state.

    Args:
        file: name of the file, for sources.
        form: the declared form.
        hollow: cells that look blank and are not, by sheet and address.
    """

    def __init__(self, file: str, form: SupplementForm, hollow: frozenset[tuple[str, str]]) -> None:
        self._file = file
        self._form = form
        self._hollow = hollow
        self._sheets = {plain(sheet.name): sheet for sheet in form.sheets}
        self._by_key = {each.key: each for each in form.fields()}
        self._list_keys = {
            table.column_key(column): (table, column)
            for table in form.tables()
            for column in table.columns
        }
        self._fields: dict[str, Value] = {}
        self._rows: dict[str, tuple[Mapping[str, Value], ...]] = {}
        self._sources: dict[str, Source] = {}
        self._problems: list[Problem] = []
        self._conflicts: set[str] = set()
        self._amounts = SmallAmounts()
        #: How many fields and lists of the form were found, filled in or not.
        self.recognised = 0

    def supplement(self) -> Supplement:
        """Everything read so far."""
        return Supplement(
            file=self._file,
            fields=self._fields,
            rows=self._rows,
            sources=self._sources,
            problems=(*self._problems, *self._amounts.problems()),
        )

    def read(self, grid: Grid) -> None:
        """Read one sheet."""
        page = Page(grid, self._file)
        if plain(page.name) == plain(self._form.guide_sheet):
            return
        sheet = self._sheets.get(plain(page.name))
        place = page.find_list(self._list_keys, sheet.table if sheet else None)
        before = self.recognised
        if place is not None:
            self._read_list(page, place)
        else:
            self._read_fields(page, sheet)
        if sheet is None and self.recognised == before:
            self._note(UNKNOWN_FIELD, page.name, say.unknown_sheet(page.name), page.source(0))

    def _note(self, code: str, subject: str, detail: str, *sources: Source) -> None:
        self._problems.append(Problem(code, subject, detail, sources, rows=len(sources)))

    def _parse(self, page: Page, row: int, column: int, each: FormField) -> Value | None:
        if (page.name, address_of(row + 1, column + 1)) in self._hollow:
            raise CellError(UNREADABLE, say.HOLLOW)
        return parse_value(each, page.cell(row, column))

    # ------------------------------------------------------------------- single values

    def _read_fields(self, page: Page, sheet: FormSheet | None) -> None:
        columns = page.find_columns()
        labels = {plain(each.label): each for each in sheet.fields} if sheet else {}
        for row in range(columns.head + 1, len(page.rows)):
            label = page.text(row, columns.label)
            each = self._by_key.get(page.text(row, columns.key)) or labels.get(plain(label))
            if each is not None:
                self.recognised += 1
                self._read_field(page, row, columns, each)
            elif (
                sheet and label and page.text(row, columns.value) and plain(label) != say.HEAD_LABEL
            ):
                detail = say.unknown_field(page.name, label)
                self._note(UNKNOWN_FIELD, label, detail, page.source(row))

    def _read_field(self, page: Page, row: int, columns: Columns, each: FormField) -> None:
        source = page.source(row)
        try:
            value = self._parse(page, row, columns.value, each)
        except CellError as fault:
            place = page.place(row, columns.value)
            detail = fault_sentence(each, page.cell(row, columns.value), fault)
            self._note(fault.code, each.label, say.at_cell(place, detail), source)
            return
        if value is None:
            return
        unit = page.text(row, columns.unit)
        if each.unit and unit and plain(unit) != plain(each.unit):
            detail = say.other_unit(each.label, unit, each.unit)
            self._note(UNREADABLE, each.label, detail, source)
        else:
            self._amounts.add(page, row, columns.value, each, value)
            self._take_field(each, value, source)

    def _take_field(self, each: FormField, value: Value, source: Source) -> None:
        if each.key in self._conflicts or self._fields.get(each.key, value) == value:
            if each.key not in self._conflicts:
                self._fields[each.key] = value
                self._sources.setdefault(each.key, source)
            return
        self._conflicts.add(each.key)
        del self._fields[each.key]
        first = self._sources.pop(each.key)
        self._note(UNREADABLE, each.label, say.stated_twice(each.label), first, source)

    # --------------------------------------------------------------------------- lists

    def _read_list(self, page: Page, place: ListPlace) -> None:
        self.recognised += 1
        self._note_unknown_columns(page, place)
        own = {}
        for column, each in place.columns.items():
            heading = page.heading(place, column)
            if each.unit == "元" and "万元" in heading:
                detail = say.column_of_other_unit(each.label, heading, each.unit)
                self._note(UNREADABLE, each.label, detail, page.source(place.head))
                if _takes_row(each):
                    return
            else:
                own[column] = each
        place = replace(place, columns=own)
        rows: list[NumberedRow] = []
        for row in range(place.head + 1, len(page.rows)):
            values = self._read_row(page, place, row)
            if values:
                rows.append((row, values))
        self._take_list(page, place, self._without_alike(page, place, rows))

    def _note_unknown_columns(self, page: Page, place: ListPlace) -> None:
        width = max(map(len, page.rows))
        for column in sorted(set(range(width)) - set(place.columns)):
            filled = range(place.head + 1, len(page.rows))
            row = next((row for row in filled if page.text(row, column)), None)
            if row is not None and page.heading(place, column) != say.HEAD_SOURCE:
                label = page.heading(place, column) or address_of(row + 1, column + 1)
                detail = say.unknown_column(page.name, label)
                self._note(UNKNOWN_FIELD, label, detail, page.source(row))

    def _read_row(self, page: Page, place: ListPlace, row: int) -> dict[str, Value]:
        """Read one row; empty when it states nothing or cannot be used."""
        texts = {column: page.text(row, column) for column in place.columns}
        if _is_notes(place, texts):
            return {}
        if any(plain(text) in say.TOTAL_WORDS for text in texts.values()):
            subject = f"{page.name}!{row + 1}"
            self._note(UNKNOWN_FIELD, subject, say.total_row(page.name, row + 1), page.source(row))
            return {}
        values: dict[str, Value] = {}
        is_usable = True
        for column, each in place.columns.items():
            try:
                value = self._parse(page, row, column, each)
            except CellError as fault:
                self._note_fault(page, row, column, each, fault)
                is_usable = is_usable and not _takes_row(each)
                continue
            if value is not None:
                values[each.key] = value
                self._amounts.add(page, row, column, each, value)
        return values if is_usable and self._is_complete(page, place, row, values) else {}

    def _note_fault(
        self, page: Page, row: int, column: int, each: FormField, fault: CellError
    ) -> None:
        dropped = say.ROW if _takes_row(each) else say.CELL
        detail = fault_sentence(each, page.cell(row, column), fault, dropped=dropped)
        place = page.place(row, column)
        self._note(fault.code, place, say.at_cell(place, detail), page.source(row))

    def _is_complete(
        self, page: Page, place: ListPlace, row: int, values: Mapping[str, Value]
    ) -> bool:
        if not values:
            return False
        for each in place.table.columns:
            if _takes_row(each) and each.key not in values:
                detail = say.row_incomplete(page.name, row + 1, each.label)
                self._note(UNREADABLE, f"{page.name}!{row + 1}", detail, page.source(row))
                return False
        return True

    def _without_alike(
        self, page: Page, place: ListPlace, rows: list[NumberedRow]
    ) -> list[NumberedRow]:
        """Leave out rows that are about the same thing: nobody knows whether they add up."""
        unique = place.table.unique
        if not unique:
            return rows
        alike: dict[tuple[Value | None, ...], list[int]] = {}
        for row, values in rows:
            alike.setdefault(tuple(values.get(name) for name in unique), []).append(row)
        what = "、".join(each.label for each in place.table.columns if each.key in unique)
        for places in alike.values():
            for row in places[1:]:
                detail = say.rows_alike(page.name, places[0] + 1, row + 1, what)
                sources = (page.source(places[0]), page.source(row))
                self._note(UNREADABLE, f"{page.name}!{row + 1}", detail, *sources)
        dropped = {row for places in alike.values() if len(places) > 1 for row in places}
        return [(row, values) for row, values in rows if row not in dropped]

    def _take_list(self, page: Page, place: ListPlace, rows: list[NumberedRow]) -> None:
        key = place.table.key
        values = tuple(row for _, row in rows)
        if not values or key in self._conflicts or self._rows.get(key) == values:
            return
        if key in self._rows:
            self._conflicts.add(key)
            first = self._sources[f"{key}[0]"]
            for number in range(len(self._rows.pop(key))):
                del self._sources[f"{key}[{number}]"]
            detail = say.list_twice(page.name)
            self._note(UNREADABLE, key, detail, first, page.source(place.head))
            return
        self._rows[key] = values
        for number, (row, _) in enumerate(rows):
            self._sources[f"{key}[{number}]"] = page.source(row)


def _takes_row(each: FormField) -> bool:
    """Whether a row of a list is nothing without the column."""
    return each.required and not each.may_wait


def _is_notes(place: ListPlace, texts: Mapping[int, str]) -> bool:
    """Whether the row explains the columns: it stands below the headings where keys are gone."""
    noted = {
        each.key: texts[column].endswith(each.note)
        for column, each in place.columns.items()
        if each.note and each.kind is not FieldKind.TEXT
    }
    if noted:
        return any(noted.values())
    # Of texts one may happen to end like a note, but not all of them.
    return all(texts[column].endswith(each.note) for column, each in place.columns.items())
