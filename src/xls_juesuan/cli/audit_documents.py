"""Which documents ``xlj audit`` is to audit, and where the review of each goes.

It knows folders and names of files, and asks whether the program wrote them; it refuses to know
what else is in them.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.errors import UserError
from xls_juesuan.folders import PassedOver
from xls_juesuan.folders import files_in
from xls_juesuan.folders import why_passed_over
from xls_juesuan.messages import audit_summary as messages
from xls_juesuan.messages import pipeline as names
from xls_juesuan.messages.files import OLD_COPY
from xls_juesuan.reading.written_files import OwnFile
from xls_juesuan.reading.written_files import is_annotated
from xls_juesuan.reading.written_files import own_file
from xls_juesuan.writing.target import DEFAULT_FOLDER
from xls_juesuan.writing.target import file_name
from xls_juesuan.writing.target import make_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

#: Files that may hold published tables.
_ENDINGS = frozenset(
    {".xlsx", ".xlsm", ".xls", ".et", ".ods", ".docx", ".doc", ".wps", ".rtf", ".pdf"}
    | {".html", ".htm", ".mht", ".txt", ".csv", ".md"}
)
_ANNOTATED = re.compile(
    re.escape(names.ANNOTATED_NAME.format(name="")) + f"({re.escape(OLD_COPY)}[0-9]+)?$"
)


class Listed(NamedTuple):
    """A file and what it is called: by its folders below the one that was given."""

    path: Path
    name: str


def expand(given: Sequence[Path]) -> tuple[list[Listed], list[PassedOver]]:
    """Put the documents of folders in their place, folder by folder, in the order of names.

    Returns:
        The documents, and what stands beside them in the folders and is none.

    Raises:
        UserError: a folder holds no document.
    """
    found: dict[Path, Listed] = {}
    passed: dict[str, PassedOver] = {}
    shared = Counter(path.name for path in given)
    for path in given:
        if not path.is_dir():
            # Two files of one name are told apart as they were given.
            name = path.as_posix() if shared[path.name] > 1 else path.name
            found.setdefault(path, Listed(path, name))
            continue
        inside = sorted(files_in(path))
        documents = [one for one in inside if one.suffix.lower() in _ENDINGS and not _why_own(one)]
        if not documents:
            raise UserError(
                messages.NO_DOCUMENTS.format(folder=path), how=messages.NO_DOCUMENTS_HOW
            )
        base = path.parent if len(given) > 1 else path
        for one in inside:
            name = one.relative_to(base).as_posix()
            if one in documents:
                found.setdefault(one, Listed(one, name))
            else:
                passed.setdefault(name, PassedOver(name, _reason(one)))
    return list(found.values()), list(passed.values())


def _reason(path: Path) -> str:
    return _why_own(path) or why_passed_over(path)


def _why_own(path: Path) -> str:
    """Why a file is an audit's own, an annotated copy also by its name; empty of any other."""
    if own_file(path) is OwnFile.REVIEW:
        return messages.OWN_REVIEW
    return messages.OWN_ANNOTATED if _ANNOTATED.search(path.stem) and is_annotated(path) else ""


def review_targets(documents: Sequence[Listed], output: Path | None) -> list[Path]:
    """Give every document a review of its own, also where names are the same.

    Args:
        documents: what is audited.
        output: the folder of the reviews, made where it is missing; ``None`` for the usual one.

    Raises:
        UserError: the folder cannot be made.
    """
    folder = output or DEFAULT_FOLDER
    make_folder(folder)
    alike: dict[str, list[Listed]] = {}
    for document in documents:
        alike.setdefault(document.path.stem.casefold(), []).append(document)
    named = {one.path: stem for group in alike.values() for one, stem in _stems(group)}
    # A document that lies there and bears such a name is not written over.
    taken = {
        one.path.name.casefold()
        for one in documents
        if one.path.parent.resolve() == folder.resolve()
    }
    targets = []
    for document in documents:
        stem = named[document.path]
        # Windows and macOS take 甲A and 甲a for one name.
        stems = (stem, *(f"{stem}{number}" for number in range(2, 2 * len(documents) + 2)))
        usual = (file_name(names.REVIEW_NAME.format(name=each)) for each in stems)
        name = next(each for each in usual if each.casefold() not in taken)
        taken.add(name.casefold())
        targets.append(folder / name)
    return targets


def _stems(alike: Sequence[Listed]) -> Iterator[tuple[Listed, str]]:
    """Tell files of one name apart by their folders, by their kinds, or by both."""
    ways: tuple[Callable[[Path], tuple[str, ...]], ...] = (
        lambda path: (path.stem,),
        lambda path: (path.parent.name, path.stem),
        lambda path: (path.stem, path.suffix.lstrip(".").lower()),
        lambda path: (path.parent.name, path.stem, path.suffix.lstrip(".").lower()),
    )
    told = [["_".join(filter(None, way(one.path))) for one in alike] for way in ways]
    stems = next(
        (each for each in told if len(set(map(str.casefold, each))) == len(each)), told[-1]
    )
    yield from zip(alike, stems, strict=True)
