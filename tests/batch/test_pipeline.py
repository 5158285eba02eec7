"""The order of a batch, with somebody at work in this process."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Self

from tests.batch.units import digests
from tests.batch.units import ledgers
from xls_juesuan.batch.pipeline import Result
from xls_juesuan.batch.pipeline import State
from xls_juesuan.batch.pipeline import run_batch
from xls_juesuan.batch.planning import plan_folder
from xls_juesuan.batch.records import Records
from xls_juesuan.batch.task import Settings
from xls_juesuan.batch.work import fill_task

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xls_juesuan.batch.job import Job
    from xls_juesuan.batch.outcome import UnitOutcome
    from xls_juesuan.batch.task import Task


class _Here:
    """Does each task when its answer is asked for."""

    capacity = 2

    def __init__(self, after: Callable[[int, UnitOutcome], UnitOutcome]) -> None:
        self._after = after
        self._tasks: deque[tuple[int, Task]] = deque()
        self.done: list[int] = []
        self.most_held = 0

    def submit(self, number: int, task: Task) -> None:
        self._tasks.append((number, task))
        self.most_held = max(self.most_held, len(self._tasks))

    def take(self) -> tuple[int, UnitOutcome]:
        number, task = self._tasks.popleft()
        self.done.append(number)
        return number, self._after(number, fill_task(task))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


class _Nobody:
    """Is told, and shows nothing."""

    def begin(self, total: int) -> None:
        pass

    def begun(self, job: Job) -> None:
        pass

    def ended(self, result: Result, outcome: UnitOutcome | None) -> None:
        pass


def _run(
    folder: Path,
    output: Path,
    after: Callable[[int, UnitOutcome], UnitOutcome],
    *,
    is_sent: bool = False,
) -> tuple[_Here, list[Result]]:
    plan = plan_folder(folder, output, Settings(), ".xlsx")
    here, records = _Here(after), Records(output)
    with records.opened():
        results = run_batch(plan.jobs, records, _Nobody(), lambda _: here, is_sent=is_sent)
    return here, results


def test_a_unit_whose_workbook_changed_meanwhile_is_done_again(tmp_path: Path) -> None:
    """With what stands there now; what somebody put there is kept, and no work is doubled."""
    ledgers(tmp_path / "台账", 2)
    output = tmp_path / "out"
    target = output / "单位00_部门决算公开.xlsx"
    wanted = tmp_path / "别处"
    _run(tmp_path / "台账", wanted, lambda _, outcome: outcome)
    other = (wanted / "单位01_部门决算公开.xlsx").read_bytes()

    def change(number: int, outcome: UnitOutcome) -> UnitOutcome:
        if number == 0 and not target.exists():
            target.write_bytes(other)
        return outcome

    here, results = _run(tmp_path / "台账", output, change)
    assert sorted(here.done) == [0, 0, 1]
    assert [result.state for result in results] == [State.DONE] * 2
    assert (output / "单位00_部门决算公开.旧1.xlsx").read_bytes() == other


def test_work_of_another_version_is_not_taken(tmp_path: Path) -> None:
    """It is said which version either has, and nothing of it is put anywhere."""
    ledgers(tmp_path / "台账", 1)
    _, (result,) = _run(
        tmp_path / "台账", tmp_path / "out", lambda _, outcome: replace(outcome, version="0.0.1")
    )
    assert result.state is State.FAILED
    assert "0.0.1" in result.error
    assert digests(tmp_path / "out") == {}


def test_few_tasks_are_in_hand_at_a_time(tmp_path: Path) -> None:
    """However many units there are, so that memory does not grow with them."""
    ledgers(tmp_path / "台账", 5)
    here, results = _run(
        tmp_path / "台账", tmp_path / "out", lambda _, outcome: outcome, is_sent=True
    )
    assert len(results) == 5
    assert here.most_held == 2


def test_nobody_is_called_where_there_is_nothing_to_do(tmp_path: Path) -> None:
    """A rerun over what is done needs no worker and no cluster."""
    ledgers(tmp_path / "台账", 1)
    _run(tmp_path / "台账", tmp_path / "out", lambda _, outcome: outcome)
    here, (result,) = _run(tmp_path / "台账", tmp_path / "out", lambda _, outcome: outcome)
    assert here.done == []
    assert result.state is State.SKIPPED
