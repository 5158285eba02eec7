"""The 补充资料 sheet: the figures no ledger holds, as they were read.

It knows on which line each field stands; it refuses to know what a field is used for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.declarations.supplement_form import FieldKind
from xls_juesuan.messages import writing as say
from xls_juesuan.money import fen_to_yuan_float
from xls_juesuan.writing.styles import BODY_SIZE
from xls_juesuan.writing.styles import GREY_FONT
from xls_juesuan.writing.styles import INPUT_FILL
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.declarations.supplement_form import FormField
    from xls_juesuan.declarations.supplement_form import FormTable
    from xls_juesuan.declarations.supplement_form import SupplementForm
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.supplement import Value
    from xls_juesuan.writing.page import Page

HEAD_LINE = 2
FIRST_LINE = 3
VALUE_PLACE = 2
_KEY_PLACE = 5
_WIDTHS = (18.0, 44.0, 28.0, 10.0, 24.0, 44.0)
_LINE_HEIGHT = 18.0
_NUMBER_STYLES = {FieldKind.AMOUNT: "yuan", FieldKind.COUNT: "count"}


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Line (from 0) of a single value, and whether it is an amount in yuan."""

    line: int
    is_amount: bool


def field_places(form: SupplementForm) -> dict[str, FieldPlace]:
    """Give the place of each single value by its key."""
    return {
        each.key: FieldPlace(FIRST_LINE + offset, each.kind is FieldKind.AMOUNT)
        for offset, each in enumerate(form.fields())
    }


class SupplementSheet:
    """Writes the sheet.

    Args:
        page: the sheet to write on.
        form: the fields there are.
        supplement: what was read.
        kept: fields that a person typed into the workbook before, which no file states.
        shows_keys: whether the names by which a later run finds the values are written.
    """

    def __init__(
        self,
        page: Page,
        form: SupplementForm,
        supplement: Supplement,
        kept: frozenset[str] = frozenset(),
        *,
        shows_keys: bool = True,
    ) -> None:
        self._shows_keys = shows_keys
        self._kept = kept
        self._page = page
        self._form = form
        self._supplement = supplement
        self._widths = self._measured()

    def _measured(self) -> list[float]:
        """Widths of the columns: those of the fields, and more where a list has more columns."""
        tables = list(self._form.tables())
        most = max((len(table.columns) for table in tables), default=0)
        return [*_WIDTHS, *([16.0] * (most - len(_WIDTHS)))]

    def write(self) -> None:
        """Write everything."""
        page, last_place = self._page, len(_WIDTHS) - 1
        page.widths(self._widths)
        given = self._supplement.is_given
        note = say.SUPPLEMENT_FROM if given else say.SUPPLEMENT_NONE
        note = note.format(file=self._supplement.file)
        heads = [*say.SUPPLEMENT_HEADS]
        if not self._shows_keys:
            heads[_KEY_PLACE] = ""
        page.top(say.SUPPLEMENT_TITLE, note, heads, sum(_WIDTHS))
        line = FIRST_LINE
        for sheet in self._form.sheets:
            for each in sheet.fields:
                self._field(line, sheet.name, each)
                line += 1
        line = self._lists(line)
        page.freeze(FIRST_LINE, 2)
        page.print_on_a4((HEAD_LINE, HEAD_LINE), line - 1, last_place)
        page.codes_are_text((FIRST_LINE, 0, line, len(self._widths) - 1))
        page.protect()

    def _field(self, line: int, subject: str, each: FormField) -> None:
        page, cell = self._page, self._page.styles.get("cell")
        page.text(line, 0, subject, cell)
        page.text(line, 1, each.label, page.styles.get("wrapped"))
        self._value(line, VALUE_PLACE, each, self._supplement.fields)
        if each.key in self._kept:
            page.forget(line, VALUE_PLACE)
        page.text(line, 3, each.unit, page.styles.get("mark"))
        page.text(line, 4, self._source(each.key), cell)
        key = each.key if self._shows_keys else ""
        page.text(line, _KEY_PLACE, key, page.styles.get("cell", font_color=GREY_FONT))
        value = self._supplement.fields.get(each.key)
        shown = row_height(value, _WIDTHS[VALUE_PLACE], BODY_SIZE) if isinstance(value, str) else 0
        page.height(line, max(_LINE_HEIGHT, shown, row_height(each.label, _WIDTHS[1], BODY_SIZE)))

    def _source(self, key: str) -> str:
        """Where a value was read; empty where there is none."""
        source = self._supplement.sources.get(key)
        if source is None:
            return ""
        is_this_years = source.file == self._supplement.file
        words = say.SOURCE_ROW if is_this_years else say.LAST_YEARS_ROW
        return words.format(sheet=source.sheet, row=source.row)

    def _value(self, line: int, place: int, each: FormField, values: Mapping[str, Value]) -> None:
        page, value = self._page, values.get(each.key)
        kind = _NUMBER_STYLES.get(each.kind, "wrapped")
        # What a person may change is pale yellow and not locked.
        style = page.styles.get(kind, locked=False, bg_color=INPUT_FILL)
        if isinstance(value, int):
            is_amount = each.kind is FieldKind.AMOUNT
            page.number(line, place, fen_to_yuan_float(value) if is_amount else value, style)
            return
        choice = next((text for text, stands in each.choices.items() if stands == value), None)
        page.text(line, place, choice or value or "", style)

    def _lists(self, line: int) -> int:
        for sheet in self._form.sheets:
            rows = self._supplement.rows.get(sheet.table.key, ()) if sheet.table else ()
            if sheet.table and rows:
                line = self._list(line + 1, sheet.name, sheet.table, rows)
        return line

    def _list(
        self, line: int, name: str, table: FormTable, rows: tuple[Mapping[str, Value], ...]
    ) -> int:
        page, head = self._page, self._page.styles.get("head")
        title = say.SUPPLEMENT_LISTS.format(name=name)
        page.text(line, 0, title, page.styles.get("plain", bold=True))
        page.height(line, _LINE_HEIGHT)
        heads = [column.heading for column in table.columns]
        for place, text in enumerate(heads):
            page.text(line + 1, place, text, head)
        heights = (
            row_height(text, width, BODY_SIZE)
            for text, width in zip(heads, self._widths, strict=False)
        )
        page.height(line + 1, max(20.0, *heights))
        for offset, row in enumerate(rows, start=2):
            for place, column in enumerate(table.columns):
                self._value(line + offset, place, column, row)
            page.height(line + offset, self._row_height(row, table))
        return line + 2 + len(rows)

    def _row_height(self, row: Mapping[str, Value], table: FormTable) -> float:
        heights = [
            row_height(value, width, BODY_SIZE)
            for column, width in zip(table.columns, self._widths, strict=False)
            if isinstance(value := row.get(column.key), str)
        ]
        return max([_LINE_HEIGHT, *heights])
