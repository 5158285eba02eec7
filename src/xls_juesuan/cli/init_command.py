"""``xlj init``: a blank supplement workbook for the figures that no ledger holds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xls_juesuan.errors import UserError
from xls_juesuan.messages import cli as messages
from xls_juesuan.messages import supplement as say

OutputPath = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="文件", help=messages.INIT_OUTPUT)
]
Force = Annotated[bool, typer.Option("--force", help=say.FORCE)]


def init(output: OutputPath = None, force: Force = False) -> Path:
    """Write a blank supplement workbook and say where it is.

    Args:
        output: where to write it; 补充资料.xlsx in the current folder when not given.
        force: replace a file that stands there already.

    Returns:
        The file that was written.

    Raises:
        UserError: the file exists, is no .xlsx, or cannot be written.
    """
    from xls_juesuan.writing.supplement_form import write_supplement_form

    path = output or Path(say.DEFAULT_FILE)
    if path.is_dir():
        path /= say.DEFAULT_FILE
    if path.suffix.casefold() != ".xlsx":
        raise UserError(say.OUTPUT_NOT_XLSX, where=str(path), how=say.OUTPUT_NOT_XLSX_HOW)
    if path.exists() and not force:
        raise UserError(say.OUTPUT_EXISTS, where=str(path), how=say.OUTPUT_EXISTS_HOW)
    write_supplement_form(path)
    typer.echo(messages.INIT_DONE.format(path=path))
    return path
