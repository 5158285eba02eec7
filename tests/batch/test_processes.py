"""Tasks in processes on this machine, some of which die."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.batch.toys import work
from xls_juesuan.batch.executor import Lost
from xls_juesuan.batch.processes import Processes

if TYPE_CHECKING:
    from pathlib import Path


def _answers(tasks: list[tuple[str, int, str]], count: int = 2) -> dict[int, int | Lost]:
    answers: dict[int, int | Lost] = {}
    with Processes(work, count) as executor:
        for number, task in enumerate(tasks):
            executor.submit(number, task)
        for _ in tasks:
            number, answer = executor.take()
            assert number not in answers
            answers[number] = answer
    return answers


def test_every_task_has_one_answer() -> None:
    """More tasks than processes; each answer goes with its task."""
    tasks = [("plain", number, "") for number in range(25)]
    assert _answers(tasks) == {number: number * number for number in range(25)}


def test_a_task_whose_process_dies_is_begun_again(tmp_path: Path) -> None:
    """The others do not notice, and none is doubled or lost."""
    tasks = [
        ("die once" if number % 3 == 0 else "slow", number, str(tmp_path / str(number)))
        for number in range(9)
    ]
    assert _answers(tasks) == {number: number * number for number in range(9)}
    assert len(list(tmp_path.iterdir())) == 3


def test_a_task_that_kills_every_process_is_given_up_alone() -> None:
    """It costs only itself."""
    tasks = [("die" if number == 2 else "plain", number, "") for number in range(6)]
    answers = _answers(tasks)
    assert answers.pop(2) == Lost()
    assert answers == {number: number * number for number in (0, 1, 3, 4, 5)}


def test_work_that_fails_is_said() -> None:
    """With the reason, and the process goes on to the next task."""
    answers = _answers([("fail", 0, ""), ("plain", 3, "")], count=1)
    assert answers == {0: Lost("RuntimeError: cannot"), 1: 9}
