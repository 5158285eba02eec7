"""Processes on this machine: each with a pipe of its own, so that none can hold up the others.

It knows processes and that they may die at any moment. The standard pool is not used: when one of
its processes dies it gives up all tasks, and does not say which one was at fault.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import Counter
from collections import deque
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import TYPE_CHECKING
from typing import Any
from typing import Generic
from typing import Self
from typing import TypeVar

from xls_juesuan.batch.executor import MOST_ATTEMPTS
from xls_juesuan.batch.executor import Lost

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerContext
    from multiprocessing.context import SpawnContext
    from multiprocessing.process import BaseProcess
    from types import TracebackType

TaskT = TypeVar("TaskT")
AnswerT = TypeVar("AnswerT")

#: Seconds that a process is given to end once nobody needs it.
_PATIENCE = 5.0
#: Imported once for all processes, where the system can copy a process.
_WARM = "xls_juesuan.batch.warm"


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, our end of its pipe, and the number of its task; ``None`` while it waits."""

    process: BaseProcess
    pipe: Connection
    number: int | None = None


def _serve(pipe: Connection, work: Callable[[Any], object]) -> None:
    """Answer tasks until the pipe closes, which it does when the program ends or dies."""
    # Ctrl-C goes to every process of the terminal; the one that began decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = work(task)
        except Exception as error:  # noqa: BLE001 - it is handed over and shown
            answer = Lost(f"{type(error).__name__}: {error}")
        try:
            pipe.send(answer)
        except OSError:
            return


class Processes(Generic[TaskT, AnswerT]):
    """Carries out tasks in processes on this machine.

    Args:
        work: a function of a module: it is found there by each process.
        count: how many processes.
        begun: told the number of a task whenever a process begins it.
    """

    def __init__(
        self,
        work: Callable[[TaskT], AnswerT],
        count: int,
        begun: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._work = work
        self._count = max(1, count)
        self._begun = begun
        self._context = _context()
        self._workers: list[_Worker] = []
        self._tasks: dict[int, TaskT] = {}
        self._waiting: deque[int] = deque()
        self._attempts: Counter[int] = Counter()
        self._lost: deque[int] = deque()

    @property
    def capacity(self) -> int:
        """One task for each process, and one that waits for each."""
        return 2 * self._count

    def submit(self, number: int, task: TaskT) -> None:
        """Hand a task over; see :class:`~xls_juesuan.batch.executor.Executor`."""
        self._tasks[number] = task
        self._waiting.append(number)
        self._assign()

    def take(self) -> tuple[int, AnswerT | Lost]:
        """Wait for the next answer.

        Raises:
            LookupError: no task was handed over.
        """
        while True:
            if self._lost:
                return self._close(self._lost.popleft()), Lost()
            busy = {worker.pipe: worker for worker in self._workers if worker.number is not None}
            if not busy:
                raise LookupError
            for pipe in wait(list(busy)):
                found = self._answer(next(one for one in busy.values() if one.pipe is pipe))
                self._assign()
                if found is not None:
                    return found

    def _answer(self, worker: _Worker) -> tuple[int, AnswerT | Lost] | None:
        """Take what a process says; ``None`` when it died instead."""
        number = worker.number
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return None
        worker.number = None
        return (self._close(number), answer) if number is not None else None

    def _close(self, number: int) -> int:
        del self._tasks[number]
        del self._attempts[number]
        return number

    def _bury(self, worker: _Worker) -> None:
        """Forget a process that died; its task goes to another one, unless too many died of it."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join(_PATIENCE)
        if worker.number is None:
            return
        if self._attempts[worker.number] < MOST_ATTEMPTS:
            self._waiting.appendleft(worker.number)
        else:
            self._lost.append(worker.number)

    def _assign(self) -> None:
        """Give waiting tasks to processes that wait, or to new ones."""
        while self._waiting:
            worker = self._idle()
            if worker is None:
                return
            number = self._waiting.popleft()
            self._attempts[number] += 1
            worker.number = number
            self._begun(number)
            try:
                worker.pipe.send(self._tasks[number])
            except OSError:
                self._bury(worker)

    def _idle(self) -> _Worker | None:
        found = next((worker for worker in self._workers if worker.number is None), None)
        if found is None and len(self._workers) < self._count:
            found = self._start()
            self._workers.append(found)
        return found

    def _start(self) -> _Worker:
        ours, its = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(its, self._work), daemon=True)
        process.start()
        # It has its end now; while we held ours, its death would go unnoticed.
        its.close()
        return _Worker(process, ours)

    def __enter__(self) -> Self:
        """Give itself: processes are started when there is work."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the processes; those that are at work are not waited for."""
        for worker in self._workers:
            worker.pipe.close()
            if worker.number is not None:
                worker.process.terminate()
        for worker in self._workers:
            worker.process.join(_PATIENCE)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers.clear()


def _context() -> ForkServerContext | SpawnContext:
    """Start processes so that none holds a pipe of another one.

    A forked process would inherit them, and keep its siblings alive when the program dies.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_WARM])
    return context
