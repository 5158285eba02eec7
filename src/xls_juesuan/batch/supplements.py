"""Which supplement belongs to which ledger, where several of either lie in one folder.

It knows names of files. What a file says of its unit decides only where names do not, and is read
by whoever fills the unit: the candidates go with the job.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.messages.files import OLD_COPY
from xls_juesuan.messages.supplement import NAME_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.batch.job import Job

_ENGLISH_MARK = "supplement"
_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
_SEPARATORS = " _-－—（）()[]【】."
_KEPT_COPY = re.compile(re.escape(OLD_COPY) + r"\d+$")
#: Files of which each unit's worker looks for its own: each has to be read.
MOST_CANDIDATES = 20


def is_supplement(path: Path) -> bool:
    """Whether a file is a supplement by its name."""
    is_marked = NAME_MARK in path.stem or _ENGLISH_MARK in path.stem.casefold()
    return is_marked and path.suffix.lower() in _SUFFIXES and not path.name.startswith((".", "~$"))


def assign_supplements(jobs: Sequence[Job]) -> tuple[list[Job], set[Path]]:
    """Give every job without one the supplement that lies beside its ledger and belongs to it.

    The only supplement beside the only ledger belongs to it. Of several, that belongs to a ledger
    which goes by the name of the unit or of the ledger. What is left are candidates for the
    ledgers that are left: the unit that they state decides.

    Returns:
        The jobs, in their order, and the supplements that none of them can have.
    """
    given = {path.resolve() for job in jobs for path in (job.supplement, job.previous) if path}
    open_jobs: dict[Path, list[int]] = {}
    for number, job in enumerate(jobs):
        if job.ledgers and not job.error and job.supplement is None:
            open_jobs.setdefault(_place(job.ledgers[0]), []).append(number)
    checked = list(jobs)
    left: set[Path] = set()
    for folder, numbers in open_jobs.items():
        near = [path for path in _supplements_in(folder) if path.resolve() not in given]
        found = {number: _find(jobs[number], near, is_only=len(numbers) == 1) for number in numbers}
        taken = set(found.values())
        others = tuple(path for path in near if path not in taken)
        is_few = len(others) <= MOST_CANDIDATES
        for number, path in found.items():
            candidates = others if path is None and is_few else ()
            checked[number] = replace(jobs[number], supplement=path, candidates=candidates)
        if not is_few or all(found.values()):
            left.update(others)
    return checked, left


def _place(ledger: Path) -> Path:
    """The folder where the supplement of a ledger lies, which may be a folder itself."""
    return ledger if ledger.is_dir() else ledger.parent


def _supplements_in(folder: Path) -> list[Path]:
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        # The ledger's own reader says what is wrong with the folder.
        return []
    return [path for path in inside if is_supplement(path) and not _KEPT_COPY.search(path.stem)]


def _find(job: Job, near: Sequence[Path], *, is_only: bool) -> Path | None:
    if is_only and len(near) == 1:
        return near[0]
    names = (job.settings.unit_name, job.settings.unit, job.ledgers[0].stem)
    return next(filter(None, (_fitting(name, near) for name in names)), None)


def _fitting(stem: str, supplements: Iterable[Path]) -> Path | None:
    """Find the supplement that goes by a name; ``None`` where none does, or two as well."""
    name = _core(stem)
    if not name:
        return None
    fits = [
        (len(core), path)
        for path in supplements
        if (core := _core(path.stem)) and (core in name or name in core)
    ]
    best = max((length for length, _ in fits), default=0)
    found = [path for length, path in fits if length == best]
    return found[0] if len(found) == 1 else None


def _core(stem: str) -> str:
    """What a name says beside that the file is a supplement."""
    plain = stem.replace(NAME_MARK + "表", "").replace(NAME_MARK, "")
    plain = re.sub(_ENGLISH_MARK, "", plain, flags=re.IGNORECASE)
    return "".join(letter for letter in plain if letter not in _SEPARATORS)
