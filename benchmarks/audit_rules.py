"""All rules on published nine-table documents of growing size: CPU seconds and relations.

    python -m benchmarks.audit_rules --documents 60

Documents are grouped by the number of relations that were checked; the last line compares the
time a relation costs in the largest group with that in the smallest: 1 is linear. The joint
check is measured on its own by ``benchmarks/localise.py``; here it runs as it does for a user.
"""

from __future__ import annotations

import argparse
import time
from statistics import median

from benchmarks.generating.trials import clean_trial
from benchmarks.generating.units import INPUTS
from xls_juesuan.audit import run_audit
from xls_juesuan.audit.joint.localisation import Habit
from xls_juesuan.audit.joint.localise import localise
from xls_juesuan.declarations.rules import PUBLISHED
from xls_juesuan.declarations.rules import load_rules

_GROUPS = 4


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="CPU seconds of all rules by size of document")
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    wanted = parser.parse_args()
    rules = load_rules()
    measured: list[tuple[int, float]] = []
    for seed in range(wanted.seed, wanted.seed + wanted.documents):
        tables = clean_trial(seed, Habit.OWN).tables
        started = time.process_time()
        audit = run_audit(tables, rules, (), INPUTS | {PUBLISHED}, localise=localise)
        measured.append((audit.relations_checked, time.process_time() - started))
    measured.sort()
    size = -(-len(measured) // _GROUPS)
    groups = [measured[start : start + size] for start in range(0, len(measured), size)]
    print(f"{len(rules)} rules, {len(measured)} documents")
    print("  relations      median s   µs a relation")
    costs = []
    for group in groups:
        costs.append(median(seconds / count for count, seconds in group))
        seconds = median(seconds for _, seconds in group)
        print(f"  {group[0][0]:>5} – {group[-1][0]:>5}  {seconds:8.3f}  {costs[-1] * 1e6:10.0f}")
    print(f"  median {median(seconds for _, seconds in measured):.3f} s, ", end="")
    print(f"largest {max(seconds for _, seconds in measured):.3f} s; ", end="")
    print(f"largest group : smallest, a relation: {costs[-1] / costs[0]:.2f}")


if __name__ == "__main__":
    main()
