"""Knows zipped folders: which members are read, and what each is called.

Nothing is ever written to disk: names of members are shown to the user, not followed.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from xls_juesuan.messages import containers as say
from xls_juesuan.messages import reading as say_reading
from xls_juesuan.reading.formats.limits import Piece
from xls_juesuan.reading.formats.parts import Parts
from xls_juesuan.reading.formats.parts import member_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_MEMBERS = 5000
#: Beginnings of names that systems and programs leave behind.
_LEFTOVERS = ("__MACOSX", ".", "~$")
_LEFTOVER_NAMES = frozenset({"thumbs.db", "desktop.ini"})
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_LONGEST_NAME = 200


def members(piece: Piece) -> Iterator[Piece]:
    """Unpack the files of an archive one after the other, in order of their names.

    Raises:
        UserError: the archive is damaged, too large, or protected by a password.
    """
    parts = Parts(piece)
    if parts.has_repeated_names:
        raise say_reading.damaged(piece.file)
    named = [(_shown_name(member_name(info)), info.filename) for info in parts if not info.is_dir()]
    named = [(name, part) for name, part in named if not _is_leftover(name)]
    if len(named) > _MOST_MEMBERS:
        raise say.too_many_members(piece.file, _MOST_MEMBERS)
    for name, part in sorted(named):
        if parts.is_protected(part):
            raise say.archive_protected(piece.file, name)
        stem = PurePosixPath(name).stem
        yield Piece(f"{piece.file}/{name}", stem, parts.read(part), piece.budget)


def _shown_name(name: str) -> str:
    """A name that can be shown: no ways out of the folder, no control characters."""
    steps = _CONTROLS.sub(" ", name).replace("\\", "/").split("/")
    kept = "/".join(step for step in steps if step not in {"", ".", ".."})
    return kept[-_LONGEST_NAME:]


def _is_leftover(name: str) -> bool:
    steps = name.split("/")
    return (
        not name
        or steps[-1].casefold() in _LEFTOVER_NAMES
        or any(step.startswith(_LEFTOVERS) for step in steps)
    )
