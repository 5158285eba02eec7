"""The sheets of the supplement form (补充资料) on which a person fills something in.

It knows where labels, inputs and marks stand; it refuses to know what may be filled in.
"""

from __future__ import annotations

from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.declarations.relation.excel import column_letters
from xls_juesuan.declarations.supplement_form import FieldKind
from xls_juesuan.declarations.supplement_form import FieldSize
from xls_juesuan.messages import supplement as say
from xls_juesuan.money import fen_to_yuan_float
from xls_juesuan.writing.supplement_style import Mark
from xls_juesuan.writing.supplement_style import set_page
from xls_juesuan.writing.supplement_style import validation_of
from xls_juesuan.writing.supplement_style import write_across
from xls_juesuan.writing.supplement_style import write_title
from xls_juesuan.writing.widths import column_width
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.worksheet import Worksheet

    from xls_juesuan.declarations.supplement_form import FormField
    from xls_juesuan.declarations.supplement_form import FormSheet
    from xls_juesuan.declarations.supplement_form import FormTable
    from xls_juesuan.supplement import FormMarks
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.supplement import Value
    from xls_juesuan.writing.supplement_style import Style

_TEXT_SIZE = 11
_SMALL_SIZE = 9
_KEY_SIZE = 7

_FIELD_WIDTHS = {"value": 28.0, "unit": 9.0, "required": 11.0, "note": 50.0}
#: The same where sentences are filled in.
_LONG_FIELD_WIDTHS = {**_FIELD_WIDTHS, "value": 56.0, "note": 34.0}
_ORIGIN_WIDTH = 26.0
_SHORT_NOTE_WIDTH = 30.0
_COLUMN_WIDTHS = {FieldKind.AMOUNT: 18.0, FieldKind.SCORE: 12.0, FieldKind.CODE: 16.0}
_TEXT_WIDTHS = {FieldSize.NARROW: 18.0, FieldSize.USUAL: 30.0, FieldSize.WIDE: 46.0}
_LONG_WIDTH = 36.0
#: Where a list is nothing but one column of sentences.
_LONGEST_WIDTH = 100.0
#: Headings wrap into as many lines.
_HEAD_LINES = 2
_FIELD_HEIGHT = 24.0
_LONG_FIELD_HEIGHT = 48.0
#: Width that A4 across takes at a legible size, and the most that is still squeezed on it.
_PAGE_WIDTH = 140.0
_MOST_ON_A_PAGE = 200.0
_SPARE_ROWS = 10
#: Room that the indent of a cell takes, in units of column width.
_INDENT = 2.0
#: Lines of a list above its rows: title, note, headings, notes, keys.
LIST_HEAD_LINES = 5


def list_lines(table: FormTable, rows: int) -> int:
    """Give how many lines a list offers when so many rows are filled in."""
    return max(table.blank_rows, rows + _SPARE_ROWS)


