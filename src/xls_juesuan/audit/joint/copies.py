"""Places that are bound to show one number: copied wrong, or left out, it is one mistake.

It knows which relations bind two printed figures, or blanks, to each other; it refuses to know
what is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from xls_juesuan.audit.joint.disjoint_sets import DisjointSets
from xls_juesuan.audit.joint.habits import is_sum

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.document import Linear


def copies(document: Document) -> dict[int, tuple[int, ...]]:
    """Groups of figures that show the same number and are bound to be equal, by their first."""
    groups = DisjointSets()
    for relation in document.relations:
        if relation.operator != "==" or relation.constant:
            continue
        printed = [term for term in relation.terms if not document.figures[term[0]].is_blank]
        if len(printed) != 2:
            continue
        (first, one), (second, other) = printed
        shown = {document.figures[number].shown for number in (first, second)}
        if one == -other and len(shown) == 1:
            groups.join(first, second)
    return groups.sets()


class Omissions:
    """Blanks that are blank together.

    An amount that is left out where it arises is left out of every total that it makes alone.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._above: defaultdict[int, set[int]] = defaultdict(set)
        for relation in document.relations:
            are_blank = all(document.figures[one].is_blank for one, _ in relation.terms)
            if are_blank and (is_sum(relation) or _is_pair(relation)):
                self._bind(relation)

    def _bind(self, relation: Linear) -> None:
        for total in relation.alone:
            for part, _ in relation.terms:
                if part != total:
                    self._above[part].add(total)

    def groups(self, figures: Iterable[int]) -> Iterator[tuple[int, ...]]:
        """Give the groups that begin with any of some figures, two places at least each."""
        for figure in sorted(figures):
            if self._document.figures[figure].is_blank:
                group = self._with_totals(figure)
                if len(group) > 1:
                    yield group

    def _with_totals(self, figure: int) -> tuple[int, ...]:
        found, waiting = {figure}, [figure]
        while waiting:
            fresh = self._above[waiting.pop()] - found
            found |= fresh
            waiting += fresh
        return (figure, *sorted(found - {figure}))


def _is_pair(relation: Linear) -> bool:
    """Whether a relation sets two figures equal."""
    signs = [sign for _, sign in relation.terms]
    return relation.operator == "==" and not relation.constant and sorted(signs) == [-1, 1]
