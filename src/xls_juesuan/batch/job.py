"""One unit of a batch as it was asked for: which files, how, and where its workbook goes.

It knows how a job becomes a task and when it is the same job as one done before.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan import __version__
from xls_juesuan.batch.parcel import Parcel
from xls_juesuan.batch.parcel import digest
from xls_juesuan.batch.task import Task
from xls_juesuan.errors import UserError
from xls_juesuan.messages import batch as say

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from pathlib import Path

    from xls_juesuan.batch.task import Settings


@dataclass(frozen=True, slots=True)
class Job:
    """One unit.

    Attributes:
        name: what it is called: its ledger below the folder, or the unit's name.
        ledgers: the files of its ledger.
        target: its workbook.
        settings: how it is filled.
        supplement, mapping, previous: see ``FillRequest``.
        beside: the mapping that lies beside the ledger.
        candidates: supplements beside the ledger, of which one may state its unit.
        is_alone: whether no other ledger lies beside it.
        error: why it cannot be done.
    """

    name: str
    ledgers: tuple[Path, ...]
    target: Path
    settings: Settings
    supplement: Path | None = None
    mapping: Path | None = None
    beside: Path | None = None
    previous: Path | None = None
    candidates: tuple[Path, ...] = ()
    is_alone: bool = False
    error: str = ""

    def inputs(self) -> Iterator[tuple[str, Path]]:
        """Give every file that it is made from, with what each is."""
        yield from (("ledger", path) for path in self.ledgers)
        for name in ("supplement", "mapping", "beside", "previous"):
            path = getattr(self, name)
            if path is not None:
                yield name, path
        yield from (("candidate", path) for path in self.candidates)

    def task(self, staging: Path, *, is_sent: bool) -> Task:
        """Give the task that is handed over.

        Args:
            staging: where what is written waits.
            is_sent: whether files are sent along, there and back.

        Raises:
            UserError: a file cannot be read, or the workbook cannot stand where it shall.
        """

        def parcel(path: Path | None) -> Parcel | None:
            return None if path is None else _parcel(path, is_sent=is_sent)

        settings = self.settings
        try:
            stands = self.target.is_file()
        except OSError as error:
            what, how = say.TARGET_UNREADABLE, say.TARGET_UNREADABLE_HOW
            raise UserError(what, where=str(self.target), how=how) from error
        return Task(
            name=self.name,
            ledgers=tuple(_parcel(path, is_sent=is_sent) for path in self.ledgers),
            output=self.target.name,
            settings=replace(
                settings,
                template=parcel(settings.template.path if settings.template else None),
                rules=parcel(settings.rules.path if settings.rules else None),
            ),
            supplement=parcel(self.supplement),
            mapping=parcel(self.mapping),
            beside=parcel(self.beside),
            previous=parcel(self.previous),
            candidates=tuple(_parcel(path, is_sent=is_sent) for path in self.candidates),
            is_alone=self.is_alone,
            predecessor=parcel(self.target) if stands else None,
            staging=None if is_sent else staging,
        )


def _parcel(path: Path, *, is_sent: bool) -> Parcel:
    found = Parcel(path.absolute())
    return found.packed() if is_sent else found


def content_key(job: Job, digest_once: Callable[[Path], str]) -> str:
    """Give the digest of all that a job's workbook is made from, the program included.

    Args:
        job: the job.
        digest_once: digests the files that several jobs have in common.

    Raises:
        UserError: a file cannot be read.
    """
    settings = job.settings
    shared = [
        f"{name}:{digest_once(parcel.path)}"
        for name, parcel in (("template", settings.template), ("rules", settings.rules))
        if parcel
    ]
    plain = replace(settings, template=None, rules=None, thresholds={})
    thresholds = sorted(f"{key}={value}" for key, value in settings.thresholds.items())
    parts = [
        f"{name}:{path.name}:{(digest_once if path in job.candidates else digest)(path)}"
        for name, path in job.inputs()
    ]
    alone = f"alone:{job.is_alone and bool(job.candidates)}"
    content = [__version__, repr(plain), alone, *thresholds, *shared, *parts]
    return hashlib.sha256("\n".join(content).encode()).hexdigest()
