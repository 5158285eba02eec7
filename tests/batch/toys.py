"""Work for executors that takes no time, fails, or kills whoever does it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def work(task: tuple[str, int, str]) -> int:
    """Do what a task says: (what, number, file that is there once it was tried)."""
    what, number, mark = task
    if what == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "die once":
        path = Path(mark)
        if not path.exists():
            path.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    if what == "fail":
        raise RuntimeError("cannot")
    if what == "slow":
        time.sleep(0.2)
    return number * number
