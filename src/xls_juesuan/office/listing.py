"""The rows of a table of codes: kept where they are, filled where they are free, inserted, taken.

It knows the order of codes and which row a new one goes below; it refuses to know figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from xls_juesuan.declarations.layout_parts import TOTAL_ROW
from xls_juesuan.tables.kinship import parent_code
from xls_juesuan.writing.patching.references import RowShift
from xls_juesuan.writing.patching.rows import delete_row
from xls_juesuan.writing.patching.rows import hindrance
from xls_juesuan.writing.patching.rows import insert_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.declarations.layout_parts import Band
    from xls_juesuan.office.grid import TableGrid
    from xls_juesuan.writing.patching.package import Element


@dataclass(frozen=True, slots=True, eq=False)
class BodyRow:
    """A row of the template's table: one with a code, the total, or a free one (no code)."""

    element: Element
    code: str = ""
    is_total: bool = False

    @property
    def number(self) -> int:
        """Where it stands now."""
        return int(self.element.get("r"))


@dataclass
class Arranged:
    """The rows as they are to be filled.

    Attributes:
        rows: the row of each code, and of the total under its own key.
        unused: rows of last year that could not be taken away, each with what hinders it: they are
            to be emptied.
        free: rows that stay free.
        added, gone: how many rows came and went.
    """

    rows: dict[str, Element] = field(default_factory=dict)
    unused: list[tuple[Element, str]] = field(default_factory=list)
    free: list[Element] = field(default_factory=list)
    added: int = 0
    gone: int = 0


