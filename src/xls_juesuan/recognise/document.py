"""A published workbook → the tables it holds, and what in it was not understood.

It knows in which order titles, headings, rows and figures are looked for; it refuses to know
how each is found, and what the figures should be.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path  # noqa: TC003 - fields of a dataclass
from typing import TYPE_CHECKING
from typing import TypeVar

from xls_juesuan.codes import economic_codes
from xls_juesuan.codes import functional_codes
from xls_juesuan.cube.index import FactIndex
from xls_juesuan.declarations.layout import every_profile
from xls_juesuan.declarations.published import published_words
from xls_juesuan.declarations.rules import FACTS
from xls_juesuan.declarations.rules import NO_FACTS
from xls_juesuan.messages import documents as say_documents
from xls_juesuan.messages import recognising as say
from xls_juesuan.money import FEN_PER_PRINTED_STEP
from xls_juesuan.recognise.attachments import Surroundings
from xls_juesuan.recognise.attachments import read_attachments
from xls_juesuan.recognise.attachments.publication import published_month
from xls_juesuan.recognise.building import build_table
from xls_juesuan.recognise.choice import find_tables
from xls_juesuan.recognise.context import FEN_PER_UNIT
from xls_juesuan.recognise.context import year_in
from xls_juesuan.recognise.figures import Figures
from xls_juesuan.recognise.finding import NotRecognised
from xls_juesuan.recognise.form import FormFinder
from xls_juesuan.recognise.inputs import stated_inputs
from xls_juesuan.recognise.narrative import read_narrative
from xls_juesuan.recognise.own import OwnWorkbook
from xls_juesuan.recognise.own import refuse_others
from xls_juesuan.recognise.problems import find_problems
from xls_juesuan.recognise.source import read_source
from xls_juesuan.recognise.stated import stated_groups
from xls_juesuan.tables.attachments import read_month
from xls_juesuan.tables.code_names import CodeNames
from xls_juesuan.tables.tableset import TableSet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.findings import Problem
    from xls_juesuan.recognise.finding import FoundTable
    from xls_juesuan.recognise.page import PrintedPage
    from xls_juesuan.recognise.source import Source
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.tables.stated_forms import StatedForm
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
class Recognised:
    """A document with its tables.

    Attributes:
        kind: ``workbook``, ``word``, ``pdf``, ``html`` or ``text``.
        supplement: the figures that no table holds, from a workbook of this program.
        found, missing: which tables of the layout it has and has not.
        not_recognised: sheets, rows and columns that belong to none of them.
        problems: what the audit has to judge beside the tables.
        inputs: what rules may ask for, as far as the document states it.
        amount_unit: 元 or 万元; where tables differ, each once.
        fen_per_unit: fen in the unit of amount of each table.
        is_own: whether it is a workbook that this program wrote.
        is_profile_found: whether the layouts were chosen by what it holds.
        forms: its forms of the self-assessment, as printed.
    """

    path: Path
    kind: str
    tables: TableSet
    supplement: Supplement
    found: tuple[FoundTable, ...]
    missing: tuple[Layout, ...]
    not_recognised: tuple[NotRecognised, ...]
    problems: tuple[Problem, ...]
    inputs: frozenset[str]
    amount_unit: str
    fen_per_unit: Mapping[str, int]
    is_own: bool
    is_profile_found: bool
    forms: tuple[StatedForm, ...] = ()

    @property
    def file(self) -> str:
        """Name of the file."""
        return self.path.name

    @property
    def unit_name(self) -> str:
        """Whose accounts; empty where the document does not say."""
        return self.tables.unit_name

    @property
    def year(self) -> int:
        """Of which year."""
        return self.tables.year

    @property
    def is_exact(self) -> bool:
        """Whether every figure is known to the fen."""
        return all(cell.step == 1 for table in self.tables.tables for cell in table.cells.values())


def recognise_document(request: RecognitionRequest, profile: Profile | None = None) -> Recognised:
    """Read a document and find its tables.

    Args:
        request: which document.
        profile: the layouts to find; ``None`` takes those of the place that fits it best.

    Raises:
        UserError: it cannot be read, holds no table, or leaves open what must be known.
    """
    path = request.path
    source = read_source(path)
    pages = source.pages
    own = OwnWorkbook(pages)
    profiles = (profile,) if profile else every_profile()
    finding = find_tables(own.tables_pages, profiles, published_words())
    profile, found, not_recognised = finding.profile, finding.found, finding.not_recognised
    if not found:
        refuse_others(path.name, pages)
        titles = [layout.title for layout in profile.layouts]
        raise say.no_table(path.name, [page.name for page in pages if not page.is_text], titles)
    units = _amount_units(request, found)
    year = request.year or _usual(one.context.year for one in found) or _year_elsewhere(path, pages)
    if year is None:
        raise say.no_year(path.name)
    read = _read_figures(path.name, found, units, own)
    not_recognised = (*_silent(source), *not_recognised, *_unreadable(found, read))
    tables = _tables(profile, found, read)
    missing = _missing(profile, tables, year)
    unit_name = request.unit_name or _usual(one.context.unit_name for one in found) or ""
    inputs = stated_inputs(profile, tables, is_own=own.is_own)
    # Printed figures are not the ledger's: only exact ones can be held against it.
    facts = own.facts if own.is_exact else None
    inputs |= {FACTS} if facts else {NO_FACTS}
    supplement = own.stated(path.name)
    form = FormFinder(path.name, found, [page.name for page in pages])
    names = {
        "functional": CodeNames.functional(functional_codes(), year, facts or ()),
        "economic": CodeNames.economic(economic_codes(), year, facts or ()),
    }
    narrative = read_narrative(pages, tables, names, file=path.name, unit_name=unit_name, year=year)
    supplement = narrative.added_to(supplement, path.name)
    attachments = read_attachments(
        own.attachment_pages,
        Surroundings(
            file=path.name,
            model=profile.attachments,
            unit_name=unit_name,
            year=year,
            usual_unit=_usual(units) or "",
            is_exact=own.is_exact,
            narrated=narrative.parts,
            published=read_month(supplement.text("unit.published_month")) or published_month(pages),
        ),
    )
    not_recognised = attachments.added_to((*not_recognised, *narrative.not_recognised))
    inputs |= stated_groups(supplement) | narrative.inputs | attachments.inputs
    return Recognised(
        path=path,
        kind=source.kind,
        tables=TableSet(
            profile=profile,
            tables=tables,
            index=FactIndex(facts or ()),
            names=names,
            year=year,
            unit_name=unit_name,
            unit_kind=supplement.unit_kind,
            inputs=inputs,
            figures=supplement.figures,
            parts=(*narrative.parts, *attachments.parts),
            unread=_unread(found, read),
        ),
        supplement=supplement,
        found=found,
        missing=missing,
        not_recognised=not_recognised,
        problems=(
            *find_problems(
                found, missing, not_recognised, file=path.name, unit_name=unit_name, year=year
            ),
            # The form of a workbook of this program is its own affair.
            *(() if own.is_own else form.find(not_recognised, tables)),
            *narrative.problems,
            *attachments.problems,
        ),
        inputs=inputs,
        amount_unit="、".join(dict.fromkeys(units)),
        fen_per_unit={
            one.parts.layout.key: FEN_PER_UNIT[unit] for one, unit in zip(found, units, strict=True)
        },
        is_own=own.is_own,
        is_profile_found=len(profiles) > 1,
        forms=attachments.stated,
    )


def _missing(profile: Profile, tables: Iterable[Table], year: int) -> tuple[Layout, ...]:
    """Tables of the layout that the document should have and has not."""
    held, since = {table.key for table in tables}, published_words().since
    return tuple(
        layout
        for layout in profile.layouts
        if layout.key not in held and since.get(layout.key, year) <= year
    )


def _silent(source: Source) -> Iterator[NotRecognised]:
    """Sheets of paper that nobody read."""
    if source.silent_pages:
        said = say_documents.silent_pages(source.silent_pages)
        yield NotRecognised("pages", said, text=said)


def _unread(
    found: Sequence[FoundTable], read: Sequence[Figures]
) -> frozenset[tuple[str, str, str]]:
    """Where tables print something else than a figure, by table, row and column."""
    return frozenset(
        (one.parts.layout.key, *place)
        for one, figures in zip(found, read, strict=True)
        for place, spot in one.parts.spots().items()
        if spot in {*figures.unreadable, *figures.open}
    )


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
    read: list[Figures] = []
    for one, unit in zip(found, units, strict=True):
        figures = Figures(one.parts.page, FEN_PER_UNIT[unit], is_exact=own.is_exact)
        figures.read(one.parts.spots().values())
        read.append(figures)
    _refuse_hollow(file, found, read)
    return read


def _tables(
    profile: Profile, found: Sequence[FoundTable], read: Sequence[Figures]
) -> tuple[Table, ...]:
    numbers = {layout.key: number for number, layout in enumerate(profile.layouts, start=1)}
    steps = Counter(figures.step for figures in read if figures.step)
    usual = max(steps, key=lambda step: steps[step], default=FEN_PER_PRINTED_STEP)
    return tuple(
        build_table(one.parts, numbers[one.parts.layout.key], figures.figures(usual))
        for one, figures in zip(found, read, strict=True)
    )


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


def _amount_units(request: RecognitionRequest, found: Sequence[FoundTable]) -> list[str]:
    """The unit of amount of each table; one that says none has that of all others."""
    stated = {one.context.amount_unit for one in found} - {""}
    usual = request.amount_unit or (next(iter(stated)) if len(stated) == 1 else "")
    units = [one.context.amount_unit or usual for one in found]
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
