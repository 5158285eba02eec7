"""The parts of the JSON contract about last year's file and the thresholds that were used.

It knows keys and forms of values; it refuses to know how figures are compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.thresholds import load_thresholds
from xls_juesuan.money import FEN_PER_YUAN
from xls_juesuan.money import format_yuan
from xls_juesuan.record import value_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    from xls_juesuan.audit import Audit
    from xls_juesuan.declarations.relation.nodes import Threshold
    from xls_juesuan.writing.json_findings import Json

    class PreviousYear(Protocol):
        """Last year's file."""

        @property
        def file(self) -> str:
            """Name of the file."""
            ...

        @property
        def kind(self) -> str:
            """``workbook`` or ``supplement``."""
            ...

        @property
        def year(self) -> int:
            """Of which year."""
            ...

        @property
        def unit_name(self) -> str:
            """Whose accounts; may be empty."""
            ...

        @property
        def is_exact(self) -> bool:
            """Whether every figure is known to the fen."""
            ...

    class Run(Protocol):
        """A run of ``xlj fill`` or ``xlj audit``."""

        @property
        def previous(self) -> PreviousYear | None:
            """Last year's file; ``None`` without one."""
            ...

        @property
        def compared(self) -> Sequence[str]:
            """Names of the files that last year's figures and the budget come from."""
            ...


def years_document(run: Run) -> Json:
    """Give ``previous``, ``null`` without last year's file, and ``compared_with``."""
    last = run.previous
    previous = last and {
        "file": last.file,
        "kind": last.kind,
        "unit": last.unit_name,
        "year": last.year,
        "is_exact": last.is_exact,
    }
    return {"previous": previous, "compared_with": list(run.compared)}


def thresholds_document(audit: Audit) -> Json:
    """Give ``thresholds``: every limit that rules were judged by, and what it is by itself."""
    return {"thresholds": [_threshold(one) for one in audit.thresholds]}


def _threshold(one: Threshold) -> Json:
    declared = load_thresholds().get(one.key)
    return {
        "key": one.key,
        "name": declared.name if declared else one.key,
        "unit": one.unit,
        "value": _value(one),
        "declared": _value(declared.threshold) if declared else None,
    }


def _value(threshold: Threshold) -> str:
    """Yuan with two decimals; shares (0.2 for 20 %) and numbers with as many as they have."""
    if threshold.is_amount:
        return format_yuan(round(threshold.value * FEN_PER_YUAN))
    return value_of(float(threshold.value))
