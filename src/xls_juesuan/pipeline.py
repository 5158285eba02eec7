"""One unit's ledger, from the file to the finished workbook: the parts in their order.

Knows which part hands what to which; refuses to know how any of them works, and talks to
nobody: commands and other callers print what they want of the result.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.audit import run_audit
from xls_juesuan.cube.build import build_cube
from xls_juesuan.cube.index import FactIndex
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.location import DEFAULT_PROFILE
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.errors import UserError
from xls_juesuan.findings import Problem
from xls_juesuan.messages import pipeline as messages
from xls_juesuan.reading import read_ledger
from xls_juesuan.reading.supplement import find_supplement
from xls_juesuan.reading.supplement import read_supplement
from xls_juesuan.supplement import Supplement
from xls_juesuan.tables import build_tables
from xls_juesuan.writing.content import Values

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xls_juesuan.audit import Audit
    from xls_juesuan.cube.build import Cube
    from xls_juesuan.declarations.layout import Profile
    from xls_juesuan.ledger import Ledger
    from xls_juesuan.model import Source
    from xls_juesuan.tables import TableSet


@dataclass(frozen=True, slots=True)
class FillRequest:
    """What the user asks for; ``None`` or empty means: find it out or take the default."""

    ledger: Path
    supplement: Path | None = None
    output: Path | None = None
    profile: str = DEFAULT_PROFILE
    unit_name: str = ""
    year: int | None = None
    amount_unit: str | None = None
    values: Values = Values.EXACT


@dataclass(frozen=True, slots=True)
class Accounts:
    """One unit's final accounts, computed and audited, not yet written."""

    ledger: Ledger
    supplement: Supplement
    supplement_path: Path | None
    cube: Cube
    profile: Profile
    tables: TableSet
    audit: Audit
    unit_name: str

    @property
    def year(self) -> int:
        """The report year."""
        return self.ledger.year


def compute(request: FillRequest) -> Accounts:
    """Read, place, compute and audit; nothing is written.

    Raises:
        UserError: an input cannot be used at all.
    """
    profile = load_profile(request.profile)
    ledger = read_ledger(
        request.ledger,
        year=request.year,
        amount_unit=request.amount_unit,
        unit_name=request.unit_name or None,
    )
    path = request.supplement or find_supplement(request.ledger)
    supplement, notes = _supplement(path)
    stated_name = request.unit_name or ledger.unit_name or supplement.text("unit.name")
    unit_name = " ".join(stated_name.split())
    if not unit_name:
        raise UserError(
            messages.NO_UNIT_NAME, where=str(request.ledger), how=messages.NO_UNIT_NAME_HOW
        )
    cube = build_cube(ledger, supplement)
    tables = build_tables(
        profile,
        FactIndex(cube.facts),
        year=ledger.year,
        unit_name=unit_name,
        unit_kind=cube.unit_kind,
        inputs=cube.inputs,
        stated=_stated(supplement),
    )
    problems = (
        *ledger.problems,
        *supplement.problems,
        *notes,
        *_identity_problems(ledger, supplement, unit_name),
        *cube.problems,
    )
    audit = run_audit(tables, load_rules(), problems, cube.inputs, cube.evidence)
    return Accounts(ledger, supplement, path, cube, profile, tables, audit, unit_name)


def fill(request: FillRequest) -> tuple[Accounts, Path]:
    """Compute the accounts and write the workbook, whole or not at all.

    Returns:
        The accounts and the path of the workbook.

    Raises:
        UserError: an input cannot be used, or the output cannot be written.
    """
    from xls_juesuan.writing.content import WorkbookContent
    from xls_juesuan.writing.reviews import read_reviews
    from xls_juesuan.writing.target import choose_target
    from xls_juesuan.writing.workbook import write_workbook

    accounts = compute(request)
    target = choose_target(
        request.output,
        unit_name=accounts.unit_name,
        year=accounts.year,
        inputs=(request.ledger, accounts.supplement_path),
    )
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
        reviews=read_reviews(target),
        files=accounts.ledger.files,
    )
    write_workbook(target, content)
    return accounts, target


def _supplement(path: Path | None) -> tuple[Supplement, tuple[Problem, ...]]:
    if path is None:
        return Supplement(), (Problem("L226", "supplement", messages.NO_SUPPLEMENT),)
    return read_supplement(path), ()


def _stated(supplement: Supplement) -> dict[str, int]:
    return {key: value for key, value in supplement.fields.items() if isinstance(value, int)}


def _identity_problems(ledger: Ledger, supplement: Supplement, unit_name: str) -> Iterator[Problem]:
    """Unit and year as the supplement states them must be the ledger's."""
    stated_unit = supplement.text("unit.name")
    if stated_unit and stated_unit != unit_name:
        detail = messages.UNIT_DIFFERS.format(ledger=unit_name, supplement=stated_unit)
        yield Problem("L224", "unit", detail, _sources(supplement, "unit.name"))
    stated_year = supplement.number("unit.year")
    if stated_year is not None and stated_year != ledger.year:
        detail = messages.YEAR_DIFFERS.format(ledger=ledger.year, supplement=stated_year)
        yield Problem("L225", "year", detail, _sources(supplement, "unit.year"))


def _sources(supplement: Supplement, key: str) -> tuple[Source, ...]:
    source = supplement.sources.get(key)
    return (source,) if source else ()
