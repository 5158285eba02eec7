"""Which units a department has, and which files are whose: folders, lists, files.

It knows names of files; it refuses to know what is in ledgers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.consolidation.member import Level
from xls_juesuan.errors import UserError
from xls_juesuan.folders import LEDGER_ENDINGS
from xls_juesuan.folders import PassedOver
from xls_juesuan.folders import files_in
from xls_juesuan.folders import why_passed_over
from xls_juesuan.messages import department as say
from xls_juesuan.messages import folders as say_folders
from xls_juesuan.messages.batch import OWN_FILE
from xls_juesuan.reading.mapping import COMMON_NAME
from xls_juesuan.reading.mapping import SUFFIX as MAPPING_SUFFIX
from xls_juesuan.reading.supplement_choice import is_kept_copy
from xls_juesuan.reading.supplement_choice import is_supplement
from xls_juesuan.reading.unit_list import is_unit_list
from xls_juesuan.reading.unit_list import read_unit_list
from xls_juesuan.reading.written_files import OwnFile
from xls_juesuan.reading.written_files import own_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.reading.unit_list import ListRow

_LEDGERS = LEDGER_ENDINGS | {".txt"}
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


class Units(NamedTuple):
    """The units of what was given, and what lies in its folders and is none of theirs."""

    listed: tuple[Listed, ...]
    passed_over: tuple[PassedOver, ...]


def list_units(given: Sequence[Path]) -> Units:
    """Find the units of what was given: ledgers, folders of ledgers, or a list.

    Raises:
        UserError: a folder holds no ledger or two lists, or a list cannot be used.
    """
    found: list[Listed] = []
    passed: list[PassedOver] = []
    for path in given:
        if path.is_dir():
            units = _in_folder(path)
            found += units.listed
            passed += units.passed_over
        else:
            found += _in_list(path) or [Listed((path,))]
    return Units(tuple(found), tuple(passed))


def _in_folder(folder: Path) -> Units:
    """One unit a file, or a folder below at any depth; what a list says, where there is one."""
    files = sorted(files_in(folder))
    lists = {path: rows for path in files if path.parent == folder and (rows := _in_list(path))}
    if len(lists) > 1:
        raise say.several_lists([path.name for path in lists], str(folder))
    units: dict[Path, list[Path]] = {}
    for path in files:
        if path not in lists and _is_ledger(path):
            units.setdefault(path if path.parent == folder else path.parent, []).append(path)
    found = [Listed(tuple(ledgers), is_of_folder=True) for ledgers in units.values()]
    found = next(iter(lists.values()), found)
    if not found:
        raise UserError(say.NO_LEDGERS, where=str(folder), how=say.NO_LEDGERS_HOW)
    used = {path.resolve() for one in found for path in (*one.files, one.supplement) if path}
    passed = (
        PassedOver(path.relative_to(folder).as_posix(), _reason(path))
        for path in files
        if path not in lists and path.resolve() not in used and not _is_beside(path)
    )
    return Units(tuple(found), tuple(passed))


def _is_beside(path: Path) -> bool:
    """Whether a file is something that ledgers may need, or a copy that the program kept."""
    is_mapping = path.name == COMMON_NAME or path.name.endswith(MAPPING_SUFFIX)
    return is_mapping or is_supplement(path) or is_kept_copy(path)


def _reason(path: Path) -> str:
    if _is_ledger(path):
        return say.NOT_IN_LIST
    if own_file(path):
        return OWN_FILE
    reason = why_passed_over(path)
    return say.NOT_A_LEDGER if reason == say_folders.NO_DOCUMENT else reason


def _is_ledger(path: Path) -> bool:
    if path.suffix.casefold() not in _LEDGERS or _is_beside(path):
        return False
    # The workbook of a unit may stand for its ledger; what was said of files may not.
    return own_file(path) is not OwnFile.REVIEW


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
