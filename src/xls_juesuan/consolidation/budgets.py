"""What supplements state and tables print: budgets of the three public expenses, over units.

It knows which of these figures are whole; it refuses to know how statements were added up.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.cube.build import BUDGETS
from xls_juesuan.cube.build import COUNTS
from xls_juesuan.findings import Problem
from xls_juesuan.messages import department as say
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Item
from xls_juesuan.model import Origin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.consolidation.member import Member
    from xls_juesuan.cube.build import Cube
    from xls_juesuan.supplement import Supplement

_FLOW = Flow.THREE_PUBLIC_BUDGET


def with_budgets(
    cube: Cube, members: Sequence[Member], supplement: Supplement
) -> tuple[Cube, tuple[Problem, ...]]:
    """Keep budgets that are whole: those of all units, or what the department states itself.

    Args:
        cube: the facts, those of budgets among them.
        members: the units.
        supplement: that of the department: the sums, or what it states where some are silent.

    Returns:
        The cube, and what was left out as it is not whole.
    """
    facts, lacking, left_out = list(cube.facts), dict[str, None](), 0
    stated = {key for key in (*BUDGETS, *COUNTS) if supplement.number(key) is not None}
    for key in BUDGETS:
        silent = [one.name for one in members if key not in one.cube.inputs]
        parts = [one for one in facts if one.flow is _FLOW and _key(one.item) == key]
        if not silent or (key not in stated and len(silent) == len(members)):
            continue
        known, whole = sum(one.fen for one in parts), supplement.number(key)
        if whole is None:
            left_out += known
            lacking |= dict.fromkeys(silent)
            facts = [one for one in facts if one not in parts]
        elif whole != known:
            facts.append(_rest(facts[-1].number + 1, Item(key.partition(".")[2]), whole - known))
    inputs = cube.inputs - {*BUDGETS, *COUNTS} | stated
    groups = {"three_public_budget": BUDGETS, "three_public_counts": COUNTS}
    inputs -= groups.keys()
    inputs |= {name for name, keys in groups.items() if stated >= set(keys)}
    problems = []
    if lacking:
        text = say.partial(_FLOW, list(lacking), left_out)
        problems.append(Problem("L507", str(_FLOW), text, fen=left_out))
    return replace(cube, facts=tuple(facts), inputs=frozenset(inputs)), tuple(problems)


def _key(item: Item) -> str:
    return f"three_public_budget.{item}"


def _rest(number: int, item: Item, fen: int) -> Fact:
    """What the department states beyond its units."""
    return Fact(number, _FLOW, fen, item, origin=Origin.SUPPLEMENT, unit=say.WHOLE_STATED)
