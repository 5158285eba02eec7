"""``xlj department``: the accounts of a department from those of its units."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xls_juesuan.cli.options import AmountUnit
from xls_juesuan.cli.options import Json
from xls_juesuan.cli.options import MappingPath
from xls_juesuan.cli.options import PreviousPath
from xls_juesuan.cli.options import ProfileName
from xls_juesuan.cli.options import RulesFolder
from xls_juesuan.cli.options import Thresholds
from xls_juesuan.cli.options import Year
from xls_juesuan.cli.options import checked_amount_unit
from xls_juesuan.cli.options import checked_choice
from xls_juesuan.cli.options import checked_thresholds
from xls_juesuan.cli.options import checked_year
from xls_juesuan.cli.options import loaded_rules
from xls_juesuan.declarations.location import DEFAULT_PROFILE
from xls_juesuan.messages import cli as messages
from xls_juesuan.messages import department as say
from xls_juesuan.messages import word as say_word

UnitPaths = Annotated[
    list[Path], typer.Argument(metavar="单位...", help=say.UNITS_HELP, show_default=False)
]
Name = Annotated[str, typer.Option("--name", metavar="部门名称", help=say.NAME_HELP)]
OwnSupplement = Annotated[
    Path | None, typer.Option("--supplement", metavar="文件", help=say.SUPPLEMENT_HELP)
]
OutputPath = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="文件或文件夹", help=messages.OUTPUT)
]
ValuesOption = Annotated[
    str, typer.Option("--values", metavar="exact|rounded", help=messages.VALUES)
]
Word = Annotated[bool, typer.Option("--word", help=say_word.OPTION)]
Pdf = Annotated[bool, typer.Option("--pdf", help=say_word.OPTION_PDF)]


def department(
    units: UnitPaths,
    name: Name = "",
    supplement: OwnSupplement = None,
    output: OutputPath = None,
    template: ProfileName = DEFAULT_PROFILE,
    year: Year = "",
    amount_unit: AmountUnit = "",
    mapping: MappingPath = None,
    own: RulesFolder = None,
    previous: PreviousPath = None,
    thresholds: Thresholds = None,
    values: ValuesOption = "exact",
    word: Word = False,
    pdf: Pdf = False,
    as_json: Json = False,
) -> int:
    """Fill the department's workbook, then say in Chinese (or as JSON) what was done."""
    from xls_juesuan.accounts import FillRequest
    from xls_juesuan.cli import fill_report
    from xls_juesuan.departments.pipeline import DepartmentRequest
    from xls_juesuan.departments.pipeline import fill_department
    from xls_juesuan.writing.content import Values

    fill = FillRequest(
        ledger=units[0],
        supplement=supplement,
        output=output,
        profile=template,
        unit_name=" ".join(name.split()),
        year=checked_year(year),
        amount_unit=checked_amount_unit(amount_unit),
        mapping=mapping,
        previous=previous,
        thresholds=checked_thresholds(thresholds, own),
        values=checked_choice(Values, "--values", values),
        rules=loaded_rules(own, template) if own else None,
        word=word,
        pdf=pdf,
    )
    accounts, target = fill_department(DepartmentRequest(tuple(units), fill))
    if as_json:
        from xls_juesuan.writing.json_department import department_part
        from xls_juesuan.writing.json_report import fill_document

        document = fill_document(accounts, target)
        if accounts.department is not None:
            document["department"] = department_part(accounts.department, accounts.tables)
        fill_report.print_json(document)
    else:
        fill_report.print_report(accounts, target)
    return fill_report.exit_code(accounts.audit)
