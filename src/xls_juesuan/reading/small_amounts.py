"""Amounts of a supplement that are so small that somebody may have meant 万元.

It knows amounts and their cells; it refuses to know what they are for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.declarations.supplement_form import FieldKind
from xls_juesuan.findings import Problem
from xls_juesuan.messages import supplement as say
from xls_juesuan.money import FEN_PER_YUAN
from xls_juesuan.money import format_yuan_grouped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.declarations.supplement_form import FormField
    from xls_juesuan.model import Source
    from xls_juesuan.reading.supplement_page import Page
    from xls_juesuan.supplement import Value

#: The rule that judges them.
CODE = "F205"
#: A single amount below the first is odd; several on a sheet are where all are below the second.
_SINGLE, _ALL = 100 * FEN_PER_YUAN, 1_000 * FEN_PER_YUAN


class _Amount(NamedTuple):
    place: str
    label: str
    fen: int
    source: Source


class SmallAmounts:
    """Collects the amounts of a workbook, sheet by sheet."""

    def __init__(self) -> None:
        self._by_sheet: dict[str, list[_Amount]] = {}

    def add(self, page: Page, row: int, column: int, each: FormField, value: Value) -> None:
        """Take down an amount; nothing is no amount."""
        if each.kind is FieldKind.AMOUNT and isinstance(value, int) and value:
            amount = _Amount(page.place(row, column), each.label, value, page.source(row))
            self._by_sheet.setdefault(page.name, []).append(amount)

    def problems(self) -> Iterator[Problem]:
        """Name for each sheet the amounts that are too small."""
        for sheet, amounts in self._by_sheet.items():
            sizes = {abs(amount.fen) for amount in amounts}
            limit = _ALL if len(sizes) > 1 and max(sizes) < _ALL else _SINGLE
            small = [amount for amount in amounts if abs(amount.fen) < limit]
            if small:
                named = [
                    say.small_amount(each.place, each.label, format_yuan_grouped(each.fen))
                    for each in small
                ]
                sources = tuple(dict.fromkeys(each.source for each in small))
                detail = say.like_wan(named)
                yield Problem(CODE, sheet, detail, sources, rows=len(sources))
