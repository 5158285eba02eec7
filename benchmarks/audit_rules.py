"""All rules on nine tables of growing size: CPU seconds of the audit after start-up.

    python -m benchmarks.audit_rules

Three audits of each document: of exact tables as ``xlj fill`` makes them, of the same as
published with every relation judged on its own, and with the joint check as ``xlj audit`` does.
Last come the cost of a relation in the largest document over that in the smallest, about 1 where
cost is linear in relations, and the cost of 1,000 relations in yardsticks: exact fractions added
up, which tell how fast the machine was.
"""

from __future__ import annotations

import argparse
import time
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.generating.printing import publish
from benchmarks.generating.spending import Size
from benchmarks.generating.units import INPUTS
from benchmarks.generating.units import random_unit
from benchmarks.yardstick import add_fractions
from xls_juesuan.audit import run_audit
from xls_juesuan.audit.joint.localisation import Habit
from xls_juesuan.audit.joint.localise import localise
from xls_juesuan.declarations.rules import PUBLISHED
from xls_juesuan.declarations.rules import load_rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from xls_juesuan.audit.audit import Audit

#: 类 and 项 of the documents; the third is typical, the last the largest that there is.
_SIZES = ((2, 2), (4, 10), (6, 25), (9, 50), (14, 100), (20, 200))
_SEED = 1
_NAMES = ("exact", "published", "jointly")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    print(f"{'cells':>7}{'relations':>11}  ", "".join(f"{name:>12}" for name in _NAMES), "  s CPU")
    costs: list[list[float]] = []
    for categories, items in _SIZES:
        size = Size(
            categories, items, fund_items=items // 10, capital_items=1, own_items=items // 5
        )
        audits, cells = _audits(size)
        relations = next(iter(audits.values()))().relations_checked
        seconds = [_seconds(audit, rounds) for audit in audits.values()]
        costs.append([each / relations for each in seconds])
        print(f"{cells:>7,}{relations:>11,}  ", "".join(f"{each:>12.3f}" for each in seconds))
    first, last = costs[0], costs[-1]
    ratios = [more / less for less, more in zip(first, last, strict=True)]
    print(f"{'a relation, last : first':<20}", "".join(f"{each:>12.2f}" for each in ratios))
    yardstick = median(add_fractions() for _ in range(20))
    multiples = [each / yardstick * 1_000 for each in last]
    print(f"{'1,000 : yardstick':<20}", "".join(f"{each:>12.1f}" for each in multiples))


def _audits(size: Size) -> tuple[dict[str, Callable[[], Audit]], int]:
    """The audits of one document by name, and its number of cells."""
    rules, exact = load_rules(), random_unit(_SEED, size)
    printed = publish(exact, Habit.OWN)
    given = INPUTS | {PUBLISHED}
    audits: dict[str, Callable[[], Audit]] = {
        "exact": lambda: run_audit(exact, rules, (), INPUTS),
        "published": lambda: run_audit(printed, rules, (), given),
        "jointly": lambda: run_audit(printed, rules, (), given, localise=localise),
    }
    return audits, sum(len(table.cells) for table in exact.tables)


def _seconds(audit: Callable[[], Audit], rounds: int) -> float:
    """Median of the CPU seconds of so many audits, after one that is not counted."""
    found: list[float] = []
    for _ in range(rounds + 1):
        started = time.process_time()
        audit()
        found.append(time.process_time() - started)
    return median(found[1:])


if __name__ == "__main__":
    main()
