"""Which documents ``xlj audit`` is to audit, and where the review of each goes.

It knows folders and names of files; it refuses to know what is in them.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from xls_juesuan.errors import UserError
from xls_juesuan.messages import audit_summary as messages
from xls_juesuan.messages import pipeline as names
from xls_juesuan.writing.target import DEFAULT_FOLDER
from xls_juesuan.writing.target import make_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

#: Files that may hold published tables.
_ENDINGS = frozenset(
    {".xlsx", ".xlsm", ".xls", ".et", ".ods", ".docx", ".doc", ".wps", ".pdf"}
    | {".html", ".htm", ".mht", ".txt", ".csv", ".md"}
)
_BESIDE = (names.REVIEW_NAME, names.ANNOTATED_NAME)
#: What this program wrote: reviews, their numbered copies, summaries.
_OWN = re.compile(
    "("
    + "|".join(map(re.escape, (*(each.format(name="") for each in _BESIDE), messages.FILE_NAME)))
    + r")(\.旧\d+)?$"
)


def expand(given: Iterable[Path]) -> list[Path]:
    """Put the documents of folders in their place, folder by folder, in the order of names.

    Raises:
        UserError: a folder holds none.
    """
    found: list[Path] = []
    for path in given:
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(_documents(path))
        if not inside:
            raise UserError(
                messages.NO_DOCUMENTS.format(folder=path), how=messages.NO_DOCUMENTS_HOW
            )
        found += inside
    return list(dict.fromkeys(found))


def _documents(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        relative = path.relative_to(folder)
        is_hidden = any(part.startswith((".", "~$")) for part in relative.parts)
        if (
            path.suffix.lower() in _ENDINGS
            and path.is_file()
            and not is_hidden
            and not _OWN.search(path.stem)
        ):
            yield path


def review_targets(documents: Sequence[Path], output: Path | None) -> list[Path]:
    """Give every document a review of its own, also where names are the same.

    Args:
        documents: what is audited.
        output: the folder of the reviews, made where it is missing; ``None`` for the usual one.

    Raises:
        UserError: the folder cannot be made.
    """
    folder = output or DEFAULT_FOLDER
    make_folder(folder)
    stems = Counter(document.stem for document in documents)
    taken: Counter[str] = Counter()
    targets = []
    for document in documents:
        stem = document.stem
        if stems[stem] > 1:
            kind = document.suffix.lstrip(".").lower()
            stem = messages.WITH_KIND.format(
                stem=stem, kind=f"{document.parent.name} {kind}".strip()
            )
        taken[stem] += 1
        if taken[stem] > 1:
            stem = f"{stem}{taken[stem]}"
        targets.append(folder / f"{names.REVIEW_NAME.format(name=stem)}.xlsx")
    return targets
