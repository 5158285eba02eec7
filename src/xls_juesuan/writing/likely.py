"""What is likely wrong and what it should be, in the cells of the workbook.

It knows suspects, explanations and how sure they are; it refuses to know how they are found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.relation.measure import Measure
from xls_juesuan.declarations.relation.measure import measure
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.messages import likely as say
from xls_juesuan.messages.amounts import in_unit
from xls_juesuan.messages.audit import points
from xls_juesuan.money import FEN_PER_WAN
from xls_juesuan.money import format_points

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.findings import Explanation
    from xls_juesuan.findings import Finding
    from xls_juesuan.findings import Suspect
    from xls_juesuan.model import CellKey
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.table import TableCell

#: Explanations that are told one by one at least, where there are as many.
LEAST_TOLD = 3


class Likely:
    """Words the explanations of findings, in the unit in which the tables were printed.

    Args:
        tables: the tables.
    """

    def __init__(self, tables: TableSet) -> None:
        self._tables = tables

    def texts(self, finding: Finding) -> tuple[str, ...]:
        """Give one text for each explanation, the likeliest first, and how many are left out."""
        found = _told(finding)
        told = max(LEAST_TOLD, sum(one.is_close for one in found))
        texts = [self._explanation(one) for one in found[:told]]
        if len(found) > told:
            texts.append(say.MORE.format(count=len(found) - told))
        return tuple(texts)

    def of_cell(self, finding: Finding, key: CellKey) -> str:
        """Say what a cell should likely be, with how sure that is; empty where it is no suspect."""
        for explanation in _told(finding):
            for suspect in explanation.suspects:
                if key in {suspect.cell, *suspect.copies}:
                    return _trusted(explanation, self._suspect(suspect, key))
        return ""

    def suspects(self, finding: Finding) -> tuple[CellKey, ...]:
        """Give the cells that are accused: by the only explanation, else by the likeliest."""
        keys = [
            key
            for explanation in _told(finding)
            if explanation.is_close
            for suspect in explanation.suspects
            for key in (suspect.cell, *suspect.copies)
        ]
        return tuple(dict.fromkeys(keys))

    def _explanation(self, explanation: Explanation) -> str:
        told = say.together([self._suspect(one, one.cell) for one in explanation.suspects])
        text = say.CAUSED.format(cause=explanation.cause, what=told) if explanation.cause else told
        return _trusted(explanation, text)

    def _suspect(self, suspect: Suspect, key: CellKey) -> str:
        cell = self._cell(key)
        shown = say.BLANK if cell and not cell.is_printed else self._amount(suspect.shown, key)
        copies = [self._ref(copy) for copy in (suspect.cell, *suspect.copies) if copy != key]
        return say.suspect(
            self._ref(key),
            shown,
            "" if suspect.value is None else self._amount(suspect.value, key),
            *self._range(suspect, key),
            slip=suspect.slip,
            copies=copies,
        )

    def _range(self, suspect: Suspect, key: CellKey) -> Iterator[str]:
        for bound in (suspect.low, suspect.high):
            yield "" if bound is None else self._amount(bound, key)

    def _amount(self, value: int, key: CellKey) -> str:
        """Write an amount or a score with its unit and the digits its cell prints, at least two."""
        if measure(Cell(key.table, key.row, key.column)) is Measure.SCORE:
            return points(format_points(value))
        cell = self._cell(key)
        unit = self._tables.fen_per_unit.get(key.table, FEN_PER_WAN)
        return in_unit(value, unit, min(cell.step if cell else 1, unit))

    def _cell(self, key: CellKey) -> TableCell | None:
        table = self._tables.table(key.table)
        return table.cell(key.row, key.column) if table else None

    def _ref(self, key: CellKey) -> str:
        return self._tables.a1(key) if self._cell(key) else ""


def _told(finding: Finding) -> tuple[Explanation, ...]:
    """Explanations worth telling: beside the only one there is no other."""
    only = tuple(one for one in finding.explanations if one.is_only)
    return only or finding.explanations


def _trusted(explanation: Explanation, text: str) -> str:
    return (say.ONLY if explanation.is_only else say.ONE_OF).format(what=text)
