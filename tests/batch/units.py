"""Folders of small ledgers, and the program over them as a process of its own."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.builders import SMALL_CLOSING
from tests.builders import SMALL_JOURNAL
from tests.builders import journal_workbook

if TYPE_CHECKING:
    from pathlib import Path

_RUN = "from xls_juesuan.cli import run; run()"


def ledger(path: Path, factor: int = 1, unit: str = "") -> Path:
    """Write a ledger of six lines, its amounts times a factor."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        (*line[:5], line[5] * factor, line[6] * factor, *line[7:])
        for line in SMALL_JOURNAL + SMALL_CLOSING
    ]
    above = (("序时账",), (f"单位：{unit or path.stem}", "", "会计年度：2024", "", "金额单位：元"))
    return journal_workbook(path, lines, above=above)


def ledgers(folder: Path, count: int) -> list[Path]:
    """Write ledgers of several units, all different."""
    return [ledger(folder / f"单位{number:02d}.xlsx", number + 1) for number in range(count)]


def start(*arguments: object) -> subprocess.Popen[str]:
    """Start ``xlj batch`` as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", _RUN, "batch", *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip


def digests(folder: Path, pattern: str = "*_部门决算公开*") -> dict[str, str]:
    """Give the digest of each file by its place in a folder."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob(pattern))
        if path.is_file() and ".xlj-batch" not in path.parts
    }
