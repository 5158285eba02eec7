"""Cost of whole processes, ours and a yardstick in turn, so that the machine's mood cancels out."""

from __future__ import annotations

import os
import subprocess
import sysconfig
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

Command = list[str | Path]

_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
_KIB_PER_MIB = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of one process took: seconds, and the most memory at once in MiB."""

    wall: float
    cpu: float
    peak: float


def program(name: str) -> Path:
    """Path of a command of the environment that runs this script."""
    return Path(sysconfig.get_path("scripts"), name)


def measure(command: Sequence[str | Path]) -> Cost:
    """Run a command to its end, which may be exit code 1: findings are no failure.

    Raises:
        RuntimeError: the command could not do its work.
    """
    # Where compiled modules are not kept, every start would pay for compiling.
    environment = {key: value for key, value in os.environ.items() if key != _NO_BYTECODE}
    with TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=said, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            said.seek(0)
            message = f"{command} ended with {process.returncode}: {said.read().decode()}"
            raise RuntimeError(message)
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / _KIB_PER_MIB)


def measure_in_turn(
    ours: Command, yardstick: Command, rounds: int, prepare: Callable[[], object] = lambda: None
) -> tuple[list[Cost], list[Cost]]:
    """Run both commands in turn; the first round warms caches and is not counted.

    Args:
        ours: the command in question.
        yardstick: what it is compared with.
        rounds: how many pairs are counted.
        prepare: done before each pair, outside of what is measured.
    """
    pairs = []
    for _ in range(rounds + 1):
        prepare()
        pairs.append((measure(ours), measure(yardstick)))
    return [pair[0] for pair in pairs[1:]], [pair[1] for pair in pairs[1:]]


def middle(costs: list[Cost]) -> Cost:
    """The median of each figure; of memory the most."""
    return Cost(
        median(cost.wall for cost in costs),
        median(cost.cpu for cost in costs),
        max(cost.peak for cost in costs),
    )


def middle_ratio(ours: list[Cost], yardstick: list[Cost]) -> Cost:
    """The median over the pairs of ours divided by the yardstick."""
    return middle(
        [
            Cost(a.wall / b.wall, a.cpu / b.cpu, a.peak / b.peak)
            for a, b in zip(ours, yardstick, strict=True)
        ]
    )


def report(title: str, ours: list[Cost], yardstick: list[Cost]) -> None:
    """Print both medians and the median ratio."""
    print(f"{title} ({len(ours)} pairs)")
    for name, cost in (("ours", middle(ours)), ("yardstick", middle(yardstick))):
        print(f"  {name:<10} {cost.wall:7.3f} s wall {cost.cpu:7.3f} s CPU {cost.peak:7.0f} MiB")
    ratio = middle_ratio(ours, yardstick)
    print(f"  {'ratio':<10} {ratio.wall:7.2f}   wall {ratio.cpu:7.2f}   CPU")
