"""The part of the JSON document about an office's workbook that was filled.

It knows keys; it refuses to know how the workbook was filled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Protocol

from xls_juesuan.money import format_yuan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.model import CellKey


class NotPlaced(Protocol):
    """A figure that the workbook has no place for."""

    @property
    def key(self) -> CellKey:
        """Which figure."""
        ...

    @property
    def name(self) -> str:
        """What people call it."""
        ...

    @property
    def fen(self) -> int:
        """The amount."""
        ...


class OddFormula(Protocol):
    """A formula of the office that gives another figure than the ledger."""

    @property
    def place(self) -> str:
        """Sheet and cell."""
        ...

    @property
    def formula(self) -> str:
        """The formula, without =."""
        ...

    @property
    def found(self) -> int:
        """What it gives, in fen."""
        ...

    @property
    def due(self) -> int:
        """Our figure, in fen."""
        ...

    @property
    def is_tail(self) -> bool:
        """Whether rounding explains the difference."""
        ...


class Remark(Protocol):
    """Something a person has to look at."""

    @property
    def kind(self) -> str:
        """Key of what it is."""
        ...

    @property
    def sheet(self) -> str:
        """The sheet."""
        ...

    @property
    def place(self) -> str:
        """Sheet and cell; empty for a whole sheet."""
        ...

    @property
    def sentence(self) -> str:
        """What it says."""
        ...


class Notes(Protocol):
    """What was noted."""

    @property
    def not_placed(self) -> Sequence[NotPlaced]:
        """Figures without a place."""
        ...

    @property
    def odd_formulas(self) -> Sequence[OddFormula]:
        """Formulas that give something else."""
        ...

    @property
    def remarks(self) -> Sequence[Remark]:
        """Everything else."""
        ...

    @property
    def missing(self) -> Sequence[tuple[str, str]]:
        """Tables that the workbook lacks."""
        ...

    @property
    def not_calculated(self) -> Sequence[str]:
        """Formulas that only a spreadsheet program can calculate."""
        ...


class Office(Protocol):
    """The workbook."""

    @property
    def file(self) -> str:
        """Name of the file that was given."""
        ...

    @property
    def filled(self) -> int:
        """How many figures were filled in."""
        ...

    @property
    def formulas(self) -> int:
        """How many formulas were kept."""
        ...

    @property
    def rows_added(self) -> int:
        """How many rows were inserted."""
        ...

    @property
    def rows_gone(self) -> int:
        """How many rows were taken away."""
        ...

    @property
    def notes(self) -> Notes:
        """What was noted."""
        ...


def office_document(office: Office | None) -> dict[str, object]:
    """Compose the part; nothing where the program wrote a workbook of its own."""
    if office is None:
        return {}
    return {
        "office": {
            "file": office.file,
            "filled": office.filled,
            "formulas_kept": office.formulas,
            "rows_added": office.rows_added,
            "rows_removed": office.rows_gone,
            **_notes_document(office.notes),
        }
    }


def _notes_document(notes: Notes) -> dict[str, object]:
    return {
        "missing": [key for key, _ in notes.missing],
        "not_placed": [
            {
                "table": one.key.table,
                "row": one.key.row,
                "column": one.key.column,
                "name": one.name,
                "yuan": format_yuan(one.fen),
            }
            for one in notes.not_placed
        ],
        "formulas_differ": [
            {
                "ref": odd.place,
                "formula": odd.formula,
                "yuan": format_yuan(odd.found),
                "due_yuan": format_yuan(odd.due),
                "explained_by_rounding": odd.is_tail,
            }
            for odd in notes.odd_formulas
        ],
        "not_calculated": list(notes.not_calculated),
        "remarks": [
            {"kind": one.kind, "sheet": one.sheet, "ref": one.place, "message": one.sentence}
            for one in notes.remarks
        ],
    }
