"""How an office's workbook is understood: its tables, what would be kept, why it may be refused.

It knows the order in which that is found out; it refuses to know how it is said.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.declarations.layout import every_profile
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.published import published_words
from xls_juesuan.errors import UserError
from xls_juesuan.office.grid import TableGrid
from xls_juesuan.office.listing import Listing
from xls_juesuan.office.seen_table import SeenTable
from xls_juesuan.office.template import ADDED_SHEETS
from xls_juesuan.office.template import read_template
from xls_juesuan.office.trial_filling import try_filling
from xls_juesuan.recognise.choice import Finding
from xls_juesuan.recognise.choice import find_tables
from xls_juesuan.recognise.own import OwnWorkbook
from xls_juesuan.recognise.source import WORKBOOK
from xls_juesuan.recognise.source import read_source
from xls_juesuan.writing.patching.census import take_census
from xls_juesuan.writing.patching.references import cell_name
from xls_juesuan.writing.patching.sheet import place_in
from xls_juesuan.writing.patching.sheet import row_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.office.outcome import Notes
    from xls_juesuan.office.template import OfficeTemplate
    from xls_juesuan.recognise.finding import NotRecognised
    from xls_juesuan.writing.patching.book import Book
    from xls_juesuan.writing.patching.census import Lost

#: What is said of rows and columns by the tables themselves.
_SAID_ELSEWHERE = frozenset({"row", "nameless", "column", "renamed"})


@dataclass(frozen=True, slots=True)
class Seen:
    """A table with what only the file itself shows.

    Attributes:
        table: the table.
        free_rows: rows (from 1) where rows of codes will be filled in before any is inserted;
            ``None`` where the file does not show it, or the table lists no codes.
        formulas: cells of the table that hold the office's own formulas.
    """

    table: SeenTable
    free_rows: tuple[int, ...] | None = None
    formulas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Survey:
    """How a workbook is understood.

    Attributes:
        path: the file.
        profile: the layout that fits it best, or the one that was asked for.
        is_chosen: whether the layout was found by what the file holds.
        tables: its tables, in the order they stand in.
        missing: tables of the layout that it does not have.
        left: sheets and tables that belong to none of them.
        refusal: why it cannot be filled; ``None`` when it can.
        kept: kinds of features and how many there are, all of which are kept.
        lost: features that would be lost.
        notes: what was noted when it was filled on trial.
        book: the workbook itself; ``None`` where its sheets cannot be looked into.
    """

    path: Path
    profile: Profile
    is_chosen: bool
    tables: tuple[Seen, ...]
    missing: tuple[Layout, ...]
    left: tuple[NotRecognised, ...]
    refusal: UserError | None = None
    kept: Mapping[str, int] = field(default_factory=dict)
    lost: tuple[Lost, ...] = ()
    notes: Notes | None = None
    book: Book | None = None

    @property
    def can_be_filled(self) -> bool:
        """Whether it can be filled in place."""
        return self.refusal is None and not self.lost

    @property
    def is_in_order(self) -> bool:
        """Whether the tables stand in the order of the layout."""
        order = [layout.key for layout in self.profile.layouts]
        places = [order.index(seen.table.layout.key) for seen in self.tables]
        return places == sorted(places)

    @property
    def has_open_points(self) -> bool:
        """Whether anything has to be looked at: what cannot be filled, or was not understood."""
        return (
            not self.can_be_filled
            or bool(self.missing)
            or any(one.kind != "sheet" for one in self.left)
            or any(
                seen.table.unknown_rows or seen.table.extra_columns or seen.table.missing_columns
                for seen in self.tables
            )
        )


def survey_office(path: Path, profile: str = "") -> Survey:
    """Look how a workbook would be understood; nothing is written.

    Args:
        path: the file.
        profile: name of the layout to read it by; empty to take the one that fits best.

    Raises:
        UserError: it cannot be read at all, or holds no table.
    """
    template: OfficeTemplate | None = None
    refusal: UserError | None = None
    try:
        template = read_template(path, profile)
        finding = template.finding
    except UserError as error:
        refusal = error
        finding = _read_anyway(path, profile, error)
    book = template.book() if template else None
    found = _in_order(finding)
    keys = {one.layout.key for one in found}
    survey = Survey(
        path,
        finding.profile,
        not profile,
        tuple(_look_closer(one, book) for one in found),
        tuple(layout for layout in finding.profile.layouts if layout.key not in keys),
        tuple(one for one in finding.not_recognised if one.kind not in _SAID_ELSEWHERE),
        refusal,
        book=book,
    )
    return _tried(survey, template) if template else survey


def _read_anyway(path: Path, profile: str, refusal: UserError) -> Finding:
    """Find the tables of a file that cannot be filled.

    Raises:
        UserError: there are none; says why it cannot be filled.
    """
    try:
        source = read_source(path)
    except UserError:
        raise refusal from None
    # A text has no rows and columns that could be named.
    read = source.pages if source.kind == WORKBOOK else ()
    pages = [page for page in OwnWorkbook(read).tables_pages if page.name not in ADDED_SHEETS]
    profiles = (load_profile(profile),) if profile else every_profile()
    finding = find_tables(pages, profiles, published_words())
    if not finding.found:
        raise refusal
    return finding


def _in_order(finding: Finding) -> list[SeenTable]:
    """The tables as they follow one another in the file."""
    tables = [SeenTable(one) for one in finding.found]
    pages = {page.name: number for number, page in enumerate(finding.pages)}
    return sorted(tables, key=lambda one: (pages[one.page.name], one.heading.first))


def _look_closer(table: SeenTable, book: Book | None) -> Seen:
    if book is None:
        return Seen(table)
    sheet = book.sheet(table.page.name)
    grid = TableGrid(book, sheet, table.found.parts, table.found.parts.end)
    free = Listing(grid, table.listing).free_numbers if table.listing else None
    first = table.heading.end + table.page.first_line + 1
    last = table.found.parts.end + table.page.first_line
    places = {place + table.page.first_place for place in table.places}
    formulas = tuple(
        cell_name(row_in(cell), place_in(cell))
        for cell in sheet.cells()
        if sheet.formula(cell) is not None
        and first <= row_in(cell) <= last
        and place_in(cell) in places
    )
    return Seen(table, free, formulas)


def _tried(survey: Survey, template: OfficeTemplate) -> Survey:
    kept: Counter[str] = Counter()
    for feature, count in take_census(template.book()).items():
        kept[feature.kind] += count
    try:
        filled, lost = try_filling(template)
    except UserError as error:
        return replace(survey, refusal=error, kept=kept)
    return replace(survey, kept=kept, lost=tuple(lost), notes=filled.notes)
