"""Layouts of the disclosure (版式): which tables, columns, rows and notes a province prints.

A province is a folder below ``templates/`` with a ``profile.toml`` and one file a table; one that
extends another has files only for what differs.
This module knows where the folders are; it refuses to know amounts.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from xls_juesuan.declarations.inheritance import PROFILE_FILE
from xls_juesuan.declarations.layout_parts import TOTAL_ROW
from xls_juesuan.declarations.layout_parts import Layout
from xls_juesuan.declarations.layout_parts import Profile
from xls_juesuan.declarations.layout_reader import read_profile
from xls_juesuan.declarations.location import DEFAULT_PROFILE
from xls_juesuan.declarations.location import templates_folder
from xls_juesuan.messages.tables import no_such_profile

__all__ = [
    "TOTAL_ROW",
    "Layout",
    "Profile",
    "available_profiles",
    "every_profile",
    "load_profile",
    "profile_folder",
]


def available_profiles() -> tuple[str, ...]:
    """Names of the profiles that come with the program."""
    return tuple(sorted(path.parent.name for path in templates_folder().glob(f"*/{PROFILE_FILE}")))


def every_profile() -> tuple[Profile, ...]:
    """All profiles that come with the program, the usual one first."""
    names = sorted(available_profiles(), key=lambda name: name != DEFAULT_PROFILE)
    return tuple(map(load_profile, names))


def load_profile(name_or_path: str = DEFAULT_PROFILE) -> Profile:
    """Load a profile by its name, or from a folder somewhere else.

    Raises:
        UserError: there is no such profile.
        DeclarationError: a file of the profile is malformed; names the file and the fault.
    """
    if (name := _named(name_or_path)) in available_profiles():
        return _packaged_profile(name)
    return read_profile(profile_folder(name_or_path))


def profile_folder(name_or_path: str) -> Path:
    """Find the folder of a profile by its name, or the folder somewhere else that is meant.

    Raises:
        UserError: there is no such profile.
    """
    if (name := _named(name_or_path)) in available_profiles():
        return templates_folder() / name
    folder = Path(name_or_path)
    if name_or_path and (folder / PROFILE_FILE).is_file():
        return folder
    raise no_such_profile(
        name_or_path, {profile.name: profile.aliases for profile in every_profile()}
    )


def _named(name: str) -> str:
    """The name of the profile that comes with the program and is called so by people."""
    if not name or name.isascii():
        return name
    return next((profile.name for profile in every_profile() if name in profile.aliases), name)


@cache
def _packaged_profile(name: str) -> Profile:
    """Read a profile that comes with the program; its files stay as they are."""
    return read_profile(templates_folder() / name)
