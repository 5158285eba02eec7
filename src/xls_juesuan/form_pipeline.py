"""A unit's ledger and last year's file → a supplement to go on with, as a workbook.

Knows which part hands what to which; refuses to know how any of them works.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from xls_juesuan.cube.build import build_cube
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.location import DEFAULT_PROFILE
from xls_juesuan.errors import UserError
from xls_juesuan.messages import pipeline as say_pipeline
from xls_juesuan.messages import prefilling as say
from xls_juesuan.messages import previous as say_previous
from xls_juesuan.messages import supplement as say_supplement
from xls_juesuan.prefilling import LedgerSide
from xls_juesuan.prefilling import Prefilled
from xls_juesuan.prefilling import prefill
from xls_juesuan.reading import ReadingRequest
from xls_juesuan.reading import open_ledgers
from xls_juesuan.recognise.previous import read_previous_lists
from xls_juesuan.recognise.previous import refuse_previous
from xls_juesuan.supplement import Supplement

if TYPE_CHECKING:
    from xls_juesuan.recognise.previous import Lists
    from xls_juesuan.tables.previous_year import PreviousYear


@dataclass(frozen=True, slots=True)
class FormRequest:
    """What the user asks for; ``None`` or empty means: find it out or take the default.

    Attributes:
        ledgers: files of this year's ledger; none for a form without it.
        previous: last year's file.
        output: file or folder of the form.
        force: whether a form that stands there may be replaced.
        is_new: whether the unit had no accounts last year.
        profile: name of the disclosure layout.
        unit, unit_name, year, amount_unit, mapping: as for filling the tables.
    """

    ledgers: tuple[Path, ...] = ()
    previous: Path | None = None
    output: Path | None = None
    force: bool = False
    is_new: bool = False
    profile: str = DEFAULT_PROFILE
    unit: str = ""
    unit_name: str = ""
    year: int | None = None
    amount_unit: str | None = None
    mapping: Path | None = None


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """The form that was written.

    Attributes:
        path: where it stands.
        copy: where the form is that stood there; ``None`` without one.
        prefilled: what was filled in.
        remarks: what the user should know.
    """

    path: Path
    copy: Path | None
    prefilled: Prefilled
    remarks: tuple[str, ...] = ()


def write_form(request: FormRequest) -> WrittenForm:
    """Write the form, filled in as far as the ledger and last year's file go.

    Raises:
        UserError: an input cannot be used, a form stands there already, or the place cannot
            be written.
    """
    from xls_juesuan.writing.supplement_form import write_supplement_form

    path = _target(request)
    _refuse(request, path)
    ledger = _read_ledger(request)
    previous, rows = _read_previous(request, ledger)
    prefilled = prefill(ledger, previous, rows, is_new=request.is_new)
    remarks = []
    if ledger and previous and ledger.unit_name and previous.unit_name:
        names = (previous.unit_name, ledger.unit_name)
        if len({"".join(name.split()) for name in names}) > 1:
            remarks.append(say_previous.units_differ(previous.file, *names))
    copy = write_supplement_form(path, prefilled.supplement, prefilled.marks, keeps_old=True)
    return WrittenForm(path, copy, prefilled, tuple(remarks))


def _read_previous(
    request: FormRequest, ledger: LedgerSide | None
) -> tuple[PreviousYear | None, Lists]:
    profile = load_profile(request.profile)
    if request.previous is None:
        return None, {}
    previous, rows = read_previous_lists(request.previous, profile)
    year = ledger.year if ledger else request.year
    if year is not None and previous.year != year - 1:
        raise say_previous.other_year(previous.file, previous.year, year)
    return previous, rows


def _target(request: FormRequest) -> Path:
    """Choose the place: beside the ledger, where it will be found, unless the user names one."""
    path = request.output
    if path is None and request.ledgers:
        first = request.ledgers[0]
        path = first if first.is_dir() else first.parent
    path = path or Path(say_supplement.DEFAULT_FILE)
    return path / say_supplement.DEFAULT_FILE if path.is_dir() else path


def _refuse(request: FormRequest, path: Path) -> None:
    say_name = str(path)
    if path.suffix.casefold() != ".xlsx":
        raise UserError(
            say_supplement.OUTPUT_NOT_XLSX, where=say_name, how=say_supplement.OUTPUT_NOT_XLSX_HOW
        )
    if request.is_new and request.previous is not None:
        raise say.new_unit_with_previous(request.previous.name)
    refuse_previous(request.previous, request.ledgers)
    for source in (*request.ledgers, request.previous, request.mapping):
        if source is not None and source.exists() and path.exists() and path.samefile(source):
            raise UserError(
                say_pipeline.OUTPUT_IS_INPUT,
                where=say_name,
                how=say_pipeline.OUTPUT_IS_INPUT_HOW,
            )
    if path.exists() and not request.force:
        raise UserError(
            say_supplement.OUTPUT_EXISTS, where=say_name, how=say_supplement.OUTPUT_EXISTS_HOW
        )


def _read_ledger(request: FormRequest) -> LedgerSide | None:
    if not request.ledgers:
        return None
    assembly = open_ledgers(
        ReadingRequest(
            request.ledgers,
            request.year,
            request.amount_unit,
            request.unit_name or None,
            request.unit or None,
            request.mapping,
        )
    )
    ledger = assembly.ledger(assembly.choose(request.unit or None) or None)
    cube = build_cube(ledger, Supplement())
    return LedgerSide(
        file="、".join(Path(file).name for file in ledger.files),
        unit_name=" ".join((request.unit_name or ledger.unit_name).split()),
        year=ledger.year,
        kind=cube.unit_kind,
        facts=cube.facts,
        has_opening=ledger.has_opening,
        has_carryover={"carryover", "closing_carryover"} <= cube.inputs,
    )
