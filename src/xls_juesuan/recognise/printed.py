"""A published workbook or text → its tables with their figures, and what holds for all of them.

It knows in which order titles, headings, rows and figures are looked for; it refuses to know
how each is found, what stands around the tables, and what the figures should be.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - fields of a dataclass
from typing import TYPE_CHECKING
from typing import TypeVar

from xls_juesuan.declarations.layout import every_profile
from xls_juesuan.declarations.published import published_words
from xls_juesuan.messages import documents as say_documents
from xls_juesuan.messages import recognising as say
from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.recognise.building import build_table
from xls_juesuan.recognise.choice import find_tables
from xls_juesuan.recognise.context import FEN_PER_UNIT
from xls_juesuan.recognise.context import year_in
from xls_juesuan.recognise.figures import Figures
from xls_juesuan.recognise.finding import NotRecognised
from xls_juesuan.recognise.halved import halved_tables
from xls_juesuan.recognise.miswritten_units import find_miswritten
from xls_juesuan.recognise.own import OwnWorkbook
from xls_juesuan.recognise.own import refuse_others
from xls_juesuan.recognise.printed_names import printed_names
from xls_juesuan.recognise.repeats import Repeats
from xls_juesuan.recognise.source import read_source
from xls_juesuan.tables.tableset import STATEMENT_PLACE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.errors import UserError
    from xls_juesuan.findings import Problem
    from xls_juesuan.recognise.choice import Finding
    from xls_juesuan.recognise.figures import Figure
    from xls_juesuan.recognise.finding import FoundTable
    from xls_juesuan.recognise.miswritten_units import Miswritten
    from xls_juesuan.recognise.page import PrintedPage
    from xls_juesuan.recognise.page import Spot
    from xls_juesuan.recognise.source import Source
    from xls_juesuan.tables.table import Table

_Value = TypeVar("_Value", int, str)
#: Formulas without a result that are named one by one.
_MOST_NAMED = 8
#: Letters of a cell that are shown.
_MOST_LETTERS = 20


@dataclass(frozen=True, slots=True)
class RecognitionRequest:
    """Which file to read, and what the user says about it where it does not say so itself."""

    path: Path
    year: int | None = None
    amount_unit: str | None = None
    unit_name: str = ""


@dataclass(frozen=True)
class PrintedDocument:
    """A document whose tables are read.

    Attributes:
        profile: whose layouts they follow.
        own: what a workbook of this program holds beside them.
        found, tables: the tables, where they stand and as read, in the same order.
        units: the unit of amount of each, 元 or 万元.
        miswritten: tables that state another unit than their figures are in, by their key.
        missing: tables of the layout that it should have and has not.
        not_recognised: sheets, rows, columns and cells that belong to none.
        problems: where figures that are shown once more differ.
        unread: where tables print something else than a figure, by table, row and column.
        unit_name: whose accounts; empty where it does not say.
        is_profile_found: whether the layouts were chosen by what it holds.
    """

    source: Source
    profile: Profile
    own: OwnWorkbook
    found: tuple[FoundTable, ...]
    tables: tuple[Table, ...]
    units: tuple[str, ...]
    miswritten: Mapping[str, Miswritten]
    missing: tuple[Layout, ...]
    not_recognised: tuple[NotRecognised, ...]
    unread: frozenset[tuple[str, str, str]]
    problems: tuple[Problem, ...]
    year: int
    unit_name: str
    is_profile_found: bool

    @property
    def amount_unit(self) -> str:
        """元 or 万元; where tables differ, each once."""
        return "、".join(dict.fromkeys(self.units))

    @property
    def printed_year(self) -> int:
        """The year that most tables state, whatever the user has asked for; else the year."""
        return _usual(one.context.year for one in self.found) or self.year

    @property
    def usual_unit(self) -> str:
        """The unit of amount of most tables."""
        return _usual(self.units) or ""

    @property
    def fen_per_unit(self) -> dict[str, int]:
        """Fen in the unit of amount of each table, by its key."""
        keys = (one.parts.layout.key for one in self.found)
        return {key: FEN_PER_UNIT[unit] for key, unit in zip(keys, self.units, strict=True)}


def read_printed(request: RecognitionRequest, profile: Profile | None = None) -> PrintedDocument:
    """Read a document and find its tables.

    Args:
        request: which document.
        profile: the layouts to find; ``None`` takes those of the place that fits it best.

    Raises:
        UserError: it cannot be read, holds no table, or leaves open what must be known.
    """
    file, source = request.path.name, read_source(request.path)
    own = OwnWorkbook(source.pages, source.working)
    profiles = (profile,) if profile else every_profile()
    pages = [page for page in own.tables_pages if not page.lines_left_out]
    finding = find_tables(pages, profiles, published_words(), is_wide=True)
    found = _in_order_of_print(finding)
    if not found:
        raise _no_table(file, source, finding)
    units = _amount_units(request, found)
    year = _year(request, found, source.pages)
    read = _read_figures(file, found, units, own)
    miswritten = {} if own.is_own else _miswritten(found, units, read)
    for place, label in miswritten.items():
        read[place] = _read_table(found[place], label.right)
    units = tuple(
        miswritten[place].right if place in miswritten else unit for place, unit in enumerate(units)
    )
    shown = _figures(read)
    tables = _tables(found, shown)
    return PrintedDocument(
        source=source,
        profile=finding.profile,
        own=own,
        found=found,
        tables=tables,
        units=units,
        miswritten={found[place].parts.layout.key: one for place, one in miswritten.items()},
        missing=_missing(finding.profile, tables, year),
        not_recognised=(
            *_silent(source),
            *_long_sheets(own.tables_pages),
            *_halved(finding),
            *finding.not_recognised,
            *_unreadable(found, read),
        ),
        unread=_unread(found, read),
        problems=tuple(_repeat_problems(file, found, finding.copies, units, shown)),
        year=year,
        unit_name=request.unit_name or _usual(one.context.unit_name for one in found) or "",
        is_profile_found=len(profiles) > 1,
    )


def _in_order_of_print(finding: Finding) -> tuple[FoundTable, ...]:
    """The tables as they follow one another in the document, whatever its place numbers first."""
    places = {id(page): place for place, page in enumerate(finding.pages)}
    return tuple(
        sorted(finding.found, key=lambda one: (places[id(one.parts.page)], one.parts.heading.first))
    )


def _repeat_problems(
    file: str,
    found: Sequence[FoundTable],
    copies: Sequence[FoundTable],
    units: Sequence[str],
    shown: Sequence[Mapping[Spot, Figure]],
) -> Iterator[Problem]:
    """Where figures that are shown once more, in a table or in another table, differ."""
    tables = dict[str, Repeats]()
    unit_of = dict[str, str]()
    for one, unit, figures in zip(found, units, shown, strict=True):
        key = one.parts.layout.key
        tables[key] = Repeats(file, one, figures, FEN_PER_UNIT[unit])
        unit_of[key] = unit
        yield from tables[key].find()
    for copy in copies:
        key = copy.parts.layout.key
        unit = copy.context.amount_unit or unit_of[key]
        figures_of_copy = Figures(copy.parts.page, FEN_PER_UNIT[unit])
        figures_of_copy.read(copy.parts.spots().values())
        (figures,) = _figures([figures_of_copy])
        yield from tables[key].differ_from(Repeats(file, copy, figures, FEN_PER_UNIT[unit]))


def _no_table(file: str, source: Source, finding: Finding) -> UserError:
    """Why a document without any table cannot be read.

    Raises:
        UserError: it is a file of another kind, which has a sentence of its own.
    """
    refuse_others(file, source.pages)
    halved = tuple(_halved(finding))
    if halved:
        return say.only_halves(file, [(one.text, one.ref) for one in halved])
    titles = [layout.title for layout in finding.profile.layouts]
    pages = [page for page in source.pages if not page.is_text]
    read, left = (
        [page.name for page in pages if bool(page.lines_left_out) is is_long]
        for is_long in (False, True)
    )
    return say.no_table(file, read, titles, left)


def _year(
    request: RecognitionRequest, found: Sequence[FoundTable], pages: Sequence[PrintedPage]
) -> int:
    """The year that the user, most tables, or else anything in the document names.

    Raises:
        UserError: nothing does.
    """
    year = request.year or _usual(one.context.year for one in found)
    year = year or _year_elsewhere(request.path, pages)
    if year is None:
        raise say.no_year(request.path.name)
    return year


def _missing(profile: Profile, tables: Iterable[Table], year: int) -> tuple[Layout, ...]:
    """Tables of the layout that the document should have and has not."""
    held, since = {table.key for table in tables}, published_words().since
    return tuple(
        layout
        for layout in profile.layouts
        if layout.key not in held and since.get(layout.key, year) <= year
    )


def _halved(finding: Finding) -> Iterator[NotRecognised]:
    found = {one.parts.layout.key for one in finding.found}
    return halved_tables(finding.pages, finding.profile.layouts, found, published_words())


def _silent(source: Source) -> Iterator[NotRecognised]:
    """Sheets of paper that nobody read."""
    if source.silent_pages:
        said = say_documents.silent_pages(source.silent_pages)
        yield NotRecognised("pages", said, text=said)


def _long_sheets(pages: Sequence[PrintedPage]) -> Iterator[NotRecognised]:
    """Sheets that nobody read because they are longer than any table."""
    for page in pages:
        if page.lines_left_out:
            yield NotRecognised("long_sheet", page.name, text=f"{page.lines_left_out:,}")


def _unread(
    found: Sequence[FoundTable], read: Sequence[Figures]
) -> frozenset[tuple[str, str, str]]:
    """Where tables print something else than a figure or a text, by table, row and column."""
    return frozenset(
        (one.parts.layout.key, *place)
        for one, figures in zip(found, read, strict=True)
        for place, spot in one.parts.spots().items()
        if spot in {*figures.unreadable, *figures.open}
    ) | {(one.parts.layout.key, *STATEMENT_PLACE) for one in found if one.parts.hides_statement}


def _unreadable(found: Sequence[FoundTable], read: Sequence[Figures]) -> Iterator[NotRecognised]:
    """Cells that are no number."""
    for one, figures in zip(found, read, strict=True):
        page = one.parts.page
        for spot in figures.unreadable:
            place, ref = page.source("", spot[0]), page.full_ref(*spot)
            text = page.text(*spot)[:_MOST_LETTERS]
            yield NotRecognised("cell", place.sheet, ref, text, place.row, one.where)


def _read_figures(
    file: str, found: Sequence[FoundTable], units: Sequence[str], own: OwnWorkbook
) -> list[Figures]:
    read = [
        _read_table(one, unit, is_exact=own.is_exact)
        for one, unit in zip(found, units, strict=True)
    ]
    _refuse_hollow(file, found, read)
    return read


def _read_table(one: FoundTable, unit: str, *, is_exact: bool = False) -> Figures:
    figures = Figures(one.parts.page, FEN_PER_UNIT[unit], is_exact=is_exact)
    again = (spot for some in one.parts.again().values() for spot in some)
    figures.read([*one.parts.spots().values(), *again])
    return figures


def _miswritten(
    found: Sequence[FoundTable], units: Sequence[str], read: Sequence[Figures]
) -> dict[int, Miswritten]:
    """Tables whose label is wrong, by their place."""

    def reread(place: int, unit: str) -> Mapping[Spot, Figure]:
        return _figures([_read_table(found[place], unit)])[0]

    return dict(find_miswritten(units, _figures(read), reread))


def _tables(
    found: Sequence[FoundTable], shown: Sequence[Mapping[Spot, Figure]]
) -> tuple[Table, ...]:
    names = printed_names(found)
    return tuple(
        names[one.parts.layout.key].put_on(build_table(one.parts, figures))
        for one, figures in zip(found, shown, strict=True)
    )


def _figures(read: Sequence[Figures]) -> list[Mapping[Spot, Figure]]:
    """The figures of each table by place; those that do not tell their step have the usual one."""
    steps = Counter(figures.step for figures in read if figures.step)
    usual = max(steps, key=lambda step: steps[step], default=FEN_PER_PRINTED_STEP)
    return [figures.figures(usual) for figures in read]


def _refuse_hollow(file: str, found: Sequence[FoundTable], read: Sequence[Figures]) -> None:
    """Take no formula that nobody calculated for zero.

    Raises:
        UserError: there is one.
    """
    hollow = [
        one.parts.page.full_ref(*spot)
        for one, figures in zip(found, read, strict=True)
        for spot in figures.hollow
    ]
    if hollow:
        raise say.hollow_cells(file, len(hollow), hollow[:_MOST_NAMED])


def _amount_units(request: RecognitionRequest, found: Sequence[FoundTable]) -> tuple[str, ...]:
    """The unit of amount of each table; one that says none has that of all others.

    Raises:
        UserError: nobody says it for some table.
    """
    stated = {one.context.amount_unit for one in found} - {""}
    usual = request.amount_unit or (next(iter(stated)) if len(stated) == 1 else "")
    units = tuple(one.context.amount_unit or usual for one in found)
    silent = [one.where for one, unit in zip(found, units, strict=True) if not unit]
    if silent:
        raise say.no_amount_unit(request.path.name, silent)
    return units


def _usual(values: Iterable[_Value | None]) -> _Value | None:
    """The value that most tables state; the first of those where several do."""
    counts: Counter[_Value] = Counter(value for value in values if value)
    return max(counts, key=lambda value: counts[value]) if counts else None


def _year_elsewhere(path: Path, pages: Sequence[PrintedPage]) -> int | None:
    """The year that the name of the file or of a sheet states, or a cover page."""
    for text in (path.stem, *(page.name for page in pages)):
        year = year_in(text)
        if year:
            return year
    texts = (text for page in pages for line in range(page.lines) for _, text in page.filled(line))
    return next(filter(None, map(year_in, texts)), None)
