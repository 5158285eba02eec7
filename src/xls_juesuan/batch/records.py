"""What has been done: one record a unit beside the outputs, each written whole or not at all.

A record is written before the unit's files are put in their places, and names where they wait.
So whenever a run is cut off, the next one sees from what still waits which files are missing,
and puts them there. It refuses to know what a unit is.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import secrets
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from xls_juesuan.batch.outcome import UnitOutcome
from xls_juesuan.batch.outcome import outcome_of
from xls_juesuan.batch.parcel import digest
from xls_juesuan.errors import UserError
from xls_juesuan.messages import batch as say
from xls_juesuan.writing.files import move_together
from xls_juesuan.writing.files import write_bytes_whole
from xls_juesuan.writing.target import make_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Folder of the records, and of what waits, in the folder of the outputs.
FOLDER = ".xlj-batch"
#: What the system says of a lock that somebody else holds; everything else is a fault.
_HELD = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES})


@dataclass(frozen=True, slots=True)
class Record:
    """One unit that was done.

    Attributes:
        key: digest of all that it was made from.
        target: its workbook; the other files stand beside it.
        outcome: what came of it.
        placed: digest of the workbook that was put in its place.
    """

    key: str
    target: Path
    outcome: UnitOutcome
    placed: str = ""

    @property
    def outputs(self) -> tuple[Path, ...]:
        """Its files."""
        others = self.outcome.files[1:]
        return (self.target, *(self.target.with_name(one.name) for one in others))

    @property
    def is_there(self) -> bool:
        """Whether all its files are there still, and nobody has typed into the workbook.

        A document that somebody has worked on stays as it is: nothing of it is read back.
        """
        if not all(path.is_file() for path in self.outputs):
            return False
        try:
            return digest(self.target) == self.placed
        except UserError:
            return False


class Records:
    """The records of one folder of outputs.

    Args:
        output: the folder; it is made where it is missing.
    """

    def __init__(self, output: Path) -> None:
        self._output = output
        self._folder = output / FOLDER
        self._done = self._folder / "done"
        self._waiting = self._folder / "waiting"
        #: Where the files of this run wait.
        self.staging = self._waiting / secrets.token_hex(6)

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Keep other runs away meanwhile, having put what an earlier one left in its place.

        Raises:
            UserError: the folder cannot be made, or another run is at work in it.
        """
        for folder in (self._done, self._waiting):
            make_folder(folder)
        with _locked(self._folder / "lock"):
            self._recover()
            make_folder(self.staging)
            try:
                yield
            finally:
                shutil.rmtree(self.staging, ignore_errors=True)

    def _recover(self) -> None:
        if any(self._waiting.iterdir()):
            for path in sorted(self._done.glob("*.json")):
                found = self._read(path)
                if found is None:
                    continue
                try:
                    is_current = self._is_current(found)
                    if is_current:
                        self._place(found)
                except UserError:
                    # It is open, or read-only.
                    is_current = False
                if not is_current:
                    # The unit is done again, with what stands there now.
                    path.unlink(missing_ok=True)
        for folder in self._waiting.iterdir():
            shutil.rmtree(folder, ignore_errors=True)
        for path in self._done.glob(".xlj-*"):
            path.unlink(missing_ok=True)

    def find(self, target: Path) -> Record | None:
        """Find the record of a workbook; ``None`` where there is none that can be read."""
        return self._read(self._path(target))

    def keep(self, record: Record) -> None:
        """Write the record of a unit, then put its files in their places.

        Raises:
            UserError: one of them cannot be written; there is no record then.
        """
        self.refuse_missing()
        make_folder(record.target.parent)
        path = self._path(record.target)
        content = {
            "key": record.key,
            "target": self._name(record.target),
            "outcome": record.outcome.as_json(),
            "placed": digest(self._waiting / record.outcome.files[0].staged),
        }
        write_bytes_whole(path, json.dumps(content, ensure_ascii=False).encode())
        try:
            self._place(record)
        except UserError:
            path.unlink(missing_ok=True)
            raise

    def stage(self, outcome: UnitOutcome) -> UnitOutcome:
        """Let the files that were sent along wait on the disk.

        Raises:
            UserError: they cannot be written.
        """
        folder = self.staging / secrets.token_hex(8)
        make_folder(folder)
        files = []
        for file in outcome.files:
            # Whatever a machine says that worked on it: it names no other folder.
            place = folder / Path(file.name).name
            write_bytes_whole(place, file.content)
            staged = place.relative_to(self._waiting).as_posix()
            files.append(replace(file, content=b"", staged=staged))
        return replace(outcome, files=tuple(files))

    def drop(self, outcome: UnitOutcome) -> None:
        """Let the files of a unit wait no longer."""
        for staged in {file.staged for file in outcome.files if file.staged}:
            attempt = Path(*Path(staged).parts[:2])
            shutil.rmtree(self._waiting / attempt, ignore_errors=True)

    def refuse_missing(self) -> None:
        """Raise when the folder is gone.

        The folder that was taken away is not quietly made anew: somebody meant something.

        Raises:
            UserError: it is.
        """
        if not self._done.is_dir():
            raise UserError(say.FOLDER_GONE, where=str(self._output), how=say.FOLDER_GONE_HOW)

    def _is_current(self, record: Record) -> bool:
        """Whether what waits was made from the workbook that stands there, if anything waits."""
        waiting = self._waiting / record.outcome.files[0].staged
        if not waiting.is_file():
            return True
        stands = digest(record.target) if record.target.is_file() else ""
        return stands == record.outcome.predecessor

    def _place(self, record: Record) -> None:
        """Put the files that wait in their places, the workbook last: all of them or none."""
        pairs = zip(record.outcome.files, record.outputs, strict=True)
        moves = [(self._waiting / file.staged, path) for file, path in pairs if file.staged]
        move_together([(waiting, path) for waiting, path in reversed(moves) if waiting.is_file()])

    def _path(self, target: Path) -> Path:
        name = hashlib.sha256(self._name(target).encode()).hexdigest()
        return self._done / f"{name[:24]}.json"

    def _name(self, target: Path) -> str:
        """Name a workbook from the folder of the outputs, which may be moved with all in it."""
        try:
            return Path(os.path.relpath(target, self._output)).as_posix()
        except ValueError:
            # On Windows, it is on another drive.
            return str(target)

    def _read(self, path: Path) -> Record | None:
        try:
            content = json.loads(path.read_bytes())
            target = self._output / content["target"]
            return Record(content["key"], target, outcome_of(content["outcome"]), content["placed"])
        except (OSError, ValueError, KeyError, TypeError):
            # Of another version, or damaged: the unit is done again.
            return None


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold a lock that the system lifts when the process ends, however it ends."""
    where = str(path.parent.parent)
    try:
        file = path.open("a+b")
    except OSError as error:
        raise UserError(say.NO_LOCK_FILE, where=str(path), how=say.NO_LOCK_FILE_HOW) from error
    with file:
        try:
            _lock(file.fileno())
        except OSError as error:
            if error.errno in _HELD:
                raise UserError(say.BUSY, where=where, how=say.BUSY_HOW) from error
            what = say.NO_LOCK.format(reason=error.strerror or error)
            raise UserError(what, where=where, how=say.NO_LOCK_HOW) from error
        yield


def _lock(descriptor: int) -> None:
    import sys

    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
