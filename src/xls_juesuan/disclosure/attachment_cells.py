"""Cells of an attachment with what they hold and how it follows from other cells.

It knows kinds of value and how each is printed; it refuses to know which form a cell is of.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.money import FEN_PER_WAN
from xls_juesuan.money import format_percent
from xls_juesuan.money import format_points
from xls_juesuan.money import format_printed

if TYPE_CHECKING:
    from xls_juesuan.declarations.relation.nodes import Criteria

#: Lines of its sheet above a form: its title and the month.
NOTE_LINE, LINES_ABOVE = 1, 2
#: Line and place of a cell, from 0.
Spot = tuple[int, int]


class CellKind(StrEnum):
    """What a cell holds."""

    HEAD = "head"
    #: A heading that stands to the left, before its value.
    NAME = "name"
    TEXT = "text"
    #: A word in the middle of a column of figures.
    MARK = "mark"
    #: Fen, printed in 万元.
    AMOUNT = "amount"
    #: Steps of a percent.
    RATE = "rate"
    #: ``STEPS_PER_POINT``: with both decimals, or with those it has.
    SCORE = "score"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class RateOf:
    """The execution rate of two cells with amounts."""

    executed: Spot
    final_budget: Spot


@dataclass(frozen=True, slots=True)
class ScoreOf:
    """The score of the execution rate of two cells with amounts.

    Attributes:
        weight: the cell with the most points.
        full_at: the rate in percent from which on they are given in full.
    """

    executed: Spot
    final_budget: Spot
    weight: Spot
    full_at: int


@dataclass(frozen=True, slots=True)
class TotalOf:
    """The sum of cells, known where all of them are.

    Attributes:
        otherwise: what is known of the sum until then.
    """

    spots: tuple[Spot, ...]
    otherwise: int | None = None


@dataclass(frozen=True, slots=True)
class SpentBy:
    """The sum of facts of the ledger."""

    facts: Criteria


Derived = RateOf | ScoreOf | TotalOf | SpentBy


@dataclass(frozen=True, slots=True)
class FormCell:
    """One cell.

    Attributes:
        kind: what it holds.
        line, place: where it begins, from 0.
        lines, places: how far it reaches.
        value: a text, or a number in the unit of its kind; ``None`` where nothing is known.
        derived: how it follows from other cells; ``None`` of what is stated or found.
        field: key of the field of the supplement that states it, or would; blank of everything
            else.
        is_missing: whether it is wanted and not there.
    """

    kind: CellKind
    line: int
    place: int
    lines: int = 1
    places: int = 1
    value: int | str | None = None
    derived: Derived | None = None
    field: str = ""
    is_missing: bool = False

    @property
    def spot(self) -> Spot:
        """Where it begins."""
        return self.line, self.place

    @property
    def is_typed(self) -> bool:
        """Whether a person states it, or has to."""
        return bool(self.field)

    @property
    def is_head(self) -> bool:
        """Whether it names something instead of stating it."""
        return self.kind in {CellKind.HEAD, CellKind.NAME}

    @property
    def is_number(self) -> bool:
        """Whether it holds a figure."""
        return self.kind not in {CellKind.HEAD, CellKind.NAME, CellKind.TEXT, CellKind.MARK}

    @property
    def text(self) -> str:
        """What it prints; blank where nothing is known."""
        value = self.value
        if value is None or isinstance(value, str):
            return value or ""
        match self.kind:
            case CellKind.AMOUNT:
                shown = format_printed(value, unit=FEN_PER_WAN, step=FEN_PER_PRINTED_STEP)
                return shown.replace(",", "")
            case CellKind.RATE:
                return format_percent(value)
            case CellKind.SCORE:
                return format_points(value, is_padded=True)
            case _:
                return format_points(value)


@dataclass(frozen=True, slots=True)
class FilledForm:
    """One attachment, filled in.

    Attributes:
        key: ``overall`` or ``project-1`` ….
        sheet: name of its sheet.
        title: as printed above it.
        name: of the unit or the project.
        note: the month between title and form; blank where it is not known.
        note_field: key of the field that states it.
        widths: widths of the columns in characters.
        cells: cover the whole rectangle, none twice.
        heads_at, head_lines: where the heads of the indicators begin, and how many lines they take.
    """

    key: str
    sheet: str
    title: str
    name: str
    note: str
    note_field: str
    widths: tuple[float, ...]
    cells: tuple[FormCell, ...]
    heads_at: int = 0
    head_lines: int = 0
