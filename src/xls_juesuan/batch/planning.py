"""Which units there are in a folder of ledgers, and which supplement belongs to which.

It knows names of files; it refuses to know what is in them.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.batch.job import Job
from xls_juesuan.errors import UserError
from xls_juesuan.folders import PassedOver
from xls_juesuan.folders import files_in
from xls_juesuan.folders import why_passed_over
from xls_juesuan.messages import batch as say
from xls_juesuan.messages import folders as say_folders
from xls_juesuan.messages import pipeline as names
from xls_juesuan.messages.files import OLD_COPY
from xls_juesuan.messages.supplement import NAME_MARK
from xls_juesuan.reading.mapping import COMMON_NAME
from xls_juesuan.reading.mapping import SUFFIX as MAPPING_SUFFIX
from xls_juesuan.reading.mapping import find_mapping
from xls_juesuan.writing.target import WORKBOOK_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.batch.task import Settings

#: Files that may hold a ledger.
_ENDINGS = frozenset(
    {".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods", ".fods", ".csv", ".tsv", ".zip"}
)
_SUPPLEMENT = "supplement"
#: What this program wrote: workbooks, their numbered copies, summaries.
_OWN = re.compile(
    "("
    + "|".join(
        re.escape(text)
        for text in (
            say.WORKBOOK_NAME.format(name=""),
            names.WORKBOOK_NAME.rpartition("}")[2],
            say.SUMMARY_NAME.removesuffix(WORKBOOK_SUFFIX),
        )
    )
    + r")(" + re.escape(OLD_COPY) + r"\d+)?$"
)  # fmt: skip
_SEPARATORS = " _-－—（）()[]【】."


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done.

    Attributes:
        jobs: the units, in the order of their names or of the list.
        passed_over: what stands beside their ledgers and is not used.
        remarks: what else is to be said.
    """

    jobs: tuple[Job, ...]
    passed_over: tuple[PassedOver, ...] = ()
    remarks: tuple[str, ...] = ()


def plan_folder(folder: Path, output: Path, settings: Settings, suffix: str) -> Plan:
    """Make a job of every ledger in a folder and the folders below it.

    Args:
        folder: where the ledgers are.
        output: where the workbooks go, in the same folders.
        settings: how units are filled.
        suffix: ending of the workbooks.

    Raises:
        UserError: there is no ledger.
    """
    files = sorted(path for path in files_in(folder) if _is_given(path, folder, output))
    ledgers = [path for path in files if path.suffix.lower() in _ENDINGS]
    supplements = [path for path in ledgers if is_supplement(path)]
    ledgers = [path for path in ledgers if path not in set(supplements)]
    if not ledgers:
        raise UserError(say.NO_LEDGERS, where=str(folder), how=say.NO_LEDGERS_HOW)
    matched = match_supplements(ledgers, supplements)
    shared = Counter(path.with_suffix("") for path in ledgers)
    jobs = []
    for path in ledgers:
        relative = path.relative_to(folder)
        stem = path.stem if shared[path.with_suffix("")] == 1 else path.name
        name = say.WORKBOOK_NAME.format(name=stem) + suffix
        jobs.append(
            Job(
                relative.as_posix(),
                (path,),
                output / relative.with_name(name),
                settings,
                supplement=matched.get(path),
                beside=find_mapping(path),
            )
        )
    used = {*ledgers, *matched.values()}
    passed = (
        PassedOver(path.relative_to(folder).as_posix(), _reason(path))
        for path in files
        if path not in used and not _is_mapping(path)
    )
    return Plan(refuse_clashes(jobs), tuple(passed))


def _is_given(path: Path, folder: Path, output: Path) -> bool:
    """Whether a person put a file there, rather than this program."""
    if _OWN.search(path.stem):
        return False
    return output.resolve() == folder.resolve() or not path.resolve().is_relative_to(
        output.resolve()
    )


def _is_mapping(path: Path) -> bool:
    return path.name == COMMON_NAME or path.name.endswith(MAPPING_SUFFIX)


def is_supplement(path: Path) -> bool:
    """Whether a file is a supplement by its name."""
    return NAME_MARK in path.stem or _core(path.stem) == "" or _SUPPLEMENT in path.stem.casefold()


def _core(stem: str) -> str:
    """What the name of a supplement says beside that it is one."""
    plain = stem.replace(NAME_MARK, "").replace("表", "") if NAME_MARK in stem else stem
    plain = re.sub(_SUPPLEMENT, "", plain, flags=re.IGNORECASE)
    return "".join(letter for letter in plain if letter not in _SEPARATORS)


def _reason(path: Path) -> str:
    if path.suffix.lower() in _ENDINGS:
        return say.UNMATCHED
    reason = why_passed_over(path)
    return say.NOT_A_LEDGER if reason == say_folders.NO_DOCUMENT else reason


def match_supplements(ledgers: Sequence[Path], supplements: Sequence[Path]) -> dict[Path, Path]:
    """Give each ledger the supplement that belongs to it, folder by folder.

    The only supplement beside the only ledger of a folder belongs to it. Of several, that belongs
    to a ledger whose name, but for the mark of a supplement, is within the name of the ledger or
    the other way round; where two fit as well, none does.
    """
    matched = {}
    for folder in {path.parent for path in ledgers}:
        own = [path for path in ledgers if path.parent == folder]
        near = [path for path in supplements if path.parent == folder]
        if len(own) == len(near) == 1:
            matched[own[0]] = near[0]
            continue
        for ledger in own:
            found = fitting(ledger.stem, near)
            if found is not None:
                matched[ledger] = found
    return matched


def fitting(stem: str, supplements: Iterable[Path]) -> Path | None:
    """Find the supplement that goes by the name of a ledger or unit; ``None`` if none or two do."""
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


def refuse_clashes(jobs: Sequence[Job]) -> tuple[Job, ...]:
    """Mark the jobs that would write over an input, or over what one before them writes."""
    inputs = {_place(path) for job in jobs for _, path in job.inputs()}
    taken: dict[str, Job] = {}
    checked = []
    for job in jobs:
        place = _place(job.target)
        error = None
        if job.error:
            pass
        elif place in inputs:
            error = UserError(
                say.OUTPUT_IS_INPUT, where=str(job.target), how=say.OUTPUT_IS_INPUT_HOW
            )
        elif place in taken:
            what = say.SAME_OUTPUT.format(other=taken[place].name)
            error = UserError(what, where=str(job.target), how=say.SAME_OUTPUT_HOW)
        else:
            taken[place] = job
        checked.append(replace(job, error=error.paragraph) if error else job)
    return tuple(checked)


def _place(path: Path) -> str:
    """Windows takes two names that differ by case for one."""
    return os.path.realpath(path).casefold()
