"""Codes that are right but have no row in the layout → problems.

Codes that are wrong or missing are noticed by the cube; here stands only what the layout
cannot show.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from xls_juesuan.findings import Problem
from xls_juesuan.messages import audit as messages
from xls_juesuan.model import CellKey
from xls_juesuan.money import format_yuan_grouped
from xls_juesuan.tables.residuals import ResidualReason

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.model import Source
    from xls_juesuan.tables.residuals import Residual

#: The first ledger rows behind some facts, and how many there are in all.
Evidence = tuple[tuple["Source", ...], int]
#: Rule by classification of the code.
RULES = {"economic": "L209", "functional": "L210"}


def find_unplaced_codes(
    residuals: Iterable[Residual], evidence: Callable[[Sequence[int]], Evidence]
) -> Iterator[Problem]:
    """Yield one problem per code without a row, whatever number of tables it concerns.

    Args:
        residuals: what the tables have to say about codes.
        evidence: gives the ledger rows behind facts, by the facts' numbers.
    """
    by_code: dict[tuple[str, str], list[Residual]] = defaultdict(list)
    for residual in residuals:
        if residual.reason is ResidualReason.NO_ROW:
            by_code[residual.classification, residual.code].append(residual)
    for (classification, code), found in by_code.items():
        largest = max(found, key=lambda residual: abs(residual.fen))
        cells = tuple(
            CellKey(residual.table, residual.row, residual.column)
            for residual in found
            if residual.row
        )
        sources, rows = evidence(largest.facts)
        yield Problem(
            code=RULES[classification],
            subject=code,
            detail=messages.code_without_row(
                classification, code, format_yuan_grouped(largest.fen)
            ),
            fen=largest.fen,
            sources=sources,
            rows=rows,
            cells=cells,
        )
