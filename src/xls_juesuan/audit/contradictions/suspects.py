"""Explanations of the joint check → suspects of a finding and sentences about them.

It knows how trust is worded; it refuses to know how explanations are found and ranked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.localisation import Cause
from xls_juesuan.audit.joint.swaps import SWAPS
from xls_juesuan.findings import Explanation
from xls_juesuan.findings import Suspect
from xls_juesuan.messages import contradictions as messages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.audit.contradictions.naming import FigureNames
    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.localisation import Cluster
    from xls_juesuan.audit.joint.localisation import Correction
    from xls_juesuan.audit.joint.localisation import Explanation as Found

#: Explanations that a finding carries.
MOST_EXPLANATIONS = 12
#: Explanations that a message tells in full; of others that are as likely it names the cells.
_MOST_TOLD = 3
#: What part of the likelihood of the first another needs to be about as likely.
_CLOSE = 0.25


class Suspects:
    """Words explanations.

    Args:
        document: the figures as shown.
        names: names and writes figures.
    """

    def __init__(self, document: Document, names: FigureNames) -> None:
        self._document = document
        self._names = names

    def explanations(self, cluster: Cluster) -> tuple[Explanation, ...]:
        """Give the explanations of a cluster as findings carry them, the likeliest first."""
        close = len(_close(cluster))
        return tuple(
            Explanation(
                suspects=tuple(self._suspects(found)),
                is_only=_is_certain(cluster) and place == 0,
                cause="" if found.cause is Cause.FIGURES else self._cause(found),
                is_close=place < close,
            )
            for place, found in enumerate(cluster.explanations[:MOST_EXPLANATIONS])
        )

    def text(self, cluster: Cluster) -> str:
        """Say which figures are likely wrong and how sure that is."""
        if not cluster.explanations:
            return messages.unexplained()
        first, *others = cluster.explanations
        if cluster.is_only or (not others and first.cause is not Cause.FIGURES):
            say = messages.only_place if cluster.is_only else messages.sentence
            return (messages.only if _is_certain(cluster) else say)(self._explanation(first))
        close, count = _close(cluster), len(cluster.explanations)
        if len(close) == 1:
            told = map(self._explanation, others[: _MOST_TOLD - 1])
            return messages.one_of(self._explanation(first), tuple(told), count)
        told = map(self._explanation, close[:_MOST_TOLD])
        named = [
            self._names.name(each.figure)
            for other in close[_MOST_TOLD:MOST_EXPLANATIONS]
            for each in other.corrections
        ]
        return messages.any_of(tuple(told), tuple(dict.fromkeys(named)), len(close), count)

    def _explanation(self, found: Found) -> str:
        parts = [self._correction(found, one) for one in found.corrections]
        if found.cause is Cause.FIGURES:
            return messages.together(parts)
        return messages.caused(self._cause(found), parts, is_exchange=found.cause in SWAPS)

    def _cause(self, found: Found) -> str:
        tables = dict.fromkeys(
            self._names.table_name(correction.figure) for correction in found.corrections
        )
        return messages.caused_in(found.cause, list(tables))

    def _correction(self, found: Found, one: Correction) -> str:
        names = self._names
        copies = names.names(one.copies)
        if found.cause is Cause.MISSING_ROW:
            amount = "" if one.value is None else names.printed(one.figure, one.value)
            return messages.missing_row(names.name(one.figure), amount, copies)
        value = "" if one.value is None else self._value(one.figure, one.value)
        low = None if one.is_open and not one.low else one.low
        bounds = self._bound(one, low), self._bound(one, one.high)
        needs_no_range = one.value is not None and (
            self._is_printed_beside(one) or (one.value == 0 and bounds[0] == bounds[1])
        )
        return messages.suspect(
            names.name(one.figure),
            names.shown(one.figure),
            value,
            "" if needs_no_range else messages.between(*bounds),
            messages.SLIPS[one.slip],
            copies,
        )

    def _is_printed_beside(self, one: Correction) -> bool:
        """Whether another figure that must be the same shows the right value."""
        figures = self._document.figures
        for relation in self._document.relations:
            factors = {number: k for number, k in relation.terms if number == one.figure
                       or not figures[number].is_blank}  # fmt: skip
            mine = factors.pop(one.figure, 0)
            is_same = relation.operator == "==" and not relation.constant
            if mine and is_same and len(factors) == 1:
                ((other, factor),) = factors.items()
                if factor == -mine and figures[other].shown == one.value:
                    return True
        return False

    def _value(self, number: int, fen: int) -> str:
        is_told = self._document.figures[number].stands_alone
        return self._names.printed(number, fen) if fen or is_told else messages.BLANK

    def _bound(self, one: Correction, fen: int | None) -> str:
        return "" if fen is None else self._names.printed(one.figure, fen)

    def _suspects(self, found: Found) -> Iterator[Suspect]:
        figures = self._document.figures
        for one in found.corrections:
            figure = figures[one.figure]
            if found.cause is Cause.MISSING_ROW:
                # The parent is right: what its parts lack is said in words.
                yield Suspect(figure.key, figure.shown)
                continue
            yield Suspect(
                cell=figure.key,
                shown=figure.shown,
                value=one.value,
                low=one.low,
                high=one.high,
                slip=messages.SLIPS[one.slip],
                copies=tuple(figures[copy].key for copy in one.copies),
            )


def _is_certain(cluster: Cluster) -> bool:
    """Whether there is one explanation only, and equations settle what its figures should be."""
    return cluster.is_only and not any(
        one.is_open for found in cluster.explanations for one in found.corrections
    )


def _close(cluster: Cluster) -> tuple[Found, ...]:
    """The explanations that are about as likely as the first, which is one of them."""
    first = cluster.explanations[:1]
    return tuple(
        one for one in cluster.explanations for best in first if one.share >= best.share * _CLOSE
    )
