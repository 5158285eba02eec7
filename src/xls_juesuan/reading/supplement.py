"""Reads a supplement workbook (补充资料), and finds the one that lies beside a ledger.

It knows files; how their sheets are read stands in ``supplement_sheets``, and what the
figures are used for is none of its business.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xls_juesuan.declarations.supplement_form import load_supplement_form
from xls_juesuan.errors import UserError
from xls_juesuan.findings import Problem
from xls_juesuan.messages import supplement as say
from xls_juesuan.messages.files import OLD_COPY
from xls_juesuan.messages.pipeline import NO_SUPPLEMENT
from xls_juesuan.reading.grid import read_grids
from xls_juesuan.reading.hollow import find_hollow_cells
from xls_juesuan.reading.supplement_sheets import SheetReader
from xls_juesuan.supplement import Supplement

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.reading.grid import Grid

_FIXED_NAME = "supplement"
_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
#: Hidden files, and what spreadsheet programs put beside an open document.
_NO_DOCUMENT = (".", "~$")
#: How the names of old files end that are kept when a new one is written.
_KEPT_COPY = re.compile(re.escape(OLD_COPY) + r"\d+$")


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


def find_supplement_of(
    ledger: Path, unit: str, *, besides: Path | None = None
) -> tuple[Path | None, str]:
    """Find the supplement of one of several units: by the name of the file, else by its unit.

    Args:
        ledger: the ledger file, or a folder of ledgers.
        unit: code, name or both of the unit.
        besides: a file that is not meant: last year's.

    Returns:
        The workbook, ``None`` when there is none; and what is said of those of other units.

    Raises:
        UserError: there are several, or one cannot be read.
    """
    named = find_supplement(ledger, unit, besides=besides)
    if named is not None:
        return named, ""
    stated = {path: _unit_of(path) for path in _supplements_beside(ledger, besides)}
    words = {"".join(unit.split()), *unit.split()}
    found = [path for path, name in stated.items() if name in words]
    if len(found) > 1:
        names = "、".join(path.name for path in found)
        raise UserError(say.SEVERAL, where=names, how=say.SEVERAL_HOW)
    others = [say.of_other_unit(path.name, name) for path, name in stated.items()]
    return (found[0], "") if found else (None, say.passed_over(others, unit))


def _unit_of(path: Path) -> str:
    """The unit that a supplement states, without blanks; empty where it states none."""
    return "".join(read_supplement(path).text("unit.name").split())


def _supplements_beside(ledger: Path, besides: Path | None) -> list[Path]:
    folder = ledger if ledger.is_dir() else ledger.parent
    try:
        return sorted(each for each in folder.iterdir() if _is_supplement(each, ledger, besides))
    except OSError:
        # The ledger's own reader says what is wrong with the folder.
        return []


def find_supplement(ledger: Path, unit: str = "", *, besides: Path | None = None) -> Path | None:
    """Find the supplement workbook in the folder of a ledger.

    It is called ``supplement.xlsx``, or its name has 补充资料 in it. For one of several units
    its name must also have the unit's name or code in it.

    Args:
        ledger: the ledger file, or a folder of ledgers.
        unit: code, name or both of the unit; empty where the ledger holds only one.
        besides: a file that is not meant: last year's.

    Returns:
        The workbook; ``None`` when there is none.

    Raises:
        UserError: there are several.
    """
    found = _supplements_beside(ledger, besides)
    if unit:
        words = ["".join(unit.split()), *unit.split()]
        found = [each for each in found if any(word in each.stem for word in words)]
    if len(found) > 1:
        names = "、".join(each.name for each in found)
        raise UserError(say.SEVERAL, where=names, how=say.SEVERAL_HOW)
    return found[0] if found else None


def _is_supplement(path: Path, ledger: Path, besides: Path | None) -> bool:
    if path == ledger or path.name.startswith(_NO_DOCUMENT):
        return False
    if besides is not None and path.absolute() == besides.absolute():
        return False
    if _KEPT_COPY.search(path.stem):
        return False
    is_named_so = path.stem.casefold() == _FIXED_NAME or say.NAME_MARK in path.stem
    return is_named_so and path.suffix.casefold() in _SUFFIXES and path.is_file()


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
