"""Which units a department has, and which files are whose: folders, lists, files.

It knows names of files; it refuses to know what is in ledgers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.consolidation.member import Level
from xls_juesuan.errors import UserError
from xls_juesuan.messages import department as say
from xls_juesuan.messages.files import OLD_COPY
from xls_juesuan.messages.supplement import NAME_MARK
from xls_juesuan.reading.cells import text_of
from xls_juesuan.reading.grid import read_grids

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

_LEDGERS = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".txt", ".xlsb"})
_NO_DOCUMENT = (".", "~$")
_SUPPLEMENT = "supplement"
#: A list of units is short; a ledger of that kind hardly ever.
_LONGEST_LIST = 1_000_000
_SEPARATORS = str.maketrans("；;", "\n\n")


class Listed(NamedTuple):
    """The files of a unit, or of several in one ledger, and what the list says of it.

    ``is_of_folder`` says that nobody named the files one by one.
    """

    files: tuple[Path, ...]
    name: str = ""
    supplement: Path | None = None
    level: Level = Level.UNKNOWN
    is_of_folder: bool = False


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
    is_supplement = path.stem.casefold() == _SUPPLEMENT or NAME_MARK in path.stem
    is_copy = OLD_COPY in path.stem
    return path.suffix.casefold() in _LEDGERS and not is_supplement and not is_copy


def _in_list(path: Path) -> list[Listed]:
    """Read a list of units; empty where the file is none."""
    if path.suffix.casefold() != ".csv" or not path.is_file():
        return []
    if path.stat().st_size > _LONGEST_LIST:
        return []
    grid = read_grids(path)[0]
    rows = [[text_of(cell).strip() for cell in row] for row in grid.rows]
    while rows and not any(rows[0]):
        rows.pop(0)
    places = _places(rows[0]) if rows else {}
    if "ledger" not in places or "name" not in places:
        return []
    lines = [row for row in rows[1:] if any(row)]
    if not lines:
        raise UserError(say.LIST_EMPTY, where=str(path), how=say.LIST_EMPTY_HOW)
    return [_line(path, dict(_values(places, row))) for row in lines]


def _places(row: Sequence[str]) -> dict[str, int]:
    return {
        key: row.index(head)
        for key, heads in say.LIST_HEADS.items()
        for head in heads
        if head in row
    }


def _values(places: dict[str, int], row: Sequence[str]) -> Iterator[tuple[str, str]]:
    for key, place in places.items():
        yield key, row[place] if place < len(row) else ""


def _line(path: Path, values: dict[str, str]) -> Listed:
    names = [name.strip() for name in values["ledger"].translate(_SEPARATORS).split("\n")]
    files = tuple(path.parent / name for name in names if name)
    if not files:
        raise say.no_ledger_in_list(str(path), values["name"])
    supplement = values.get("supplement", "")
    return Listed(
        files,
        values["name"],
        path.parent / supplement if supplement else None,
        _level(path, values.get("level", "")),
    )


def _level(path: Path, text: str) -> Level:
    if not text:
        return Level.UNKNOWN
    if text in say.OWN_LEVEL_WORDS:
        return Level.OWN
    if text in say.AFFILIATED_WORDS:
        return Level.AFFILIATED
    raise say.bad_level(str(path), text)
