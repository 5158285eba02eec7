"""``xlj init``: a supplement workbook for the figures no ledger holds, as far as it is known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from xls_juesuan.cli.options import AmountUnit
from xls_juesuan.cli.options import MappingPath
from xls_juesuan.cli.options import ProfileName
from xls_juesuan.cli.options import Unit
from xls_juesuan.cli.options import UnitName
from xls_juesuan.cli.options import Year
from xls_juesuan.cli.options import checked_amount_unit
from xls_juesuan.cli.options import checked_unit
from xls_juesuan.cli.options import checked_year
from xls_juesuan.declarations.location import DEFAULT_PROFILE
from xls_juesuan.messages import cli as messages
from xls_juesuan.messages import prefilling as say
from xls_juesuan.messages import supplement as say_supplement

if TYPE_CHECKING:
    from xls_juesuan.form_pipeline import WrittenForm

OutputPath = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="文件", help=messages.INIT_OUTPUT)
]
Force = Annotated[bool, typer.Option("--force", help=say_supplement.FORCE)]
LedgerOption = Annotated[
    list[Path] | None, typer.Option("--ledger", metavar="台账", help=say.LEDGER_OPTION)
]
MoreLedgers = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[台账]...", help=say.MORE_LEDGERS, show_default=False),
]
LastYear = Annotated[
    Path | None, typer.Option("--previous", metavar="文件", help=say.PREVIOUS_OPTION)
]
NewUnit = Annotated[bool, typer.Option("--new-unit", help=say.NEW_UNIT)]


def init(
    output: OutputPath = None,
    force: Force = False,
    more: MoreLedgers = None,
    ledger: LedgerOption = None,
    previous: LastYear = None,
    new_unit: NewUnit = False,
    template: ProfileName = DEFAULT_PROFILE,
    unit: Unit = "",
    unit_name: UnitName = "",
    year: Year = "",
    amount_unit: AmountUnit = "",
    mapping: MappingPath = None,
) -> Path:
    """Write a supplement workbook, blank or filled in as far as it is known, and say where.

    Args:
        output: where to write it; 补充资料.xlsx beside the ledger, or in the current folder.
        force: replace a file that stands there already; it is kept under a numbered name.
        more: further files of the ledger.
        ledger: files of this year's ledger.
        previous: last year's file.
        new_unit: the unit had no accounts last year.
        template: name of the disclosure layout.
        unit: code or name of the unit to read where the ledger holds several.
        unit_name: what the unit is called.
        year: the report year.
        amount_unit: 元 or 万元.
        mapping: a mapping of the ledger's columns.

    Returns:
        The file that was written.

    Raises:
        UserError: an input cannot be used, the file exists, is no .xlsx, or cannot be written.
    """
    from xls_juesuan.form_pipeline import FormRequest
    from xls_juesuan.form_pipeline import write_form

    if more and not ledger:
        raise say.ledger_words_without_option(str(more[0]))
    request = FormRequest(
        ledgers=(*(ledger or ()), *(more or ())),
        previous=previous,
        output=output,
        force=force,
        is_new=new_unit,
        profile=template,
        unit=checked_unit(unit),
        unit_name=unit_name,
        year=checked_year(year),
        amount_unit=checked_amount_unit(amount_unit),
        mapping=mapping,
    )
    written = write_form(request)
    _report(written)
    return written.path


def _report(written: WrittenForm) -> None:
    filled, marks = written.prefilled.supplement, written.prefilled.marks
    if filled.fields or filled.rows:
        typer.echo(say.WRITTEN.format(path=written.path))
        rows = sum(map(len, filled.rows.values()))
        counts = {"fields": len(filled.fields), "rows": rows, "unneeded": len(marks.unneeded)}
        typer.echo(say.FILLED.format(**counts))
        typer.echo(say.NEXT)
    else:
        typer.echo(messages.INIT_DONE.format(path=written.path))
    for remark in written.remarks:
        typer.echo(remark)
    if written.copy is not None:
        typer.echo(say.COPY.format(path=written.copy))