class Listing:
    """Arranges the rows of one table.

    Args:
        grid: the table.
        band: its band of codes.
    """

    def __init__(self, grid: TableGrid, band: Band) -> None:
        self._grid = grid
        self._band = band
        self._lengths = grid.parts.layout.lengths
        self._body = _up_to_total(list(self._rows()))
        #: Whether any row of the workbook comes again: else its rows are mere examples.
        self._has_kept = False
        self._models = {len(row.code): row for row in reversed(self._body) if row.code}

    def _rows(self) -> Iterator[BodyRow]:
        grid, parts = self._grid, self._grid.parts
        found = {row.line: row.row for row in parts.rows if row.band is self._band}
        line = parts.heading.end
        while line < grid.end or (line >= parts.page.lines and grid.is_boxed(line)):
            spec = found.get(line)
            if spec is not None:
                yield BodyRow(grid.row(line), spec.code, spec.key == TOTAL_ROW)
            elif grid.is_free(line) and grid.is_boxed(line):
                yield BodyRow(grid.row(line))
            line += 1

    @property
    def free_numbers(self) -> tuple[int, ...]:
        """Rows that the workbook leaves free for codes."""
        return tuple(row.number for row in self._body if not row.code and not row.is_total)

    # ------------------------------------------------------------------ arranging

    def arrange(self, codes: Sequence[str]) -> Arranged:
        """Give every code a row, in order.

        Args:
            codes: the codes, in the order they are to stand in.
        """
        result = Arranged()
        total = next((row for row in self._body if row.is_total), None)
        if total is not None:
            result.rows[TOTAL_ROW] = total.element
        kept = self._kept(codes)
        self._has_kept = bool(kept)
        gone = [row for row in self._body if row.code and row not in kept.values()]
        before: BodyRow | None = None
        pending: list[str] = []
        for code in (*codes, ""):
            if code and code not in kept:
                pending.append(code)
                continue
            after = kept.get(code)
            self._fill_gap(pending, before, after, result)
            pending = []
            if after is not None:
                result.rows[code] = after.element
                before = after
        used = list(result.rows.values())
        result.free = [
            row.element
            for row in self._body
            if not row.code and not row.is_total and row.element not in used
        ]
        for row in gone:
            self._strip(row)
        for row in gone:
            self._take_away(row, result)
        return result

    def _strip(self, row: BodyRow) -> None:
        """Leave nothing of last year in a row, not even formulas: they were that row's own."""
        sheet = self._grid.sheet
        for place in self._grid.places:
            cell = sheet.find_cell(row.element, self._grid.place(place))
            if cell is not None:
                sheet.clear(cell)

    def _kept(self, codes: Sequence[str]) -> dict[str, BodyRow]:
        """Rows whose codes come again; none where they stand in another order."""
        rows = {row.code: row for row in self._body if row.code in set(codes)}
        order = [code for code in codes if code in rows]
        return rows if list(rows) == order else {}

    def _fill_gap(
        self,
        codes: Sequence[str],
        before: BodyRow | None,
        after: BodyRow | None,
        result: Arranged,
    ) -> None:
        """Give rows to the codes that stand between two that were there already."""
        first = self._body.index(before) + 1 if before else 0
        last = self._body.index(after) if after else len(self._body)
        between = self._body[first:last]
        free = [row for row in between if not row.code and not row.is_total]
        for code, row in zip(codes, free, strict=False):
            result.rows[code] = row.element
        old = [row for row in between if row.code]
        above = free[-1] if free else before
        if not self._has_kept and old and not free:
            # What stands there is only an example: everything comes below it.
            above, old = old[-1], []
        last_code = codes[len(free) - 1] if free and codes else (above.code if above else "")
        for code in codes[len(free) :]:
            while old and old[0].code < code:
                above = old.pop(0)
                last_code = above.code
            above = self._insert(code, (above, last_code), old[0] if old else after, result)
            last_code = code

    def _insert(
        self, code: str, above: tuple[BodyRow | None, str], after: BodyRow | None, result: Arranged
    ) -> BodyRow:
        """Insert a row for a code below another one, whose code now is given beside it."""
        grid = self._grid
        row, last_code = above
        total = next((each for each in self._body if each.is_total), None)
        same = self._models.get(len(code)) or row or after
        model = same or total
        element = model.element if model else grid.row(grid.parts.heading.end)
        joins = row is not None and (
            not row.code or not self._has_kept or self._are_siblings(last_code, code)
        )
        below = after is not None and not joins and self._are_siblings(after.code, code)
        at = row.number if row else self._line_above(after)
        shift = RowShift(at, 1, joins, below, self._start)
        # The total has its own merged cells, which the rows of codes do not share.
        merges = same is not None and not same.is_total
        (new,) = insert_rows(grid.book, grid.sheet, element, 1, shift, takes_merges=merges)
        result.rows[code] = new
        result.added += 1
        return BodyRow(new, code if self._has_kept else "")

    def _line_above(self, after: BodyRow | None) -> int:
        """The row below which the first code comes where there is none to follow."""
        if after is not None:
            return after.number - 1
        total = next((row for row in self._body if row.is_total), None)
        listing = self._band.listing
        heading = self._grid.row(self._grid.parts.heading.end - 1)
        if total is None:
            return int(heading.get("r"))
        is_last = listing is not None and listing.total_last
        return total.number - 1 if is_last else total.number

    @property
    def _start(self) -> int:
        """First row of the codes, without the total where that stands on top."""
        rows = [row.number for row in self._body if not row.is_total]
        return min(rows, default=0)

    def _are_siblings(self, one: str, other: str) -> bool:
        if not one or not other:
            return False
        return parent_code(one, self._lengths) == parent_code(other, self._lengths)

    def _take_away(self, row: BodyRow, result: Arranged) -> None:
        grid = self._grid
        reason = hindrance(grid.book, grid.sheet, row.element)
        if reason:
            result.unused.append((row.element, reason))
        else:
            delete_row(grid.book, grid.sheet, row.element)
            result.gone += 1


def _up_to_total(rows: list[BodyRow]) -> list[BodyRow]:
    """Nothing stands below a total that stands below other rows."""
    totals = [at for at, row in enumerate(rows) if row.is_total]
    return rows[: totals[0] + 1] if totals and totals[0] > 0 else rows
