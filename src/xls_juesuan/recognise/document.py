"""A published document → its tables, explanation and attachments, and what was not understood.

It knows which parts of a document there are and what each hands to the next; it refuses to know
how each is read, and what the figures should be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.codes import economic_codes
from xls_juesuan.codes import functional_codes
from xls_juesuan.cube.index import FactIndex
from xls_juesuan.declarations.rules import FACTS
from xls_juesuan.declarations.rules import FORM
from xls_juesuan.declarations.rules import NO_FACTS
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.disclosure.evaluations import evaluation_problems
from xls_juesuan.disclosure.gaps import Labels
from xls_juesuan.reading.container import Container
from xls_juesuan.recognise.attachments import Surroundings
from xls_juesuan.recognise.attachments import read_attachments
from xls_juesuan.recognise.attachments.publication import published_month
from xls_juesuan.recognise.form import FormFinder
from xls_juesuan.recognise.inputs import stated_inputs
from xls_juesuan.recognise.narrative import read_narrative
from xls_juesuan.recognise.printed import read_printed
from xls_juesuan.recognise.problems import find_problems
from xls_juesuan.recognise.stated import stated_groups
from xls_juesuan.tables.attachments import read_month
from xls_juesuan.tables.code_names import CodeNames
from xls_juesuan.tables.tableset import TableSet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.findings import Problem
    from xls_juesuan.model import Fact
    from xls_juesuan.recognise.attachments import Attachments
    from xls_juesuan.recognise.finding import FoundTable
    from xls_juesuan.recognise.finding import NotRecognised
    from xls_juesuan.recognise.narrative import Narrative
    from xls_juesuan.recognise.own import OwnWorkbook
    from xls_juesuan.recognise.printed import PrintedDocument
    from xls_juesuan.recognise.printed import RecognitionRequest
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.tables.stated_forms import StatedForm


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
        package: the bytes of an .xlsx; empty of any other file.
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
    package: bytes = b""

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
    """Read a document and find its tables, its explanation and its attachments.

    Args:
        request: which document.
        profile: the layouts to find; ``None`` takes those of the place that fits it best.

    Raises:
        UserError: it cannot be read, holds no table, or leaves open what must be known.
    """
    file = request.path.name
    printed = read_printed(request, profile)
    own, pages = printed.own, printed.source.pages
    # Printed figures are not the ledger's: only exact ones can be held against it.
    facts = (own.facts if own.is_exact else None) or ()
    names = _names(printed.year, facts)
    # Where the user has asked for another year, the tables say so once, not every sentence again.
    narrative = read_narrative(
        pages,
        printed.tables,
        names,
        file=file,
        unit_name=printed.unit_name,
        year=printed.printed_year,
    )
    supplement = narrative.added_to(own.stated(file), file)
    attachments = _attachments(file, printed, narrative, supplement)
    inputs = stated_inputs(printed.profile, printed.tables, is_own=own.is_own)
    inputs |= {FACTS if facts else NO_FACTS, *([FORM] if own.has_form else ())}
    inputs |= stated_groups(supplement) | narrative.inputs | attachments.inputs
    tables = TableSet(
        profile=printed.profile,
        tables=printed.tables,
        index=FactIndex(facts),
        names=names,
        year=printed.year,
        unit_name=printed.unit_name,
        unit_kind=supplement.unit_kind,
        inputs=inputs,
        figures=supplement.figures,
        parts=(*narrative.parts, *attachments.parts),
        unread=printed.unread,
        fen_per_unit=printed.fen_per_unit,
        told=narrative.told,
        told_units=narrative.units,
    )
    return _recognised(request.path, printed, tables, supplement, narrative, attachments)


def _recognised(
    path: Path,
    printed: PrintedDocument,
    tables: TableSet,
    supplement: Supplement,
    narrative: Narrative,
    attachments: Attachments,
) -> Recognised:
    """All parts of a document in one; what no part understood is listed once."""
    not_recognised = attachments.added_to((*printed.not_recognised, *narrative.not_recognised))
    source = printed.source
    return Recognised(
        path=path,
        kind=source.kind,
        tables=tables,
        supplement=supplement,
        found=printed.found,
        missing=printed.missing,
        not_recognised=not_recognised,
        problems=(
            *printed.problems,
            *_table_problems(path.name, printed, not_recognised),
            *narrative.problems,
            *attachments.problems,
            *_stated_problems(printed.own, supplement),
        ),
        inputs=tables.inputs,
        amount_unit=printed.amount_unit,
        fen_per_unit=printed.fen_per_unit,
        is_own=printed.own.is_own,
        is_profile_found=printed.is_profile_found,
        forms=attachments.stated,
        package=source.content if source.container is Container.XLSX else b"",
    )


def _stated_problems(own: OwnWorkbook, supplement: Supplement) -> tuple[Problem, ...]:
    """What a workbook of this program says of itself besides its tables, also on paper."""
    label = Labels(load_supplement_form())
    return tuple(evaluation_problems(supplement, label)) if own.has_form else ()


def _names(year: int, facts: tuple[Fact, ...]) -> dict[str, CodeNames]:
    """What codes are called, by their classification."""
    return {
        "functional": CodeNames.functional(functional_codes(), year, facts),
        "economic": CodeNames.economic(economic_codes(), year, facts),
    }


def _attachments(
    file: str, printed: PrintedDocument, narrative: Narrative, supplement: Supplement
) -> Attachments:
    """The forms of the self-assessment, read beside what the rest of the document says."""
    month = read_month(supplement.text("unit.published_month"))
    return read_attachments(
        printed.own.attachment_pages,
        Surroundings(
            file=file,
            model=printed.profile.attachments,
            unit_name=printed.unit_name,
            year=printed.year,
            usual_unit=printed.usual_unit,
            is_exact=printed.own.is_exact,
            narrated=narrative.parts,
            published=month or published_month(printed.source.pages),
        ),
    )


def _table_problems(
    file: str, printed: PrintedDocument, not_recognised: tuple[NotRecognised, ...]
) -> tuple[Problem, ...]:
    """What is odd about titles, names, years and forms of the tables."""
    problems = find_problems(
        printed.found,
        printed.missing,
        not_recognised,
        file=file,
        unit_name=printed.unit_name,
        year=printed.year,
    )
    # The form of a workbook of this program is its own affair.
    if printed.own.is_own:
        return tuple(problems)
    pages = [page.name for page in printed.source.pages]
    form = FormFinder(file, printed.found, pages, printed.miswritten)
    return (*problems, *form.find(not_recognised, printed.tables))
