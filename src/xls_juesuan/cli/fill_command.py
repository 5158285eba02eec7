"""``xlj fill``: the main job, from a ledger to the disclosure workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xls_juesuan.cli.options import AmountUnit
from xls_juesuan.cli.options import LedgerPath
from xls_juesuan.cli.options import ProfileName
from xls_juesuan.cli.options import SupplementPath
from xls_juesuan.cli.options import UnitName
from xls_juesuan.cli.options import Year
from xls_juesuan.cli.options import checked_amount_unit
from xls_juesuan.cli.options import checked_choice
from xls_juesuan.cli.options import checked_year
from xls_juesuan.declarations.location import DEFAULT_PROFILE
from xls_juesuan.messages import cli as messages

OutputPath = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="文件或文件夹", help=messages.OUTPUT)
]
ValuesOption = Annotated[
    str, typer.Option("--values", metavar="exact|rounded", help=messages.VALUES)
]
Json = Annotated[bool, typer.Option("--json", help=messages.JSON)]


def fill(
    ledger: LedgerPath,
    supplement: SupplementPath = None,
    output: OutputPath = None,
    template: ProfileName = DEFAULT_PROFILE,
    unit_name: UnitName = "",
    year: Year = "",
    amount_unit: AmountUnit = "",
    values: ValuesOption = "exact",
    as_json: Json = False,
) -> int:
    """Fill the workbook, then say in Chinese (or as JSON) what was done."""
    from xls_juesuan import pipeline
    from xls_juesuan.cli import fill_report
    from xls_juesuan.writing.content import Values

    request = pipeline.FillRequest(
        ledger=ledger,
        supplement=supplement,
        output=output,
        profile=template,
        unit_name=unit_name.strip(),
        year=checked_year(year),
        amount_unit=checked_amount_unit(amount_unit),
        values=checked_choice(Values, "--values", values),
    )
    accounts, target = pipeline.fill(request)
    if as_json:
        from xls_juesuan.writing.json_report import fill_document

        fill_report.print_json(fill_document(accounts, target))
    else:
        fill_report.print_report(accounts, target)
    return fill_report.exit_code(accounts.audit)
