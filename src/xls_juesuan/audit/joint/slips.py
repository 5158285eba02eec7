"""How people mistype a printed figure, and which right figure a wrong one likely stands for.

It knows digits, neighbours and priors; it refuses to know relations and other figures' truth.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.localisation import Slip

if TYPE_CHECKING:
    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.document import Figure


@dataclass(frozen=True, slots=True)
class Guess:
    """The likely right value of a figure that is taken for wrong.

    Attributes:
        value: printed value in fen; ``None`` when no value stands out.
        slip: the likely kind of mistake.
        score: logarithm of the probability that the figure is shown as it is, summed over all
            right values that the range leaves.
    """

    value: int | None
    slip: Slip
    score: float


def neighbours(document: Document) -> tuple[frozenset[int], ...]:
    """Give for each figure the values in fen printed above, below, left and right of it."""
    raise NotImplementedError


def guess(figure: Figure, beside: frozenset[int], low: int | None, high: int | None) -> Guess:
    """Find the likeliest right value of a wrong figure.

    Args:
        figure: the figure as shown.
        beside: values printed next to it.
        low, high: bounds of its exact value in fen; ``None`` where there is none.
    """
    raise NotImplementedError