class SheetWriter:
    """Writes one sheet of the form.

    Args:
        page: the sheet to write on.
        style: formats of the workbook.
        values: what is filled in already.
        marks: where that comes from, and what the unit does not need.
    """

    def __init__(self, page: Worksheet, style: Style, values: Supplement, marks: FormMarks) -> None:
        self._page = page
        self._style = style
        self._values = values
        self._marks = marks
        self._widths = _FIELD_WIDTHS

    def write(self, sheet: FormSheet) -> None:
        """Write head, inputs, protection and print set-up."""
        set_page(self._page, self._style)
        if sheet.table is None:
            self._write_fields(sheet)
        else:
            self._write_table(sheet, sheet.table)
        allowed = ("format_columns", "format_rows", "insert_rows", "delete_rows", "sort")
        self._page.protect("", dict.fromkeys(allowed, True))

    def _write_head(self, sheet: FormSheet, widths: list[float]) -> None:
        """Write title and note over the columns of the given widths."""
        last = len(widths) - 1
        write_title(self._page, sheet.name, self._style, last_column=last)
        why = self._marks.unneeded.get(sheet.table.key, "") if sheet.table else ""
        unneeded = say.list_unneeded(why) if why else ""
        note = f"{unneeded}{sheet.note}{say.BLANK_IS_NOT_ZERO}"
        self._page.set_row(1, row_height(note, sum(widths), _TEXT_SIZE))
        write_across(self._page, 1, last, note, self._style.note)

    def _freeze(self, first: int, last: int) -> None:
        """Keep everything above row ``last`` in sight, and print the heading on each page."""
        self._page.freeze_panes(last + 1, 0)
        self._page.repeat_rows(first, last)

    def _mark(self, key: str, *, is_filled: bool) -> Mark:
        if is_filled:
            return Mark.FILLED if key in self._marks.origins else Mark.OPEN
        return Mark.UNNEEDED if key in self._marks.unneeded else Mark.OPEN

    # ------------------------------------------------------------------- single values

    def _write_fields(self, sheet: FormSheet) -> None:
        labels = column_width((each.label for each in sheet.fields), narrowest=24) + _INDENT
        heads = [say.HEAD_LABEL, say.HEAD_VALUE, say.HEAD_UNIT, say.HEAD_REQUIRED, say.HEAD_NOTE]
        is_long = any(each.size is FieldSize.LONG for each in sheet.fields)
        self._widths = _LONG_FIELD_WIDTHS if is_long else _FIELD_WIDTHS
        if self._marks.are_given:
            heads.append(say.HEAD_SOURCE)
            # The sheet stays as wide as it is without.
            noted = max(self._widths["note"] - _ORIGIN_WIDTH, _SHORT_NOTE_WIDTH)
            self._widths = {**self._widths, "note": noted, "origin": _ORIGIN_WIDTH}
        widths = [labels, *self._widths.values()]
        keys = column_width((each.key for each in sheet.fields), font_size=_KEY_SIZE)
        for column, width in enumerate([*widths, keys]):
            self._page.set_column(column, column, width)
        self._write_head(sheet, widths)
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
            self._write_field(row, each)
            row += 1
        self._page.print_area(0, 0, row - 1, len(heads) - 1)

    def _write_group(self, row: int, text: str, columns: int) -> None:
        self._page.set_row(row, 22)
        self._page.write_string(row, 0, text, self._style.group)
        for column in range(1, columns):
            self._page.write_blank(row, column, None, self._style.group)

    def _write_field(self, row: int, each: FormField) -> None:
        style, page, value = self._style, self._page, self._values.fields.get(each.key)
        origin = self._marks.origins.get(each.key) or self._marks.unneeded.get(each.key, "")
        page.set_row(row, self._height(each, value, origin))
        page.write_string(row, 0, each.label, style.label)
        mark = self._mark(each.key, is_filled=value is not None)
        self._write_input(row, 1, each, value, mark)
        page.write_string(row, 2, each.unit, style.centre)
        is_required = each.required or each.key in self._marks.required
        must = say.UNNEEDED if each.key in self._marks.unneeded else say.MUST[is_required]
        page.write_string(row, 3, must, style.centre)
        page.write_string(row, 4, each.note, style.cell)
        last = 5
        if self._marks.are_given:
            page.write_string(row, last, origin, style.source)
            last += 1
        page.write_string(row, last, each.key, style.key)
        self._validate(row, row, 1, each)

    def _height(self, each: FormField, value: Value | None, origin: str) -> float:
        noted = row_height(each.note, self._widths["note"] - _INDENT, _TEXT_SIZE)
        filled = row_height(str(value or ""), self._widths["value"] - _INDENT, _TEXT_SIZE)
        marked = row_height(origin, _ORIGIN_WIDTH - _INDENT, _SMALL_SIZE)
        least = _LONG_FIELD_HEIGHT if each.size is FieldSize.LONG else _FIELD_HEIGHT
        return max(least, noted, marked, filled if each.kind is FieldKind.TEXT else 0.0)

    # --------------------------------------------------------------------------- lists

    def _write_table(self, sheet: FormSheet, table: FormTable) -> None:
        rows = self._values.rows.get(table.key, ())
        has_origins = f"{table.key}[0]" in self._marks.origins
        widths = _widths_of(table, has_origins=has_origins)
        for column, each in enumerate(table.columns):
            self._page.set_column(column, column, widths[column], self._style.spare(each.kind))
        if has_origins:
            self._page.set_column(len(table.columns), len(table.columns), _ORIGIN_WIDTH)
        named = max(at for at, column in enumerate(table.columns) if column.required)
        is_spread = sum(widths) > _MOST_ON_A_PAGE
        self._write_head(sheet, widths[: named + 1] if is_spread else widths)
        self._write_column_heads(table, widths)
        self._freeze(2, 4)
        count = list_lines(table, len(rows))
        for offset in range(count):
            given = rows[offset] if offset < len(rows) else {}
            self._write_row(table, offset, given, widths)
        for column, each in enumerate(table.columns):
            self._validate(LIST_HEAD_LINES, LIST_HEAD_LINES + count - 1, column, each)
        last = LIST_HEAD_LINES + count
        self._page.ignore_errors(
            {"number_stored_as_text": f"A1:{column_letters(len(widths) - 1)}{last}"}
        )
        self._page.print_area(0, 0, last - 1, len(widths) - 1)
        if is_spread:
            self._spread(named, widths)

    def _write_row(
        self, table: FormTable, offset: int, given: Mapping[str, Value], widths: list[float]
    ) -> None:
        row, key = LIST_HEAD_LINES + offset, f"{table.key}[{offset}]"
        origin = self._marks.origins.get(key, "")
        height = _height_of(table, widths, given)
        self._page.set_row(
            row, max(height, row_height(origin, _ORIGIN_WIDTH - _INDENT, _SMALL_SIZE))
        )
        for column, each in enumerate(table.columns):
            value = given.get(each.key)
            # A list is unneeded as a whole, a row filled in by itself.
            is_filled = value is not None
            mark = self._mark(key if is_filled else table.key, is_filled=is_filled)
            self._write_input(row, column, each, value, mark)
        if len(widths) > len(table.columns):
            self._page.write_string(row, len(table.columns), origin, self._style.origin)

    def _spread(self, named: int, widths: list[float]) -> None:
        """Print on as many pages across as it takes; names stand on each of them."""
        names = sum(widths[: named + 1])
        pages = ceil((sum(widths) - names) / (_MOST_ON_A_PAGE - names))
        self._page.repeat_columns(0, named)
        self._page.freeze_panes(LIST_HEAD_LINES, named + 1)
        self._page.fit_to_pages(pages, 0)

    def _write_column_heads(self, table: FormTable, widths: list[float]) -> None:
        heads = [_broken(each, width) for each, width in zip(table.columns, widths, strict=False)]
        notes = [_column_note(each) for each in table.columns]
        keys = [table.column_key(each) for each in table.columns]
        if len(widths) > len(heads):
            heads, notes, keys = ([*heads, say.HEAD_SOURCE], [*notes, say.SOURCE_NOTE], [*keys, ""])
        self._page.set_row(2, max(24.0, *map(row_height, heads, widths)))
        rooms = [width - _INDENT for width in widths]
        self._page.set_row(3, max(map(row_height, notes, rooms, [_SMALL_SIZE] * len(notes))))
        # The program finds its columns by these; on paper they say nothing to anybody.
        self._page.set_row(4, 12, None, {"hidden": True})
        for column, (head, note, key) in enumerate(zip(heads, notes, keys, strict=True)):
            self._page.write_string(2, column, head, self._style.head)
            self._page.write_string(3, column, note, self._style.small)
            self._page.write_string(4, column, key, self._style.key)

    # -------------------------------------------------------------------------- inputs

    def _write_input(
        self, row: int, column: int, each: FormField, value: Value | None, mark: Mark
    ) -> None:
        cell_format = self._style.input(each, mark)
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


