"""Ways of reading a document: how its totals were rounded, what stands in the wrong place.

It knows which ways are worth a trial and how likely each is; it refuses to know how the mistakes
that are left are explained.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.effort import Effort
from xls_juesuan.audit.joint.localisation import Habit
from xls_juesuan.audit.joint.search import Search

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.shifts import Arrangement

Habits = dict[str, Habit]

#: A table whose habit is less sure than this may as well have the other one.
DOUBTFUL = 6.0
#: Programs and branches that the trials of other habits may take.
_EFFORT_OF_DOUBTS = (300, 10_000)
_OTHER = {Habit.ADDED: Habit.OWN, Habit.OWN: Habit.ADDED}


@dataclass(frozen=True)
class Reading:
    """The document in one way of reading it.

    Attributes:
        habits: how the totals of each table were rounded.
        search: what is wrong if it is read so.
        blocks: amounts put back in their places.
        odds: how likely the habits are beside the usual ones, where both are doubtful; else 0.
    """

    habits: Habits
    search: Search
    blocks: tuple[Arrangement, ...] = ()
    odds: float = 1.0

    @property
    def cost(self) -> int:
        """Number of things that must have gone wrong."""
        return len(self.blocks) + self.search.cost


def usual_habits(likelihoods: Mapping[str, float]) -> Habits:
    """Choose the likelier habit of each table; one that does not tell has its own roundings.

    Args:
        likelihoods: as ``leanings`` gives them.
    """
    return {table: Habit.ADDED if each > 0 else Habit.OWN for table, each in likelihoods.items()}


def as_usual(document: Document, likelihoods: Mapping[str, float]) -> Reading:
    """Read a document with the likelier habit of each table, or with one habit throughout.

    A document that one habit explains altogether has no mistake, whatever single tables look
    like: short tables of either habit often look like the other.
    """
    habits, plain = usual_habits(likelihoods), document.without_silence()
    throughout = [dict.fromkeys(habits, habit) for habit in _OTHER]
    for tried in [habits, *(one for one in throughout if one != habits)]:
        reading = Reading(tried, Search(plain, tried))
        if not reading.search.is_contradicted:
            return reading
    return Reading(habits, Search(document, habits))


def best_readings(
    document: Document, usual: Reading, likelihoods: Mapping[str, float]
) -> tuple[Reading, tuple[Reading, ...]]:
    """Choose the habits under which the fewest figures are wrong.

    Returns:
        The reading, and others that are as good and may as well be true.
    """
    best = usual
    tried = [best]
    effort = Effort(*_EFFORT_OF_DOUBTS)
    for other, odds in _doubts(document, best, likelihoods):
        reading = Reading(other, Search(document, other, effort=effort), odds=odds)
        tried.append(reading)
        if reading.cost < best.cost:
            best = reading
        if not best.cost:
            return best, ()
    rivals = [
        one for one in tried if one is not best and one.cost == best.cost and one.odds and best.odds
    ]
    return best, tuple(rivals)


def _doubts(
    document: Document, reading: Reading, likelihoods: Mapping[str, float]
) -> Iterator[tuple[Habits, float]]:
    """Give other habits worth a trial: of each doubtful table that is contradicted, of all."""
    contradicted = {document.figures[figure].key.table for figure in reading.search.suspects}
    # Sums that are off speak against sums in print, however many others are not off.
    doubtful = [
        table
        for table, likelihood in likelihoods.items()
        if table in contradicted
        and likelihood
        and (abs(likelihood) < DOUBTFUL or reading.habits[table] is Habit.ADDED)
    ]
    for tables in [[table] for table in doubtful] + ([doubtful] if len(doubtful) > 1 else []):
        others = {table: _OTHER[reading.habits[table]] for table in tables}
        surest = max(abs(likelihoods[table]) for table in tables)
        yield reading.habits | others, exp(-surest) if surest < DOUBTFUL else 0.0
