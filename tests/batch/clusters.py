"""A scheduler and workers of Dask as processes of their own on this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 60


class ClusterHere:
    """A scheduler, and workers that can be killed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self.scheduler = self._start(
            "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port),
            "--no-dashboard", "--no-show",
        )  # fmt: skip
        _wait_for(port)

    def add_worker(self) -> subprocess.Popen[bytes]:
        """Start a worker with one thread, which nobody starts anew when it dies."""
        return self._start(
            "distributed.cli.dask_worker", self.address, "--nthreads", "1", "--no-nanny",
            "--no-dashboard", "--local-directory", str(self._folder),
        )  # fmt: skip

    def _start(self, module: str, *arguments: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment,
            cwd=self._folder,
        )  # fmt: skip
        self._processes.append(process)
        return process

    def stop(self) -> None:
        """End every process."""
        for process in reversed(self._processes):
            process.kill()
            process.wait()


def _wait_for(port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[ClusterHere]:
    """Give a cluster with some workers."""
    here = ClusterHere(folder)
    try:
        for _ in range(workers):
            here.add_worker()
        yield here
    finally:
        here.stop()
