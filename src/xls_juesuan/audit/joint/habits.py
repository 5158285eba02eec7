"""How the totals of each table were rounded: on their own, or added from rounded parts.

It knows the residuals of a table's own sums and the law of rounding errors; it refuses to know
what the rows and columns mean.
"""

from __future__ import annotations

from collections import defaultdict
from math import exp
from math import log
from typing import TYPE_CHECKING

from xls_juesuan.audit.irwin_hall import residual_probability
from xls_juesuan.audit.joint.localisation import Habit

if TYPE_CHECKING:
    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.document import Linear

#: A table is taken to have a habit if it is this much likelier; a natural logarithm.
DECIDED = 2.0
#: How often a table has the habit that the document has on the whole.
SAME = 0.9
#: Logarithms of odds that need not be told apart.
_CERTAIN = 50.0
#: How often a sum is off for other reasons than rounding.
SLIPS = 0.02
#: Least probability of any one residual among slips.
_RARE_RESIDUAL = 1e-4


def habits(document: Document) -> dict[str, Habit]:
    """Recognise the rounding habit of each table, by key of the table."""
    found = dict.fromkeys((figure.key.table for figure in document.figures), Habit.UNKNOWN)
    for table, likelihood in log_likelihoods(document).items():
        if likelihood > DECIDED:
            found[table] = Habit.ADDED
        elif likelihood < -DECIDED:
            found[table] = Habit.OWN
    return found


def leanings(document: Document) -> dict[str, float]:
    """Give for each table how much likelier it has sums of rounded parts, all tables considered.

    Who adds up one table so mostly adds up all. Natural logarithms; 0 where nothing tells.
    """
    alone = log_likelihoods(document)
    tables = dict.fromkeys(figure.key.table for figure in document.figures)
    parts = {table: _leaning(alone.get(table, 0.0)) for table in tables}
    whole = sum(parts.values())
    return {table: alone.get(table, 0.0) + _leaning(whole - part) for table, part in parts.items()}


def _leaning(likelihood: float) -> float:
    """What one end of "mostly the same habit" says of the other; a natural logarithm."""
    odds = exp(max(-_CERTAIN, min(likelihood, _CERTAIN)))
    return log((SAME * odds + 1 - SAME) / (SAME + (1 - SAME) * odds))


def log_likelihoods(document: Document) -> dict[str, float]:
    """Give for each table how much likelier its sums are if added from rounded parts.

    Above 2 they were added, below -2 each was rounded on its own; between them both are worth
    a trial. Natural logarithms. Tables without sums of printed figures are left out.
    """
    found: defaultdict[str, float] = defaultdict(float)
    seen: set[tuple[tuple[int, int], ...]] = set()
    for relation in document.relations:
        if relation.terms not in seen and is_sum(relation):
            seen.add(relation.terms)
            table = table_of_own(document, relation)
            if table is not None:
                found[table] += _log_likelihood(document, relation)
    return dict(found)


def is_sum(relation: Linear) -> bool:
    """Whether a relation says that one figure is the sum of others, or of one other."""
    signs = [coefficient for _, coefficient in relation.terms]
    return (
        relation.operator == "=="
        and not relation.is_balance
        and relation.constant == 0
        and len(signs) >= 2
        and all(abs(sign) == 1 for sign in signs)
        and 1 in (signs.count(1), signs.count(-1))
    )


def table_of_own(document: Document, relation: Linear) -> str | None:
    """Key of the table that all figures of a relation stand in, printed alike; else ``None``."""
    figures = [document.figures[number] for number, _ in relation.terms]
    tables = {figure.key.table for figure in figures}
    steps = {figure.step for figure in figures if not figure.is_blank}
    return tables.pop() if len(tables) == 1 and len(steps) == 1 and steps != {1} else None


def _log_likelihood(document: Document, relation: Linear) -> float:
    figures = [document.figures[number] for number, _ in relation.terms]
    # A printed zero is mostly nothing at all, and nothing has no rounding error.
    printed = [figure for figure in figures if figure.shown]
    if len(printed) <= 2:
        # The same amount twice is the same print twice, however totals are made.
        return 0.0
    residual = sum(
        coefficient * document.figures[number].shown for number, coefficient in relation.terms
    )
    steps = residual // printed[0].step
    slip = SLIPS * max(_RARE_RESIDUAL, 0.5 ** (abs(steps) + 1))
    own = (1 - SLIPS) * residual_probability(steps, len(printed)) + slip
    added = (1 - SLIPS) * (steps == 0) + slip
    return log(added / own)
