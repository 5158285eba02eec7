"""What carries tasks out: the interface that processes here and a cluster elsewhere share.

It knows that a task goes in and one answer comes out, whatever happens to whoever works on it;
it refuses to know what the work is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Protocol
from typing import Self
from typing import TypeVar

if TYPE_CHECKING:
    from types import TracebackType

#: How often a task is begun before it is given up: whoever works on it may die of it.
MOST_ATTEMPTS = 3

TaskT_contra = TypeVar("TaskT_contra", contravariant=True)
AnswerT_co = TypeVar("AnswerT_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Lost:
    """Instead of an answer: everybody who worked on the task died, or the work itself failed.

    Attributes:
        reason: what is known of it; empty where whoever worked on it just died.
    """

    reason: str = ""


class Executor(Protocol[TaskT_contra, AnswerT_co]):
    """Carries out tasks, several at a time.

    A task whose worker dies is begun again; each task has one answer, however often it was begun.
    """

    @property
    def capacity(self) -> int:
        """How many tasks it is worth handing over before an answer is taken."""

    def submit(self, number: int, task: TaskT_contra) -> None:
        """Hand a task over; ``number`` comes back with its answer."""

    def take(self) -> tuple[int, AnswerT_co | Lost]:
        """Wait for the next answer to any of the tasks handed over, in no certain order."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
