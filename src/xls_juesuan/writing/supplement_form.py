"""The supplement (补充资料) as a workbook, blank or filled.

It knows how the form looks; what may be filled in is declared, and what a figure is used
for is none of its business.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.declarations.relation.excel import column_letters
from xls_juesuan.declarations.relation.excel import quoted_sheet
from xls_juesuan.declarations.supplement_form import FieldKind
from xls_juesuan.declarations.supplement_form import FieldSize
from xls_juesuan.declarations.supplement_form import FormField
from xls_juesuan.declarations.supplement_form import FormSheet
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.messages import supplement as say
from xls_juesuan.money import fen_to_yuan_float
from xls_juesuan.supplement import Supplement
from xls_juesuan.writing.files import write_whole
from xls_juesuan.writing.supplement_style import Style
from xls_juesuan.writing.supplement_style import validation_of
from xls_juesuan.writing.widths import column_width
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from xls_juesuan.declarations.supplement_form import FormTable
    from xls_juesuan.declarations.supplement_form import SupplementForm
    from xls_juesuan.supplement import Value

#: Two runs give the same bytes, so the date is not that of the run.
_CREATED = datetime(2024, 1, 1)  # noqa: DTZ001 - a fixed mark, of no time zone

_TEXT_SIZE = 11
_KEY_SIZE = 7

_FIELD_WIDTHS = {"value": 28.0, "unit": 9.0, "required": 11.0, "note": 50.0}
#: The same where sentences are filled in.
_LONG_FIELD_WIDTHS = {**_FIELD_WIDTHS, "value": 56.0, "note": 34.0}
_COLUMN_WIDTHS = {FieldKind.AMOUNT: 18.0, FieldKind.SCORE: 12.0, FieldKind.CODE: 16.0}
_TEXT_WIDTHS = {FieldSize.NARROW: 16.0, FieldSize.USUAL: 30.0, FieldSize.WIDE: 46.0}
_LONG_WIDTH = 36.0
#: Headings wrap into as many lines.
_HEAD_LINES = 2
_FIELD_HEIGHT = 24.0
_LONG_FIELD_HEIGHT = 48.0
#: Width that A4 across takes at a legible size, and the most that is still squeezed on it.
_PAGE_WIDTH = 140.0
_MOST_ON_A_PAGE = 200.0
_GUIDE_WIDTHS = (22.0, 92.0)
_SPARE_ROWS = 10
#: Room that the indent of a cell takes, in units of column width.
_INDENT = 2.0


def write_supplement_form(path: Path, filled: Supplement | None = None) -> None:
    """Write the form to a file, whole or not at all.

    Args:
        path: where the workbook shall stand.
        filled: values to put in; a field that has none stays blank.

    Raises:
        UserError: the file cannot be written.
        ValueError: ``filled`` has a key that the form does not declare.
    """
    form = load_supplement_form()
    values = filled or Supplement()
    _refuse_unknown(form, values)
    write_whole(path, lambda target: _write_workbook(target, form, values))


def _refuse_unknown(form: SupplementForm, values: Supplement) -> None:
    known = {each.key for each in form.fields()} | {table.key for table in form.tables()}
    known |= {table.column_key(column) for table in form.tables() for column in table.columns}
    given = {*values.fields, *values.rows}
    given |= {f"{key}.{name}" for key, rows in values.rows.items() for row in rows for name in row}
    if given - known:
        raise ValueError(f"not fields of the form: {sorted(given - known)}")


def _write_workbook(path: Path, form: SupplementForm, values: Supplement) -> None:
    import xlsxwriter  # start-up of other commands does not pay for it

    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.set_properties({"title": form.title, "created": _CREATED})
        style = Style(workbook)
        _write_guide(workbook.add_worksheet(form.guide_sheet), form, style)
        for sheet in form.sheets:
            writer = _SheetWriter(workbook.add_worksheet(sheet.name), style)
            writer.write(sheet, values)


def _write_guide(page: Worksheet, form: SupplementForm, style: Style) -> None:
    _set_page(page, style)
    page.fit_to_pages(1, 1)
    for column, width in enumerate(_GUIDE_WIDTHS):
        page.set_column(column, column, width)
    _write_title(page, form.title, style, last_column=1)
    room = sum(_GUIDE_WIDTHS)
    row = 1
    for number, line in enumerate(form.guide_lines, start=1):
        text = f"{number}. {line}"
        page.set_row(row, max(22, row_height(text, room, _TEXT_SIZE)))
        page.merge_range(row, 0, row, 1, text, style.note)
        row += 1
    page.set_row(row, 22)
    page.write_string(row, 0, say.INPUT_SAMPLE, style.sample)
    row += 2
    page.set_row(row, 24)
    for column, head in enumerate(say.GUIDE_HEAD):
        page.write_string(row, column, head, style.head)
    for sheet in form.sheets:
        row += 1
        page.set_row(row, max(22, row_height(sheet.note, _GUIDE_WIDTHS[1] - _INDENT, _TEXT_SIZE)))
        page.write_url(row, 0, f"internal:{quoted_sheet(sheet.name)}!A1", style.link, sheet.name)
        page.write_string(row, 1, sheet.note, style.cell)
    page.protect("", {"format_columns": True, "format_rows": True})


def _set_page(page: Worksheet, style: Style) -> None:
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.center_horizontally()
    page.set_footer(say.FOOTER)
    page.hide_gridlines(2)
    page.set_default_row(20)
    page.set_column(0, 0, None, style.plain)


def _write_title(page: Worksheet, title: str, style: Style, *, last_column: int) -> None:
    page.set_row(0, 34)
    _write_across(page, 0, last_column, title, style.title)


def _write_across(page: Worksheet, row: int, last_column: int, text: str, style: Format) -> None:
    """Write over all columns up to the last; a spreadsheet merges no single cell."""
    if last_column:
        page.merge_range(row, 0, row, last_column, text, style)
    else:
        page.write_string(row, 0, text, style)


class _SheetWriter:
    """Writes one sheet of the form."""

    def __init__(self, page: Worksheet, style: Style) -> None:
        self._page = page
        self._style = style
        self._widths = _FIELD_WIDTHS

    def write(self, sheet: FormSheet, values: Supplement) -> None:
        """Write head, inputs, protection and print set-up."""
        _set_page(self._page, self._style)
        if sheet.table is None:
            self._write_fields(sheet, values)
        else:
            self._write_table(sheet, sheet.table, values.rows.get(sheet.table.key, ()))
        self._page.protect(
            "",
            {
                "format_columns": True,
                "format_rows": True,
                "insert_rows": True,
                "delete_rows": True,
                "sort": True,
            },
        )

    def _write_head(self, sheet: FormSheet, widths: list[float]) -> None:
        """Write title and note over the columns of the given widths."""
        last = len(widths) - 1
        _write_title(self._page, sheet.name, self._style, last_column=last)
        note = f"{sheet.note}{say.BLANK_IS_NOT_ZERO}"
        self._page.set_row(1, row_height(note, sum(widths), _TEXT_SIZE))
        _write_across(self._page, 1, last, note, self._style.note)

    def _freeze(self, first: int, last: int) -> None:
        """Keep everything above row ``last`` in sight, and print the heading on each page."""
        self._page.freeze_panes(last + 1, 0)
        self._page.repeat_rows(first, last)

    # ------------------------------------------------------------------- single values

    def _write_fields(self, sheet: FormSheet, values: Supplement) -> None:
        labels = column_width((each.label for each in sheet.fields), narrowest=24) + _INDENT
        is_long = any(each.size is FieldSize.LONG for each in sheet.fields)
        self._widths = _LONG_FIELD_WIDTHS if is_long else _FIELD_WIDTHS
        widths = [labels, *self._widths.values()]
        keys = column_width((each.key for each in sheet.fields), font_size=_KEY_SIZE)
        for column, width in enumerate([*widths, keys]):
            self._page.set_column(column, column, width)
        self._write_head(sheet, widths)
        heads = (say.HEAD_LABEL, say.HEAD_VALUE, say.HEAD_UNIT, say.HEAD_REQUIRED, say.HEAD_NOTE)
        self._page.set_row(2, 24)
        for column, head in enumerate(heads):
            self._page.write_string(2, column, head, self._style.head)
        self._page.write_string(2, len(heads), say.HEAD_KEY, self._style.key)
        self._freeze(2, 2)
        row, group = 3, ""
        for each in sheet.fields:
            if each.group not in {"", group}:
                self._write_group(row, each.group, len(heads))
                row, group = row + 1, each.group
            self._write_field(row, each, values.fields.get(each.key))
            row += 1
        self._page.print_area(0, 0, row - 1, len(heads) - 1)

    def _write_group(self, row: int, text: str, columns: int) -> None:
        self._page.set_row(row, 22)
        self._page.write_string(row, 0, text, self._style.group)
        for column in range(1, columns):
            self._page.write_blank(row, column, None, self._style.group)

    def _write_field(self, row: int, each: FormField, value: Value | None) -> None:
        style, page = self._style, self._page
        noted = row_height(each.note, self._widths["note"] - _INDENT, _TEXT_SIZE)
        filled = row_height(str(value or ""), self._widths["value"] - _INDENT, _TEXT_SIZE)
        least = _LONG_FIELD_HEIGHT if each.size is FieldSize.LONG else _FIELD_HEIGHT
        page.set_row(row, max(least, noted, filled if each.kind is FieldKind.TEXT else 0.0))
        page.write_string(row, 0, each.label, style.label)
        self._write_input(row, 1, each, value)
        page.write_string(row, 2, each.unit, style.centre)
        page.write_string(row, 3, say.REQUIRED if each.required else say.OPTIONAL, style.centre)
        page.write_string(row, 4, each.note, style.cell)
        page.write_string(row, 5, each.key, style.key)
        self._validate(row, row, 1, each)

    # --------------------------------------------------------------------------- lists

    def _write_table(
        self, sheet: FormSheet, table: FormTable, rows: tuple[Mapping[str, Value], ...]
    ) -> None:
        widths = _widths_of(table)
        for column, width in enumerate(widths):
            spare = self._style.spare(table.columns[column].kind)
            self._page.set_column(column, column, width, spare)
        self._write_head(sheet, widths)
        self._write_column_heads(table, widths)
        self._freeze(2, 4)
        first, count = 5, max(table.blank_rows, len(rows) + _SPARE_ROWS)
        for offset in range(count):
            given = rows[offset] if offset < len(rows) else {}
            self._page.set_row(first + offset, _height_of(table, widths, given))
            for column, each in enumerate(table.columns):
                self._write_input(first + offset, column, each, given.get(each.key))
        for column, each in enumerate(table.columns):
            self._validate(first, first + count - 1, column, each)
        self._page.ignore_errors(
            {"number_stored_as_text": f"A1:{column_letters(len(widths) - 1)}{first + count}"}
        )
        self._page.print_area(0, 0, first + count - 1, len(widths) - 1)
        if sum(widths) > _MOST_ON_A_PAGE:
            self._spread(table, widths)

    def _spread(self, table: FormTable, widths: list[float]) -> None:
        """Print on as many pages across as it takes; names stand on each of them."""
        named = max(at for at, column in enumerate(table.columns) if column.required)
        names = sum(widths[: named + 1])
        pages = ceil((sum(widths) - names) / (_MOST_ON_A_PAGE - names))
        self._page.repeat_columns(0, named)
        self._page.freeze_panes(5, named + 1)
        self._page.fit_to_pages(pages, 0)

    def _write_column_heads(self, table: FormTable, widths: list[float]) -> None:
        notes = [_column_note(each) for each in table.columns]
        heads = [
            row_height(each.heading, width)
            for each, width in zip(table.columns, widths, strict=True)
        ]
        self._page.set_row(2, max(24.0, *heads))
        rooms = [width - _INDENT for width in widths]
        self._page.set_row(3, max(map(row_height, notes, rooms, [9] * len(notes))))
        self._page.set_row(4, 12)
        for column, each in enumerate(table.columns):
            self._page.write_string(2, column, each.heading, self._style.head)
            self._page.write_string(3, column, notes[column], self._style.small)
            self._page.write_string(4, column, table.column_key(each), self._style.key)

    # -------------------------------------------------------------------------- inputs

    def _write_input(self, row: int, column: int, each: FormField, value: Value | None) -> None:
        cell_format = self._style.input(each.kind)
        if value is None:
            self._page.write_blank(row, column, None, cell_format)
            return
        shown = _shown(each, value)
        if isinstance(shown, str):
            self._page.write_string(row, column, shown, cell_format)
        else:
            self._page.write_number(row, column, shown, cell_format)

    def _validate(self, first: int, last: int, column: int, each: FormField) -> None:
        rule: dict[str, Any] | None = validation_of(each)
        if rule is not None and self._page.data_validation(first, column, last, column, rule):
            raise ValueError(f"the drop-down of {each.key} cannot be stored")


def _widths_of(table: FormTable) -> list[float]:
    """Give each column its width; those for sentences share what the others leave of the page."""
    widths = {column.key: _width_of(column) for column in table.columns}
    long = [column.key for column in table.columns if column.size is FieldSize.LONG]
    left = _PAGE_WIDTH - sum(width for key, width in widths.items() if key not in long)
    for key in long:
        widths[key] = max(_LONG_WIDTH, left / len(long))
    return list(widths.values())


def _width_of(column: FormField) -> float:
    usual = _TEXT_WIDTHS.get(column.size, _LONG_WIDTH)
    least = usual if column.kind is FieldKind.TEXT else _COLUMN_WIDTHS.get(column.kind, 16.0)
    head = column_width([column.heading]) / _HEAD_LINES + _INDENT
    return column_width(column.choices, narrowest=max(least, head))


def _height_of(table: FormTable, widths: list[float], given: Mapping[str, Value]) -> float:
    heights = [
        row_height(str(given[each.key]), width - _INDENT, _TEXT_SIZE)
        for each, width in zip(table.columns, widths, strict=True)
        if each.kind is FieldKind.TEXT and each.key in given
    ]
    return max([22.0, *heights])


def _column_note(each: FormField) -> str:
    return f"{say.REQUIRED if each.required else say.OPTIONAL}。{each.note}"


def _shown(each: FormField, value: Value) -> str | float:
    """Give what the cell holds: yuan for fen, the drop-down's text for a choice."""
    if each.kind is FieldKind.AMOUNT:
        return fen_to_yuan_float(int(value))
    if each.kind is FieldKind.CHOICE:
        return next((text for text, stands_for in each.choices.items() if stands_for == value), "")
    if each.kind is FieldKind.SCORE:
        return _score(str(value))
    return value


def _score(text: str) -> str | float:
    """Give the number that is printed as the text, or the text when no number is."""
    number = float(text)
    return number if format(Decimal(repr(number)).normalize(), "f") == text else text
