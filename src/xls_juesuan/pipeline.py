"""One unit's ledger, from the file to the finished workbook: the parts in their order.

Knows which part hands what to which; refuses to know how any of them works, and talks to
nobody: commands and other callers print what they want of the result.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from xls_juesuan.accounting import account_for
from xls_juesuan.accounts import Accounts
from xls_juesuan.accounts import FillRequest
from xls_juesuan.accounts import Given
from xls_juesuan.carrying import find_changes
from xls_juesuan.carrying import place_of
from xls_juesuan.cube.build import build_cube
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.errors import UserError
from xls_juesuan.messages import pipeline as messages
from xls_juesuan.messages import supplement as say
from xls_juesuan.reading import open_ledgers
from xls_juesuan.reading.supplement import read_given_supplement
from xls_juesuan.reading.supplement_choice import Choice
from xls_juesuan.reading.supplement_choice import Owner
from xls_juesuan.reading.supplement_choice import choose_supplement
from xls_juesuan.reading.supplement_choice import find_supplement
from xls_juesuan.writing.changes import Changes
from xls_juesuan.writing.previous_explanations import Offers
from xls_juesuan.writing.previous_explanations import previous_explanations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xls_juesuan.ledger import Ledger
    from xls_juesuan.writing.content import WorkbookContent


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


def _supplement_path(request: FillRequest, unit: str, ledger: Ledger) -> Choice:
    """The supplement that was given or lies beside the ledger, and what is said of others.

    Args:
        request: what the user asks for.
        unit: code and name of the unit; empty where the ledger holds only one.
        ledger: the unit's ledger.
    """
    if request.supplement is not None:
        return Choice(request.supplement)
    # A ledger of several units is named after none of them.
    stem = "" if unit else request.ledger.stem
    owner = Owner.of(request.unit_name, request.unit, unit or ledger.unit_name, stem=stem)
    is_alone = request.is_alone and not unit
    if request.candidates is not None:
        how = say.SEVERAL_OF_LISTED_HOW
        return choose_supplement(request.candidates, owner, is_alone=is_alone, how=how)
    return find_supplement(
        request.ledger, owner, files=request.ledgers, besides=request.previous, is_alone=is_alone
    )


def _compute(
    request: FillRequest,
    ledger: Ledger,
    found: Choice,
    *,
    is_written: bool = False,
) -> Accounts:
    """Place, compute and audit one ledger with the supplement that was found."""
    path, passed_over = found
    supplement, notes = read_given_supplement(path, passed_over)
    given = Given(ledger, supplement, path, partial(build_cube, ledger), notes)
    return account_for(request, given, is_written=is_written)


def refuse_previous_input(request: FillRequest) -> None:
    """Refuse last year's file where it is one of this year's inputs."""
    if request.previous is not None:
        from xls_juesuan.recognise.previous import refuse_previous

        refuse_previous(request.previous, (*request.ledgers, request.supplement))


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


def _written(accounts: Accounts) -> Path:
    """Where the workbook of accounts that were written stands."""
    if accounts.target is None:
        raise ValueError(accounts.unit_name)
    return accounts.target


def _write(request: FillRequest, accounts: Accounts, taken: set[str] | None = None) -> Accounts:
    """Write the workbook; ``taken`` are those of this run, which it must not replace."""
    from xls_juesuan.writing.workbook import write_workbook

    target = _written(accounts)
    if taken is not None:
        _refuse_taken(target, taken)
    document = _document_path(request, accounts) if request.word or request.pdf else None
    changes = find_changes(accounts.earlier, accounts.tables, accounts.audit, accounts.kept)
    accounts = replace(
        accounts, changes=changes, offers=Offers(previous_explanations(request.previous))
    )
    content = _content(request, accounts)
    if request.office and accounts.office:
        copy = accounts.office.write(target, content, request.office.content)
    else:
        copy = write_workbook(target, content)
    if changes:
        accounts = replace(accounts, changes=replace(changes, copy=copy))
    return _publish(request, accounts, document) if document else accounts


def _refuse_taken(target: Path, taken: set[str]) -> None:
    # Windows takes two names that differ by case for one.
    place = str(target).casefold()
    if place in taken:
        where = str(target)
        raise UserError(messages.SAME_TARGET, where=where, how=messages.SAME_TARGET_HOW)
    taken.add(place)


def _content(request: FillRequest, accounts: Accounts) -> WorkbookContent:
    from xls_juesuan.writing.content import WorkbookContent

    return WorkbookContent(
        tables=accounts.tables,
        audit=accounts.audit,
        cube=accounts.cube,
        supplement=accounts.supplement,
        form=load_supplement_form(),
        unit_name=accounts.unit_name,
        year=accounts.year,
        profile=accounts.profile,
        values=request.values,
        reviews=accounts.offers.add_to(
            accounts.reviews,
            accounts.audit.findings,
            lambda finding: place_of(finding, accounts.tables),
        ),
        changes=accounts.changes or Changes(),
        files=accounts.ledger.files,
        kept_fields=accounts.kept.fields,
        own=accounts.kept.own,
        compared=accounts.compared,
        trace_limit=request.trace_rows,
        attachments=accounts.attachments,
        lacks=accounts.lacks,
        department=accounts.department,
    )


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
