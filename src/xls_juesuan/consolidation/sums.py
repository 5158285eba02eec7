"""The self-check of a department: its figures are those of its units less what was eliminated.

It compares tables that were built apart; it refuses to know why they could differ.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from xls_juesuan.consolidation.combining import is_whole
from xls_juesuan.consolidation.eliminations import CONTROLS
from xls_juesuan.cube.index import FactIndex
from xls_juesuan.messages.labels import FLOWS
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Origin
from xls_juesuan.tables import build_tables

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from xls_juesuan.consolidation.department import Department
    from xls_juesuan.declarations.layout import Profile
    from xls_juesuan.model import CellKey
    from xls_juesuan.tables import TableSet

_FLOW = Flow.CONSOLIDATION_DIFFERENCE
#: Facts that only the department has, and those that lines of other units are taken off.
_APART = (Flow.THREE_PUBLIC_BUDGET, Flow.LINES_READ, Flow.LINES_ACCOUNTED)


def with_differences(department: Department, profile: Profile) -> Department:
    """Add a fact for each figure in which the department is not the sum of its units.

    One of nothing is there in any case: it says that all sums were compared.
    """
    found = [("", 0), *_differences(department, profile)]
    cube = department.cube
    facts = [
        Fact(cube.facts[-1].number + offset, _FLOW, abs(fen), account_name=place)
        for offset, (place, fen) in enumerate(found, start=1)
    ]
    return replace(department, cube=replace(cube, facts=(*cube.facts, *facts)))


def _differences(department: Department, profile: Profile) -> Iterator[tuple[str, int]]:
    """Compare every figure; the tables of a unit are built from its own cube alone."""
    yield from _control_differences(department)
    whole = _tables(department.cube.facts, department, profile)
    sums: dict[CellKey, int] = defaultdict(int)
    for member in department.members:
        inputs = department.cube.inputs
        facts = (fact for fact in member.cube.facts if is_whole(fact, inputs))
        for key, fen in _figures(_tables(facts, department, profile)):
            sums[key] += fen
    # A row of which nothing is left stands in these alone.
    taken = [fact for fact in department.cube.facts if fact.origin is Origin.ELIMINATION]
    for key, fen in _figures(_tables(taken, department, profile)):
        sums[key] += fen
    for key, fen in _figures(whole):
        difference = fen - sums.pop(key, 0)
        if difference:
            yield whole.cell_name(key), difference
    yield from ((f"{key.table} {key.row}", -fen) for key, fen in sums.items() if fen)


def _tables(facts: Iterable[Fact], department: Department, profile: Profile) -> TableSet:
    """Build tables without budgets, which a department may state itself."""
    return build_tables(
        profile,
        FactIndex([fact for fact in facts if fact.flow is not Flow.THREE_PUBLIC_BUDGET]),
        year=department.members[0].year,
        unit_name=department.name,
        unit_kind=department.cube.unit_kind,
        inputs=department.cube.inputs,
        stated={},
    )


def _figures(tables: TableSet) -> Iterator[tuple[CellKey, int]]:
    for table in tables.tables:
        for cell in table.cells.values():
            yield cell.key, cell.fen


def _control_differences(department: Department) -> Iterator[tuple[str, int]]:
    """Compare the totals by flow and account."""
    inputs = department.cube.inputs
    expected: dict[tuple[Flow, str], int] = defaultdict(int)
    for member in department.members:
        for fact in member.cube.facts:
            if is_whole(fact, inputs) and fact.flow not in _APART:
                expected[fact.flow, fact.top_account] += fact.fen
    for flow, account, fen in _eliminated(department):
        expected[flow, account] -= fen
    found: dict[tuple[Flow, str], int] = defaultdict(int)
    for fact in department.cube.facts:
        if fact.flow not in _APART:
            found[fact.flow, fact.top_account] += fact.fen
    for flow, account in sorted(expected.keys() | found.keys()):
        fen = found[flow, account] - expected[flow, account]
        if fen:
            yield f"{FLOWS[flow]} {account}".rstrip(), fen


def _eliminated(department: Department) -> Iterator[tuple[Flow, str, int]]:
    """Give what matches take out, by flow and account."""
    by_number = {fact.number: fact for fact in department.cube.facts}
    controls = {(fact.flow, fact.unit, fact.account) for fact in department.cube.facts}
    for elimination in department.eliminations:
        for one in (*elimination.match.paid, *elimination.match.received):
            fact = by_number[one.fact]
            yield fact.flow, fact.top_account, one.fen
            for flow in CONTROLS:
                if (flow, fact.unit, fact.top_account) in controls:
                    yield flow, fact.top_account, one.fen
