"""What a person typed into an earlier workbook, and what became of it, as values."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


#: Begins the name of a cell on a form of the self-assessment; the key of its field follows.
FORM_INPUT = "form:"


class Fate(StrEnum):
    """What became of something that a person typed."""

    #: It stands in the new workbook and counts there.
    KEPT = "kept"
    #: The new run has a figure of its own.
    REPLACED = "replaced"
    #: It was typed over something that the program makes; the old file has it.
    OVERTYPED = "overtyped"


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell that a person changed.

    Attributes:
        place: sheet and cell.
        name: what stands there, Chinese.
        was: what the program had written; empty for a blank.
        typed: what the person wrote.
        now: what stands there in the new workbook.
    """

    fate: Fate
    place: str
    name: str = ""
    was: str = ""
    typed: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class TypedCell:
    """What a person typed into a cell that asks for it; ``was`` is what the program had there."""

    place: str
    cell: object
    was: str = ""


@dataclass(frozen=True)
class EarlierWorkbook:
    """An earlier workbook as far as its words and a person's changes go.

    Attributes:
        problem: why nothing was read, Chinese; empty where it was.
        reviews: the lines of the 审核 sheet, by heading.
        changes: the lines of the 变动 sheet, by heading.
        inputs: typed figures by name of the cell (table, row, column key).
        fields: typed values of the 补充资料 sheet by key of the field.
        changed: changed figures of the 对比数 and 阈值 sheets by their names.
        overtyped: what else was changed.
    """

    problem: str = ""
    reviews: tuple[Mapping[str, str], ...] = ()
    changes: tuple[Mapping[str, str], ...] = ()
    inputs: Mapping[str, TypedCell] = field(default_factory=dict)
    fields: Mapping[str, TypedCell] = field(default_factory=dict)
    changed: Mapping[str, TypedCell] = field(default_factory=dict)
    overtyped: tuple[Edit, ...] = ()
