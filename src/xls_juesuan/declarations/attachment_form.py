"""The forms of the performance self-assessment as a profile declares them, with their scoring.

It knows titles, words, weights and how an execution rate is scored; it refuses to know figures
and where words stand on a form.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from fractions import Fraction
from typing import TYPE_CHECKING

from xls_juesuan.declarations.toml_fields import read_toml
from xls_juesuan.money import STEPS_PER_POINT
from xls_juesuan.money import round_half_away

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xls_juesuan.declarations.toml_fields import Fields

FILE_NAME = "attachments.toml"
#: Where money comes from, in the order of the forms; ``TOTAL`` stands above.
TOTAL = "total"
SOURCES = ("appropriation", "fiscal_special", "unit_funds")
#: Columns of both forms.
PLACES = 8

_WORDS = (
    *("unit_name", "project_name", "department", "implementer", "source"),
    *(
        "original_budget",
        "final_budget",
        "executed",
        "weight",
        "rate",
        "score",
        "no_weight",
        "no_rate",
    ),
    *("goals", "expected", "actual", "tasks", "task_name", "task_content"),
    *("management", "aspect", "statement", "aspect_weight", "problem", "project_goal"),
    *("indicators", "level1", "level2", "level3", "target", "actual_value", "deviation"),
    *("total", "gap"),
)


@dataclass(frozen=True, slots=True)
class Scoring:
    """How the execution of the budget is scored.

    Attributes:
        weight: most points, in ``STEPS_PER_POINT``.
        full_at: the execution rate in percent from which on it is given in full.
    """

    weight: int
    full_at: int

    def score(self, executed: int, final_budget: int) -> int | None:
        """Give the score in ``STEPS_PER_POINT``, rounded once.

        Args:
            executed: in fen.
            final_budget: in fen.

        Returns:
            Nothing for nothing; ``None`` where money was spent without a budget.
        """
        if not final_budget:
            return None if executed else 0
        exact = Fraction(self.weight * executed * 100, final_budget * self.full_at)
        return max(0, round_half_away(min(exact, Fraction(self.weight))))


@dataclass(frozen=True, slots=True)
class FundsForm:
    """What one of the two forms calls its title and its money."""

    title: str
    scoring: Scoring
    funds: str
    #: Names of the lines of money by source, ``TOTAL`` included.
    lines: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AttachmentForm:
    """Both forms.

    Attributes:
        full_marks: what all weights of a form add up to, in ``STEPS_PER_POINT``.
        aspects: what is said of the management of a project's money.
        aspects_weight: their weights together, in ``STEPS_PER_POINT``.
        widths: widths of the columns in characters.
        overall, project: what is different between them.
        words: everything else that they print, by meaning.
        grades: what a whole score is called, the best first, with the least points for it.
    """

    full_marks: int
    aspects: tuple[str, ...]
    aspects_weight: int
    widths: tuple[float, ...]
    overall: FundsForm
    project: FundsForm
    words: Mapping[str, str]
    grades: Mapping[str, int] = field(default_factory=dict)

    def grade(self, score: int) -> str:
        """Name the grade of a score in ``STEPS_PER_POINT``; blank where there are none."""
        return next((name for name, least in self.grades.items() if score >= least), "")


def read_attachment_form(path: Path | None) -> AttachmentForm | None:
    """Read the forms of a profile from their file; ``None`` where it declares none.

    Raises:
        DeclarationError: the file is malformed; names the fault.
    """
    if path is None:
        return None
    fields = read_toml(path)
    widths = tuple(float(width) for width in fields.take("widths", list[float]()))
    if len(widths) != PLACES:
        raise fields.fault(f"widths has {len(widths)} columns, not {PLACES}")
    form = AttachmentForm(
        full_marks=fields.require("full_marks", int) * STEPS_PER_POINT,
        aspects=fields.texts("aspects"),
        aspects_weight=fields.require("aspects_weight", int) * STEPS_PER_POINT,
        widths=widths,
        overall=_funds(fields.required_table("overall")),
        project=_funds(fields.required_table("project")),
        words=_words(fields.required_table("words")),
        grades=_grades(fields),
    )
    fields.finish()
    return form


def _funds(fields: Fields) -> FundsForm:
    weight, full_at = fields.require("weight", int), fields.require("full_at", int)
    if weight <= 0 or not 0 < full_at <= 100:
        raise fields.fault(f"weight is {weight}, full_at is {full_at}")
    form = FundsForm(
        title=fields.require("title", str),
        scoring=Scoring(weight * STEPS_PER_POINT, full_at),
        funds=fields.require("funds", str),
        lines={key: fields.require(key, str) for key in (TOTAL, *SOURCES)},
    )
    fields.finish()
    return form


def _grades(fields: Fields) -> Mapping[str, int]:
    table = fields.table("grades")
    points = {key: table.require(key, int) for key in table} if table else {}
    if list(points.values()) != sorted(points.values(), reverse=True):
        raise fields.fault("grades do not go down")
    return {name: least * STEPS_PER_POINT for name, least in points.items()}


def _words(fields: Fields) -> Mapping[str, str]:
    words = {key: fields.require(key, str) for key in _WORDS}
    fields.finish()
    return words
