"""Which units a department has, and which files are whose: folders, lists, files.

It knows names of files; it refuses to know what is in ledgers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.consolidation.member import Level
from xls_juesuan.errors import UserError
from xls_juesuan.messages import department as say
from xls_juesuan.reading.supplement_choice import is_kept_copy
from xls_juesuan.reading.supplement_choice import is_supplement
from xls_juesuan.reading.unit_list import is_unit_list
from xls_juesuan.reading.unit_list import read_unit_list

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.reading.unit_list import ListRow

_LEDGERS = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".txt", ".xlsb"})
_NO_DOCUMENT = (".", "~$")
#: A list of units is short; a ledger of that kind hardly ever.
_LONGEST_LIST = 1_000_000


class Listed(NamedTuple):
    """The files of a unit, or of several in one ledger, and what the list says of it.

    ``is_of_folder`` says that nobody named the files one by one; ``unit`` is the code or name of
    the one unit that is meant where a ledger has several.
    """

    files: tuple[Path, ...]
    name: str = ""
    supplement: Path | None = None
    level: Level = Level.UNKNOWN
    is_of_folder: bool = False
    unit: str = ""


def list_units(given: Sequence[Path]) -> list[Listed]:
    """Find the units of what was given: ledgers, folders of ledgers, or a list.

    Raises:
        UserError: a folder holds no ledger, or a list cannot be used.
    """
    found: list[Listed] = []
    for path in given:
        if path.is_dir():
            found += _in_folder(path)
        else:
            found += _in_list(path) or [Listed((path,))]
    return found


def _in_folder(folder: Path) -> list[Listed]:
    """One unit a file or a folder below; what a list says, where there is one."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith(_NO_DOCUMENT):
            continue
        listed = _in_list(path)
        if listed:
            return listed
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        ledgers = tuple(each for each in files if _is_ledger(each))
        if ledgers:
            found.append(Listed(ledgers, is_of_folder=True))
    if not found:
        raise UserError(say.NO_LEDGERS, where=str(folder), how=say.NO_LEDGERS_HOW)
    return found


def _is_ledger(path: Path) -> bool:
    if path.name.startswith(_NO_DOCUMENT) or not path.is_file():
        return False
    is_given = not is_supplement(path) and not is_kept_copy(path)
    return path.suffix.casefold() in _LEDGERS and is_given


def _in_list(path: Path) -> list[Listed]:
    """Read a list of units; empty where the file is none."""
    if path.suffix.casefold() != ".csv" or not path.is_file():
        return []
    if path.stat().st_size > _LONGEST_LIST:
        return []
    if not is_unit_list(path):
        return []
    return [_line(path, row) for row in read_unit_list(path).rows]


def _line(path: Path, row: ListRow) -> Listed:
    unit = row.text("unit")
    # A code says which unit is meant and is no name of it.
    name = row.text("name") or ("" if unit.isascii() else unit)
    files = row.ledgers(path.parent)
    if not files:
        raise say.no_ledger_in_list(str(path), name or unit or str(row.number))
    supplement = row.text("supplement")
    return Listed(
        files,
        name,
        path.parent / supplement if supplement else None,
        _level(path, row.text("level")),
        unit=unit,
    )


def _level(path: Path, text: str) -> Level:
    if not text:
        return Level.UNKNOWN
    if text in say.OWN_LEVEL_WORDS:
        return Level.OWN
    if text in say.AFFILIATED_WORDS:
        return Level.AFFILIATED
    raise say.bad_level(str(path), text)
