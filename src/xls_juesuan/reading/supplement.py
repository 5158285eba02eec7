"""Reads a supplement workbook (补充资料).

It knows files; how their sheets are read stands in ``supplement_sheets``, which one is whose in
``supplement_choice``, and what the figures are used for is none of its business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.errors import UserError
from xls_juesuan.findings import Problem
from xls_juesuan.messages import supplement as say
from xls_juesuan.messages.pipeline import NO_SUPPLEMENT
from xls_juesuan.reading.grid import read_grids
from xls_juesuan.reading.hollow import find_hollow_cells
from xls_juesuan.reading.supplement_sheets import SheetReader
from xls_juesuan.supplement import Supplement

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.reading.grid import Grid


def read_supplement(path: Path) -> Supplement:
    """Read a filled supplement workbook.

    Args:
        path: the workbook; it is not changed.

    Returns:
        Everything that was filled in. What could not be read is left out and stands among
        the problems, with codes F201 (unreadable), F202 (not of the form), F203 (not in the
        drop-down) and F204 (negative).

    Raises:
        UserError: no such file, no spreadsheet, a password, or no supplement workbook.
    """
    grids = _read_grids(path)
    reader = SheetReader(path.name, load_supplement_form(), find_hollow_cells(grids))
    for grid in grids:
        reader.read(grid)
    if not reader.recognised:
        seen = "、".join(grid.sheet for grid in grids)
        where = f"{path}（{say.sheets_seen(seen)}）"
        raise UserError(say.NOT_A_SUPPLEMENT, where=where, how=say.NOT_A_SUPPLEMENT_HOW)
    return reader.supplement()


def read_given_supplement(
    path: Path | None, passed_over: str = ""
) -> tuple[Supplement, tuple[Problem, ...]]:
    """Read the supplement as :func:`read_supplement` does, or say with L226 that none is there.

    Args:
        path: the workbook; ``None`` without one.
        passed_over: what is said of another unit's that was not used.
    """
    if path is None:
        problem = Problem("L226", "supplement", passed_over + NO_SUPPLEMENT)
        return Supplement(passed_over=passed_over), (problem,)
    return read_supplement(path), ()


def _read_grids(path: Path) -> list[Grid]:
    _refuse_unreadable(path)
    try:
        return read_grids(path)
    except UserError as error:
        # The reader of files speaks of ledgers where it says what to do.
        raise UserError(error.what, where=str(path), how=say.NOT_A_SPREADSHEET_HOW) from error


def _refuse_unreadable(path: Path) -> None:
    if path.is_dir():
        raise UserError(say.IS_FOLDER, where=str(path), how=say.IS_FOLDER_HOW)
    try:
        with path.open("rb") as file:
            is_empty = not file.read(1)
    except FileNotFoundError as error:
        raise UserError(say.NO_SUCH_FILE, where=str(path), how=say.NO_SUCH_FILE_HOW) from error
    except OSError as error:
        raise UserError(say.NO_PERMISSION, where=str(path), how=say.NO_PERMISSION_HOW) from error
    if is_empty:
        raise UserError(say.EMPTY_FILE, where=str(path), how=say.EMPTY_FILE_HOW)
