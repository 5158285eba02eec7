"""One unit's ledger, from the file to the finished workbook: the parts in their order.

Knows which part hands what to which; refuses to know how any of them works, and talks to
nobody: commands and other callers print what they want of the result.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from xls_juesuan.accounts import Accounts
from xls_juesuan.accounts import FillRequest
from xls_juesuan.accounts import Given
from xls_juesuan.audit import run_audit
from xls_juesuan.carrying import answer_problems
from xls_juesuan.carrying import find_changes
from xls_juesuan.carrying import keep_fields
from xls_juesuan.carrying import keep_inputs
from xls_juesuan.carrying import of_office
from xls_juesuan.carrying import place_of
from xls_juesuan.changed_figures import keep_comparatives
from xls_juesuan.changed_figures import keep_thresholds
from xls_juesuan.cube.build import build_cube
from xls_juesuan.cube.index import FactIndex
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.narrative import load_narrative
from xls_juesuan.declarations.rules import DEPARTMENT
from xls_juesuan.declarations.rules import OFFICE
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.declarations.thresholds import with_thresholds
from xls_juesuan.disclosure.assessment_problems import assessment_problems
from xls_juesuan.disclosure.attachments import Attachments
from xls_juesuan.disclosure.attachments import build_attachments
from xls_juesuan.disclosure.compose import compose
from xls_juesuan.disclosure.evaluations import evaluation_problems
from xls_juesuan.disclosure.gaps import Labels
from xls_juesuan.disclosure.lacking import find_lacks
from xls_juesuan.disclosure.lacking import lack_problems
from xls_juesuan.errors import UserError
from xls_juesuan.identity import identity_problems
from xls_juesuan.identity import own_supplement
from xls_juesuan.messages import pipeline as messages
from xls_juesuan.reading import open_ledgers
from xls_juesuan.reading.earlier_workbook import read_earlier
from xls_juesuan.reading.supplement import find_supplement
from xls_juesuan.reading.supplement import find_supplement_of
from xls_juesuan.reading.supplement import read_given_supplement
from xls_juesuan.tables import build_tables
from xls_juesuan.tables.previous_year import compare_years
from xls_juesuan.writing.changes import Changes
from xls_juesuan.writing.previous_explanations import Offers
from xls_juesuan.writing.previous_explanations import previous_explanations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xls_juesuan.declarations.layout import Profile
    from xls_juesuan.disclosure.document import Disclosure
    from xls_juesuan.ledger import Ledger
    from xls_juesuan.office import FilledOffice
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.previous_year import PreviousYear


def compute(request: FillRequest, *, is_written: bool = False) -> Accounts:
    """Read, place, compute and audit; nothing is written.

    Args:
        request: what the user asks for.
        is_written: whether the workbook is going to be written, so that what a person typed
            into the one that stands there counts.

    Raises:
        UserError: an input cannot be used at all.
    """
    refuse_previous_input(request)
    assembly = open_ledgers(request.reading())
    unit = assembly.choose(request.unit or None)
    wanted = assembly.full_name(unit) if len(assembly.units) > 1 else ""
    ledger = assembly.ledger(unit or None)
    found = _supplement_path(request, wanted, ledger)
    return _compute(request, ledger, found, is_written=is_written)


def _supplement_path(request: FillRequest, unit: str, ledger: Ledger) -> tuple[Path | None, str]:
    """The supplement that was given or lies beside the ledger, and what is said of others.

    Args:
        request: what the user asks for.
        unit: code and name of the unit; empty where the ledger holds only one.
        ledger: the unit's ledger.
    """
    if request.supplement is not None:
        return request.supplement, ""
    if request.candidates is not None:
        return own_supplement(request.candidates, request.unit_name or unit or ledger.unit_name)
    if unit:
        return find_supplement_of(request.ledger, unit, besides=request.previous)
    return find_supplement(request.ledger, besides=request.previous), ""


def _compute(
    request: FillRequest,
    ledger: Ledger,
    found: tuple[Path | None, str],
    *,
    is_written: bool = False,
) -> Accounts:
    """Place, compute and audit one ledger with the supplement that was found."""
    path, passed_over = found
    supplement, notes = read_given_supplement(path, passed_over)
    given = Given(ledger, supplement, path, partial(build_cube, ledger), notes)
    return account_for(request, given, is_written=is_written)


def account_for(request: FillRequest, given: Given, *, is_written: bool = False) -> Accounts:
    """Place, compute and audit what was read.

    Where the workbook is written, what a person typed into its predecessor counts, too.

    Raises:
        UserError: nobody says whose accounts these are.
    """
    profile = load_profile(request.layouts)
    ledger, supplement, path, notes = given.ledger, given.supplement, given.path, given.notes
    stated_name = request.unit_name or ledger.unit_name or supplement.text("unit.name")
    unit_name = " ".join(stated_name.split())
    if not unit_name:
        raise UserError(
            messages.NO_UNIT_NAME, where=str(request.ledger), how=messages.NO_UNIT_NAME_HOW
        )
    target = _target(request, ledger, path, unit_name) if is_written else None
    earlier = read_earlier(target) if target else None
    earlier = of_office(earlier) if request.office else earlier
    supplement, kept = keep_fields(supplement, earlier)
    cube = given.build(supplement)
    tables, kept = keep_inputs(
        partial(
            build_tables,
            profile,
            FactIndex(cube.facts),
            year=ledger.year,
            unit_name=unit_name,
            unit_kind=cube.unit_kind,
            inputs=cube.inputs,
            stated=supplement.figures,
        ),
        earlier,
        kept,
    )
    cube = replace(cube, problems=tuple(answer_problems(cube.problems, tables)))
    attachments = build_attachments(supplement, cube.facts, profile, unit_name, ledger.year)
    parts = attachments.parts
    previous = _previous(request, profile, ledger.year)
    agencies = given.department.agencies if given.department else ()
    tables = replace(tables, parts=parts, agencies=agencies)
    compared = compare_years(tables, supplement, previous)
    tables, kept = keep_comparatives(compared.tables, earlier, kept)
    supplement = compared.supplement
    disclosure = _disclosure(request, tables, supplement, attachments)
    tables = _named_by_office(request, tables)
    office = _office(request, tables)
    tables = office.on(tables) if office else tables
    label = Labels(load_supplement_form())
    texts = disclosure if supplement.is_given else None
    lacks = find_lacks(texts, attachments.forms, tables, supplement, label)
    inputs = (
        tables.inputs
        | compared.inputs
        | ({OFFICE} if office else set())
        | ({DEPARTMENT} if given.department else set())
        | ({"attachments"} if parts else set())
    )
    problems = (
        *ledger.problems,
        *supplement.problems,
        *answer_problems(notes, tables),
        *identity_problems(ledger, supplement, unit_name),
        *cube.problems,
        *compared.problems,
        *lack_problems(lacks),
        *assessment_problems(supplement, cube.facts, profile.attachments, ledger.year, label),
        *evaluation_problems(supplement, label),
        *(office.problems() if office else ()),
    )
    rules = load_rules() if request.rules is None else request.rules
    rules = with_thresholds(rules, request.thresholds)
    rules, kept = keep_thresholds(rules, earlier, kept)
    audit = run_audit(tables, rules, problems, inputs, cube.evidence)
    return Accounts(
        ledger,
        supplement,
        path,
        cube,
        profile,
        tables,
        audit,
        unit_name,
        rules,
        target,
        earlier,
        kept,
        previous=previous,
        disclosure=disclosure,
        attachments=attachments,
        office=office,
        lacks=lacks,
        department=given.department,
    )


def refuse_previous_input(request: FillRequest) -> None:
    """Refuse last year's file where it is one of this year's inputs."""
    if request.previous is not None:
        from xls_juesuan.recognise.previous import refuse_previous

        refuse_previous(request.previous, (*request.ledgers, request.supplement))


def _previous(request: FillRequest, profile: Profile, year: int) -> PreviousYear | None:
    if request.previous is None:
        return None
    from xls_juesuan.recognise.previous import read_previous

    return read_previous(request.previous, profile, year)


def _named_by_office(request: FillRequest, tables: TableSet) -> TableSet:
    """Call the tables as the office's workbook calls them."""
    if request.office is None:
        return tables
    from xls_juesuan.recognise.printed_names import named_as_printed

    return replace(tables, tables=named_as_printed(tables.tables, request.office.found))


