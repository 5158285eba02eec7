"""``xlj init``: a blank supplement workbook for the figures that no ledger holds.

It knows the options; how the form looks and what it asks is known elsewhere.
"""

from __future__ import annotations

from pathlib import Path

from xls_juesuan.errors import UserError
from xls_juesuan.messages import supplement as say


def init(output: Path | None, force: bool) -> Path:
    """Write a blank supplement workbook.

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
    return path
