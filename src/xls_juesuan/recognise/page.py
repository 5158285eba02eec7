"""One sheet, or a whole text document, as it is printed: texts, numbers, places.

It knows where each text stands and how many decimals a number is shown with; it refuses to
know what the texts mean. Lines and places count from 0 within the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.messages import documents
from xls_juesuan.messages import recognising
from xls_juesuan.model import Source
from xls_juesuan.reading.cells import text_of
from xls_juesuan.reading.formats.limits import address_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from typing import Any

Spot = tuple[int, int]


@dataclass(frozen=True)
class PrintedPage:
    """What one sheet prints, or a text document from its first line to its last.

    Attributes:
        name: name of the sheet.
        rows: cells as the reader gives them.
        first_line, first_place: where the first of them stands on the sheet, from 0.
        decimals: how many decimals a number is shown with, where its format says it.
        percents: the same for numbers that are shown as percentages.
        unseen: cells with a nought that their format does not show.
        spans: the cell that a covered cell belongs to, for merged cells.
        hollow: cells with a formula whose value was never stored.
        doubtful: the same where a blank or a nought is stored, perhaps because nobody calculated.
        line_places: where each line of a text document stands, in words; empty for a sheet.
        line_tables: which table of a text document each line belongs to, 0 outside of tables;
            empty for a sheet.
    """

    name: str
    rows: Sequence[Sequence[Any]]
    first_line: int = 0
    first_place: int = 0
    decimals: Mapping[Spot, int] = field(default_factory=dict)
    spans: Mapping[Spot, Spot] = field(default_factory=dict)
    hollow: frozenset[Spot] = frozenset()
    doubtful: frozenset[Spot] = frozenset()
    line_places: Sequence[str] = ()
    line_tables: Sequence[int] = ()
    percents: Mapping[Spot, int] = field(default_factory=dict)
    unseen: frozenset[Spot] = frozenset()
    #: Lines of a sheet that is too long to be read as tables; its rows are left out.
    lines_left_out: int = 0

    @cached_property
    def _texts(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(map(text_of, row)) for row in self.rows)

    @property
    def lines(self) -> int:
        """Number of lines."""
        return len(self.rows)

    @cached_property
    def places(self) -> int:
        """Number of places of the longest line."""
        return max(map(len, self.rows), default=0)

    def cell(self, line: int, place: int) -> Any:  # noqa: ANN401 - whatever a cell holds
        """What stands in a cell; ``""`` outside of the page."""
        row = self.rows[line] if 0 <= line < len(self.rows) else ()
        return row[place] if 0 <= place < len(row) else ""

    def text(self, line: int, place: int) -> str:
        """The same as a text, without blanks around it."""
        row = self._texts[line] if 0 <= line < len(self._texts) else ()
        return row[place] if 0 <= place < len(row) else ""

    def filled(self, line: int) -> Iterator[tuple[int, str]]:
        """Places of a line at which something stands, with the text."""
        if 0 <= line < len(self._texts):
            for place, text in enumerate(self._texts[line]):
                if text:
                    yield place, text

    def covering_text(self, line: int, place: int) -> str:
        """The text of a cell, or of the merged cell that covers it."""
        return self.text(*self.spans.get((line, place), (line, place)))

    @property
    def is_text(self) -> bool:
        """Whether it is a text document."""
        return bool(self.line_places)

    def with_lines(self, lines: Sequence[int]) -> PrintedPage:
        """Give some lines of a text document as a page of their own."""
        below = {line: number for number, line in enumerate(lines)}
        spans = {
            (below[line], place): (below[first], of)
            for (line, place), (first, of) in self.spans.items()
            if line in below and first in below
        }
        return replace(
            self,
            rows=[self.rows[line] for line in lines],
            spans=spans,
            line_places=[self.line_places[line] for line in lines],
            line_tables=[self.line_tables[line] for line in lines],
        )

    def ref(self, line: int, place: int) -> str:
        """Name a cell as spreadsheets do: C9; in a text document by page, row and column."""
        if self.line_places:
            where = self.line_places[line]
            return documents.cell_place(where, place + 1) if self.line_tables[line] else where
        return address_of(line + self.first_line + 1, place + self.first_place + 1)

    def where(self, line: int) -> str:
        """Name the place of a table: its sheet; in a text document the page, or which table."""
        if self.line_places:
            return documents.table_place(self.line_places[line])
        return recognising.sheet_place(self.name)

    def source(self, file: str, line: int) -> Source:
        """Name the row for findings; a place in a text document is words and has no row."""
        if self.line_places:
            return Source(file, self.line_places[line], 0)
        return Source(file, self.name, self.first_line + line + 1)

    def full_ref(self, line: int, place: int) -> str:
        """Name sheet and cell: 公开01!C9; a text document has no sheets."""
        if self.line_places:
            return self.ref(line, place)
        return f"{self.name}!{self.ref(line, place)}"
