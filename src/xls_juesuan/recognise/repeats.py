"""Rows and columns that show figures once more: do they agree with the figures themselves?

A row that bears the unit's name, 合计 of a list of codes, columns for personnel and public use,
parts of a row (其中：…). It knows what each must agree with; it refuses to know severities.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.layout_parts import TOTAL_ROW
from xls_juesuan.findings import Problem
from xls_juesuan.messages import recognising as say
from xls_juesuan.messages.amounts import in_unit
from xls_juesuan.model import CellKey
from xls_juesuan.recognise.found_row import UNIT_ROW
from xls_juesuan.recognise.found_row import whole_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.recognise.figures import Figure
    from xls_juesuan.recognise.finding import FoundTable
    from xls_juesuan.recognise.found_row import FoundRow
    from xls_juesuan.recognise.page import Spot

_DIFFERS, _EXCEEDS = "F256", "F257"


class Repeats:
    """Looks at the rows and columns of one table that show figures once more.

    Args:
        file: name of the document.
        table: the table, as it was found.
        figures: its figures by place.
        unit: fen in its unit of amount.
    """

    def __init__(
        self, file: str, table: FoundTable, figures: Mapping[Spot, Figure], unit: int
    ) -> None:
        self._file = file
        self._unit = unit
        self.parts = table.parts
        self.figures = figures
        self.spots = table.parts.spots()
        self._again = table.parts.again()

    def find(self) -> Iterator[Problem]:
        """Name what does not agree."""
        singles = [
            row.row.key
            for row in self.parts.rows
            if not row.band.code_places and len(row.band.rows) == 1 and row.row in row.band.rows
        ]
        for row in self.parts.rows:
            key = row.row.key
            for column in row.band.columns:
                spot = self.spots.get((key, column.key))
                if key == UNIT_ROW:
                    yield from self._same(row, spot, [self.spots.get((TOTAL_ROW, column.key))])
                elif key == TOTAL_ROW and row.band.listing is None and len(singles) > 1:
                    yield from self._same(
                        row, spot, [self.spots.get((one, column.key)) for one in singles]
                    )
                elif whole_key(key):
                    yield from self._within(row, spot, (whole_key(key), column.key))
                if key in self._again:
                    yield from self._same(row, spot, self._again[key])

    def differ_from(self, copy: Repeats) -> Iterator[Problem]:
        """Name the figures of another table that prints some of these once more, and others."""
        columns = {column.key for column in self.parts.layout.columns}
        for row in copy.parts.rows:
            for column in row.band.columns:
                spot = copy.spots.get((row.row.key, column.key))
                other = copy.figures.get(spot) if spot else None
                mine = self.spots.get((row.row.key, column.key))
                one = self.figures.get(mine) if mine else None
                if spot is None or other is None or column.key not in columns:
                    continue
                fen, step = (one.fen, one.step) if one else (0, 1)
                # One of the two may be printed in 元 and the other in 万元.
                if abs(other.fen - fen) * 2 > abs(other.step - step):
                    ref = self.parts.page.full_ref(*mine) if mine else self.parts.layout.title
                    here = copy.parts.page.full_ref(*spot)
                    shown, first = copy.amounts((other.fen, fen))
                    detail = say.repeat_differs(row.row.label, here, shown, [ref], first)
                    yield copy.problem(_DIFFERS, row, spot, detail)

    def _same(
        self, row: FoundRow, spot: Spot | None, others: Sequence[Spot | None]
    ) -> Iterator[Problem]:
        """A figure must be the sum of others; a single one must be the same number."""
        one = self.figures.get(spot) if spot else None
        found = [self.figures.get(other) if other else None for other in others]
        known = [figure for figure in found if figure is not None]
        if spot is None or one is None or len(known) < len(found):
            return
        filled = [figure for figure in known if figure.fen]
        # Two rounded parts may be off by a unit of their last digit, one and the same number not.
        allowed = one.step * (len(filled) + 1) // 2 if len(filled) > 1 else 0
        whole = sum(figure.fen for figure in known)
        if abs(one.fen - whole) > allowed:
            page = self.parts.page
            amount, added = self.amounts((one.fen, whole))
            refs = [page.full_ref(*other) for other in others if other]
            detail = say.repeat_differs(row.row.label, page.full_ref(*spot), amount, refs, added)
            yield self.problem(_DIFFERS, row, spot, detail)

    def _within(
        self, row: FoundRow, spot: Spot | None, whole: tuple[str, str]
    ) -> Iterator[Problem]:
        """A part is no more than the whole, as long as neither is negative."""
        other = self.spots.get(whole)
        part = self.figures.get(spot) if spot else None
        total = self.figures.get(other) if other else None
        if spot is None or other is None or part is None or total is None:
            return
        if part.fen > total.fen >= 0:
            page = self.parts.page
            here, there = page.full_ref(*spot), page.full_ref(*other)
            amount, most = self.amounts((part.fen, total.fen))
            detail = say.part_exceeds(row.row.label, here, amount, there, most)
            yield self.problem(_EXCEEDS, row, spot, detail)

    def amounts(self, fen: Sequence[int]) -> Iterator[str]:
        """Word amounts in the unit of the table."""
        return (in_unit(one, self._unit) for one in fen)

    def problem(self, code: str, row: FoundRow, spot: Spot, detail: str) -> Problem:
        """Say what is wrong at a place of the table."""
        page, table = self.parts.page, self.parts.layout.key
        columns = [column for (key, column), at in self.spots.items()
                   if key == row.row.key and at == spot]  # fmt: skip
        cells = tuple(CellKey(table, row.row.key, column) for column in columns)
        source = page.source(self._file, spot[0])
        return Problem(code, f"{table}/{page.full_ref(*spot)}", detail, (source,), cells=cells)
