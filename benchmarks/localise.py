"""Mistakes put into random documents on purpose: are they found, and where they are?

    python -m benchmarks.localise --trials 300 --errors 1 --habit own

``--errors shift`` moves blocks of amounts, loses totals and rows; ``--copied`` copies most wrong
numbers to every place that shows them. Times are CPU seconds of the joint check alone; the
yardstick, exact fractions added up, tells how fast the machine was meanwhile.
"""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from benchmarks.generating.relations import document_of
from benchmarks.generating.trials import CAUSES
from benchmarks.generating.trials import clean_trial
from benchmarks.generating.trials import tied_cells
from benchmarks.generating.trials import trial_with_accident
from benchmarks.generating.trials import trial_with_errors
from benchmarks.scoring import Score
from benchmarks.scoring import score
from benchmarks.scoring import times
from benchmarks.yardstick import add_fractions
from xls_juesuan.audit.joint.localisation import Cause
from xls_juesuan.audit.joint.localisation import Habit
from xls_juesuan.audit.joint.localise import localise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.generating.trials import Trial

SHIFT = "shift"
#: Numbers of errors that can be asked for.
_ERRORS = ("0", "1", "2", "3", "4", "5", SHIFT)


def main() -> None:
    """Measure and print."""
    wanted = _arguments()
    total = Score()
    yardstick: list[float] = []
    for trial in _trials(wanted):
        document = document_of(trial.tables)
        started = time.process_time()
        found = localise(document)
        total.seconds.append(time.process_time() - started)
        yardstick.append(add_fractions())
        score(total, trial, document, found)
    print(
        f"{len(total.seconds)} documents, {wanted.errors} errors"
        f"{' copied' if wanted.copied else ''}, habit {wanted.habit}, seed {wanted.seed}"
    )
    for name, text in total.rows():
        print(f"  {name:<30} {text}")
    ratio = sum(total.seconds) / sum(yardstick)
    print(f"  {'median / 95 % / maximum':<30} {times(total.seconds)}")
    print(f"  {'mean : yardstick':<30} {ratio:.2f}")
    for line in total.wrong if wanted.show else ():
        print("   ", line)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--trials", type=int, default=100)
    parser.add_argument("--errors", choices=_ERRORS, default="1")
    parser.add_argument("--habit", type=Habit, default=Habit.OWN)
    parser.add_argument("--cause", type=Cause, choices=CAUSES)
    parser.add_argument("--copied", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", action="store_true", help="name the trials that went wrong")
    return parser.parse_args()


def _trials(wanted: argparse.Namespace) -> Iterator[Trial]:
    for seed in range(wanted.seed, wanted.seed + wanted.trials):
        if wanted.errors == SHIFT:
            causes = (wanted.cause,) if wanted.cause else CAUSES
            trial = trial_with_accident(seed, wanted.habit, causes)
            if trial is not None:
                yield trial
        elif wanted.errors == "0":
            yield clean_trial(seed, wanted.habit)
        else:
            clean = clean_trial(seed, wanted.habit).tables if wanted.copied else None
            ties = tied_cells(document_of(clean)) if clean else ()
            yield trial_with_errors(seed, wanted.habit, int(wanted.errors), ties)


if __name__ == "__main__":
    main()
