"""``xlj department``: the accounts of a department from those of its units."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from xls_juesuan.cli.fill_command import OutputPath
from xls_juesuan.cli.fill_command import Pdf
from xls_juesuan.cli.fill_command import Profile
from xls_juesuan.cli.fill_command import Template
from xls_juesuan.cli.fill_command import ValuesOption
from xls_juesuan.cli.fill_command import Word
from xls_juesuan.cli.one_workbook import write_one
from xls_juesuan.cli.options import AmountUnit
from xls_juesuan.cli.options import ExplanationsPath
from xls_juesuan.cli.options import Json
from xls_juesuan.cli.options import MappingPath
from xls_juesuan.cli.options import PreviousPath
from xls_juesuan.cli.options import RulesFolder
from xls_juesuan.cli.options import Thresholds
from xls_juesuan.cli.options import Year
from xls_juesuan.cli.options import checked_amount_unit
from xls_juesuan.cli.options import checked_choice
from xls_juesuan.cli.options import checked_thresholds
from xls_juesuan.cli.options import checked_year
from xls_juesuan.cli.options import loaded_rules
from xls_juesuan.cli.template_choice import one_profile
from xls_juesuan.cli.template_choice import read_office
from xls_juesuan.messages import department as say

UnitPaths = Annotated[
    list[Path], typer.Argument(metavar="单位...", help=say.UNITS_HELP, show_default=False)
]
Name = Annotated[str, typer.Option("--name", metavar="部门名称", help=say.NAME_HELP)]
OwnSupplement = Annotated[
    Path | None, typer.Option("--supplement", metavar="文件", help=say.SUPPLEMENT_HELP)
]


def department(
    units: UnitPaths,
    name: Name = "",
    supplement: OwnSupplement = None,
    output: OutputPath = None,
    template: Template = "",
    layouts: Profile = "",
    year: Year = "",
    amount_unit: AmountUnit = "",
    mapping: MappingPath = None,
    own: RulesFolder = None,
    explanations: ExplanationsPath = None,
    previous: PreviousPath = None,
    thresholds: Thresholds = None,
    values: ValuesOption = "exact",
    word: Word = False,
    pdf: Pdf = False,
    as_json: Json = False,
) -> int:
    """Fill the department's workbook, then say in Chinese (or as JSON) what was done."""
    from xls_juesuan.accounts import FillRequest
    from xls_juesuan.departments.pipeline import DepartmentRequest
    from xls_juesuan.departments.pipeline import fill_department
    from xls_juesuan.writing.content import Values

    office = read_office(template or layouts, layouts if template else "")
    profile = office.layouts if office else one_profile(template, layouts)
    fill = FillRequest(
        ledger=units[0],
        supplement=supplement,
        output=output,
        profile=profile,
        unit_name=" ".join(name.split()),
        year=checked_year(year),
        amount_unit=checked_amount_unit(amount_unit),
        mapping=mapping,
        previous=previous,
        thresholds=checked_thresholds(thresholds, own),
        values=checked_choice(Values, "--values", values),
        rules=loaded_rules(own, profile) if own else None,
        word=word,
        pdf=pdf,
        office=office,
    )
    run = partial(fill_department, DepartmentRequest(tuple(units), fill))
    return write_one(fill, units, explanations, run, as_json=as_json)
