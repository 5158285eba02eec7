"""Files and folders of a task, named by path or sent along as bytes.

It knows files as wholes; it refuses to know what is in them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.errors import UserError
from xls_juesuan.messages import batch as say

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file or a folder that a task needs.

    Attributes:
        path: where it is for whoever asked, which messages name.
        files: what is in it, by name within it (empty for a file); ``None`` where whoever
            works on the task reads it from its path.
    """

    path: Path
    files: tuple[tuple[str, bytes], ...] | None = None

    def packed(self) -> Parcel:
        """Give the same with its content.

        Raises:
            UserError: it cannot be read.
        """
        return replace(self, files=tuple(_read(self.path)))

    def unpack(self, folder: Path) -> Path:
        """Give the path to read it from: its own, or below a folder it is written to."""
        if self.files is None:
            return self.path
        target = folder / self.path.name
        for name, content in self.files:
            file = target / name if name else target
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return target


def digest(path: Path) -> str:
    """Give the digest of a file, or of the files of a folder with their names.

    Raises:
        UserError: it cannot be read.
    """
    total = hashlib.sha256()
    for name, content in _read(path):
        total.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return total.hexdigest()


def _read(path: Path) -> list[tuple[str, bytes]]:
    try:
        if not path.is_dir():
            return [("", path.read_bytes())]
        inside = sorted(each for each in path.rglob("*") if each.is_file())
        return [(each.relative_to(path).as_posix(), each.read_bytes()) for each in inside]
    except FileNotFoundError as error:
        raise UserError(say.NO_FILE, where=str(path), how=say.NO_FILE_HOW) from error
    except OSError as error:
        raise UserError(say.UNREADABLE, where=str(path), how=say.UNREADABLE_HOW) from error
