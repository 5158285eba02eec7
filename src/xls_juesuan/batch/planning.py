"""Which units there are in a folder of ledgers, and where their workbooks go.

It knows names of files, and asks whether this program wrote them; it refuses to know what else
is in them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.batch.clashes import refuse_clashes
from xls_juesuan.batch.job import Job
from xls_juesuan.batch.supplements import assign_supplements
from xls_juesuan.errors import UserError
from xls_juesuan.folders import LEDGER_ENDINGS
from xls_juesuan.folders import PassedOver
from xls_juesuan.folders import files_in
from xls_juesuan.folders import why_passed_over
from xls_juesuan.messages import batch as say
from xls_juesuan.messages import folders as say_folders
from xls_juesuan.reading.mapping import COMMON_NAME
from xls_juesuan.reading.mapping import SUFFIX as MAPPING_SUFFIX
from xls_juesuan.reading.mapping import find_mapping
from xls_juesuan.reading.supplement_choice import is_supplement
from xls_juesuan.reading.written_files import own_file
from xls_juesuan.writing.target import file_name

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from xls_juesuan.batch.task import Settings


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
    found = (path for path in files if path.suffix.lower() in LEDGER_ENDINGS)
    given = [path for path in found if not is_supplement(path)]
    own = {path for path in given if own_file(path)}
    ledgers = dict.fromkeys(path for path in given if path not in own)
    if not ledgers:
        raise UserError(say.NO_LEDGERS, where=str(folder), how=say.NO_LEDGERS_HOW)
    shared = Counter(path.with_suffix("") for path in ledgers)
    jobs = []
    for path in ledgers:
        relative = path.relative_to(folder)
        stem = path.stem if shared[path.with_suffix("")] == 1 else path.name
        name = file_name(say.WORKBOOK_NAME.format(name=stem), suffix)
        jobs.append(
            Job(
                relative.as_posix(),
                (path,),
                output / relative.with_name(name),
                settings,
                beside=find_mapping(path),
            )
        )
    jobs, left = assign_supplements(jobs)
    places = {path.parent for path in ledgers}
    passed = (
        PassedOver(path.relative_to(folder).as_posix(), left.get(path) or _reason(path, own))
        for path in files
        if path in left or not _is_used(path, ledgers, places)
    )
    return Plan(refuse_clashes(jobs, output), tuple(passed))


def _is_used(path: Path, ledgers: Collection[Path], places: Collection[Path]) -> bool:
    """Whether a file is a ledger, or something that ledgers beside it may need."""
    return path in ledgers or _is_mapping(path) or (is_supplement(path) and path.parent in places)


def _is_given(path: Path, folder: Path, output: Path) -> bool:
    """Whether a file is none of the folder where this program puts its own."""
    return output.resolve() == folder.resolve() or not path.resolve().is_relative_to(
        output.resolve()
    )


def _is_mapping(path: Path) -> bool:
    return path.name == COMMON_NAME or path.name.endswith(MAPPING_SUFFIX)


def _reason(path: Path, own: Collection[Path]) -> str:
    if path in own:
        return say.OWN_FILE
    if path.suffix.lower() in LEDGER_ENDINGS:
        return say.UNMATCHED
    reason = why_passed_over(path)
    return say.NOT_A_LEDGER if reason == say_folders.NO_DOCUMENT else reason
