"""The performance self-assessment as values: what is stated, and what follows from it.

It knows budgets, rates, scores and deviations of one form; it refuses to know where they come
from and how a form is laid out.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from decimal import InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING

from xls_juesuan.messages import disclosure as messages
from xls_juesuan.money import STEPS_PER_PERCENT
from xls_juesuan.money import STEPS_PER_POINT
from xls_juesuan.money import round_half_away
from xls_juesuan.tables.deviation import find_deviation
from xls_juesuan.tables.deviation import read_deviation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from xls_juesuan.declarations.attachment_form import Scoring
    from xls_juesuan.declarations.relation.nodes import Criteria
    from xls_juesuan.supplement import Value

#: Rates are printed with two decimals.
_RATE_STEP = STEPS_PER_PERCENT // 100
OVERALL = "overall"
#: Fields by which people know a line of a list, the best first.
_NAMING = ("level3", "aspect", "name")
#: Labels stand in keys between brackets.
_BRACKETS = str.maketrans("[]", "（）")


@dataclass(frozen=True, slots=True)
class Executed:
    """What was spent of one source, in fen; ``None`` where it is not known.

    Attributes:
        is_found: whether the ledger says so, not the supplement.
        found: which facts of the ledger it was spent by, where a formula finds them.
    """

    fen: int | None
    is_found: bool = False
    found: Criteria = ()


@dataclass(frozen=True, slots=True)
class Funds:
    """Money of one source, or of all, in fen; ``None`` where it is not known."""

    original_budget: int | None
    final_budget: int | None
    spent: Executed

    @property
    def executed(self) -> int | None:
        """What was spent."""
        return self.spent.fen

    @property
    def is_without_budget(self) -> bool:
        """Whether money was spent without a budget, of which there is no rate."""
        return self.final_budget == 0 and bool(self.executed)

    @property
    def rate(self) -> int | None:
        """The execution rate in steps of a percent, rounded once to two decimals."""
        return self.rate_to(_RATE_STEP)

    def rate_to(self, step: int) -> int | None:
        """Give the execution rate in steps of a percent, rounded to a multiple of ``step``.

        Nothing of nothing is nothing; ``None`` where money was spent without a budget.
        """
        if self.final_budget is None or self.executed is None:
            return None
        if not self.final_budget:
            return None if self.executed else 0
        share = Fraction(self.executed * 100 * STEPS_PER_PERCENT, self.final_budget)
        return round_half_away(share, step)


@dataclass(frozen=True, slots=True)
class Marked:
    """A line with a weight and a score, in ``STEPS_PER_POINT``, and its texts by field.

    Attributes:
        number: place in its list of the supplement, from 1; 0 where the list has no such line.
        texts: everything else that is stated.
    """

    number: int
    texts: Mapping[str, str]
    weight: int | None
    score: int | None

    @property
    def typed_deviation(self) -> int | None:
        """The deviation that a person stated, in steps of a percent."""
        return read_deviation(self.texts.get("deviation", "")).steps

    @property
    def due_deviation(self) -> int | None:
        """The deviation that follows from target and result; ``None`` where none follows."""
        return find_deviation(self.texts.get("target", ""), self.texts.get("actual", ""))

    @property
    def reason(self) -> str:
        """What a person wrote beside the number of the deviation."""
        return read_deviation(self.texts.get("deviation", "")).reason


@dataclass(frozen=True)
class Assessment:
    """One form of the self-assessment.

    Attributes:
        key: ``overall`` or ``project-1`` …
        name: of the unit or the project.
        texts: single texts: ``month``, ``department``, ``implementer``, ``expected``, ``actual``.
        funds: by source; the total is their sum.
        spent: all that the ledger spent, in fen, whatever the source; ``None`` where it does not
            tell projects apart.
        scoring: how the execution of the budget is scored.
        aspects: the management of a project's money; none in the overall form.
        indicators: the indicators of performance.
        stated_score: the score that the unit states as its own.
        goals, tasks: of the overall form.
    """

    key: str
    name: str
    texts: Mapping[str, str]
    funds: Mapping[str, Funds]
    spent: int | None
    scoring: Scoring
    aspects: tuple[Marked, ...] = ()
    indicators: tuple[Marked, ...] = ()
    stated_score: int | None = None
    goals: tuple[Marked, ...] = ()
    tasks: tuple[Marked, ...] = ()

    @property
    def is_overall(self) -> bool:
        """Whether it speaks of the unit as a whole."""
        return self.key == OVERALL

    @property
    def number(self) -> int:
        """Place of the project in the supplement, from 1; 0 of the overall form."""
        return 0 if self.is_overall else int(self.key.rpartition("-")[2])

    @property
    def total(self) -> Funds:
        """Money of all sources; a column is known where every source is."""
        every = tuple(self.funds.values())
        executed = added(each.executed for each in every)
        return Funds(
            added(each.original_budget for each in every),
            added(each.final_budget for each in every),
            Executed(self.spent if executed is None else executed),
        )

    @property
    def execution_score(self) -> int | None:
        """The score of the execution of the budget."""
        total = self.total
        if total.executed is None or total.final_budget is None:
            return None
        return self.scoring.score(total.executed, total.final_budget)

    @property
    def marked(self) -> tuple[Marked, ...]:
        """Everything with a weight beside the execution of the budget."""
        return (*self.aspects, *self.indicators)

    @property
    def weights(self) -> int | None:
        """All weights together."""
        return added((self.scoring.weight, *(each.weight for each in self.marked)))

    @property
    def scores(self) -> int | None:
        """All scores together."""
        return added((self.execution_score, *(each.score for each in self.marked)))


def row_label(row: Mapping[str, Value], number: int) -> str:
    """Name a line of a list of the supplement by its project and itself, else by its number."""
    own = next((str(row[key]) for key in _NAMING if row.get(key)), "")
    names = f"{row.get('project', '')} {own}".strip().translate(_BRACKETS)
    return names or messages.LIST_ROW.format(number=number)


def added(values: Iterable[int | None]) -> int | None:
    """Add up what is known; ``None`` where any part is not."""
    total = 0
    for value in values:
        if value is None:
            return None
        total += value
    return total


def points(value: Value | None) -> int | None:
    """Read a score as the supplement holds it; ``None`` where there is none."""
    if value is None:
        return None
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return None
    return round_half_away(Fraction(exact) * STEPS_PER_POINT)
