"""The main job: `xlj fill` of the example against importing the two libraries it stands on.

Three things are measured: the first run, a run over the workbook of the one before, which is read
for what a person typed, and the imports of the first run alone.

Target: 0.8 s for the first run on a quiet machine, half of it imports at most.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import Command
from measuring import measure
from measuring import measure_in_turn
from measuring import program
from measuring import report

_ROUNDS = 7
_LEDGER = Path(__file__).parent.parent / "examples" / "ledger.xlsx"
_YARDSTICK: Command = [sys.executable, "-c", "import pandas, xlsxwriter"]
#: Runs a command and writes down what it imported, in the order in which it did.
_LISTED = """
import sys
from xls_juesuan.cli.entry import main

main(sys.argv[2:])
with open(sys.argv[1], "w", encoding="utf-8") as file:
    print(*sys.modules, sep="\\n", file=file)
"""
#: Imports again what was written down; what only a run makes importable is left out.
_IMPORTED = """
import gc
import sys
from contextlib import suppress
from importlib import import_module

gc.disable()
with open(sys.argv[1], encoding="utf-8") as file:
    names = file.read().split()
for name in names:
    with suppress(ImportError):
        import_module(name)
"""


def main() -> None:
    """Measure and print."""
    with TemporaryDirectory() as folder:
        filled, listed = Path(folder, "filled.xlsx"), Path(folder, "modules.txt")
        fill: Command = ["fill", _LEDGER, "-o", filled]
        run: Command = [program("xlj"), *fill]
        first = measure_in_turn(run, _YARDSTICK, _ROUNDS, lambda: filled.unlink(missing_ok=True))
        report("xlj fill, first run / import pandas, xlsxwriter (target 0.8 s)", *first)
        again = measure_in_turn(run, _YARDSTICK, _ROUNDS)
        report("xlj fill, again / import pandas, xlsxwriter", *again)
        filled.unlink()
        measure([sys.executable, "-c", _LISTED, listed, *fill])
        imports: Command = [sys.executable, "-c", _IMPORTED, listed]
        filled.unlink()
        shares = measure_in_turn(imports, run, _ROUNDS, lambda: filled.unlink(missing_ok=True))
        report("imports of the first run / xlj fill, first run (target 0.5)", *shares)


if __name__ == "__main__":
    main()
