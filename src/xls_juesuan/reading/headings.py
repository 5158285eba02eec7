"""Knows how to find the heading of a sheet, and the table that stands below it.

A heading is one to three rows. Every start and height near the top is tried, group titles
are carried over the blanks of their merged cells, and the reading that recognises most
columns wins. It refuses to know contents; see ``column_choice``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

import numpy as np

from xls_juesuan.ledger import LedgerKind
from xls_juesuan.reading.cells import text_of
from xls_juesuan.reading.column import Column
from xls_juesuan.reading.columns import load_vocabulary
from xls_juesuan.reading.products import recognise_product

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xls_juesuan.reading.column import Positions
    from xls_juesuan.reading.columns import Meaning
    from xls_juesuan.reading.grid import Grid
    from xls_juesuan.reading.products import Recognition

#: How far down a heading may stand, and of how many rows it may consist.
SEARCHED_ROWS = 60
TALLEST = 3
#: What a line can be found by; where the account stands outside the table, the date will do.
_KEYS = ("account", "account_name", "account_path", "auxiliary", "function", "economic", "date")
#: What stands over the columns of all dimensions together.
_DIMENSIONS = re.compile(r"^(?:辅助核算(?:项目|项|信息)?|辅助项目?|辅助信息|核算维度)(?=.)")
_BALANCE_GROUPS = frozenset({"year_opening", "opening", "current", "cumulative", "closing"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A recognised heading.

    Attributes:
        start: index of its first row in the grid.
        height: number of rows.
        titles: full title of each column, group title included.
        meanings: what each column stands for, ``None`` where unknown.
        product: the ledger product that it looks like, ``None`` when none stands out.
    """

    start: int
    height: int
    titles: tuple[str, ...]
    meanings: tuple[Meaning | None, ...]
    product: Recognition | None = None

    @property
    def score(self) -> int:
        """Number of recognised columns."""
        return sum(meaning is not None for meaning in self.meanings)

    @property
    def end(self) -> int:
        """Index of the first row below."""
        return self.start + self.height

    def has(self, *roles: str) -> bool:
        """Whether any column plays one of these parts."""
        return any(meaning and meaning.role in roles for meaning in self.meanings)

    @property
    def kind(self) -> LedgerKind | None:
        """Kind of ledger it heads; ``None`` when it is not a ledger heading at all."""
        if not self.has("amount") or not self.has(*_KEYS):
            return None
        if self.has("narration", "voucher_no", "voucher_word"):
            return LedgerKind.JOURNAL
        groups = {
            meaning.group for meaning in self.meanings if meaning and meaning.role == "amount"
        }
        if groups & _BALANCE_GROUPS:
            return LedgerKind.BALANCES
        return LedgerKind.JOURNAL if self.has("date") else LedgerKind.BALANCES


@dataclass(frozen=True, slots=True)
class ColumnEvidence:
    """Why a column plays the part it plays, for ``xlj inspect``.

    Attributes:
        role: the part, ``ignored`` for a column known and not used, empty for one not known.
        how: ``heading``, ``content``, ``both`` or ``mapping``; empty where the role is.
        share: share of the sampled cells that bear it out, 0 to 1; ``None`` if not sampled.
        remark: a key of ``messages.inspection.REMARKS``, empty for none.
    """

    role: str
    how: str = ""
    share: float | None = None
    remark: str = ""


