"""Whatever happens to a file, reading it ends in a ledger or in one sentence.

A few hundred mutations run with every test; XLJ_MUTATIONS=10000 asks for more, XLJ_MUTATIONS_FROM=20000
for others. They run in a process of their own, which may die without ending the tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

WANTED = int(os.environ.get("XLJ_MUTATIONS", "300"))
FIRST = int(os.environ.get("XLJ_MUTATIONS_FROM", "0"))
BATCH = 150
#: Far above what the slowest mutation took; a hang is what is looked for.
MOST_SECONDS = 60
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("first", range(FIRST, FIRST + WANTED, BATCH))
def test_every_mutation_ends_in_a_ledger_or_a_sentence(tmp_path: Path, first: int) -> None:
    """No traceback, no death of the process, no hang, no file outside of the output folder."""
    end = min(first + BATCH, FIRST + WANTED)
    command = [sys.executable, "-m", "tests.hostile.worker", str(first), str(end), str(tmp_path)]
    ended = subprocess.run(
        command,
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=MOST_SECONDS * BATCH,
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    lines = ended.stdout.splitlines()
    assert ended.returncode == 0, (lines[-1:], ended.stderr[-2000:])
    results = [line.split() for line in lines if not line.endswith("begins")]
    assert len(results) == end - first
    wrong = [" ".join(one) for one in results if one[2] not in {"read", "refused", "filled"}]
    assert not wrong, (wrong, ended.stderr[-2000:])
    assert not [one for one in results if float(one[3]) > MOST_SECONDS]
