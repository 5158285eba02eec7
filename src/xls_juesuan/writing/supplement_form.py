"""The supplement (补充资料) as a workbook, blank or filled.

It knows the guide and the sheets in their order; what may be filled in is declared, and what
a figure is used for is none of its business.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.excel import column_letters
from xls_juesuan.declarations.relation.excel import quoted_sheet
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.messages import supplement as say
from xls_juesuan.supplement import FormMarks
from xls_juesuan.supplement import Supplement
from xls_juesuan.writing.files import write_whole
from xls_juesuan.writing.supplement_inputs import LIST_HEAD_LINES
from xls_juesuan.writing.supplement_inputs import SheetWriter
from xls_juesuan.writing.supplement_inputs import list_lines
from xls_juesuan.writing.supplement_style import Mark
from xls_juesuan.writing.supplement_style import Style
from xls_juesuan.writing.supplement_style import set_page
from xls_juesuan.writing.supplement_style import write_title
from xls_juesuan.writing.widths import row_height

if TYPE_CHECKING:
    from pathlib import Path

    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

    from xls_juesuan.declarations.supplement_form import FormSheet
    from xls_juesuan.declarations.supplement_form import SupplementForm

#: Two runs give the same bytes, so the date is not that of the run.
_CREATED = datetime(2024, 1, 1)  # noqa: DTZ001 - a fixed mark, of no time zone

_TEXT_SIZE = 11
_GUIDE_WIDTHS = (22.0, 92.0)
_STATE_WIDTH = 24.0
#: Room that the indent of a cell takes, in units of column width.
_INDENT = 2.0


def write_supplement_form(
    path: Path,
    filled: Supplement | None = None,
    marks: FormMarks | None = None,
    *,
    keeps_old: bool = False,
) -> Path | None:
    """Write the form to a file, whole or not at all.

    Args:
        path: where the workbook shall stand.
        filled: values to put in; a field that has none stays blank.
        marks: where they come from, and what the unit does not need.
        keeps_old: keep what stood there under a numbered name, unless it is the same.

    Returns:
        Where the copy of what stood there is; ``None`` without one.

    Raises:
        UserError: the file cannot be written.
        ValueError: ``filled`` has a key that the form does not declare.
    """
    form = load_supplement_form()
    values = filled or Supplement()
    _refuse_unknown(form, values)
    return write_whole(
        path,
        lambda target: _write_workbook(target, form, values, marks or FormMarks()),
        keeps_old=keeps_old,
    )


def _refuse_unknown(form: SupplementForm, values: Supplement) -> None:
    known = {each.key for each in form.fields()} | {table.key for table in form.tables()}
    known |= {table.column_key(column) for table in form.tables() for column in table.columns}
    given = {*values.fields, *values.rows}
    given |= {f"{key}.{name}" for key, rows in values.rows.items() for row in rows for name in row}
    if given - known:
        raise ValueError(f"not fields of the form: {sorted(given - known)}")


def _write_workbook(path: Path, form: SupplementForm, values: Supplement, marks: FormMarks) -> None:
    import xlsxwriter  # start-up of other commands does not pay for it

    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.set_properties({"title": form.title, "created": _CREATED})
        style = Style(workbook)
        _name_lists(workbook, form, values)
        guide = _Guide(workbook.add_worksheet(form.guide_sheet), style, values, marks)
        guide.write(form)
        for sheet in form.sheets:
            writer = SheetWriter(workbook.add_worksheet(sheet.name), style, values, marks)
            writer.write(sheet)


def _name_lists(workbook: Workbook, form: SupplementForm, values: Supplement) -> None:
    """Name the columns that other lists choose from: Excel 2007 asks for a name."""
    wanted = {column.one_of for table in form.tables() for column in table.columns}
    for sheet in form.sheets:
        table = sheet.table
        for place, column in enumerate(table.columns if table else ()):
            if table and table.column_key(column) in wanted:
                letters = column_letters(place)
                first = LIST_HEAD_LINES + 1
                last = LIST_HEAD_LINES + list_lines(table, len(values.rows.get(table.key, ())))
                area = f"${letters}${first}:${letters}${last}"
                name = table.column_key(column)
                workbook.define_name(name, f"={quoted_sheet(sheet.name)}!{area}")


class _Guide:
    """Writes the first sheet: how to fill in the others, and what each collects."""

    def __init__(self, page: Worksheet, style: Style, values: Supplement, marks: FormMarks) -> None:
        self._page = page
        self._style = style
        self._values = values
        self._marks = marks

    def write(self, form: SupplementForm) -> None:
        """Write everything."""
        page, style = self._page, self._style
        widths = [*_GUIDE_WIDTHS, *([_STATE_WIDTH] if self._marks.are_given else [])]
        set_page(page, style)
        page.set_portrait()
        page.fit_to_pages(1, 1)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        write_title(page, form.title, style, last_column=len(widths) - 1)
        row = self._write_advice(form.guide_lines, widths)
        heads = say.GUIDE_HEAD if self._marks.are_given else say.GUIDE_HEAD[:2]
        page.set_row(row, 24)
        for column, head in enumerate(heads):
            page.write_string(row, column, head, style.head)
        for sheet in form.sheets:
            row += 1
            self._write_sheet_line(row, sheet)
        page.protect("", {"format_columns": True, "format_rows": True})

    def _write_advice(self, lines: tuple[str, ...], widths: list[float]) -> int:
        """Write what to know and the colours; gives the row after them."""
        page, style, row = self._page, self._style, 1
        if self._marks.are_given:
            lines = (*lines, say.GUIDE_MARKS)
        for number, line in enumerate(lines, start=1):
            text = f"{number}. {line}"
            page.set_row(row, max(22, row_height(text, sum(widths), _TEXT_SIZE)))
            page.merge_range(row, 0, row, len(widths) - 1, text, style.note)
            row += 1
        samples = {Mark.OPEN: say.INPUT_SAMPLE}
        if self._marks.are_given:
            samples |= {Mark.FILLED: say.FILLED_SAMPLE, Mark.UNNEEDED: say.UNNEEDED_SAMPLE}
        for mark, text in samples.items():
            page.set_row(row, 22)
            page.write_string(row, 0, text, style.samples[mark])
            row += 1
        return row + 1

    def _write_sheet_line(self, row: int, sheet: FormSheet) -> None:
        page, style = self._page, self._style
        page.set_row(row, max(22, row_height(sheet.note, _GUIDE_WIDTHS[1] - _INDENT, _TEXT_SIZE)))
        page.write_url(row, 0, f"internal:{quoted_sheet(sheet.name)}!A1", style.link, sheet.name)
        page.write_string(row, 1, sheet.note, style.cell)
        if self._marks.are_given:
            page.write_string(row, 2, self._state(sheet), style.cell)

    def _state(self, sheet: FormSheet) -> str:
        """Say how far the sheet is filled in."""
        if sheet.table is not None:
            if sheet.table.key in self._marks.unneeded:
                return say.UNNEEDED
            rows = len(self._values.rows.get(sheet.table.key, ()))
            return say.rows_filled(rows) if rows else say.NOTHING_FILLED
        keys = {each.key for each in sheet.fields} - self._marks.unneeded.keys()
        if not keys:
            return say.UNNEEDED
        return say.fields_filled(len(keys & self._values.fields.keys()), len(keys))
