"""`xlj batch`: linear in units, memory flat, two processes against one.

    uv run python -m benchmarks.batch                        # 40 and 80 units of 2,000 lines
    uv run python -m benchmarks.batch --units 1000 --rounds 1
    uv run python -m benchmarks.batch --folder DIR --units N # only write the ledgers

Units of half the number, of the whole number, and the whole number in one process run in turn. The
memory is the most that all processes of a run hold together, shared pages counted once (PSS);
where the kernel gives no such figure it is left out.
"""

from __future__ import annotations

import argparse
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Event
from threading import Thread

from benchmarks.generating.ledgers import write_ledgers
from benchmarks.measuring import program

_LOOK = 0.2


@dataclass(frozen=True, slots=True)
class Run:
    """What a run took: seconds, and the most memory in bytes (0 where it is not known)."""

    seconds: float
    memory: int


def main() -> None:
    """Write the ledgers, run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=80)
    parser.add_argument("--lines", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--scheduler", default="", help="address of a Dask cluster to run on, too")
    parser.add_argument("--folder", type=Path, help="write the ledgers there and end")
    chosen = parser.parse_args()
    if chosen.folder:
        write_ledgers(chosen.folder, chosen.units, chosen.lines)
        return
    with TemporaryDirectory() as name:
        _measure(Path(name), chosen)


def _measure(folder: Path, chosen: argparse.Namespace) -> None:
    half, whole = folder / "half", folder / "whole"
    write_ledgers(half, chosen.units // 2, chosen.lines)
    write_ledgers(whole, chosen.units, chosen.lines)
    many = ["--jobs", str(chosen.processes)]
    cases = {
        f"{chosen.units // 2} units, {chosen.processes} processes": (half, many),
        f"{chosen.units} units, {chosen.processes} processes": (whole, many),
        f"{chosen.units} units, 1 process": (whole, ["--jobs", "1"]),
    }
    if chosen.scheduler:
        options = ["--scheduler", chosen.scheduler]
        cases[f"{chosen.units} units, cluster"] = (whole, options)
    runs: dict[str, list[Run]] = {name: [] for name in cases}
    for number in range(chosen.rounds):
        for place, (name, (source, options)) in enumerate(cases.items()):
            output = folder / f"out{number}-{place}"
            runs[name].append(_run(["batch", source, "-o", output, *options]))
    again = _run(["batch", whole, "-o", folder / "out0-1", *many])
    _print(chosen, runs, again)


def _print(chosen: argparse.Namespace, runs: dict[str, list[Run]], again: Run) -> None:
    print(f"xlj batch, units of {chosen.lines:,} lines ({chosen.rounds} rounds)")
    for name, found in runs.items():
        seconds = median(run.seconds for run in found)
        memory = max(run.memory for run in found) / 2**20
        units = int(name.split()[0])
        print(f"  {name:<28} {seconds:8.1f} s {units / seconds:7.2f} units/s {memory:7.0f} MB")
    half, whole, alone = list(runs.values())[:3]
    pairs = zip(half, whole, alone, strict=True)
    ratios = [(b.seconds / a.seconds, c.seconds / b.seconds) for a, b, c in pairs]
    print(f"  twice the units / half       {median(one for one, _ in ratios):8.2f}")
    print(
        f"  one process / {chosen.processes} processes    {median(one for _, one in ratios):8.2f}"
    )
    print(f"  nothing to do                {again.seconds:8.1f} s")


def _run(arguments: list[str | Path]) -> Run:
    """Run the program to its end, which may be 1: findings are no failure."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [program("xlj"), *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    most, ended = [0], Event()
    watcher = Thread(target=_watch, args=(process.pid, most, ended))
    watcher.start()
    _, said = process.communicate()
    ended.set()
    watcher.join()
    if process.returncode not in (0, 1):
        raise RuntimeError(said.decode())
    return Run(time.perf_counter() - started, most[0])


def _watch(pid: int, most: list[int], ended: Event) -> None:
    while not ended.wait(_LOOK):
        most[0] = max(most[0], sum(_memory(one) for one in _family(pid)))


def _family(pid: int) -> list[int]:
    """The process and all that come of it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        children = []
    return [pid, *(one for child in children for one in _family(int(child)))]


def _memory(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    line = next((line for line in text.splitlines() if line.startswith("Pss:")), "Pss: 0 kB")
    return int(line.split()[1]) * 1024


if __name__ == "__main__":
    main()
