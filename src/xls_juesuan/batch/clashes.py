"""Which units of a batch would write over something: an input, the roll-up, another unit.

It knows where each file of a batch stands; it refuses to know what is in them.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.errors import UserError
from xls_juesuan.messages import batch as say
from xls_juesuan.writing.pdf import PDF_SUFFIX
from xls_juesuan.writing.target import document_paths

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from xls_juesuan.batch.job import Job


def refuse_clashes(jobs: Sequence[Job], output: Path, *read: Path) -> tuple[Job, ...]:
    """Mark the jobs that would write over an input, the roll-up, or what one before them writes.

    Args:
        jobs: the units.
        output: folder of the outputs, where the roll-up goes.
        read: what else is read, such as the list.

    Raises:
        UserError: the roll-up itself would be written over an input.
    """
    inputs = _Inputs(jobs, read)
    summaries = [output / name for name in (say.SUMMARY_NAME, say.PARQUET_NAME)]
    for path in summaries:
        if inputs.hold(path):
            what, how = say.SUMMARY_IS_INPUT, say.SUMMARY_IS_INPUT_HOW
            raise UserError(what, where=str(path), how=how)
    taken = {_place(path): "" for path in summaries}
    checked = []
    for job in jobs:
        error = None if job.error else _clash(job, inputs, taken)
        if not job.error and error is None:
            taken.update((_place(path), job.name) for path in _written(job))
        checked.append(replace(job, error=error.paragraph) if error else job)
    return tuple(checked)


def _clash(job: Job, inputs: _Inputs, taken: dict[str, str]) -> UserError | None:
    """Say over what a job would write; ``taken`` names who writes a file, blank the roll-up."""
    for path in _written(job):
        if inputs.hold(path):
            return UserError(say.OUTPUT_IS_INPUT, where=str(path), how=say.OUTPUT_IS_INPUT_HOW)
        other = taken.get(_place(path))
        if other is not None:
            what = say.SAME_OUTPUT.format(other=other) if other else say.OUTPUT_IS_SUMMARY
            return UserError(what, where=str(path), how=say.SAME_OUTPUT_HOW)
    return None


def _written(job: Job) -> Iterator[Path]:
    """Every file that a job may write."""
    yield job.target
    settings = job.settings
    if settings.word or settings.pdf:
        for document in document_paths(job.target):
            yield document
            if settings.pdf:
                yield document.with_suffix(PDF_SUFFIX)


class _Inputs:
    """The files and folders that a batch is made from."""

    def __init__(self, jobs: Sequence[Job], read: Sequence[Path]) -> None:
        paths = {path for job in jobs for _, path in job.inputs()}
        templates = {job.settings.template.path for job in jobs if job.settings.template}
        self._files = {_place(path) for path in (*paths, *templates, *read)}
        self._folders = {_place(path) for path in paths if os.path.isdir(path)}  # noqa: PTH112 - no error for a name that is too long

    def hold(self, path: Path) -> bool:
        """Whether a file is one of them, or would lie in a folder that is read as a whole."""
        place = _place(path)
        return place in self._files or any(
            place.startswith(folder + os.sep) for folder in self._folders
        )


def _place(path: Path) -> str:
    """Windows takes two names that differ by case for one."""
    return os.path.realpath(path).casefold()
