"""Cubes of units → one cube: facts and lines of all, each with its unit.

It knows numbers, indexes and inputs; it refuses to know what is eliminated.
"""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from xls_juesuan.cube.build import Cube
from xls_juesuan.cube.build import account_of_lines
from xls_juesuan.cube.distinct import plain_texts
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import REPEATING
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import department as say
from xls_juesuan.model import Flow
from xls_juesuan.model import UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.consolidation.member import Member
    from xls_juesuan.model import Fact

#: Where a line stands; lines of other units stand in the frame of each unit of a ledger.
_PLACE = ["file", "sheet", "row"]
_TOTALS_OF_LINES = (Flow.LINES_READ, Flow.LINES_ACCOUNTED)
#: Input that a unit must have for its facts of a flow to be a whole position.
_WHOLE = {
    Flow.OPENING_CARRYOVER: "carryover",
    Flow.CLOSING_CARRYOVER: "closing_carryover",
}


def combine_cubes(members: Sequence[Member]) -> Cube:
    """Put the cubes of units together; nothing is eliminated yet.

    Carry-overs that only some units can state are left out and said: a part of a position is
    a wrong position.
    """
    facts: list[Fact] = []
    frames: list[pd.DataFrame] = []
    shares: list[pd.DataFrame] = []
    inputs = frozenset.intersection(*(member.cube.inputs for member in members))
    inputs -= {"unit_kind"} if _kind(members) is UnitKind.UNKNOWN else set[str]()
    partial: list[tuple[Member, Fact]] = []
    start = 0
    for member, dropped in zip(members, _repeated(members), strict=True):
        cube = member.cube
        frame = plain_texts(cube.frame[~dropped]).assign(unit=member.name)
        lines = pd.Series(range(start, start + len(frame)), index=frame.index, dtype="int64")
        frame.index = pd.RangeIndex(start, start + len(frame))
        start += len(frame)
        numbers = {}
        for fact in _without(cube.facts, cube.frame[dropped]):
            if not is_whole(fact, inputs):
                partial.append((member, fact))
                continue
            numbers[fact.number] = len(facts) + 1
            facts.append(replace(fact, number=len(facts) + 1, unit=member.name))
        frame["fact"] = frame["fact"].map(numbers).fillna(0).astype("int64")
        frames.append(frame)
        shares.append(_moved(cube.shares, lines, numbers))
    whole = pd.concat(frames, ignore_index=True)
    account = account_of_lines(whole)
    return Cube(
        facts=tuple(facts),
        frame=whole,
        shares=pd.concat(shares),
        unit_kind=_kind(members),
        inputs=inputs,
        problems=tuple(_partial_problems(members, partial)),
        used=account.pop(RowStatus.USED),
        set_aside=tuple(account.values()),
    )


def _kind(members: Sequence[Member]) -> UnitKind:
    """The kind that all units have; a department of several kinds has none."""
    kinds = {member.cube.unit_kind for member in members}
    return kinds.pop() if len(kinds) == 1 else UnitKind.UNKNOWN


def is_whole(fact: Fact, inputs: frozenset[str]) -> bool:
    """Whether all units can state what a fact of this flow is part of."""
    return _WHOLE.get(fact.flow, "") in {"", *inputs}


def _repeated(members: Sequence[Member]) -> Iterator[pd.Series[bool]]:
    """Which lines of each unit stand in the frame of another one of the same ledger, too."""
    books = Counter(member.book for member in members)
    seen: dict[int, set[tuple[object, ...]]] = defaultdict(set)
    own: dict[int, set[tuple[object, ...]]] = defaultdict(set)
    for member in members:
        if books[member.book] > 1:
            frame = member.cube.frame
            own[member.book].update(_places(frame[_is_own(frame)]))
    for member in members:
        frame, known = member.cube.frame, seen[member.book]
        if books[member.book] == 1:
            yield pd.Series(data=False, index=frame.index)
            continue
        foreign = frame[~_is_own(frame)]
        places = _places(foreign)
        taken = [place in known or place in own[member.book] for place in places]
        known.update(places)
        answers = pd.Series(taken, index=foreign.index, dtype=bool)
        yield answers.reindex(frame.index, fill_value=False)


def _is_own(frame: pd.DataFrame) -> pd.Series[bool]:
    return ~frame["status"].isin([*REPEATING, RowStatus.OTHER_UNIT])


def _places(frame: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(frame[_PLACE].itertuples(index=False, name=None))


def _without(facts: Sequence[Fact], dropped: pd.DataFrame) -> Iterator[Fact]:
    """Take lines that count with another unit off the totals of all lines, on both sides."""
    fen = int(dropped["debit"].sum()) + int(dropped["credit"].sum())
    for fact in facts:
        if fact.flow in _TOTALS_OF_LINES:
            yield replace(fact, fen=fact.fen - fen, rows=fact.rows - len(dropped))
        else:
            yield fact


def _moved(shares: pd.DataFrame, lines: pd.Series[int], numbers: dict[int, int]) -> pd.DataFrame:
    """Let shares speak of the lines and facts of the department."""
    if shares.empty:
        return pd.DataFrame({"fact": [], "counted": []}, dtype="int64")
    moved = pd.DataFrame(
        {
            "fact": shares["fact"].map(numbers).fillna(0).astype("int64").to_numpy(),
            "counted": shares["counted"].to_numpy(),
        },
        index=lines[shares.index].to_numpy(),
    )
    return moved[moved["fact"] > 0]


def _partial_problems(
    members: Sequence[Member], partial: Sequence[tuple[Member, Fact]]
) -> Iterator[Problem]:
    """Say which units keep a position of the department from being whole, and what was left out."""
    for flow, need in _WHOLE.items():
        lacking = [member.name for member in members if need not in member.cube.inputs]
        if 0 < len(lacking) < len(members):
            fen = sum(fact.fen for _, fact in partial if fact.flow is flow)
            yield Problem("L507", str(flow), say.partial(flow, lacking, fen), fen=fen)
