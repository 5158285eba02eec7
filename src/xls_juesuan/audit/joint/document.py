"""What the joint check looks at: printed figures and the linear relations between them.

It knows fen, steps of print and neighbours; it refuses to know rules, tables and messages.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.model import CellKey


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it is printed.

    Attributes:
        key: the cell by meaning.
        shown: the printed value in fen, a whole multiple of ``step``; 0 when blank.
        step: fen in one unit of the last printed digit: 10,000 for two decimals of 万元,
            1 where the exact figure is printed.
        is_blank: nothing is printed: the figure is exactly 0.
        is_signed: whether the figure may rightly be negative.
        line, place: where it stands on the grid of its table, from 0.
        stands_alone: whether it is told in a sentence or a form, with no cell known beside it.
        last_year: what stood in the same place a year ago, in fen; ``None`` when unknown.
    """

    key: CellKey
    shown: int
    step: int
    is_blank: bool = False
    is_signed: bool = False
    line: int = 0
    place: int = 0
    stands_alone: bool = False
    last_year: int | None = None


@dataclass(frozen=True, slots=True)
class Linear:
    """``constant + sum(coefficient × exact figure) operator 0``, in fen.

    Attributes:
        terms: number of a figure in ``Document.figures`` and its coefficient, never 0, each
            figure once.
        operator: ``==`` or ``<=``.
        constant: in fen.
        check: number of the check that the relation comes from.
        is_balance: it sets two totals equal that are made from different parts: neither adds up
            the other in print.
    """

    terms: tuple[tuple[int, int], ...]
    operator: Literal["==", "<="]
    constant: int = 0
    check: int = -1
    is_balance: bool = False

    @property
    def alone(self) -> tuple[int, ...]:
        """Figures whose coefficient no other has: of a sum its total, of a pair both."""
        signs = Counter(sign for _, sign in self.terms)
        return tuple(figure for figure, sign in self.terms if signs[sign] == 1)


@dataclass(frozen=True)
class Document:
    """Every figure and every linear relation of one document."""

    figures: tuple[Figure, ...]
    relations: tuple[Linear, ...]
    #: Name of each rule's check for proofs and messages, by number of the check.
    texts: Mapping[int, str] = field(default_factory=dict)

    def without_silence(self) -> Document:
        """Leave out relations between nothing but blanks: they hold while no figure is wrong."""
        told = tuple(
            one
            for one in self.relations
            if any(not self.figures[figure].is_blank for figure, _ in one.terms)
        )
        return replace(self, relations=told)
