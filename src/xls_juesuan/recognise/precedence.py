"""Which of several tables that are the same one, in several forms, is taken.

It knows titles, units, years and the number of columns; it refuses to know figures.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from xls_juesuan.declarations.published import plain
from xls_juesuan.recognise.context import Context

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.recognise.finding import FoundTable


def usual_ones_first(tables: Sequence[FoundTable]) -> list[FoundTable]:
    """The tables with those before the others that bear the name and year of most."""
    names = Counter(plain(one.context.unit_name) for one in tables if one.context.unit_name)
    years = Counter(one.context.year for one in tables if one.context.year)
    usual = Context(
        unit_name=max(names, key=lambda name: names[name], default=""),
        year=max(years, key=lambda year: years[year], default=None),
    )
    return sorted(
        tables,
        key=lambda one: (
            one.context.is_of_another_unit(usual),
            one.context.is_of_another_year(usual),
            not one.lists_codes,
        ),
    )


def wider_first(first: FoundTable, second: FoundTable) -> tuple[FoundTable, FoundTable]:
    """Two forms of a table, that with more columns before the other."""
    columns = [len(one.parts.heading.places) for one in (first, second)]
    if columns[0] == columns[1]:
        return usual_first(first, second)
    return (first, second) if columns[0] > columns[1] else (second, first)


def usual_first(first: FoundTable, second: FoundTable) -> tuple[FoundTable, FoundTable]:
    """Two forms of a table, that with the layout's own title before the other."""
    if first.lists_codes != second.lists_codes:
        return (first, second) if first.lists_codes else (second, first)
    is_second = second.title == plain(second.parts.layout.title)
    return (second, first) if is_second else (first, second)