def _office(request: FillRequest, tables: TableSet) -> FilledOffice | None:
    if request.office is None:
        return None
    from xls_juesuan.office import fill_office

    return fill_office(request.office, tables, request.values)


def _disclosure(
    request: FillRequest, tables: TableSet, supplement: Supplement, attachments: Attachments
) -> Disclosure:
    template = load_narrative(request.layouts)
    return compose(template, tables, supplement, load_supplement_form(), attachments.tables)


def fill(request: FillRequest) -> tuple[Accounts, Path]:
    """Compute the accounts and write the workbook, whole or not at all.

    Returns:
        The accounts and the path of the workbook.

    Raises:
        UserError: an input cannot be used, or the output cannot be written.
    """
    return write_accounts(request, compute(request, is_written=True))


def write_accounts(request: FillRequest, accounts: Accounts) -> tuple[Accounts, Path]:
    """Write the workbook of computed accounts, whole or not at all.

    Raises:
        UserError: the output cannot be written.
    """
    accounts = _write(request, accounts)
    return accounts, _written(accounts)


def fill_each(request: FillRequest) -> Iterator[tuple[str, Accounts, Path] | tuple[str, UserError]]:
    """Fill one workbook for each unit in the ledger, as the results are asked for.

    A unit that cannot be filled does not keep the others from being filled.

    Yields:
        The unit as the ledger states it, its accounts and the path of its workbook; or the
        unit and why it could not be filled.

    Raises:
        UserError: the ledger cannot be read at all, or ``-o`` names a single file.
    """
    if request.output is not None and request.output.suffix and not request.output.is_dir():
        where = str(request.output)
        raise UserError(messages.EACH_NEEDS_FOLDER, where=where, how=messages.EACH_NEEDS_FOLDER_HOW)
    refuse_previous_input(request)
    assembly = open_ledgers(request.reading())
    units = assembly.units or [""]
    if request.previous is not None and len(units) > 1:
        raise UserError(
            messages.EACH_AND_PREVIOUS,
            where=str(request.previous),
            how=messages.EACH_AND_PREVIOUS_HOW,
        )
    if request.supplement is not None and len(units) > 1:
        where, how = str(request.supplement), messages.EACH_AND_SUPPLEMENT_HOW
        raise UserError(messages.EACH_AND_SUPPLEMENT, where=where, how=how)
    taken: set[str] = set()
    for unit in units:
        try:
            ledger = assembly.ledger(unit or None)
            wanted = assembly.full_name(unit) if len(units) > 1 else ""
            found = _supplement_path(request, wanted, ledger)
            accounts = _compute(request, ledger, found, is_written=True)
            accounts = _write(request, accounts, taken)
            yield unit, accounts, _written(accounts)
        except UserError as error:
            yield unit, error


