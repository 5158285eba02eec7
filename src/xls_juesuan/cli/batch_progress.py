"""How a batch goes on, on standard error: a bar on a terminal, a line for each unit elsewhere."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from xls_juesuan.batch.pipeline import State
from xls_juesuan.findings import Severity
from xls_juesuan.messages import audit_summary as say_summary
from xls_juesuan.messages import batch as say
from xls_juesuan.messages.audit import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress
    from rich.progress import TaskID

    from xls_juesuan.batch.job import Job
    from xls_juesuan.batch.outcome import UnitOutcome
    from xls_juesuan.batch.pipeline import Result
    from xls_juesuan.batch.pipeline import Watch

#: Names that fit beside the bar.
_MOST_NAMES = 3


@contextmanager
def progress_for() -> Iterator[Watch]:
    """Give what shows how it goes on."""
    if not sys.stderr.isatty():
        yield Lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn
    from rich.progress import MofNCompleteColumn
    from rich.progress import Progress
    from rich.progress import TextColumn

    columns = (MofNCompleteColumn(), BarColumn(20), TextColumn("{task.description}"))
    # Drawn when something happens: a thread of its own would be in the way of new processes.
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False) as progress:
        yield Bar(progress)


class Lines:
    """A line for each unit."""

    def __init__(self) -> None:
        self._total = 0
        self._ended = 0

    def begin(self, total: int) -> None:
        """Take down how many there are."""
        self._total = total

    def begun(self, job: Job) -> None:
        """Say nothing: its end has a line."""

    def ended(self, result: Result, outcome: UnitOutcome | None) -> None:
        """Say what became of it, unless it was done before: the end counts those."""
        self._ended += 1
        if result.state is State.SKIPPED:
            return
        _say(
            say.PROGRESS_DONE.format(
                number=self._ended,
                total=self._total,
                name=result.job.name,
                result=_result(result, outcome),
            )
        )


class Bar:
    """A bar with counts and the names of units that are being worked on; failures stay above."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task: TaskID | None = None
        self._now: dict[str, None] = {}
        self._counts = {State.DONE: 0, State.FAILED: 0, State.SKIPPED: 0}

    def begin(self, total: int) -> None:
        """Draw the bar."""
        self._task = self._progress.add_task("", total=total)
        self._draw(0)

    def begun(self, job: Job) -> None:
        """Show the unit's name."""
        self._now[job.name] = None
        self._draw(0)

    def ended(self, result: Result, outcome: UnitOutcome | None) -> None:
        """Count the unit; what failed gets a line."""
        self._now.pop(result.job.name, None)
        self._counts[result.state] += 1
        if result.state is State.FAILED:
            text = f"{result.job.name}：{_result(result, outcome)}"
            self._progress.console.print(text, markup=False, highlight=False)
        self._draw(1)

    def _draw(self, advance: int) -> None:
        if self._task is None:
            return
        counts = say.BAR_COUNTS.format(
            done=self._counts[State.DONE],
            failed=self._counts[State.FAILED],
            skipped=self._counts[State.SKIPPED],
        )
        names = "、".join(list(self._now)[:_MOST_NAMES])
        text = "  ".join(filter(None, (counts, say.BAR_NOW.format(names=names) if names else "")))
        # Names of files may hold brackets, which are marks to the library.
        shown = text.replace("[", r"\[")
        self._progress.update(self._task, advance=advance, description=shown, refresh=True)


def _result(result: Result, outcome: UnitOutcome | None) -> str:
    if outcome is None:
        return say.RESULT_FAILED.format(message=result.error)
    counts = {str(severity): outcome.failures.get(str(severity), 0) for severity in Severity}
    verdict = VERDICTS[outcome.verdict].partition(say_summary.VERDICT_END)[0]
    return say.RESULT.format(verdict=verdict, **counts)


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
