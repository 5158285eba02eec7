"""Published tables with a wrong figure, and what a joint check says of them, made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.generating.printing import publish
from benchmarks.generating.printing import with_figures
from benchmarks.generating.units import INPUTS
from benchmarks.generating.units import random_unit
from tests.audit.units import rules
from xls_juesuan.audit import run_audit
from xls_juesuan.audit.joint.localisation import Cluster
from xls_juesuan.audit.joint.localisation import Correction
from xls_juesuan.audit.joint.localisation import Explanation
from xls_juesuan.audit.joint.localisation import Habit
from xls_juesuan.audit.joint.localisation import Localisation
from xls_juesuan.audit.joint.localisation import Proof
from xls_juesuan.audit.joint.localisation import Slip
from xls_juesuan.audit.joint.right_values import rounding_box
from xls_juesuan.declarations.rules import PUBLISHED
from xls_juesuan.model import CellKey

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from xls_juesuan.audit import Audit
    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.document import Linear
    from xls_juesuan.tables import TableSet

SEED = 5
#: Total of 公开04 and, in 公开09, what no other table shows.
SPENDING = CellKey("appropriation", "L59", "total")
THREE_PUBLIC = CellKey("three_public", "total", "outturn_total")


def published(habit: Habit = Habit.OWN) -> TableSet:
    """A unit as it would publish."""
    return publish(random_unit(SEED), habit)


def misprint(tables: TableSet, key: CellKey, by: int = 10**8) -> TableSet:
    """Print a figure with an error of some fen."""
    return with_figures(tables, {key: tables.table_cell(key).fen + by})


def audit(tables: TableSet, localise: Callable[[Document], Localisation]) -> Audit:
    """Audit published tables with an answer of the joint check."""
    return run_audit(tables, rules(), (), INPUTS | {PUBLISHED}, localise=localise)


def consistent(_: Document) -> Localisation:
    """Nothing contradicts anything."""
    return Localisation()


def number_of(document: Document, key: CellKey) -> int:
    """Number of a figure."""
    return next(number for number, one in enumerate(document.figures) if one.key == key)


def accusing(
    right: Mapping[CellKey, int], *, is_only: bool = True, copies: tuple[CellKey, ...] = ()
) -> Callable[[Document], Localisation]:
    """Answer that one figure is wrong; if not the only explanation, then each one of them."""

    def localise(document: Document) -> Localisation:
        corrections = [
            Correction(
                number_of(document, key),
                tuple(number_of(document, copy) for copy in copies),
                fen,
                *rounding_box(fen, 10_000),
                Slip.DIGIT,
            )
            for key, fen in right.items()
        ]
        first = corrections[0].figure
        relations = tuple(
            number
            for number, one in enumerate(document.relations)
            if first in dict(one.terms) and fails(document, one)
        )
        share = 1 / len(corrections)
        cluster = Cluster(
            tuple(proof(document, number) for number in relations),
            tuple(Explanation((one,), share) for one in corrections),
            relations,
            is_only,
        )
        return Localisation((cluster,), {})

    return localise


def fails(document: Document, relation: Linear) -> bool:
    """Whether no exact figures satisfy a relation."""
    low, high = span(document, relation)
    return low > 0 or (relation.operator == "==" and high < 0)


def span(document: Document, relation: Linear) -> tuple[int, int]:
    """Bounds of a relation."""
    low = high = relation.constant
    for number, k in relation.terms:
        figure = document.figures[number]
        box = (0, 0) if figure.is_blank else rounding_box(figure.shown, figure.step)
        low += min(k * end for end in box)
        high += max(k * end for end in box)
    return low, high


def proof(document: Document, number: int) -> Proof:
    """The proof that one relation is by itself."""
    relation = document.relations[number]
    shown = sum(k * document.figures[figure].shown for figure, k in relation.terms)
    return Proof(((number, 1),), relation.terms, shown + relation.constant, 19_999)
