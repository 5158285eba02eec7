"""One cause instead of many wrong figures: amounts that stand a row or a column off.

It knows where figures stand and which relations bind them; it refuses to know how a document is
proved consistent and what its rows mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Protocol

if TYPE_CHECKING:
    from collections.abc import Collection

    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.localisation import Cause
    from xls_juesuan.audit.joint.localisation import Correction


@dataclass(frozen=True)
class Arrangement:
    """The document as it would read without one cause of contradiction.

    Attributes:
        cause: what happened.
        document: figures with the same numbers, moved back; a missing row's amounts are
            appended as further figures and stand in the relations of their parents.
        freed: figures whose right value was lost with the accident and is unknown.
        corrections: what changes. For ``MISSING_ROW``: the parents whose parts are short,
            ``value`` is the amount that is missing and ``copies`` are the places of other
            tables that show it.
    """

    cause: Cause
    document: Document
    corrections: tuple[Correction, ...]
    freed: frozenset[int] = frozenset()


class IsRepaired(Protocol):
    """Whether the relations can hold once an arrangement is made."""

    def __call__(self, document: Document, freed: frozenset[int]) -> bool:
        """Test the relations that the accused figures take part in."""
        ...


def arrangements(
    document: Document, suspects: Collection[int], *, most: int = 6
) -> tuple[Arrangement, ...]:
    """Propose arrangements that settle the relations around the suspects, the best first.

    Args:
        document: the figures as shown.
        suspects: figures of the relations (or proofs) that fail in one cluster.
        most: give no more than this many.
    """
    raise NotImplementedError


def find_arrangement(
    document: Document, suspects: Collection[int], is_repaired: IsRepaired
) -> Arrangement | None:
    """Give the first arrangement that passes the test; ``None`` when there is none.

    The caller makes an ``Explanation`` with ``share=1`` of it, or runs its search again on the
    arrangement's document when other errors are left in the cluster.
    """
    raise NotImplementedError
