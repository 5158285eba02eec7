"""Units put together at random: nothing is lost, nothing doubled, both sides lose the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from tests.cube.frames import ledger
from tests.cube.frames import received
from tests.cube.frames import spent
from xls_juesuan.consolidation.department import Department
from xls_juesuan.consolidation.department import consolidate
from xls_juesuan.consolidation.member import Level
from xls_juesuan.consolidation.member import Member
from xls_juesuan.consolidation.sums import with_differences
from xls_juesuan.consolidation.transfers import named_unit
from xls_juesuan.cube.build import build_cube
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.model import Flow
from xls_juesuan.model import Origin
from xls_juesuan.supplement import Supplement

UNITS = ("青石县数据局（本级）", "青石县信息中心", "青石县服务所", "青石县档案馆")
Row = dict[str, object]
FUNDS = ("111", "3", "")
ACCOUNTS = {
    "7501": "对附属单位补助支出",
    "6201": "上级补助预算收入",
    "7401": "上缴上级支出",
    "6301": "附属单位上缴预算收入",
}


def transfer(account: str, fen: int, fund: str = "3", text: str = "拨付") -> Row:
    """A line of money between units."""
    row = {"account": account, "account_name": ACCOUNTS[account], "fund": fund, "fund_name": ""}
    row |= {"narration": text, "economic": "" if account.startswith("6") else "39999"}
    return row | {"credit" if account.startswith("6") else "debit": fen}


def member(name: str, rows: list[Row], number: int = 0) -> Member:
    """A unit with a ledger of these lines."""
    read = ledger(spent(100), received(100), *rows)
    level = Level.OWN if name == UNITS[0] else Level.AFFILIATED
    return Member(
        name=name,
        level=level,
        cube=build_cube(read, Supplement()),
        supplement=Supplement(),
        problems=(),
        files=(f"{name}.xlsx",),
        book=number,
        year=2024,
        kind=LedgerKind.JOURNAL,
    )


def department(books: dict[str, list[Row]]) -> Department:
    """Put units with these lines together."""
    members = [member(name, rows, number) for number, (name, rows) in enumerate(books.items())]
    return consolidate("青石县数据局", members, Supplement())


def codes(found: Department) -> list[str]:
    """Codes of what did not agree about transfers."""
    return sorted(one.code for one in found.problems if one.code <= "L504")


def eliminated(found: Department) -> list[tuple[tuple[str, ...], tuple[str, ...], int]]:
    """Who gave whom how much, as far as it was eliminated."""
    return [(one.match.payers, one.match.receivers, one.match.fen) for one in found.eliminations]


# ------------------------------------------------------------------ at random

_AMOUNTS = st.integers(1, 9).map(lambda number: number * 100)
_TEXTS = st.sampled_from(("拨付", *(f"拨付{name}" for name in UNITS)))
_LINES = st.lists(
    st.builds(transfer, st.sampled_from(sorted(ACCOUNTS)), _AMOUNTS, st.sampled_from(FUNDS), _TEXTS),
    max_size=4,
)  # fmt: skip
_BOOKS = st.lists(_LINES, min_size=2, max_size=4).map(
    lambda books: dict(zip(UNITS, books, strict=False))
)


@settings(max_examples=20)
@given(_BOOKS)
def test_a_department_is_its_units_less_the_eliminations(books: dict[str, list[Row]]) -> None:
    """Tables, totals by account and facts differ from the sum by what was taken out, and by no fen."""
    found = with_differences(department(books), load_profile("henan"))
    gaps = [one for one in found.cube.facts if one.flow is Flow.CONSOLIDATION_DIFFERENCE]
    assert [one.fen for one in gaps] == [0]
    every = Counter[Flow]()
    for one in found.members:
        for fact in one.cube.facts:
            every[fact.flow] += fact.fen
    taken = sum(one.match.fen for one in found.eliminations)
    for flow in (Flow.INCOME, Flow.EXPENDITURE):
        assert sum(one.fen for one in found.cube.facts if one.flow is flow) == every[flow] - taken


@settings(max_examples=30)
@given(_BOOKS)
def test_every_line_is_eliminated_or_left_and_both_sides_alike(books: dict[str, list[Row]]) -> None:
    """Each line of the four accounts is in a match or left over, once, and matches balance."""
    found = department(books)
    given_lines = Counter[int]()
    for one in found.left:
        given_lines[one.line] += one.fen
    for elimination in found.eliminations:
        match = elimination.match
        assert sum(one.fen for one in match.paid) == sum(one.fen for one in match.received) > 0
        assert not set(match.payers) & set(match.receivers) or len(match.payers) > 1
        for one in (*match.paid, *match.received):
            given_lines[one.line] += one.fen
    frame = found.cube.frame
    booked = frame[frame["top"].isin(ACCOUNTS) & (frame["fact"] > 0)]
    assert dict(given_lines) == dict(booked["counted"])


@settings(max_examples=15)
@given(_BOOKS)
def test_eliminated_facts_are_behind_ledger_rows(books: dict[str, list[Row]]) -> None:
    """What is taken out can be traced: the rows behind a negative fact add up to it."""
    found = department(books)
    for elimination in found.eliminations:
        for number in (*elimination.paid, *elimination.received):
            lines = found.cube.lines_behind([number])
            fact = next(one for one in found.cube.facts if one.number == number)
            assert fact.origin is Origin.ELIMINATION
            assert int(lines["counted"].sum()) == fact.fen < 0
            assert fact.rows == len(lines)


# ------------------------------------------------------------------ case by case


@pytest.mark.parametrize(
    ("own", "centre", "office", "expected"),
    [
        pytest.param([300], [100], [200], [(1, 100), (2, 200)], id="one line for two units"),
        pytest.param([100, 200], [300], [], [(1, 300)], id="two lines, booked as one"),
        pytest.param([100, 100], [100], [100], [(1, 100), (2, 100)], id="equal amounts"),
    ],
)
def test_sums_that_are_alike_belong_together(
    own: list[int], centre: list[int], office: list[int], expected: list[tuple[int, int]]
) -> None:
    """Lines need not be booked one by one on both sides."""
    found = department(
        {
            UNITS[0]: [transfer("7501", fen) for fen in own],
            UNITS[1]: [transfer("6201", fen) for fen in centre],
            UNITS[2]: [transfer("6201", fen) for fen in office],
        }
    )
    assert eliminated(found) == [((UNITS[0],), (UNITS[unit],), fen) for unit, fen in expected]
    assert codes(found) == []


def test_a_named_unit_is_never_matched_with_another() -> None:
    """What was paid to one unit by name is not what another one got, however alike."""
    text = f"补助{UNITS[1]}"
    found = department(
        {
            UNITS[0]: [transfer("7501", 100, text=text)],
            UNITS[1]: [],
            UNITS[2]: [transfer("6201", 100)],
        }
    )
    assert eliminated(found) == []
    assert codes(found) == ["L502", "L502"]


@pytest.mark.parametrize(
    ("own", "centre", "office"),
    [
        pytest.param([(100, UNITS[1]), (200, UNITS[2])], [200], [100], id="the other way round"),
        pytest.param([(200, UNITS[1]), (150, "")], [130], [220], id="more to one than it has"),
        pytest.param(
            [(200, UNITS[1]), (150, ""), (-40, "")], [130], [180], id="more, with a red entry"
        ),
    ],
)
def test_sums_that_are_alike_only_together_are_not_eliminated(
    own: list[tuple[int, str]], centre: list[int], office: list[int]
) -> None:
    """Amounts that contradict each other unit by unit stay, however well they add up."""
    found = department(
        {
            UNITS[0]: [transfer("7501", fen, text=f"补助{name}") for fen, name in own],
            UNITS[1]: [transfer("6201", fen) for fen in centre],
            UNITS[2]: [transfer("6201", fen) for fen in office],
        }
    )
    assert eliminated(found) == []
    assert set(codes(found)) == {"L501"}


def test_a_line_is_divided_so_that_named_ones_go_to_whom_they_name() -> None:
    """Of two lines that two units got, each unit gets what names it, and the rest of the other."""
    found = department(
        {
            UNITS[0]: [transfer("7501", 50), transfer("7501", 150, text=f"补助{UNITS[2]}")],
            UNITS[1]: [transfer("6201", 30)],
            UNITS[2]: [transfer("6201", 170)],
        }
    )
    parts = [
        (one.match.receivers, [(line.fen, line.named) for line in one.match.paid])
        for one in found.eliminations
    ]
    assert parts == [((UNITS[1],), [(30, "")]), ((UNITS[2],), [(20, ""), (150, UNITS[2])])]


@pytest.mark.parametrize("accounts", [("6201", "7501"), ("7401", "6301")])
def test_what_crosses_the_border_is_never_eliminated(accounts: tuple[str, str]) -> None:
    """The own level's money from above or for it is nobody's in here, though amounts are alike."""
    mine, others = accounts
    found = department({UNITS[0]: [transfer(mine, 100)], UNITS[1]: [transfer(others, 100)]})
    assert eliminated(found) == []
    assert codes(found) == ["L502"]
    assert len(found.left) == 2


def test_reversed_entries_cancel_before_they_are_matched() -> None:
    """A red entry on one side makes the sums alike."""
    found = department(
        {
            UNITS[0]: [transfer("7501", 150), transfer("7501", -50)],
            UNITS[1]: [transfer("6201", 100)],
        }
    )
    assert eliminated(found) == [((UNITS[0],), (UNITS[1],), 100)]


def test_a_fund_that_is_undecided_may_be_the_other_one() -> None:
    """Where one side states no fund, the amount decides."""
    found = department(
        {UNITS[0]: [transfer("7501", 100, fund="")], UNITS[1]: [transfer("6201", 100)]}
    )
    assert eliminated(found) == [((UNITS[0],), (UNITS[1],), 100)]


def test_what_the_own_level_hands_upwards_needs_no_counterpart() -> None:
    """Money that crosses the border of the department is no finding; an affiliate's is."""
    assert codes(department({UNITS[0]: [transfer("7401", 100)], UNITS[1]: []})) == []
    assert codes(department({UNITS[0]: [], UNITS[1]: [transfer("7401", 100)]})) == ["L502"]


def test_without_an_own_level_nothing_is_taken_for_granted() -> None:
    """Where nobody says which unit is the own level, every lone transfer is asked about."""
    members = [
        replace(member(UNITS[0], [transfer("6201", 100)]), level=Level.UNKNOWN),
        replace(member(UNITS[1], [], 1), level=Level.UNKNOWN),
    ]
    assert codes(consolidate("青石县数据局", members, Supplement())) == ["L502"]


@pytest.mark.parametrize(
    ("text", "own", "named"),
    [
        ("补助青石县信息中心", UNITS[0], UNITS[1]),
        ("收到青石县数据局补助", UNITS[1], UNITS[0]),
        ("拨付所属单位", UNITS[0], ""),
        ("补助青石县信息中心、青石县服务所", UNITS[0], ""),
        ("青石县信息中心收到补助", UNITS[1], ""),
    ],
)
def test_a_text_names_one_other_unit_or_none(text: str, own: str, named: str) -> None:
    """Only one other unit, by its full name, counts as named."""
    assert named_unit(text, own, UNITS) == named