def _target(request: FillRequest, ledger: Ledger, path: Path | None, unit_name: str) -> Path:
    from xls_juesuan.writing.target import WORKBOOK_SUFFIX
    from xls_juesuan.writing.target import choose_target

    office = request.office
    inputs = (*request.ledgers, path, request.previous, office.path if office else None)
    return choose_target(
        request.output,
        unit_name=unit_name,
        year=ledger.year,
        inputs=inputs,
        suffix=office.suffix if office else WORKBOOK_SUFFIX,
    )


def _written(accounts: Accounts) -> Path:
    """Where the workbook of accounts that were written stands."""
    if accounts.target is None:
        raise ValueError(accounts.unit_name)
    return accounts.target


def _write(request: FillRequest, accounts: Accounts, taken: set[str] | None = None) -> Accounts:
    """Write the workbook; ``taken`` are those of this run, which it must not replace."""
    from xls_juesuan.writing.content import WorkbookContent
    from xls_juesuan.writing.workbook import write_workbook

    target = _written(accounts)
    if taken is not None:
        # Windows takes two names that differ by case for one.
        if str(target).casefold() in taken:
            where = str(target)
            raise UserError(messages.SAME_TARGET, where=where, how=messages.SAME_TARGET_HOW)
        taken.add(str(target).casefold())
    document = _document_path(request, accounts) if request.word or request.pdf else None
    changes = find_changes(accounts.earlier, accounts.tables, accounts.audit, accounts.kept)
    offers = Offers(previous_explanations(request.previous))
    content = WorkbookContent(
        tables=accounts.tables,
        audit=accounts.audit,
        cube=accounts.cube,
        supplement=accounts.supplement,
        form=load_supplement_form(),
        unit_name=accounts.unit_name,
        year=accounts.year,
        profile=accounts.profile,
        values=request.values,
        reviews=offers.add_to(
            changes.reviews if changes else {},
            accounts.audit.findings,
            lambda finding: place_of(finding, accounts.tables),
        ),
        changes=changes or Changes(),
        files=accounts.ledger.files,
        kept_fields=accounts.kept.fields,
        own=accounts.kept.own,
        compared=accounts.compared,
        attachments=accounts.attachments,
        lacks=accounts.lacks,
        department=accounts.department,
    )
    if request.office and accounts.office:
        copy = accounts.office.write(target, content, request.office.content)
    else:
        copy = write_workbook(target, content)
    changes = replace(changes, copy=copy) if changes else None
    accounts = replace(accounts, changes=changes, offers=offers)
    return _publish(request, accounts, document) if document else accounts


def _document_path(request: FillRequest, accounts: Accounts) -> Path:
    from xls_juesuan.publishing import choose_path

    inputs = (*request.ledgers, accounts.supplement_path, request.previous)
    return choose_path(_written(accounts), accounts.unit_name, accounts.year, inputs)


def _publish(request: FillRequest, accounts: Accounts, path: Path) -> Accounts:
    if accounts.disclosure is None:
        raise ValueError(accounts.unit_name)
    from xls_juesuan.publishing import publish

    content = (accounts.disclosure, accounts.tables, request.values)
    return replace(accounts, published=publish(path, *content, wants_pdf=request.pdf))
