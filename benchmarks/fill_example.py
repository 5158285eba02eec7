"""The main job: `xlj fill` of the example against importing the two libraries it stands on.

Target: 1.5 s of CPU time (user and system, all children).
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import measure_in_turn
from measuring import program
from measuring import report

_ROUNDS = 7
_LEDGER = Path(__file__).parent.parent / "examples" / "ledger.xlsx"


def main() -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        ours, yardstick = measure_in_turn(
            [program("xlj"), "fill", _LEDGER, "-o", Path(folder, "filled.xlsx")],
            [sys.executable, "-c", "import pandas, xlsxwriter"],
            _ROUNDS,
        )
    report("xlj fill / import pandas, xlsxwriter (target 1.5 s CPU)", ours, yardstick)


if __name__ == "__main__":
    main()
