"""What lies in a folder that a person gave: documents, and what is none.

It knows names of files; it refuses to know what is in them and what is made of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.messages import folders as say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Files that may hold a ledger.
LEDGER_ENDINGS = frozenset(
    {".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods", ".fods", ".csv", ".tsv", ".zip"}
)
#: What lies in folders and is no document, by ending.
_PASSED_OVER = {
    say.ARCHIVE: frozenset({".zip", ".rar", ".7z", ".tar", ".gz", ".tgz"}),
    say.PICTURE: frozenset({".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp"}),
}
#: Files that systems and programs leave behind.
_OF_SYSTEMS = frozenset({"thumbs.db", "desktop.ini"})


class PassedOver(NamedTuple):
    """A file of a folder that nothing can be done with, and why."""

    name: str
    reason: str


def files_in(folder: Path) -> Iterator[Path]:
    """Give every file that a person put into a folder and the folders below it."""
    for path in folder.rglob("*"):
        relative = path.relative_to(folder)
        is_hidden = any(part.startswith((".", "~$")) for part in relative.parts)
        if path.is_file() and not is_hidden and path.name.lower() not in _OF_SYSTEMS:
            yield path


def why_passed_over(path: Path) -> str:
    """Say why a file is none that anything can be done with."""
    ending = path.suffix.lower()
    reasons = (reason for reason, endings in _PASSED_OVER.items() if ending in endings)
    return next(reasons, say.NO_DOCUMENT)