@dataclass(slots=True)
class SheetTable:
    """A sheet with its heading and the columns chosen for each role."""

    grid: Grid
    heading: Heading
    kind: LedgerKind
    columns: dict[str, int] = field(default_factory=dict)
    #: Evidence for each column by number.
    evidence: dict[int, ColumnEvidence] = field(default_factory=dict)
    rejected: list[str] = field(default_factory=list)
    #: Texts that no column holds by itself, one a body row: taken out of combined cells.
    derived: dict[str, Column[str]] = field(default_factory=dict)
    #: Roles whose derived texts stand for those of the column, which held several in one cell;
    #: ``None`` until ``unfolding`` has looked.
    unfolded: set[str] = field(default_factory=set)
    #: What holds for every row of the sheet: said above the table or in a mapping.
    fixed: dict[str, str] = field(default_factory=dict)
    #: Indices of the rows of the grid that it consists of: those below the heading that hold
    #: anything. A position, wherever one is spoken of, counts these from 0.
    body: NDArray[np.intp] = field(default_factory=lambda: np.zeros(0, np.intp))
    _columns: dict[int, Column[Any]] = field(default_factory=dict)

    @classmethod
    def below(cls, grid: Grid, heading: Heading, kind: LedgerKind) -> SheetTable:
        """The table below a heading, no column chosen yet."""
        return cls(grid, heading, kind, body=grid.filled_rows(heading.end))

    def __len__(self) -> int:
        return len(self.body)

    def subset(self, positions: Positions) -> SheetTable:
        """The same table with some of its body rows only."""
        return replace(
            self,
            body=self.body[np.asarray(positions, dtype=np.intp)],
            derived={role: texts.take(positions) for role, texts in self.derived.items()},
            _columns={},
        )

    @property
    def sheet_rows(self) -> NDArray[np.int64]:
        """Row of the sheet, from 1, of each body row."""
        return self.body.astype(np.int64) + self.grid.first_row

    def sheet_row(self, position: int) -> int:
        """Row of the sheet, from 1, of one body row."""
        return self.grid.sheet_row(int(self.body[position]))

    def row(self, position: int) -> list[Any]:
        """The cells of one body row."""
        return self.grid.rows[int(self.body[position])]

    def column(self, index: int) -> Column[Any]:
        """Cells of one column below the heading."""
        if index not in self._columns:
            self._columns[index] = self.grid.column(index).take(self.body)
        return self._columns[index]

    def cells(self, role: str) -> Column[Any] | None:
        """Cells that play a part: of a column, of combined cells, or one for the whole sheet.

        A blank of the column is filled from the other two; ``None`` when there is none at all.
        """
        index = None if role in self.unfolded else self.columns.get(role)
        cells = None if index is None else self.column(index)
        for other in (self.derived.get(role), self._fixed(role)):
            if other is not None:
                cells = other if cells is None else cells.or_else(other)
        return cells

    def cells_or_blank(self, role: str) -> Column[Any]:
        """The same, but blanks where there is none at all."""
        cells = self.cells(role)
        return self._repeated("") if cells is None else cells

    def _fixed(self, role: str) -> Column[str] | None:
        return self._repeated(self.fixed[role]) if role in self.fixed else None

    def _repeated(self, text: str) -> Column[str]:
        return Column.repeated(text, len(self))

    def texts(self, role: str) -> Column[str]:
        """Texts of the column that plays a part; all empty when there is none."""
        return self.cells_or_blank(role).map(text_of)

    def title(self, index: int) -> str:
        """Title of a column in one line."""
        return " ".join(self.heading.titles[index].split())


def find_heading(grid: Grid) -> Heading | None:
    """Find the heading that recognises most columns; the upper, shorter one of equals."""
    best: Heading | None = None
    for start in range(min(len(grid.rows), SEARCHED_ROWS)):
        for height in range(1, TALLEST + 1):
            if start + height > len(grid.rows):
                break
            found = heading_at(grid, start, height)
            if found.score >= 2 and (best is None or _rank(found) > _rank(best)):
                best = found
    return None if best is None else _in_words_of_its_product(best)


def _in_words_of_its_product(heading: Heading) -> Heading:
    """Let the meanings of the recognised product go before the common ones."""
    found = recognise_product(heading.titles)
    if found is None:
        return heading
    meanings = tuple(_meaning(title, found.product) for title in heading.titles)
    return replace(heading, meanings=meanings, product=found)


def _rank(heading: Heading) -> tuple[bool, int, int]:
    return heading.kind is not None, heading.score, -heading.height


def heading_at(grid: Grid, start: int, height: int) -> Heading:
    """Read given rows as a heading; a height of 0 gives columns without titles."""
    if not height:
        return Heading(start, 0, ("",) * grid.width, (None,) * grid.width)
    rows = [[text_of(cell) for cell in row] for row in grid.rows[start : start + height]]
    titles = _combined(rows)
    meanings = tuple(_meaning(title) for title in titles)
    return Heading(start, height, titles, meanings)


def _meaning(title: str, product: str = "") -> Meaning | None:
    """Look a title up; the name of the group of all dimensions above it says nothing."""
    find = load_vocabulary().find_meaning
    return find(title, product) or find(_DIMENSIONS.sub("", title), product)


def _combined(rows: list[list[str]]) -> tuple[str, ...]:
    """Join the heading rows column by column, group titles carried to the right."""
    titles = rows[-1]
    for upper in reversed(rows[:-1]):
        joined, group = [], ""
        for above, below in zip(upper, titles, strict=True):
            if above:
                group = above if below else ""
                joined.append(above + below if below != above else above)
            else:
                joined.append(group + below if below else "")
        titles = joined
    return tuple(titles)
