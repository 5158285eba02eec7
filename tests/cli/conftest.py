"""Run ``xlj`` in this process, in an empty folder, and catch what it says."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import pytest

from xls_juesuan.accounts import FillRequest
from xls_juesuan.cli.entry import main
from xls_juesuan.pipeline import compute
from xls_juesuan.writing.json_report import fill_document

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def xlj(
    examples: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[..., Ended]:
    """Run the command line in a folder that holds nothing but a copy of the examples."""
    monkeypatch.chdir(examples.parent)

    def run(*arguments: str | Path) -> Ended:
        code = main([str(argument) for argument in arguments])
        caught = capfd.readouterr()
        return Ended(code, caught.out, caught.err)

    return run


def refused(ended: Ended, *words: str) -> None:
    """Make sure that one paragraph is on stderr, alone, and that nothing was written."""
    assert ended.code == 2
    assert ended.out == ""
    assert "Traceback" not in ended.err
    assert len(ended.err.strip().splitlines()) == 1
    for word in words:
        assert word in ended.err
    assert not list(Path().rglob("*部门决算公开*.xlsx"))
    assert not list(Path().rglob("*.tmp*"))


def computed(ledger: Path, mapping: Path | None = None, **options: str) -> dict[str, Any]:
    """What ``fill --json`` says, without the time it takes to write a workbook."""
    accounts = compute(FillRequest(ledger, mapping=mapping, **options))  # type: ignore[arg-type]
    document = fill_document(accounts, Path())
    del document["outputs"]
    return document


@pytest.fixture
def examples(tmp_path: Path) -> Path:
    """A copy of the examples that a test may spoil."""
    folder = tmp_path / "examples"
    folder.mkdir()
    for file in EXAMPLES.glob("*.xlsx"):
        shutil.copy(file, folder)
    return folder
