"""``xlj fill``: the main job, from a ledger to the disclosure workbook."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from xls_juesuan.cli.one_workbook import write_one
from xls_juesuan.cli.options import AmountUnit
from xls_juesuan.cli.options import ExplanationsPath
from xls_juesuan.cli.options import Json
from xls_juesuan.cli.options import LedgerPaths
from xls_juesuan.cli.options import MappingPath
from xls_juesuan.cli.options import PreviousPath
from xls_juesuan.cli.options import RulesFolder
from xls_juesuan.cli.options import SupplementPath
from xls_juesuan.cli.options import Thresholds
from xls_juesuan.cli.options import Unit
from xls_juesuan.cli.options import UnitName
from xls_juesuan.cli.options import Year
from xls_juesuan.cli.options import checked_amount_unit
from xls_juesuan.cli.options import checked_choice
from xls_juesuan.cli.options import checked_rows
from xls_juesuan.cli.options import checked_thresholds
from xls_juesuan.cli.options import checked_unit
from xls_juesuan.cli.options import checked_year
from xls_juesuan.cli.options import loaded_rules
from xls_juesuan.cli.template_choice import one_profile
from xls_juesuan.cli.template_choice import read_office
from xls_juesuan.errors import UserError
from xls_juesuan.messages import cli as messages
from xls_juesuan.messages import explaining as say_explaining
from xls_juesuan.messages import word as say_word

if TYPE_CHECKING:
    from xls_juesuan.accounts import FillRequest

Template = Annotated[
    str,
    typer.Option(
        "--template", metavar="版式或文件", help=messages.TEMPLATE_OR_FILE, show_default=False
    ),
]
Profile = Annotated[
    str,
    typer.Option(
        "--profile", metavar="版式", help=messages.PROFILE_OF_TEMPLATE, show_default=False
    ),
]
OutputPath = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="文件或文件夹", help=messages.OUTPUT)
]
ValuesOption = Annotated[
    str, typer.Option("--values", metavar="exact|rounded", help=messages.VALUES)
]
TraceRows = Annotated[str, typer.Option("--trace-rows", metavar="行数", help=messages.TRACE_ROWS)]
Word = Annotated[bool, typer.Option("--word", help=say_word.OPTION)]
Pdf = Annotated[bool, typer.Option("--pdf", help=say_word.OPTION_PDF)]
EachUnit = Annotated[bool, typer.Option("--each-unit", help=messages.EACH_UNIT)]


def fill(
    ledgers: LedgerPaths,
    supplement: SupplementPath = None,
    output: OutputPath = None,
    template: Template = "",
    layouts: Profile = "",
    unit: Unit = "",
    each_unit: EachUnit = False,
    unit_name: UnitName = "",
    year: Year = "",
    amount_unit: AmountUnit = "",
    mapping: MappingPath = None,
    own: RulesFolder = None,
    explanations: ExplanationsPath = None,
    previous: PreviousPath = None,
    thresholds: Thresholds = None,
    values: ValuesOption = "exact",
    trace_rows: TraceRows = "100000",
    word: Word = False,
    pdf: Pdf = False,
    as_json: Json = False,
) -> int:
    """Fill the workbook, then say in Chinese (or as JSON) what was done."""
    from xls_juesuan import pipeline
    from xls_juesuan.accounts import FillRequest
    from xls_juesuan.writing.content import Values

    office = read_office(template or layouts, layouts if template else "")
    profile = office.layouts if office else one_profile(template, layouts)
    request = FillRequest(
        ledger=ledgers[0],
        more_ledgers=tuple(ledgers[1:]),
        supplement=supplement,
        output=output,
        profile=profile,
        unit=checked_unit(unit),
        unit_name=unit_name.strip(),
        year=checked_year(year),
        amount_unit=checked_amount_unit(amount_unit),
        mapping=mapping,
        previous=previous,
        thresholds=checked_thresholds(thresholds, own),
        values=checked_choice(Values, "--values", values),
        rules=loaded_rules(own, profile) if own else None,
        trace_rows=checked_rows(trace_rows),
        word=word,
        pdf=pdf,
        office=office,
    )
    if each_unit:
        if explanations is not None:
            raise UserError(say_explaining.ONE_ONLY, how=say_explaining.ONE_ONLY_HOW)
        return _fill_each(request, as_json=as_json)
    run = partial(pipeline.fill, request)
    return write_one(request, request.ledgers, explanations, run, as_json=as_json)


def _fill_each(request: FillRequest, *, as_json: bool) -> int:
    """Fill one workbook a unit; the worst of them gives the exit code."""
    from xls_juesuan import pipeline
    from xls_juesuan.cli import each_report

    if request.unit:
        raise UserError(messages.EACH_AND_ONE, how=messages.EACH_AND_ONE_HOW)
    if request.unit_name:
        raise UserError(messages.EACH_AND_NAME, how=messages.EACH_AND_NAME_HOW)
    results = pipeline.fill_each(request)
    if as_json:
        return each_report.print_document(results)
    return each_report.print_reports(results)
