"""Finds its way on a sheet of the supplement: headings, keys, cells by place.

It knows where things stand, also after a person has moved lines and columns; it refuses
to know what the values mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.messages import supplement as say
from xls_juesuan.model import Source
from xls_juesuan.reading.cells import text_of
from xls_juesuan.reading.formats.limits import address_of
from xls_juesuan.reading.supplement_values import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.declarations.supplement_form import FormField
    from xls_juesuan.declarations.supplement_form import FormTable
    from xls_juesuan.reading.grid import Grid

#: Rows above the keys of a list among which its headings stand.
_HEADING_ROWS = 3
#: A row with this many labels of a list is its heading.
_ENOUGH_LABELS = 2


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a sheet of single values keeps what; ``key`` is -1 where the keys were deleted."""

    head: int = -1
    label: int = 0
    value: int = 1
    unit: int = 2
    key: int = 5


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a list stands: its rows begin below row index ``head``."""

    table: FormTable
    head: int
    columns: Mapping[int, FormField]


class Page:
    """One sheet, addressed from its very first cell."""

    def __init__(self, grid: Grid, file: str) -> None:
        self.name = grid.sheet
        self._file = file
        shift: list[Any] = [""] * (grid.first_column - 1)
        above: list[list[Any]] = [[] for _ in range(grid.first_row - 1)]
        self.rows = above + [shift + list(row) for row in grid.rows]

    def cell(self, row: int, column: int) -> object:
        """The raw cell; blank beyond the edge."""
        line = self.rows[row]
        return line[column] if 0 <= column < len(line) else ""

    def text(self, row: int, column: int) -> str:
        """The cell as text."""
        return text_of(self.cell(row, column))

    def texts(self, row: int) -> list[str]:
        """All cells of a row as texts."""
        return [text_of(cell) for cell in self.rows[row]]

    def place(self, row: int, column: int) -> str:
        """Sheet and cell as people write them."""
        return f"{self.name}!{address_of(row + 1, column + 1)}"

    def source(self, row: int) -> Source:
        """The row as a source, counted from 1."""
        return Source(self._file, self.name, row + 1)

    def find_columns(self) -> Columns:
        """Find the columns of single values by their headings."""
        for row in range(len(self.rows)):
            heads = [plain(text) for text in self.texts(row)]
            if say.HEAD_LABEL in heads and say.HEAD_VALUE in heads:
                return Columns(
                    head=row,
                    label=heads.index(say.HEAD_LABEL),
                    value=heads.index(say.HEAD_VALUE),
                    unit=heads.index(say.HEAD_UNIT) if say.HEAD_UNIT in heads else -1,
                    key=heads.index(say.HEAD_KEY) if say.HEAD_KEY in heads else -1,
                )
        return Columns()

    def find_list(
        self, keys: Mapping[str, tuple[FormTable, FormField]], declared: FormTable | None
    ) -> ListPlace | None:
        """Find a list by the keys of its columns, else by the labels of the declared one."""
        for row in range(len(self.rows)):
            found = {
                column: keys[text] for column, text in enumerate(self.texts(row)) if text in keys
            }
            if found:
                table = next(iter(found.values()))[0]
                own = {place: each for place, (of, each) in found.items() if of is table}
                return ListPlace(table, row, own)
        return None if declared is None else self._find_by_labels(declared)

    def _find_by_labels(self, table: FormTable) -> ListPlace | None:
        labels = {
            plain(text): each for each in table.columns for text in (each.label, each.heading)
        }
        for row in range(len(self.rows)):
            texts = [plain(text) for text in self.texts(row)]
            found = {place: labels[text] for place, text in enumerate(texts) if text in labels}
            if len(found) >= min(_ENOUGH_LABELS, len(table.columns)):
                return ListPlace(table, row, found)
        return None

    def heading(self, place: ListPlace, column: int) -> str:
        """The heading above a column of a list: the topmost of the texts close to its keys."""
        first = max(place.head - _HEADING_ROWS, 0)
        rows = [row for row in range(first, place.head + 1) if self._is_heading(row, place)]
        return next((text for row in rows if (text := self.text(row, column))), "")

    def _is_heading(self, row: int, place: ListPlace) -> bool:
        """Titles stand in one cell, headings in several."""
        return row == place.head or sum(map(bool, self.texts(row))) >= len(place.columns)
