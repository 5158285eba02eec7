"""Printed figures: a relation fails only when no exact figures behind them could satisfy it."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from xls_juesuan.audit.intervals import Interval
from xls_juesuan.audit.intervals import printed_interval
from xls_juesuan.audit.intervals import ratio_may_lie
from xls_juesuan.audit.printed_judgement import Truth
from xls_juesuan.audit.printed_judgement import judge
from xls_juesuan.declarations.relation.parser import parse_relation
from xls_juesuan.model import UnitKind
from xls_juesuan.money import round_half_away

if TYPE_CHECKING:
    from xls_juesuan.declarations.relation.nodes import Criteria
    from xls_juesuan.declarations.relation.nodes import RowSet

STEP = 10_000


@dataclass
class Figures:
    """A world of one table with printed figures by row."""

    shown: dict[str, int]
    steps: dict[str, int] = field(default_factory=dict)
    unit_kind = UnitKind.UNKNOWN

    def figure(self, table: str, row: str, column: str) -> tuple[int, int] | None:  # noqa: ARG002 - the protocol
        return (self.shown[row], self.steps.get(row, STEP)) if row in self.shown else None

    def cell(self, table: str, row: str, column: str) -> int:  # noqa: ARG002 - the protocol
        return self.shown.get(row, 0)

    def rows(self, table: str, rows: RowSet) -> tuple[str, ...]:  # noqa: ARG002 - the protocol
        return tuple(row for row in self.shown if row.startswith("p"))

    def fact_sum(self, criteria: Criteria) -> int:
        raise NotImplementedError(criteria)

    def fact_count(self, criteria: Criteria) -> int:
        raise NotImplementedError(criteria)

    def fault_count(self, fault: str, table: str, argument: str) -> int:
        raise NotImplementedError(fault, table, argument)

    def stated(self, key: str) -> int:
        raise NotImplementedError(key)

    def has_statement(self, table: str) -> bool:
        raise NotImplementedError(table)


def truth(relation: str, **units: int) -> Truth:
    """Judge a relation on figures in units of the last printed digit."""
    return judge(parse_relation(relation), Figures({row: n * STEP for row, n in units.items()}))


@given(st.integers(-(10**7), 10**7), st.sampled_from((1, 100, 10_000, 1_000_000)))
def test_an_interval_holds_just_the_figures_that_print_alike(exact: int, step: int) -> None:
    """Both ends print as shown, and one fen beyond them does not."""
    shown = round_half_away(exact, step)
    interval = printed_interval(shown, step)

    assert exact in interval
    assert {round_half_away(int(end), step) for end in (interval.low, interval.high)} == {shown}
    assert round_half_away(int(interval.low) - 1, step) != shown
    assert round_half_away(int(interval.high) + 1, step) != shown


def test_a_figure_in_two_places_gets_no_tolerance() -> None:
    """411.91 is never 411.92, however little lies between."""
    assert truth("a[x] == a[y]", x=41191, y=41191) is Truth.OPEN
    assert truth("a[x] == a[y]", x=41191, y=41192) is Truth.FAILS


def test_a_total_may_differ_by_what_its_parts_lost() -> None:
    """Three figures rounded on their own: 0.01 is possible, 0.02 is not."""
    assert truth("a[t] == a[x] + a[y]", t=101, x=50, y=50) is Truth.OPEN
    assert truth("a[t] == a[x] + a[y]", t=102, x=50, y=50) is Truth.FAILS


def test_a_cell_on_both_sides_counts_once() -> None:
    """What is added and taken away again leaves no room."""
    assert truth("a[x] + a[y] == a[y] + a[z]", x=50, y=70, z=51) is Truth.FAILS


def test_a_part_may_print_above_its_whole_by_nothing() -> None:
    """Not above is judged on the figures behind: equal prints may hide either."""
    assert truth("a[x] <= a[y]", x=50, y=50) is Truth.OPEN
    assert truth("a[x] <= a[y]", x=51, y=50) is Truth.FAILS
    assert truth("a[x] <= a[y]", x=49, y=50) is Truth.HOLDS


def test_what_prints_as_nothing_may_be_something() -> None:
    """0.00 is up to 49.99 yuan; a blank row is exactly nothing."""
    assert truth("a[x] == 0", x=0) is Truth.OPEN
    assert truth("a[x] > 0", x=0) is Truth.OPEN
    assert truth("a[x] > 0") is Truth.FAILS
    assert truth("shows_zero(a[x])", x=0) is Truth.HOLDS


@pytest.mark.parametrize(
    ("relation", "expected"),
    [
        ("a[x] > 0 and a[y] > 0", Truth.OPEN),
        ("a[x] > 0 or a[y] > 0", Truth.HOLDS),
        ("not a[y] > 0", Truth.FAILS),
        ("implies(a[y] > 0, a[x] > 0)", Truth.OPEN),
        ("implies(a[y] > 0, a[z] > 0)", Truth.FAILS),
        ("abs(a[y] - a[y]) == 0", Truth.HOLDS),
        ("max(a[x], a[y]) == 0", Truth.FAILS),
        ("min(a[x], a[y]) == 0", Truth.OPEN),
        ("a[y] / a[y] <= 2", Truth.HOLDS),
        ("a[y] * 2 == a[w]", Truth.OPEN),
    ],
)
def test_open_questions_stay_open_through_conditions(relation: str, expected: Truth) -> None:
    """X prints 0.00, y 0.05, w 0.10; z is blank."""
    assert truth(relation, x=0, y=5, w=10) is expected


@pytest.mark.parametrize(
    ("percent", "expected"), [(9957, Truth.OPEN), (9946, Truth.OPEN), (9880, Truth.FAILS)]
)
def test_a_rate_is_judged_on_both_its_ends(percent: int, expected: Truth) -> None:
    """1.84 over 1.85 is anything from 98.92 to 100.00 %: 99.57 % comes from the exact amounts."""
    figures = Figures({"r": percent * 100, "n": 184 * STEP, "d": 185 * STEP}, {"r": 100})

    assert judge(parse_relation("share(a[r], a[n], a[d])"), figures) is expected


def test_nothing_has_no_percentage() -> None:
    """A blank whole is exactly zero: the share is not judged at all."""
    figures = Figures({"r": 1_000_000, "n": 184 * STEP}, {"r": 100})

    with pytest.raises(ZeroDivisionError):
        judge(parse_relation("share(a[r], a[n], a[d])"), figures)


small = st.integers(-6, 6)


@settings(max_examples=300)
@given(st.tuples(small, small), st.tuples(small, small), st.integers(-8, 8), st.integers(1, 8))
def test_ratios_reached_are_those_that_some_pair_gives(
    part: tuple[int, int], whole: tuple[int, int], low: int, width: int
) -> None:
    """Sound: whenever a pair of whole numbers gives such a ratio, it may lie there."""
    parts, wholes = range(min(part), max(part) + 1), range(min(whole), max(whole) + 1)
    first, last = Fraction(low, 4), Fraction(low + width, 4)
    found = any(first <= Fraction(a, b) < last for a, b in product(parts, wholes) if b)

    claimed = ratio_may_lie(
        Interval(parts[0], parts[-1]), Interval(wholes[0], wholes[-1]), first, last
    )

    assert claimed or not found


@settings(max_examples=200)
@given(st.lists(st.integers(-300_000, 300_000), min_size=1, max_size=8))
def test_exact_sums_never_fail_once_they_are_printed(parts: list[int]) -> None:
    """A false alarm is a defect: whatever is rounded, a true relation is never refused."""
    exact = {f"p{number}": fen for number, fen in enumerate(parts)} | {"t": sum(parts)}
    figures = Figures({row: round_half_away(fen, STEP) for row, fen in exact.items()})

    assert judge(parse_relation("a[t] == sum(a[codes])"), figures) is not Truth.FAILS
