"""Run ``xlj`` in this process, in an empty folder, and catch what it says."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from xls_juesuan.cli.entry import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def xlj(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., Ended]:
    """Run the command line in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path) -> Ended:
        code = main([str(argument) for argument in arguments])
        caught = capfd.readouterr()
        return Ended(code, caught.out, caught.err)

    return run


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """A copy of the examples that a test may spoil."""
    folder = tmp_path / "examples"
    folder.mkdir()
    for file in EXAMPLES.glob("*.xlsx"):
        shutil.copy(file, folder)
    return folder
