"""Proofs in whole fen that rows cannot all hold, made of a solver's multipliers.

It knows exact arithmetic; it refuses to take a solver's word: no proof, no accusation.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.disjoint_sets import DisjointSets
from xls_juesuan.audit.joint.localisation import Proof

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.audit.joint.model import Limits
    from xls_juesuan.audit.joint.model import Model

#: Multipliers smaller than this are noise.
_NOISE = 1e-7
#: Denominators that multipliers are tried with, the simplest first.
_DENOMINATORS = (1, 2, 12, 20_000)


class Certificate:
    """A combination of rows that is greater than 0 whatever the columns are within limits.

    Attributes:
        multipliers: whole numbers by row; never negative for ``<=``.
        proof: the same for people, over relations and figures.
        core: figures of which at least one must be wrong.
    """

    def __init__(self, model: Model, multipliers: Mapping[int, int], freed: frozenset[int]) -> None:
        self.multipliers = dict(multipliers)
        columns = _combined(model, multipliers)
        self.core = frozenset(
            model.columns[number].figure for number in columns if _is_core(model, number, freed)
        )
        #: Whether disregarded figures stand in it, by the end that they cannot pass.
        self.has_freed = any(model.columns[number].figure in freed for number in columns)
        self.proof = _proof(model, multipliers, columns, freed)


def certificates(
    model: Model, duals: Sequence[float], freed: frozenset[int]
) -> Iterator[Certificate]:
    """Turn a solver's multipliers into exact certificates, one for each connected part.

    Args:
        model: columns and rows.
        duals: by row; the sign is not relied upon.
        freed: figures whose printed value is disregarded.
    """
    support = [row for row, dual in enumerate(duals) if abs(dual) > _NOISE]
    for part in _connected(model, support):
        found = _exact(model, {row: duals[row] for row in part}, freed)
        if found is not None:
            yield Certificate(model, found, freed)


def single(model: Model, row: int, freed: frozenset[int]) -> Certificate | None:
    """The certificate of a row that cannot hold by itself, whatever the other rows say."""
    for sign in (1, -1) if model.rows[row].is_equal else (1,):
        if _least(model, {row: sign}, freed) > 0:
            return Certificate(model, {row: sign}, freed)
    return None


def _connected(model: Model, support: Sequence[int]) -> Iterable[tuple[int, ...]]:
    parts = DisjointSets()
    seen: dict[int, int] = {}
    for row in support:
        parts.join(row, row)
        for column, _ in model.rows[row].terms:
            parts.join(row, seen.setdefault(column, row))
    return parts.sets().values()


def _exact(
    model: Model, duals: Mapping[int, float], freed: frozenset[int]
) -> dict[int, int] | None:
    largest = max(abs(dual) for dual in duals.values())
    for denominator in _DENOMINATORS:
        ratios = {
            row: Fraction(dual / largest).limit_denominator(denominator)
            for row, dual in duals.items()
        }
        whole = lcm(*(ratio.denominator for ratio in ratios.values()))
        plain = {row: int(ratio * whole) for row, ratio in ratios.items() if ratio}
        for sign in (1, -1):
            found = {row: sign * number for row, number in plain.items()}
            is_allowed = all(model.rows[row].is_equal or k > 0 for row, k in found.items())
            if is_allowed and _least(model, found, freed) > 0:
                return found
    return None


def _combined(model: Model, multipliers: Mapping[int, int]) -> dict[int, int]:
    columns: defaultdict[int, int] = defaultdict(int)
    for row, multiplier in multipliers.items():
        for column, k in model.rows[row].terms:
            columns[column] += multiplier * k
    return {column: k for column, k in columns.items() if k}


def _limits(model: Model, number: int, freed: frozenset[int]) -> Limits:
    column = model.columns[number]
    is_freed = column.figure in freed and model.values[column.figure] == number
    return column.freed if is_freed else column.limits


def _least(model: Model, multipliers: Mapping[int, int], freed: frozenset[int]) -> float:
    """Least value in fen of a combination of rows; minus infinity where there is none."""
    total = sum(multiplier * model.rows[row].residual for row, multiplier in multipliers.items())
    for number, k in _combined(model, multipliers).items():
        low, high = _limits(model, number, freed)
        end = low if k > 0 else high
        if end is None:
            return -float("inf")
        total += k * end
    return total


def _is_core(model: Model, number: int, freed: frozenset[int]) -> bool:
    figure = model.columns[number].figure
    return model.values[figure] == number and figure not in freed


def _proof(
    model: Model,
    multipliers: Mapping[int, int],
    columns: Mapping[int, int],
    freed: frozenset[int],
) -> Proof:
    residual = sum(multiplier * model.rows[row].residual for row, multiplier in multipliers.items())
    slack = residual - _least(model, multipliers, freed)
    steps: defaultdict[int, int] = defaultdict(int)
    for row, multiplier in multipliers.items():
        if any(
            model.values[model.columns[each].figure] == each for each, _ in model.rows[row].terms
        ):
            steps[model.rows[row].relation] += multiplier
    return Proof(
        steps=tuple(sorted((number, k) for number, k in steps.items() if k)),
        terms=tuple(
            sorted(
                (model.columns[number].figure, k)
                for number, k in columns.items()
                if model.values[model.columns[number].figure] == number
            )
        ),
        residual=residual,
        allowed=int(slack),
    )