def _widths_of(table: FormTable, *, has_origins: bool) -> list[float]:
    """Give each column its width; those for sentences share what the others leave of the page."""
    origins = [_ORIGIN_WIDTH] if has_origins else []
    widths = {column.key: _width_of(column) for column in table.columns}
    long = [column.key for column in table.columns if column.size is FieldSize.LONG]
    others = [width for key, width in widths.items() if key not in long]
    left = _PAGE_WIDTH - sum(others) - sum(origins)
    for key in long:
        widths[key] = min(max(_LONG_WIDTH, left / len(long)), _LONGEST_WIDTH)
    return [*widths.values(), *origins]


def _width_of(column: FormField) -> float:
    usual = _TEXT_WIDTHS.get(column.size, _LONG_WIDTH)
    least = usual if column.kind is FieldKind.TEXT else _COLUMN_WIDTHS.get(column.kind, 16.0)
    head = column_width([column.heading]) / _HEAD_LINES + _INDENT
    return column_width(column.choices, narrowest=max(least, head))


def _height_of(table: FormTable, widths: list[float], given: Mapping[str, Value]) -> float:
    heights = [
        row_height(str(given[each.key]), width - _INDENT, _TEXT_SIZE)
        for each, width in zip(table.columns, widths, strict=False)
        if each.kind is FieldKind.TEXT and each.key in given
    ]
    return max([22.0, *heights])


def _broken(each: FormField, width: float) -> str:
    """The heading of a column; where it does not fit on a line, the unit stands on its own."""
    if not each.unit or column_width([each.heading]) <= width:
        return each.heading
    return f"{each.label}\n{each.heading.removeprefix(each.label)}"


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
