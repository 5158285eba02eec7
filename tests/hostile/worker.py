"""Reads mutations one after the other in a process of its own, so that its death is seen.

Usage: python -m tests.hostile.worker FIRST END FOLDER. For each number it writes a line to standard
output before reading and one after it, with how the reading ended and the seconds it took.
"""

from __future__ import annotations

import io
import os
import sys
import time
import traceback
import warnings
from contextlib import redirect_stderr
from contextlib import redirect_stdout
from pathlib import Path

from tests.hostile.mutations import mutation
from xls_juesuan.errors import UserError

#: Address space of the worker, where the system can limit it.
MOST_MEMORY = 4 << 30
#: Every so many mutations the whole command runs instead of the reader alone.
FILL_EVERY = 50


def main(first: int, end: int, folder: Path) -> None:
    """Read mutations ``first`` to ``end``."""
    _limit_memory()
    warnings.simplefilter("ignore")
    for number in range(first, end):
        name, content = mutation(number)
        path = folder / f"台账.{name.rpartition('.')[2]}"
        path.write_bytes(content)
        _tell(f"{number} {name} begins")
        start = time.perf_counter()
        ended = _fill(path, folder) if number % FILL_EVERY == 0 else _read(path)
        _tell(f"{number} {name} {ended} {time.perf_counter() - start:.1f}")


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _read(path: Path) -> str:
    from xls_juesuan.reading import read_ledger

    try:
        read_ledger(path, year=2024, amount_unit="元")
    except UserError as error:
        return "refused" if error.what else "silent"
    except BaseException:  # noqa: BLE001 - whatever else is raised is what is looked for
        traceback.print_exc()
        return "FAILED"
    return "read"


def _fill(path: Path, folder: Path) -> str:
    from xls_juesuan.cli.entry import main as xlj

    out = folder / "out"
    out.mkdir(exist_ok=True)
    before = set(folder.rglob("*"))
    arguments = ["fill", path, "-o", out / "决算公开.xlsx", "--year", "2024", "--amount-unit", "元"]
    os.environ["XLJ_DEBUG"] = "1"  # or the command line would turn a traceback into a sentence
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            code = xlj([str(one) for one in arguments])
    except BaseException:  # noqa: BLE001 - whatever is raised is what is looked for
        traceback.print_exc()
        return "FAILED"
    strays = {one for one in set(folder.rglob("*")) - before if out not in one.parents}
    return "filled" if code in {0, 1, 2} and not strays else f"FAILED:{code}:{strays}"


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
