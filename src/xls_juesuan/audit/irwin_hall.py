"""How far sums of rounded figures may lie apart by rounding alone, in probabilities.

A figure that is rounded on its own is off by an amount spread evenly over one step; the sum of
several such errors follows the law of Irwin and Hall. It knows numbers of steps and of figures;
it refuses to know amounts, tables and rules.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import comb
from math import erfc
from math import factorial
from math import sqrt

#: Above as many figures the law is normal for every purpose here.
MOST_EXACT = 60


def tail_probability(residual_steps: int, figures: int) -> float:
    """Probability that rounding alone leaves a residual at least as large as this one.

    Args:
        residual_steps: printed parts less the printed total, in steps of the last digit.
        figures: rounded figures in the relation, the total among them; blank ones and exact
            ones are not counted.

    Returns:
        A probability between 0 and 1: exact up to 60 figures, normal beyond.
    """
    residual = abs(residual_steps)
    if residual == 0:
        return 1.0
    # The printed total is itself rounded, so one error is spent on making the residual whole.
    return sum_tail(Fraction(2 * residual - 1, 2), max(figures - 1, 0))


def residual_probability(residual_steps: int, figures: int) -> float:
    """Probability of exactly this residual; arguments as for ``tail_probability``."""
    residual = abs(residual_steps)
    if residual == 0:
        return 1.0 - tail_probability(1, figures)
    beyond = tail_probability(residual, figures) - tail_probability(residual + 1, figures)
    return max(beyond, 0.0) / 2


@lru_cache(maxsize=4096)
def sum_tail(least: Fraction, count: int) -> float:
    """Probability that ``count`` rounding errors add up to ``least`` steps or more, either way.

    Args:
        least: in steps, any fraction of one; the total is exact or has its own allowance.
        count: number of rounding errors.
    """
    if least <= 0:
        return 1.0
    if 2 * least >= count:
        return 0.0
    if count > MOST_EXACT:
        return erfc(float(least) / sqrt(count / 6))
    return float(2 * _upper_tail(least, count))


def _upper_tail(least: Fraction, count: int) -> Fraction:
    """Exact probability that the sum of ``count`` errors is at least ``least``."""
    below = Fraction(count, 2) - least
    volume = sum(
        (-1) ** taken * comb(count, taken) * (below - taken) ** count
        for taken in range(int(below) + 1)
    )
    return Fraction(volume) / factorial(count)
