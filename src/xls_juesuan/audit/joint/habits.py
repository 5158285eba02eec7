"""How the totals of each table were rounded: on their own, or added from rounded parts.

It knows the residuals of a table's own sums and the law of rounding errors; it refuses to know
what the rows and columns mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.localisation import Habit


def habits(document: Document) -> dict[str, Habit]:
    """Recognise the rounding habit of each table, by key of the table."""
    raise NotImplementedError


def log_likelihoods(document: Document) -> Mapping[str, float]:
    """Give for each table how much likelier its sums are if added from rounded parts.

    Above 2 they were added, below -2 each was rounded on its own; between them both are worth
    a trial. Natural logarithms.
    """
    raise NotImplementedError
