"""Heading, widths, notes of a table on a sheet → the fields that declare them.

It knows cells around the figures; it refuses to know rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.declarations.heading import ABOVE
from xls_juesuan.declarations.heading import LEFT
from xls_juesuan.declarations.heading import merge_heading
from xls_juesuan.declarations.published import plain
from xls_juesuan.recognise.continuation import NOTES
from xls_juesuan.recognise.finding import STATEMENTS
from xls_juesuan.writing.patching.package import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.office.seen_table import SeenTable
    from xls_juesuan.writing.patching.sheet import Sheet

#: Widths of a table's columns take no more than a sheet of paper.
_WIDEST = 140.0
#: Width of a column that a sheet does not state, and what spreadsheets add to every width.
_USUAL_WIDTH, _PADDING = 8.43, 0.71
_NAME_WIDTH, _FIGURE_WIDTH = 32.0, 13.0
#: Widths that differ by less were only rounded.
_NEARLY = 0.6
_NOTE_LINES = 8


def title_of(table: SeenTable, usual: str) -> str:
    """The title to declare: the layout's own where it says the same."""
    if not table.is_retitled:
        return usual
    is_bare = plain(table.title) == table.found.title
    return table.title if is_bare else table.found.title


def heading_of(table: SeenTable, usual: list[list[str]]) -> list[list[str]]:
    """The heading as a grid of texts and marks; the layout's own where it is the same."""
    page, heading = table.page, table.heading
    grid = []
    for line in range(heading.first, heading.end):
        texts = []
        for place in table.places:
            owner = page.spans.get((line, place), (line, place))
            if owner[1] < place and place - 1 >= table.places.start and owner[0] == line:
                texts.append(LEFT)
            elif owner[0] < line and owner[0] >= heading.first:
                texts.append(ABOVE)
            else:
                texts.append("".join(page.text(line, place).split()))
        grid.append(texts)
    try:
        same = _cells(grid) == _cells(usual)
    except ValueError:
        same = False
    return usual if same else grid


def _cells(grid: Sequence[Sequence[str]]) -> frozenset[object]:
    cells = merge_heading(grid, len(grid[0]), "")
    return frozenset(
        (plain(cell.text), cell.line, cell.place, cell.lines, cell.places) for cell in cells
    )


def widths_of(table: SeenTable, sheet: Sheet | None, usual: list[float]) -> list[float]:
    """Widths of the columns; the layout's own where they are the same or not stated."""
    stated = dict(_stated_widths(sheet)) if sheet is not None else {}
    wide = [
        round(stated.get(table.page.first_place + place, _USUAL_WIDTH) - _PADDING, 1)
        for place in table.places
    ]
    is_same = len(wide) == len(usual) and all(
        abs(one - other) <= _NEARLY for one, other in zip(wide, usual, strict=True)
    )
    if is_same or (not stated and len(wide) == len(usual)):
        return usual
    if not stated:
        wide = [_width_of(table, place) for place in table.places]
    total = sum(wide)
    if total > _WIDEST:
        # Rounded down, or all of them together would be too wide again.
        wide = [int(one * _WIDEST / total * 10) / 10 for one in wide]
    return [max(1.0, one) for one in wide]


def _width_of(table: SeenTable, place: int) -> float:
    """What a column usually takes, where the sheet does not say it: a name, a figure."""
    names = {table.name_place(band) for band in table.layout.bands}
    return _NAME_WIDTH if place in names else _FIGURE_WIDTH


def _stated_widths(sheet: Sheet) -> Iterator[tuple[int, float]]:
    for each in sheet.root.iterfind(f"{main('cols')}/{main('col')}"):
        first, last = int(each.get("min", "1")), int(each.get("max", "1"))
        for place in range(first - 1, min(last, first + 255)):
            yield place, float(each.get("width", str(_USUAL_WIDTH)))


def below(table: SeenTable, usual: dict[str, Any]) -> dict[str, Any]:
    """Notes and the statement that the table is empty, as far as they are printed below it."""
    page, end = table.page, table.found.parts.end
    notes: list[str] = []
    statement = table.found.parts.statement
    for line in range(end, min(page.lines, end + _NOTE_LINES)):
        texts = [text for _, text in page.filled(line)]
        if len(texts) != 1 or not (notes or texts[0].startswith(NOTES)):
            break
        if any(word in texts[0] for word in STATEMENTS):
            statement = texts[0]
        elif texts[0].startswith(NOTES):
            notes.append(" ".join(texts[0].split()))
    said = list(map(plain, notes)) == list(map(plain, usual.get("notes", [])))
    found = {"notes": usual.get("notes", []) if said else notes}
    return found | ({"statement": statement} if statement else {})
