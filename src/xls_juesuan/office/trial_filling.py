"""A workbook filled on trial with made-up figures: what would be lost, what is left open.

It knows that nothing is written; it refuses to know how a workbook is filled.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from xls_juesuan.cube.index import FactIndex
from xls_juesuan.model import APPROPRIATED
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Item
from xls_juesuan.model import UnitKind
from xls_juesuan.office.filling import fill_office
from xls_juesuan.tables import build_tables
from xls_juesuan.writing.patching.book import Book
from xls_juesuan.writing.patching.census import find_lost
from xls_juesuan.writing.patching.census import take_census
from xls_juesuan.writing.patching.package import Package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.office.outcome import FilledOffice
    from xls_juesuan.office.template import OfficeTemplate
    from xls_juesuan.writing.patching.census import Lost

_YEAR = 2024
_CODES = ("2010301", "2010399", "2080505", "2101101", "2210201")
_FUNDS = APPROPRIATED
_FEN = 1_000_000


def try_filling(template: OfficeTemplate) -> tuple[FilledOffice, list[Lost]]:
    """Fill a workbook with made-up figures, rows coming and going, and see what becomes of it.

    Raises:
        UserError: it cannot be filled.
    """
    years = [one.context.year for one in template.found if one.context.year]
    tables = build_tables(
        template.profile,
        FactIndex(tuple(_facts())),
        year=max(years, default=_YEAR),
        unit_name="",
        unit_kind=UnitKind.UNKNOWN,
        inputs=frozenset(),
        stated={},
    )
    filled = fill_office(template, tables)
    before = take_census(template.book())
    after = take_census(Book(Package(filled.book.package.to_bytes())))
    return filled, find_lost(before, after, rows_went=frozenset(filled.notes.rows_went))


def _facts() -> Iterator[Fact]:
    flows = ((Flow.INCOME, Item.APPROPRIATION), (Flow.EXPENDITURE, Item.BASIC))
    for number, (code, fund, (flow, item)) in enumerate(product(_CODES, _FUNDS, flows), 1):
        spent = "30101" if flow is Flow.EXPENDITURE else ""
        yield Fact(number, flow, _FEN, item, fund, code, economic=spent)
