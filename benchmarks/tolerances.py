"""The usual fixed tolerances beside intervals and the joint check, on the same documents.

    python -m benchmarks.tolerances --documents 100 --trials 200

First false alarms on documents that are right, then misses where one amount is off by little.
A tolerance counts as a hit only on a relation that the wrong amount stands in.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from random import Random
from typing import TYPE_CHECKING

from benchmarks.generating.printing import with_figures
from benchmarks.generating.relations import document_of
from benchmarks.generating.trials import clean_trial
from xls_juesuan.audit.joint.localisation import Habit
from xls_juesuan.audit.joint.localise import localise
from xls_juesuan.audit.joint.right_values import rounding_box
from xls_juesuan.money import FEN_PER_PRINTED_STEP

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from xls_juesuan.audit.joint.document import Document
    from xls_juesuan.audit.joint.document import Linear

#: Fixed tolerances in fen: ±0.005, 0.01, 0.02 and 0.05 万元.
_TOLERANCES = (5_000, 10_000, 20_000, 50_000)
#: What an amount is wrong by, in printed steps.
_OFF = (1, 2, 3, 5, 10)
_INTERVAL, _JOINT = "interval", "joint"
_NAMES = (*(f"±{fen / 1e6:g}" for fen in _TOLERANCES), _INTERVAL, _JOINT)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="False alarms and misses of fixed tolerances")
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--trials", type=int, default=200)
    parser.add_argument("--habit", type=Habit, default=Habit.OWN)
    parser.add_argument("--seed", type=int, default=0)
    wanted = parser.parse_args()
    seeds = range(wanted.seed, wanted.seed + wanted.documents)
    _print_false_alarms([document_of(clean_trial(seed, wanted.habit).tables) for seed in seeds])
    print(f"missed, one amount wrong by … 万元 ({wanted.trials} trials each)")
    for off in _OFF:
        found = [
            _hits(seed, off, wanted.habit)
            for seed in range(wanted.seed, wanted.seed + wanted.trials)
        ]
        shares = (100 - 100 * sum(name in hits for hits in found) / len(found) for name in _NAMES)
        print(f"  {off / 100:<28.2f}", "".join(f"{share:8.1f} %" for share in shares))


def _print_false_alarms(documents: list[Document]) -> None:
    alarms: dict[str, int] = defaultdict(int)
    flagged: dict[str, int] = defaultdict(int)
    for document in documents:
        counts = {
            name: sum(fails(relation) for relation in document.relations)
            for name, fails in _checks(document).items()
        }
        counts[_JOINT] = len(localise(document).clusters)
        for name, count in counts.items():
            flagged[name] += count
            alarms[name] += bool(count)
    relations = sum(len(document.relations) for document in documents)
    print(f"{len(documents)} documents without errors, {relations:,} relations")
    print("  ", " " * 26, "".join(f"{name:>10}" for name in _NAMES))
    print(f"  {'relations or clusters':<28}", "".join(f"{flagged[name]:>10,}" for name in _NAMES))
    shares = (100 * alarms[name] / len(documents) for name in _NAMES)
    print(f"  {'documents with an alarm':<28}", "".join(f"{share:8.1f} %" for share in shares))


def _hits(seed: int, off: int, habit: Habit) -> set[str]:
    """Which checks notice that one amount of a document is off by so many steps."""
    random = Random(f"off {seed} {off}")
    tables = clean_trial(seed, habit).tables
    related = {
        document.figures[number].key
        for document in (document_of(tables),)
        for relation in document.relations
        for number, _ in relation.terms
    }
    cells = [cell for table in tables.tables for cell in table.cells.values() if cell.fen]
    cell = random.choice([cell for cell in cells if cell.key in related])
    fen = cell.fen + random.choice((-1, 1)) * off * FEN_PER_PRINTED_STEP
    document = document_of(with_figures(tables, {cell.key: fen}))
    mine = [
        relation
        for relation in document.relations
        if any(document.figures[number].key == cell.key for number, _ in relation.terms)
    ]
    hits = {name for name, fails in _checks(document).items() if any(map(fails, mine))}
    return hits | ({_JOINT} if localise(document).clusters else set())


def _checks(document: Document) -> Mapping[str, Callable[[Linear], bool]]:
    """The checks of single relations by their name."""

    def residual(relation: Linear) -> int:
        shown = sum(k * document.figures[number].shown for number, k in relation.terms)
        return relation.constant + shown

    def beyond(fen: int) -> Callable[[Linear], bool]:
        def fails(relation: Linear) -> bool:
            apart = residual(relation)
            return (abs(apart) if relation.operator == "==" else apart) > fen

        return fails

    def fails_on_intervals(relation: Linear) -> bool:
        low = high = relation.constant
        for number, k in relation.terms:
            figure = document.figures[number]
            box = (0, 0) if figure.is_blank else rounding_box(figure.shown, figure.step)
            low += min(k * box[0], k * box[1])
            high += max(k * box[0], k * box[1])
        return low > 0 or (relation.operator == "==" and high < 0)

    checks = {name: beyond(fen) for name, fen in zip(_NAMES, _TOLERANCES, strict=False)}
    return {**checks, _INTERVAL: fails_on_intervals}


if __name__ == "__main__":
    main()
