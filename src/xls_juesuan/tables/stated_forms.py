"""A form of the self-assessment as a document prints it, figure by figure.

It knows what was printed and where; it refuses to know what relations make of it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """One figure or mark.

    Attributes:
        block: ``budget``, ``management``, ``indicators`` or ``total``.
        row: which line: a source of money, an aspect, an indicator; blank where that is open.
        column: which column; blank where that is open.
        printed: as printed.
        ref: where it stands.
    """

    block: str
    row: str
    column: str
    printed: str
    ref: str


@dataclass(frozen=True, slots=True)
class StatedForm:
    """One form.

    Attributes:
        title: as printed; blank where it has none.
        place: where it begins, in words.
        name: of the unit or the project.
        is_overall: whether it speaks of the unit as a whole.
        month: as 202504; ``None`` where none is stated.
        department, implementer: 主管部门 and 实施单位.
        goals: expected and reached.
        figures: everything that it prints.
    """

    title: str
    place: str
    name: str
    is_overall: bool
    month: int | None
    department: str
    implementer: str
    goals: tuple[tuple[str, str], ...]
    figures: tuple[StatedFigure, ...]
