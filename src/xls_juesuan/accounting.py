"""What was read of a unit → its accounts: placed, computed, compared and audited.

Knows the order of the steps; refuses to know how files are found, and writes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from xls_juesuan.accounts import Accounts
from xls_juesuan.audit import run_audit
from xls_juesuan.carrying import answer_problems
from xls_juesuan.carrying import keep_fields
from xls_juesuan.carrying import keep_inputs
from xls_juesuan.carrying import of_office
from xls_juesuan.changed_figures import keep_comparatives
from xls_juesuan.changed_figures import keep_thresholds
from xls_juesuan.cube.index import FactIndex
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.narrative import load_narrative
from xls_juesuan.declarations.rules import DEPARTMENT
from xls_juesuan.declarations.rules import OFFICE
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.declarations.thresholds import with_thresholds
from xls_juesuan.disclosure.assessment_problems import assessment_problems
from xls_juesuan.disclosure.attachments import build_attachments
from xls_juesuan.disclosure.compose import compose
from xls_juesuan.disclosure.evaluations import evaluation_problems
from xls_juesuan.disclosure.gaps import Labels
from xls_juesuan.disclosure.lacking import find_lacks
from xls_juesuan.disclosure.lacking import lack_problems
from xls_juesuan.errors import UserError
from xls_juesuan.identity import identity_problems
from xls_juesuan.messages import pipeline as messages
from xls_juesuan.reading.earlier_workbook import read_earlier
from xls_juesuan.tables import build_tables
from xls_juesuan.tables.previous_year import compare_years

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xls_juesuan.accounts import FillRequest
    from xls_juesuan.accounts import Given
    from xls_juesuan.carrying import Kept
    from xls_juesuan.cube.build import Cube
    from xls_juesuan.declarations.layout import Profile
    from xls_juesuan.disclosure.attachments import Attachments
    from xls_juesuan.disclosure.document import Disclosure
    from xls_juesuan.edits import EarlierWorkbook
    from xls_juesuan.findings import Problem
    from xls_juesuan.office import FilledOffice
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.previous_year import PreviousYear


def account_for(request: FillRequest, given: Given, *, is_written: bool = False) -> Accounts:
    """Place, compute and audit what was read.

    Where the workbook is written, what a person typed into its predecessor counts, too.

    Raises:
        UserError: nobody says whose accounts these are.
    """
    subject = _subject(request, given, is_written=is_written)
    figures = _figures(request, given, subject)
    disclosure = _disclosure(request, figures)
    tables, office = _office(request, figures.tables)
    figures = replace(figures, tables=tables)
    label = Labels(load_supplement_form())
    texts = disclosure if figures.supplement.is_given else None
    forms = figures.attachments.forms
    lacks = find_lacks(texts, forms, tables, figures.supplement, label)
    problems = (
        *_problems_read(given, subject, figures),
        *lack_problems(lacks),
        *_problems_stated(given, subject, figures, label),
        *(office.problems() if office else ()),
    )
    rules = load_rules() if request.rules is None else request.rules
    rules = with_thresholds(rules, request.thresholds)
    rules, kept = keep_thresholds(rules, subject.earlier, figures.kept)
    inputs = figures.inputs | ({OFFICE} if office else set())
    return Accounts(
        ledger=given.ledger,
        supplement=figures.supplement,
        supplement_path=given.path,
        cube=figures.cube,
        profile=subject.profile,
        tables=tables,
        audit=run_audit(tables, rules, problems, inputs, figures.cube.evidence),
        unit_name=subject.unit_name,
        rules=rules,
        target=subject.target,
        earlier=subject.earlier,
        kept=kept,
        previous=figures.previous,
        disclosure=disclosure,
        attachments=figures.attachments,
        office=office,
        lacks=lacks,
        department=given.department,
    )


@dataclass(frozen=True, slots=True)
class _Subject:
    """Whose accounts these are, in which layout, and where they go.

    Attributes:
        profile: the layout.
        unit_name: whose accounts.
        target: where the workbook goes; ``None`` unless it is written.
        earlier: what stands there; ``None`` without one.
    """

    profile: Profile
    unit_name: str
    target: Path | None
    earlier: EarlierWorkbook | None


def _subject(request: FillRequest, given: Given, *, is_written: bool) -> _Subject:
    stated = request.unit_name or given.ledger.unit_name or given.supplement.text("unit.name")
    unit_name = " ".join(stated.split())
    if not unit_name:
        raise UserError(
            messages.NO_UNIT_NAME, where=str(request.ledger), how=messages.NO_UNIT_NAME_HOW
        )
    target = _target(request, given, unit_name) if is_written else None
    earlier = read_earlier(target) if target else None
    earlier = of_office(earlier) if request.office else earlier
    return _Subject(load_profile(request.layouts), unit_name, target, earlier)


def _target(request: FillRequest, given: Given, unit_name: str) -> Path:
    from xls_juesuan.writing.target import WORKBOOK_SUFFIX
    from xls_juesuan.writing.target import choose_target

    office = request.office
    inputs = (*request.ledgers, given.path, request.previous, office.path if office else None)
    return choose_target(
        request.output,
        unit_name=unit_name,
        year=given.ledger.year,
        inputs=inputs,
        suffix=office.suffix if office else WORKBOOK_SUFFIX,
    )


@dataclass(frozen=True, slots=True)
class _Figures:
    """All figures of the accounts.

    Attributes:
        supplement: what was stated, with what a person typed into the workbook.
        cube: facts of the ledger and of the supplement.
        tables: the statutory tables, with last year's and the budget beside them.
        attachments: forms of the self-assessment.
        kept: what a person typed.
        previous: last year's file; ``None`` without one.
        inputs: what there is beside the ledger, by the keys that rules need.
        compared: what is to be said of last year's file.
    """

    supplement: Supplement
    cube: Cube
    tables: TableSet
    attachments: Attachments
    kept: Kept
    previous: PreviousYear | None
    inputs: frozenset[str]
    compared: tuple[Problem, ...]


def _figures(request: FillRequest, given: Given, subject: _Subject) -> _Figures:
    ledger, profile, earlier = given.ledger, subject.profile, subject.earlier
    supplement, kept = keep_fields(given.supplement, earlier)
    cube = given.build(supplement)
    build = partial(
        build_tables,
        profile,
        FactIndex(cube.facts),
        year=ledger.year,
        unit_name=subject.unit_name,
        unit_kind=cube.unit_kind,
        inputs=cube.inputs,
        stated=supplement.figures,
    )
    tables, kept = keep_inputs(build, earlier, kept)
    cube = replace(cube, problems=tuple(answer_problems(cube.problems, tables)))
    attachments = build_attachments(supplement, cube.facts, profile, subject.unit_name, ledger.year)
    previous = _previous(request, profile, ledger.year)
    agencies = given.department.agencies if given.department else ()
    tables = replace(tables, parts=attachments.parts, agencies=agencies)
    compared = compare_years(tables, supplement, previous)
    tables, kept = keep_comparatives(compared.tables, earlier, kept)
    inputs = (
        tables.inputs
        | compared.inputs
        | ({DEPARTMENT} if given.department else set())
        | ({"attachments"} if attachments.parts else set())
    )
    return _Figures(
        supplement=compared.supplement,
        cube=cube,
        tables=tables,
        attachments=attachments,
        kept=kept,
        previous=previous,
        inputs=inputs,
        compared=tuple(compared.problems),
    )


def _previous(request: FillRequest, profile: Profile, year: int) -> PreviousYear | None:
    if request.previous is None:
        return None
    from xls_juesuan.recognise.previous import read_previous

    return read_previous(request.previous, profile, year)


def _disclosure(request: FillRequest, figures: _Figures) -> Disclosure:
    return compose(
        load_narrative(request.layouts),
        figures.tables,
        figures.supplement,
        load_supplement_form(),
        figures.attachments.tables,
    )


def _office(request: FillRequest, tables: TableSet) -> tuple[TableSet, FilledOffice | None]:
    """Fill the office's workbook, if there is one; the tables are called as it calls them."""
    if request.office is None:
        return tables, None
    from xls_juesuan.office import fill_office
    from xls_juesuan.recognise.printed_names import named_as_printed

    tables = replace(tables, tables=named_as_printed(tables.tables, request.office.found))
    office = fill_office(request.office, tables, request.values)
    return office.on(tables), office


def _problems_read(given: Given, subject: _Subject, figures: _Figures) -> Iterator[Problem]:
    """Give what is wrong with what was read and with what came of it."""
    yield from given.ledger.problems
    yield from figures.supplement.problems
    yield from answer_problems(given.notes, figures.tables)
    yield from identity_problems(
        figures.supplement, subject.unit_name, given.ledger.year, given.ledger.stated_unit
    )
    yield from figures.cube.problems
    yield from figures.compared


def _problems_stated(
    given: Given, subject: _Subject, figures: _Figures, label: Labels
) -> Iterator[Problem]:
    """Give what is wrong with the self-assessment."""
    supplement, forms = figures.supplement, subject.profile.attachments
    yield from assessment_problems(supplement, figures.cube.facts, forms, given.ledger.year, label)
    yield from evaluation_problems(supplement, label)
