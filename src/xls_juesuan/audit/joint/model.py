"""The joint check as linear algebra in whole fen: columns with boxes, rows over them.

It knows how rounding habits become columns and rows; it refuses to know solvers and slips.
Columns are deviations: exact (or printed) value less what is shown, in fen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.habits import is_sum
from xls_juesuan.audit.joint.habits import table_of_own
from xls_juesuan.audit.joint.localisation import Habit
from xls_juesuan.audit.joint.right_values import rounding_box

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.document import Figure
    from xls_juesuan.audit.joint.document import Linear

#: Least and greatest deviation in fen; ``None`` where there is none.
Limits = tuple[int | None, int | None]
_ZERO: Limits = (0, 0)


def moved(limits: Limits, shown: int) -> Limits:
    """Bounds of a value in fen, from those of its deviation from what is shown."""
    low, high = limits
    return None if low is None else low + shown, None if high is None else high + shown


@dataclass(frozen=True, slots=True)
class Column:
    """One unknown.

    Attributes:
        figure: number of the figure.
        limits: deviation while the figure is trusted.
        freed: deviation once it is disregarded; the same for rounding errors, which stay what
            they are however wrong the print is.
    """

    figure: int
    limits: Limits
    freed: Limits


@dataclass(frozen=True, slots=True)
class Row:
    """``residual + sum(coefficient × column) == 0``, or ``<= 0``, in fen.

    Attributes:
        terms: number of a column and its coefficient, never 0.
        is_equal: ``==``, not ``<=``.
        residual: value of the relation at the figures as shown.
        relation: number of the relation in the document.
    """

    terms: tuple[tuple[int, int], ...]
    is_equal: bool
    residual: int
    relation: int


@dataclass(frozen=True)
class Model:
    """Columns and rows of one document under given habits.

    Attributes:
        values: number of the column that is freed with a figure, by figure.
        figures: figures that any relation speaks of.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    values: Mapping[int, int]

    @property
    def figures(self) -> frozenset[int]:
        """Figures that any relation speaks of."""
        return frozenset(self.values)


class _Builder:
    def __init__(self, document: Document, habits: Mapping[str, Habit]) -> None:
        self._document = document
        self._added = {table for table, habit in habits.items() if habit is Habit.ADDED}
        self._own = self._find_own()
        self._totals = self._find_totals(self._find_sums())
        self.columns: list[Column] = []
        self.values: dict[int, int] = {}
        #: Columns of rounding errors, of figures in tables whose totals add rounded parts.
        self._errors: dict[int, int] = {}

    def rows(self) -> list[Row]:
        """Make the rows, and the columns that they need."""
        made: list[Row] = []
        for number, relation in enumerate(self._document.relations):
            values = tuple((self._value(figure), k) for figure, k in relation.terms)
            errors = tuple(
                (self._errors[figure], k) for figure, k in relation.terms if figure in self._errors
            )
            is_equal = relation.operator == "=="
            residual = _residual(self._document, relation)
            if number in self._own:
                # What was added up in print adds up there, and so do the errors behind it.
                made.append(Row(values, is_equal=True, residual=residual, relation=number))
                made.append(Row(errors, is_equal=True, residual=0, relation=number))
            else:
                made.append(Row(values + errors, is_equal, residual, number))
        return made

    def _value(self, number: int) -> int:
        if number not in self.values:
            figure = self._document.figures[number]
            is_added = figure.key.table in self._added and figure.step > 1
            box = _ZERO if is_added else _rounding(figure)
            # Whoever disregards a figure allows at least what its rounding does.
            least, _ = _rounding(figure)
            freed = (None if figure.is_signed else min(-figure.shown, least), None)
            self.values[number] = len(self.columns)
            self.columns.append(Column(number, box, freed))
            if is_added:
                error: Limits = (None, None) if number in self._totals else _rounding(figure)
                self._errors[number] = len(self.columns)
                self.columns.append(Column(number, error, error))
        return self.values[number]

    def _find_own(self) -> frozenset[int]:
        """Sums within tables whose totals add up rounded parts."""
        return frozenset(
            number
            for number, relation in enumerate(self._document.relations)
            if self._added
            and is_sum(relation)
            and table_of_own(self._document, relation) in self._added
        )

    def _find_sums(self) -> set[int]:
        """Figures that add up others."""
        sums: set[int] = set()
        for number in self._own:
            relation = self._document.relations[number]
            if len(relation.terms) > 2:
                sums.update(relation.alone)
        return sums

    def _find_totals(self, sums: set[int]) -> set[int]:
        """Sums, and what equals one."""
        totals = set(sums)
        pairs = [pair for number in self._own if len(pair := self._figures(number)) == 2]
        is_growing = True
        while is_growing:
            is_growing = False
            for first, second in pairs:
                if (first in totals) != (second in totals):
                    totals.update((first, second))
                    is_growing = True
        return totals

    def _figures(self, number: int) -> list[int]:
        return [figure for figure, _ in self._document.relations[number].terms]


def build_model(document: Document, habits: Mapping[str, Habit]) -> Model:
    """Turn a document into columns and rows.

    In a table whose totals add up rounded parts, print and exact amount are two things: printed
    figures add up exactly, and so do the rounding errors of the lowest figures; every other
    relation speaks of print plus error.

    Args:
        document: the figures as shown.
        habits: how the totals of each table were rounded, by key of the table.
    """
    builder = _Builder(document, habits)
    rows = tuple(row for row in builder.rows() if row.terms or row.residual)
    return Model(tuple(builder.columns), rows, builder.values)


def _rounding(figure: Figure) -> tuple[int, int]:
    if figure.is_blank:
        return (0, 0)
    low, high = rounding_box(figure.shown, figure.step)
    return low - figure.shown, high - figure.shown


def _residual(document: Document, relation: Linear) -> int:
    shown = sum(k * document.figures[figure].shown for figure, k in relation.terms)
    return relation.constant + shown
