"""A profile that says only how it differs from another one: its files laid over inherited ones.

It knows which folder falls back on which, and how the declaration of a table changes another;
it refuses to know what the fields mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.declarations.location import templates_folder
from xls_juesuan.declarations.toml_fields import Fields
from xls_juesuan.declarations.toml_fields import read_values
from xls_juesuan.errors import DeclarationError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from pathlib import Path

PROFILE_FILE = "profile.toml"
#: What a profile says of itself alone.
_OWN = ("extends", "title", "aliases", "source", "certainty", "unverified")
#: A table of this file is nothing of the inherited one.
ANEW = "anew"
WITHOUT = "without"
#: Lists whose entries are told apart, so that an entry changes the inherited one of its name.
NAMED = ("bands", "columns", "rows")

_Values = dict[str, Any]


def lineage(folder: Path) -> tuple[Path, ...]:
    """Give the folder of a profile and those that it extends, the nearest first.

    Raises:
        DeclarationError: it extends itself, or a profile that there is not.
    """
    found: list[Path] = []
    while True:
        found.append(folder)
        extends = read_values(folder / PROFILE_FILE).get("extends")
        if extends is None:
            return tuple(found)
        places = (templates_folder() / str(extends), folder.parent / str(extends))
        parent = next((one for one in places if (one / PROFILE_FILE).is_file()), None)
        if parent is None:
            raise DeclarationError(f"{PROFILE_FILE}: extends {extends!r}, which there is not")
        if parent in found:
            raise DeclarationError(f"{PROFILE_FILE}: extends {extends!r}, which extends it")
        folder = parent


def find_file(folders: Iterable[Path], name: str) -> Path | None:
    """Find a file in the nearest folder that has it."""
    return next((one / name for one in folders if (one / name).is_file()), None)


def read_profile_fields(folders: Sequence[Path]) -> Fields:
    """Read what a profile says, and what it leaves to those that it extends."""
    values = read_profile_values(folders)
    values.pop("extends", None)
    return Fields(values, PROFILE_FILE)


def read_profile_values(folders: Sequence[Path]) -> dict[str, Any]:
    """Read a profile as it is declared, with what it leaves to those that it extends."""
    first, *others = (read_values(folder / PROFILE_FILE) for folder in folders)
    for values in others:
        first = {key: value for key, value in values.items() if key not in _OWN} | first
    return first


def read_table_fields(folders: Sequence[Path], name: str, *, numbered: bool) -> Fields:
    """Read a table, each file laid over that of the profile it extends.

    Args:
        folders: of the profile and those that it extends, the nearest first.
        name: of the file.
        numbered: whether numbers of lines and columns (行次、栏次) are printed.

    Raises:
        DeclarationError: no folder has the file, or one is malformed.
    """
    values = read_table_values(folders, name)
    return Fields(values if numbered else _without_numbers(values), name)


def read_table_values(folders: Sequence[Path], name: str) -> dict[str, Any]:
    """Read a table as it is declared, numbers of lines and columns always with it.

    Raises:
        DeclarationError: no folder has the file, or one is malformed.
    """
    layers: list[_Values] = []
    for folder in folders:
        if not (folder / name).is_file() and folder != folders[-1]:
            continue
        layers.append(read_values(folder / name))
        if layers[-1].pop(ANEW, False):
            break
    values = layers.pop()
    while layers:
        values = overlay(values, layers.pop())
    return values


def overlay(base: _Values, change: _Values) -> _Values:
    """Put the fields of a change in place of the inherited ones, named entries one by one."""
    left_out = frozenset(change.get(WITHOUT, ()))
    found = dict(base)
    for key, value in change.items():
        if key == WITHOUT:
            continue
        is_named = key in NAMED and isinstance(base.get(key), list) and isinstance(value, list)
        found[key] = _merge(base[key], value) if is_named else value
    for key in ("columns", "rows"):
        if left_out and key in found:
            found[key] = [one for one in single_rows(found[key]) if entry_name(one) not in left_out]
    return found


def _merge(base: list[_Values], changes: list[_Values]) -> list[_Values]:
    """Lay entries over those of the same name; new ones go where their number or code belongs."""
    found = {entry_name(one): one for one in single_rows(base)}
    for one in single_rows(changes):
        found[entry_name(one)] = overlay(found.get(entry_name(one), {}), one)
    entries = list(found.values())
    for order in ("place", "line", "code"):
        if all(order in one for one in entries):
            return sorted(entries, key=lambda one: one[order])
    return entries


def single_rows(entries: list[_Values]) -> list[_Values]:
    """Write a stretch of blank lines as single ones."""
    return [
        each
        for one in entries
        for each in (
            [{"line": line} for line in range(one["lines"][0], one["lines"][1] + 1)]
            if "lines" in one
            else [one]
        )
    ]


def entry_name(entry: _Values) -> str:
    """The name by which an entry of a list is told from the others."""
    line = f"L{entry['line']}" if "line" in entry else ""
    return str(entry.get("key") or line or entry.get("code", ""))


def _without_numbers(values: _Values) -> _Values:
    bands = []
    for band in values.get("bands", []):
        columns = [{**one, "number": ""} for one in band.get("columns", [])]
        shown = {key: value for key, value in band.items() if key != "line_place"}
        bands.append({**shown, "columns": columns})
    return {**values, "bands": bands}
