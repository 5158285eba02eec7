"""What the joint check finds: clusters of contradiction, their proofs and explanations.

It knows the shape of the answer; it refuses to know how it is found and how it is worded.
Figures and relations are named by their numbers in the ``Document``.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Slip(StrEnum):
    """How a figure was likely mistyped or misplaced."""

    DIGIT = "digit"
    SWAPPED = "swapped"
    DIGIT_LOST = "digit_lost"
    DIGIT_ADDED = "digit_added"
    DECIMAL_POINT = "decimal_point"
    SIGN = "sign"
    NEIGHBOUR = "neighbour"
    OMITTED = "omitted"
    YUAN_FOR_WAN = "yuan_for_wan"
    LAST_YEAR = "last_year"
    LAST_DIGIT = "last_digit"
    OTHER = "other"


class Habit(StrEnum):
    """How the totals of a table were rounded."""

    #: Every figure on its own, from the exact amount.
    OWN = "own"
    #: Totals add up the rounded parts.
    ADDED = "added"
    #: The table does not tell.
    UNKNOWN = "unknown"


class Cause(StrEnum):
    """What a cluster comes from."""

    FIGURES = "figures"
    SHIFTED_ROWS = "shifted_rows"
    SHIFTED_COLUMNS = "shifted_columns"
    SWAPPED_ROWS = "swapped_rows"
    SWAPPED_COLUMNS = "swapped_columns"
    WRONG_ROW = "wrong_row"
    WRONG_COLUMN = "wrong_column"
    SUBTOTAL_IN_DETAIL = "subtotal_in_detail"
    LOST_TOTAL = "lost_total"
    MISSING_ROW = "missing_row"


@dataclass(frozen=True, slots=True)
class Proof:
    """A derived identity that cannot hold: a whole-number combination of relations.

    Attributes:
        steps: number of a relation and its multiplier.
        terms: the combination: number of a figure and its coefficient.
        residual: value of the combination at the printed figures, in fen.
        allowed: the most that rounding explains, in fen, always less than ``abs(residual)``.
    """

    steps: tuple[tuple[int, int], ...]
    terms: tuple[tuple[int, int], ...]
    residual: int
    allowed: int


@dataclass(frozen=True, slots=True)
class Correction:
    """One figure that is accused.

    Attributes:
        figure: its number; the first of its copies.
        copies: other places that show the same wrong number.
        value: the likely right printed value in fen; ``None`` when none stands out.
        low, high: bounds of the right value in fen; ``None`` where there is none.
        slip: the likely kind of mistake.
        is_open: nothing but a bound on one side speaks of the right value: that the figure is
            wrong is sure, ``value`` is not.
    """

    figure: int
    copies: tuple[int, ...] = ()
    value: int | None = None
    low: int | None = None
    high: int | None = None
    slip: Slip = Slip.OTHER
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """One smallest set of wrong figures that explains a cluster; ``share`` adds up to 1."""

    corrections: tuple[Correction, ...]
    share: float
    cause: Cause = Cause.FIGURES


@dataclass(frozen=True, slots=True)
class Cluster:
    """Contradictions with one cause.

    Attributes:
        proofs: derived identities that cannot hold, at least one.
        explanations: the likeliest first; empty when the relations contradict each other
            whatever the figures.
        relations: relations that fail on their own and are settled with the cluster.
        is_only: whether the first explanation is the only smallest one.
    """

    proofs: tuple[Proof, ...]
    explanations: tuple[Explanation, ...]
    relations: tuple[int, ...] = ()
    is_only: bool = False


@dataclass(frozen=True)
class Localisation:
    """The answer for one document; no clusters means: all figures can be true at once."""

    clusters: tuple[Cluster, ...] = ()
    #: By key of the table.
    habits: Mapping[str, Habit] = field(default_factory=dict)
    #: False where the search was cut short and explanations may be missing.
    is_complete: bool = True

    @property
    def is_consistent(self) -> bool:
        """Whether exact figures exist behind all printed ones."""
        return self.is_complete and not self.clusters
