"""A batch from the plan to its results: what is done already, what is handed out, what comes back.

It knows the order; it refuses to know who works, what a unit is, and what is shown of it.
"""

from __future__ import annotations

from collections import Counter
from collections import deque
from dataclasses import dataclass
from dataclasses import replace
from enum import StrEnum
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING
from typing import Protocol

from xls_juesuan import __version__
from xls_juesuan.batch.executor import MOST_ATTEMPTS
from xls_juesuan.batch.executor import Lost
from xls_juesuan.batch.job import content_key
from xls_juesuan.batch.parcel import digest
from xls_juesuan.batch.records import Record
from xls_juesuan.errors import UserError
from xls_juesuan.messages import batch as say

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.batch.executor import Executor
    from xls_juesuan.batch.job import Job
    from xls_juesuan.batch.outcome import UnitOutcome
    from xls_juesuan.batch.records import Records
    from xls_juesuan.batch.task import Task

    Fillers = Executor[Task, UnitOutcome]

#: How often a unit is done anew because its workbook changed in the meantime.
_MOST_CHANGES = 3


class State(StrEnum):
    """What became of a job."""

    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Result:
    """One job at its end; what came of it stands in its record, unless it failed.

    Attributes:
        job: the job.
        state: what became of it.
        error: why it failed.
    """

    job: Job
    state: State
    error: str = ""


class Watch(Protocol):
    """Whoever is told how the batch goes on."""

    def begin(self, total: int) -> None:
        """Hear how many units there are."""

    def begun(self, job: Job) -> None:
        """Hear that somebody works on a unit."""

    def ended(self, result: Result, outcome: UnitOutcome | None) -> None:
        """Hear what became of a unit."""


def run_batch(
    jobs: Sequence[Job],
    records: Records,
    watch: Watch,
    open_executor: Callable[[Callable[[int], None]], Fillers],
    *,
    is_sent: bool = False,
    again: bool = False,
) -> list[Result]:
    """Do all jobs that are not done already.

    Args:
        jobs: the units.
        records: what was done before, opened.
        watch: is told how it goes on.
        open_executor: gives who works, told whom to tell that a job has begun.
        is_sent: whether files are sent along, there and back.
        again: do also what is done already.

    Returns:
        What became of each, in the order of the jobs.

    Raises:
        UserError: nothing more can be done: the folder of the outputs or the cluster is gone.
    """
    return _Batch(jobs, records, watch, is_sent=is_sent, again=again).run(open_executor)


class _Batch:
    """A batch while it goes on; jobs go by their place in the list."""

    def __init__(
        self,
        jobs: Sequence[Job],
        records: Records,
        watch: Watch,
        *,
        is_sent: bool,
        again: bool,
    ) -> None:
        self._jobs = jobs
        self._records = records
        self._watch = watch
        self._is_sent = is_sent
        self._again = again
        self._results: dict[int, Result] = {}
        self._keys: dict[int, str] = {}
        self._changes: Counter[int] = Counter()
        self._digest_once = cache(digest)
        self._changed: deque[int] = deque()

    def run(self, open_executor: Callable[[Callable[[int], None]], Fillers]) -> list[Result]:
        """Do what is to be done; nobody is called to work where there is nothing."""
        self._watch.begin(len(self._jobs))
        due = filter(self._is_due, range(len(self._jobs)))
        first = next(due, None)
        if first is not None:
            with open_executor(lambda number: self._watch.begun(self._jobs[number])) as executor:
                self._work(executor, chain([first], due))
        return [self._results[number] for number in range(len(self._jobs))]

    def _is_due(self, number: int) -> bool:
        """Whether a job can and must be done; what is known of it otherwise is its result."""
        job = self._jobs[number]
        if job.error:
            self._fail(number, job.error)
            return False
        try:
            key = self._keys[number] = content_key(job, self._digest_once)
        except UserError as error:
            self._fail(number, error.paragraph)
            return False
        record = None if self._again else self._records.find(job.target)
        if record is None or record.key != key or not record.is_there:
            return True
        self._end(number, Result(job, State.SKIPPED), None)
        return False

    def _work(self, executor: Fillers, due: Iterator[int]) -> None:
        """Hand out jobs, a few at a time, and take what comes back."""
        held = 0
        while True:
            while held < executor.capacity:
                number = self._changed.popleft() if self._changed else next(due, None)
                if number is None:
                    break
                held += self._submit(executor, number)
            if not held:
                return
            number, answer = executor.take()
            held -= 1
            self._receive(number, answer)

    def _submit(self, executor: Fillers, number: int) -> bool:
        try:
            task = self._jobs[number].task(self._records.staging, is_sent=self._is_sent)
        except UserError as error:
            self._fail(number, error.paragraph)
            return False
        executor.submit(number, task)
        return True

    def _receive(self, number: int, answer: UnitOutcome | Lost) -> None:
        """Put what a unit gave in its place, or say why that cannot be."""
        job = self._jobs[number]
        fault = _fault(answer)
        if fault or isinstance(answer, Lost):
            self._records.refuse_missing()
            self._fail(number, fault)
            return
        outcome = answer
        try:
            if self._has_changed(job, answer):
                self._repeat(number)
                return
            if self._is_sent:
                outcome = self._records.stage(answer)
            self._records.keep(Record(self._keys[number], job.target, outcome))
        except UserError as error:
            self._records.refuse_missing()
            self._fail(number, error.paragraph)
        else:
            self._end(number, Result(job, State.DONE), outcome)
        finally:
            self._records.drop(outcome)

    def _has_changed(self, job: Job, outcome: UnitOutcome) -> bool:
        """Whether another workbook stands there than the one whose content was carried over."""
        stands = digest(job.target) if job.target.is_file() else ""
        return stands != outcome.predecessor

    def _repeat(self, number: int) -> None:
        """Do a unit again: somebody changed its workbook in the meantime."""
        self._changes[number] += 1
        if self._changes[number] < _MOST_CHANGES:
            self._changed.append(number)
            return
        what, how = say.CHANGED_MEANWHILE, say.CHANGED_MEANWHILE_HOW
        job = self._jobs[number]
        self._fail(number, UserError(what, where=job.target.name, how=how).paragraph)

    def _fail(self, number: int, error: str) -> None:
        self._end(number, Result(self._jobs[number], State.FAILED, error), None)

    def _end(self, number: int, result: Result, outcome: UnitOutcome | None) -> None:
        self._results[number] = result
        self._watch.ended(result, outcome and replace(outcome, findings=()))


def _fault(answer: UnitOutcome | Lost) -> str:
    """Why an answer cannot be used; empty where it can."""
    if isinstance(answer, Lost):
        if answer.reason:
            return say.CLUSTER_FAULT.format(detail=answer.reason)
        what = say.LOST.format(times=MOST_ATTEMPTS)
        return UserError(what, how=say.LOST_HOW).paragraph
    if not answer.error and answer.version != __version__:
        what = say.OTHER_VERSION.format(theirs=answer.version, ours=__version__)
        return UserError(what, how=say.OTHER_VERSION_HOW).paragraph
    return answer.error
