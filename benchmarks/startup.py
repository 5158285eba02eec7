"""Start-up: `xlj --help` against a typer program with one command and nothing else.

Target: a ratio of 2 at most.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import measure_in_turn
from measuring import program
from measuring import report

_ROUNDS = 15
_BARE = '''
import typer

app = typer.Typer()


@app.command()
def fill(ledger: str) -> None:
    """Fill."""


app()
'''


def main() -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        bare = Path(folder, "bare.py")
        bare.write_text(_BARE, encoding="utf-8")
        ours, yardstick = measure_in_turn(
            [program("xlj"), "--help"], [sys.executable, bare, "--help"], _ROUNDS
        )
    report("xlj --help / bare typer program (target 2)", ours, yardstick)


if __name__ == "__main__":
    main()
