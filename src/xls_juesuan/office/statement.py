"""The sentence that says a table is empty: kept, taken away, or put in, as the table now is.

It knows where such a sentence stands; it refuses to know figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.published import plain
from xls_juesuan.office.lines import without_statement
from xls_juesuan.recognise.finding import STATEMENTS
from xls_juesuan.writing.patching.references import RowShift
from xls_juesuan.writing.patching.rows import insert_rows
from xls_juesuan.writing.patching.sheet import place_in

if TYPE_CHECKING:
    from xls_juesuan.office.grid import TableGrid
    from xls_juesuan.office.outcome import Notes
    from xls_juesuan.office.template import OfficeTemplate
    from xls_juesuan.tables.table import Table
    from xls_juesuan.writing.patching.package import Element

_NOTE_LINES = 8
#: A title has no more letters, with a unit and a year before it.
_LONGEST_TITLE = 60


def fit_statement(grid: TableGrid, template: OfficeTemplate, table: Table, notes: Notes) -> None:
    """Let the sentence stand below an empty table, and below no other."""
    below = _notes_below(grid, template)
    notes_below = [cell for cell in below if grid.sheet.formula(cell) is None]
    if any(_says_empty(grid.sheet.text(cell)) for cell in below if cell not in notes_below):
        # It comes and goes by itself.
        return
    stated = [cell for cell in notes_below if _says_empty(grid.sheet.text(cell))]
    is_open = any(not cell.is_known for cell in table.cells.values())
    if not table.is_empty:
        for cell in stated:
            text = without_statement(grid.sheet.text(cell), STATEMENTS)
            if text:
                grid.sheet.set_text(cell, text)
            else:
                grid.sheet.clear(cell)
    elif not stated and table.statement and not is_open:
        _add(grid, notes_below, table.statement, notes)


def _says_empty(text: str) -> bool:
    return any(word in text for word in STATEMENTS)


def _notes_below(grid: TableGrid, template: OfficeTemplate) -> list[Element]:
    """Cells with the texts below a table, up to a free line or the title of the next one."""
    page = grid.parts.page
    titles = [plain(layout.title) for layout in template.profile.layouts]
    found: list[Element] = []
    for line in range(grid.end, min(page.lines, grid.end + _NOTE_LINES)):
        texts = list(page.filled(line))
        if found and not texts:
            break
        if any(title in plain(text)[:_LONGEST_TITLE] for _, text in texts for title in titles):
            break
        found += [grid.cell_at(line, place) for place, text in texts if len(text) > 1]
    return found


def _add(grid: TableGrid, below: list[Element], statement: str, notes: Notes) -> None:
    if not below:
        notes.remark("no_statement", grid.sheet.name, text=statement)
        return
    model = below[-1].getparent()
    place = place_in(below[-1])
    shift = RowShift(int(model.get("r")), 1)
    (row,) = insert_rows(grid.book, grid.sheet, model, 1, shift)
    grid.sheet.set_text(grid.sheet.cell(row, place), statement)
