"""What sentences claim of outturn and budget, against the figures they claim it of.

It knows words such as 大于 and 无差异; it refuses to know reasons. Figures that rounding may have
made alike prove nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import narrative as say
from xls_juesuan.recognise.narrative.passages import full_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.findings import Problem
    from xls_juesuan.recognise.narrative.checks.document_text import DocumentText
    from xls_juesuan.tables.parts import PartFigure

_UNLIKE_FIGURES = "N403"
SAME, ABOVE, BELOW = "same", "above", "below"


def unlike_figures(text: DocumentText) -> Iterator[Problem]:
    """Name claims that the figures of the same row contradict."""
    for claim in text.sayings.claims:
        part, row = claim.subject
        outturn = text.figures.get((part, row, "amount"))
        budget = text.figures.get((part, row, "original_budget"))
        if outturn is None or budget is None:
            continue
        if not _may_hold(claim.kind, outturn.figure, budget.figure):
            detail = say.unlike_figures(
                text.where(claim.line),
                full_width(claim.text),
                say.wan(outturn.figure.value),
                say.wan(budget.figure.value),
            )
            yield text.problem(_UNLIKE_FIGURES, f"{part}/{row}", detail, claim.line)


def _may_hold(kind: str, outturn: PartFigure, budget: PartFigure) -> bool:
    """Whether some exact figures behind the printed ones are as claimed."""
    apart = outturn.value - budget.value
    leeway = (outturn.step + budget.step) // 2
    if kind == SAME:
        # A figure that is printed twice is the same or is not.
        return apart == 0 if outturn.step == budget.step else abs(apart) <= leeway
    if outturn.value == budget.value == 0:
        return False
    return apart > -leeway if kind == ABOVE else apart < leeway
