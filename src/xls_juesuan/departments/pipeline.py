"""A department's units, from their files to one finished workbook: the parts in their order.

Knows which part hands what to which; all that follows the cube is one unit's pipeline.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.accounting import account_for
from xls_juesuan.accounts import Given
from xls_juesuan.consolidation.budgets import with_budgets
from xls_juesuan.consolidation.department import consolidate
from xls_juesuan.consolidation.sums import with_differences
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.departments.listing import list_units
from xls_juesuan.departments.members import read_members
from xls_juesuan.errors import UserError
from xls_juesuan.messages import department as say
from xls_juesuan.pipeline import refuse_previous_input
from xls_juesuan.pipeline import write_accounts
from xls_juesuan.reading.supplement import read_supplement
from xls_juesuan.supplement import Supplement

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.accounts import Accounts
    from xls_juesuan.accounts import FillRequest


@dataclass(frozen=True, slots=True)
class DepartmentRequest:
    """What the user asks for.

    Attributes:
        units: ledgers or filled workbooks, folders of them, or a list of units.
        fill: all else, as for one unit: ``unit_name`` is the name of the department, and
            ``supplement`` what is stated for the department as a whole.
    """

    units: tuple[Path, ...]
    fill: FillRequest


def compute_department(request: DepartmentRequest) -> Accounts:
    """Read the units, consolidate, compute and audit; nothing is written.

    Raises:
        UserError: an input cannot be used at all.
    """
    fill, given = _given(request)
    return account_for(fill, given)


def fill_department(request: DepartmentRequest) -> tuple[Accounts, Path]:
    """Compute the department's accounts and write the workbook, whole or not at all.

    Returns:
        The accounts and the path of the workbook.

    Raises:
        UserError: an input cannot be used, or the output cannot be written.
    """
    fill, given = _given(request)
    return write_accounts(fill, account_for(fill, given, is_written=True))


def _given(request: DepartmentRequest) -> tuple[FillRequest, Given]:
    """Put the department together, and name all its files as inputs of the run."""
    fill = request.fill
    if not fill.unit_name:
        raise UserError(say.NO_NAME, how=say.NO_NAME_HOW)
    units = list_units(request.units)
    found = read_members(units.listed, fill)
    if len(found) <= 1:
        unit = say.names(one.member.name for one in found)
        raise UserError(say.ONE_UNIT.format(unit=unit), how=say.ONE_UNIT_HOW)
    paths = tuple(dict.fromkeys(path for one in found for path in one.paths))
    fill = replace(fill, ledger=paths[0], more_ledgers=paths[1:])
    refuse_previous_input(fill)
    own = read_supplement(fill.supplement) if fill.supplement else Supplement()
    department = consolidate(fill.unit_name, [one.member for one in found], own)
    department = with_differences(department, load_profile(fill.layouts))
    department = replace(department, passed_over=units.passed_over)
    given = Given(
        department.ledger(),
        department.supplement,
        fill.supplement,
        # What a person typed for the department as a whole may complete a budget.
        lambda supplement: with_budgets(department.cube, department.members, supplement)[0],
        department.problems,
        department,
    )
    return fill, given
