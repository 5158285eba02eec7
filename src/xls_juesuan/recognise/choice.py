"""Which place's layouts a document follows: all are tried, the one that explains most is taken.

It knows how far tables, titles, columns, rows and their order fit a profile; it refuses to know
figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from xls_juesuan.declarations.published import plain
from xls_juesuan.recognise.finding import TableFinder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.declarations.published import PublishedWords
    from xls_juesuan.recognise.finding import FoundTable
    from xls_juesuan.recognise.finding import NotRecognised
    from xls_juesuan.recognise.page import PrintedPage

#: What a table, its title, columns, rows, and its place among the others are worth.
_TABLE, _TITLE, _COLUMNS, _ROWS, _NUMBERS, _ORDER = 8, 2, 3, 3, 1, 2

#: Heading of line numbers.
_LINES = "行次"


@dataclass(frozen=True)
class Finding:
    """The tables of a document as one profile understands them.

    Attributes:
        not_recognised: what belongs to none of them.
        fit: how much of the document the profile explains; to be compared with others only.
        pages: the document.
        copies: tables that print one of the found ones once more in another form.
    """

    profile: Profile
    found: tuple[FoundTable, ...]
    not_recognised: tuple[NotRecognised, ...]
    fit: Fraction
    pages: tuple[PrintedPage, ...]
    copies: tuple[FoundTable, ...] = ()


def find_tables(
    pages: Sequence[PrintedPage],
    profiles: Iterable[Profile],
    words: PublishedWords,
    *,
    is_wide: bool = False,
) -> Finding:
    """Find the tables of a document in the layouts that fit it best.

    Args:
        pages: the document.
        profiles: the places that it may come from, the usual one first: of two that fit alike
            the earlier is taken.
        words: what published tables call things.
        is_wide: whether columns are read that only other places print.
    """
    each = (_find(pages, profile, words, is_wide=is_wide) for profile in profiles)
    return max(each, key=lambda one: one.fit)


def _find(
    pages: Sequence[PrintedPage], profile: Profile, words: PublishedWords, *, is_wide: bool
) -> Finding:
    finder = TableFinder(profile, words, is_wide=is_wide)
    found = tuple(finder.find(pages))
    left = tuple(finder.not_recognised)
    layouts = {layout.key: layout for layout in profile.layouts}
    fits = (_fit(one, layouts[one.parts.layout.key]) for one in found)
    fit = sum(fits, Fraction(0)) + _ORDER * _in_order(pages, found)
    # What was not understood counts against a profile, but never as much as a table.
    fit -= Fraction(len(left), len(left) + 1)
    return Finding(profile, found, left, fit, tuple(pages), tuple(finder.copies))


def _fit(one: FoundTable, layout: Layout) -> Fraction:
    """How far a table fits the layout of its place; columns of other places count as others."""
    parts = one.parts
    heading = parts.heading
    wanted = {column.place for column in layout.columns}
    columns = len(wanted & heading.places.keys())
    others = len(parts.layout.columns) - len(layout.columns) + len(heading.extra)
    fit = Fraction(_TABLE) + _COLUMNS * Fraction(columns, len(wanted) + others)
    fit += _TITLE * (plain(layout.title) == one.title) + _NUMBERS * _same_numbers(one)
    return fit + _ROWS * _same_rows(layout, {row.row.key for row in parts.rows})


def _same_numbers(one: FoundTable) -> bool:
    """Whether 行次 is printed where the layout prints it, and only there."""
    places = [band.line_place for band in one.parts.layout.bands if band.line_place is not None]
    heading = one.parts.heading
    return all(place in heading.places for place in places) and _LINES not in heading.extra.values()


def _same_rows(layout: Layout, keys: set[str]) -> Fraction:
    """How far the fixed rows are the same; tables that list codes have no such rows."""
    wanted = {row.key for band in layout.bands for row in band.rows if row.label or row.code}
    return Fraction(len(wanted & keys), len(wanted | keys)) if wanted else Fraction(1)


def _in_order(pages: Sequence[PrintedPage], found: Sequence[FoundTable]) -> Fraction:
    """How many of the tables follow one another as in the profile."""
    places = {id(page): number for number, page in enumerate(pages)}
    printed = [(places[id(one.parts.page)], one.parts.heading.first) for one in found]
    pairs = list(pairwise(printed))
    return Fraction(sum(one < other for one, other in pairs), len(pairs)) if pairs else Fraction(0)
