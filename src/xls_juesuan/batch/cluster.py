"""A Dask cluster: tasks go to its scheduler, which gives them to workers wherever they are.

It knows Dask, which is imported only here; it refuses to know what the work is.
"""

from __future__ import annotations

import logging
import queue
import secrets
import warnings
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING
from typing import Any
from typing import Generic
from typing import Self
from typing import TypeVar

from xls_juesuan.batch.executor import MOST_ATTEMPTS
from xls_juesuan.batch.executor import Lost
from xls_juesuan.errors import UserError
from xls_juesuan.messages import batch as say

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

TaskT = TypeVar("TaskT")
AnswerT = TypeVar("AnswerT")

#: Seconds to wait for the scheduler, and for a first worker.
_PATIENCE = 10
#: Seconds between looks at whether the scheduler is still there.
_LOOK = 2.0


class Cluster(Generic[TaskT, AnswerT]):
    """Carries out tasks on a Dask cluster.

    A worker that dies is the scheduler's business: it gives the task to another one, up to a
    number of times that its own configuration says. Work done twice gives one answer.

    Args:
        work: a function of a module, which the workers have installed, too.
        address: of the scheduler.
        begun: told the number of a task when it is handed over.

    Raises:
        UserError: Dask is not installed, or there is no scheduler or no worker.
    """

    def __init__(
        self,
        work: Callable[[TaskT], AnswerT],
        address: str,
        begun: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._work = work
        self._address = address
        self._begun = begun
        self._client = _client(address)
        self._run = secrets.token_hex(6)
        self._answers: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._futures: dict[int, Any] = {}
        self._submitted: Counter[int] = Counter()
        self._capacity: int = max(2, 2 * sum(self._client.nthreads().values()))

    @property
    def capacity(self) -> int:
        """One task for each thread of the first workers, and one that waits for each."""
        return self._capacity

    def _refuse_gone(self) -> None:
        # Asked without a call, which would wait for ever for a scheduler that is gone.
        if self._client.status != "running":
            raise self._gone()

    def submit(self, number: int, task: TaskT) -> None:
        """Hand a task over; see :class:`~xls_juesuan.batch.executor.Executor`."""
        self._submitted[number] += 1
        key = f"xlj-{self._run}-{number}-{self._submitted[number]}"
        future = self._client.submit(
            self._work, task, key=key, pure=False, retries=MOST_ATTEMPTS - 1
        )
        self._futures[number] = future
        self._begun(number)
        future.add_done_callback(lambda done: self._answers.put((number, done)))

    def take(self) -> tuple[int, AnswerT | Lost]:
        """Wait for the next answer.

        Raises:
            LookupError: no task was handed over.
            UserError: the scheduler is gone.
        """
        if not self._futures:
            raise LookupError
        while True:
            try:
                number, future = self._answers.get(timeout=_LOOK)
            except queue.Empty:
                self._refuse_gone()
                continue
            if self._futures.get(number) is not future:
                continue
            del self._futures[number]
            return number, self._answer(future)

    def _answer(self, future: Any) -> AnswerT | Lost:  # noqa: ANN401 - Dask ships no types
        from distributed import KilledWorker

        if future.status == "finished":
            answer: AnswerT = future.result()
            return answer
        if future.status in {"cancelled", "lost"}:
            raise self._gone()
        error = future.exception()
        if isinstance(error, KilledWorker):
            return Lost()
        return Lost(f"{type(error).__name__}: {error}")

    def _gone(self) -> UserError:
        return UserError(say.SCHEDULER_GONE, where=self._address, how=say.SCHEDULER_GONE_HOW)

    def __enter__(self) -> Self:
        """Give itself: it is connected already."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Call back what nobody waits for any more, and part from the scheduler."""
        if self._client.status == "running":
            with suppress(OSError, TimeoutError):
                self._client.cancel(list(self._futures.values()))
        with suppress(OSError, TimeoutError):
            self._client.close(timeout=_PATIENCE)


def _client(address: str) -> Any:  # noqa: ANN401 - Dask ships no types
    try:
        import distributed
    except ImportError as error:
        raise UserError(say.NO_CLUSTER, how=say.NO_CLUSTER_HOW) from error
    # It says in English what is said here in Chinese, and that ledgers are large.
    for name in (*logging.root.manager.loggerDict, "distributed"):
        if name.partition(".")[0] in {"distributed", "tornado"}:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    warnings.filterwarnings("ignore", "Sending large graph")
    try:
        connect: Any = distributed.Client
        client = connect(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise UserError(say.NO_SCHEDULER, where=address, how=say.NO_SCHEDULER_HOW) from error
    try:
        client.wait_for_workers(1, timeout=_PATIENCE)
    except TimeoutError as error:
        client.close()
        raise UserError(say.NO_WORKERS, where=address, how=say.NO_WORKERS_HOW) from error
    return client
