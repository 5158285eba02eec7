"""``xlj templates export``: a blank workbook of a layout."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xls_juesuan.cli.options import Json
from xls_juesuan.cli.options import checked_amount_unit
from xls_juesuan.cli.options import checked_year
from xls_juesuan.messages import templates as say

Name = Annotated[str, typer.Argument(metavar="版式", help=say.NAME, show_default=False)]
OutputPath = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="文件或文件夹", help=say.EXPORT_OUTPUT)
]
UnitName = Annotated[str, typer.Option("--unit-name", metavar="名称", help=say.EXPORT_UNIT_NAME)]
Year = Annotated[str, typer.Option("--year", metavar="年度", help=say.EXPORT_YEAR)]
AmountUnit = Annotated[
    str, typer.Option("--amount-unit", metavar="元|万元", help=say.EXPORT_AMOUNT_UNIT)
]
Rows = Annotated[int, typer.Option("--rows", metavar="行数", help=say.EXPORT_ROWS)]
Force = Annotated[bool, typer.Option("--force", help=say.FORCE)]
_SUFFIX = ".xlsx"
_MOST_ROWS = 500


def export(
    name: Name,
    output: OutputPath = None,
    year: Year = "",
    unit_name: UnitName = "",
    amount_unit: AmountUnit = "",
    rows: Rows = 3,
    force: Force = False,
    as_json: Json = False,
) -> int:
    """Write the workbook, and say where it is."""
    from xls_juesuan.declarations.layout import load_profile
    from xls_juesuan.tables.blank import blank_tables
    from xls_juesuan.writing.blank_workbook import Above
    from xls_juesuan.writing.blank_workbook import amount_unit_of
    from xls_juesuan.writing.blank_workbook import write_blank_workbook

    chosen_year, unit = checked_year(year), checked_amount_unit(amount_unit) or ""
    if not 1 <= rows <= _MOST_ROWS:
        raise say.bad_rows(rows, _MOST_ROWS)
    profile = load_profile(name)
    path = _target(output, profile.name, force=force)
    above = Above(str(chosen_year) if chosen_year else say.OPEN_YEAR, unit)
    copy = write_blank_workbook(path, blank_tables(profile, rows, unit_name.strip()), above)
    unit = unit or amount_unit_of(profile.amount)
    if as_json:
        from xls_juesuan.cli.fill_report import print_json
        from xls_juesuan.writing.json_templates import profile_document

        outputs = {"workbook": str(path), "copy": str(copy) if copy else None}
        print_json({**profile_document(profile), "amount_unit": unit, "outputs": outputs})
        return 0
    tables = len(profile.layouts)
    typer.echo(say.EXPORTED.format(path=path, title=profile.title, tables=tables, unit=unit))
    if copy is not None:
        typer.echo(say.EXPORTED_COPY.format(path=copy))
    typer.echo(say.EXPORTED_NEXT.format(path=path))
    return 0


def _target(output: Path | None, name: str, *, force: bool) -> Path:
    """Choose the file, and refuse one of another kind or one that is there already."""
    usual = say.EXPORT_NAME.format(name=name)
    path = output or Path(usual)
    path = path / usual if path.is_dir() else path
    if path.suffix.casefold() != _SUFFIX:
        raise say.export_suffix(str(path))
    if path.exists() and not force:
        raise say.export_exists(str(path))
    return path
