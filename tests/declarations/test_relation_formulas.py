"""One tree, two judges: the program and the formula agree."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.declarations.formulas import COLUMNS
from tests.declarations.formulas import EXCEL_2007
from tests.declarations.formulas import ROWS
from tests.declarations.formulas import TABLES
from tests.declarations.formulas import SmallSheets
from tests.declarations.formulas import SmallWorld
from tests.declarations.formulas import calculate
from tests.declarations.formulas import functions_in
from xls_juesuan.declarations.relation.evaluation import evaluate_amount
from xls_juesuan.declarations.relation.evaluation import evaluate_condition
from xls_juesuan.declarations.relation.excel import FormulaWriter
from xls_juesuan.declarations.relation.excel import column_letters
from xls_juesuan.declarations.relation.measure import Measure
from xls_juesuan.declarations.relation.measure import measure
from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Call
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import Comparison
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import HasStatement
from xls_juesuan.declarations.relation.nodes import Junction
from xls_juesuan.declarations.relation.nodes import Kindred
from xls_juesuan.declarations.relation.nodes import Listed
from xls_juesuan.declarations.relation.nodes import Negation
from xls_juesuan.declarations.relation.nodes import Number
from xls_juesuan.declarations.relation.nodes import Span
from xls_juesuan.declarations.relation.nodes import Threshold
from xls_juesuan.declarations.relation.nodes import UnitIs
from xls_juesuan.declarations.relation.parser import parse_relation

if TYPE_CHECKING:
    from xls_juesuan.declarations.relation.nodes import Node

FUNDINGS = ("general_budget", "fund_budget", "unit_funds")
_TABLE = st.sampled_from(tuple(TABLES))
_ROW = st.sampled_from((*ROWS, "L99"))
_COLUMN = st.sampled_from(COLUMNS)
_ROWS = st.one_of(
    st.just(Span("L2", "L4")),
    st.just(Kindred("children", "L1")),
    st.lists(_ROW, min_size=1, max_size=3).map(lambda rows: Listed(tuple(rows))),
)
_FUNDS = st.lists(st.sampled_from(FUNDINGS), min_size=1, max_size=3, unique=True)
_FACTORS = st.one_of(
    st.sampled_from(("0.02", "0.3", "0.5", "2", "-1")).map(lambda text: Number(Fraction(text))),
    st.sampled_from(("0.2", "1.2")).map(lambda text: Threshold("share", Fraction(text), "percent")),
)
_LEAVES = st.one_of(
    st.builds(Cell, _TABLE, _ROW, _COLUMN),
    st.builds(CellSum, _TABLE, _ROWS, _COLUMN),
    _FUNDS.map(lambda funds: FactSum((("funding", tuple(funds)),))),
    st.sampled_from((Fraction(1, 4), Fraction(7), Fraction(100))).map(
        lambda value: Threshold("limit", value, "yuan")
    ),
)
_AMOUNTS = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.builds(Arithmetic, st.sampled_from("+-"), inner, inner),
        st.builds(Arithmetic, st.just("*"), _FACTORS, inner),
        st.builds(Call, st.sampled_from(("min", "max")), st.tuples(inner, inner)),
        st.builds(Call, st.just("abs"), st.tuples(inner)),
    ),
    max_leaves=8,
)
_OPERATORS = st.sampled_from(("==", "!=", "<=", ">=", "<", ">"))
_CONDITIONS = st.recursive(
    st.one_of(
        st.builds(
            Comparison, _OPERATORS, _AMOUNTS, st.one_of(_AMOUNTS, st.just(Number(Fraction(0))))
        ),
        st.just(UnitIs(("institution",))),
        _TABLE.map(HasStatement),
    ),
    lambda inner: st.one_of(
        st.builds(Junction, st.sampled_from(("and", "or")), st.tuples(inner, inner)),
        st.builds(Negation, inner),
    ),
    max_leaves=4,
)
_WORLDS = st.builds(
    SmallWorld,
    st.dictionaries(st.tuples(_TABLE, st.sampled_from(ROWS), _COLUMN), st.integers(-99, 99)),
    st.lists(st.tuples(st.sampled_from(FUNDINGS), st.integers(-99, 99)), max_size=4).map(tuple),
)


@given(_CONDITIONS, _WORLDS, st.sampled_from(["", *TABLES.values()]))
def test_program_and_formula_judge_alike(node: Node, world: SmallWorld, home: str) -> None:
    """Whatever a relation says, its formula says the same of the same figures."""
    formula = FormulaWriter(SmallSheets(world), home).condition(node)

    assert calculate(formula, world, home) is evaluate_condition(node, world)
    assert functions_in(formula) <= EXCEL_2007


@given(_AMOUNTS, _WORLDS)
def test_program_and_formula_give_the_same_amount(node: Node, world: SmallWorld) -> None:
    """An amount in fen is the formula's amount in 万元 times a million."""
    formula = FormulaWriter(SmallSheets(world)).amount(node)

    assert calculate(formula, world) * 1_000_000 == evaluate_amount(node, world)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("summary[L1].basic - (summary[L2].basic + summary[L3].basic)", -40),
        ("summary[L1].basic - (summary[L2].basic - summary[L3].basic)", 20),
        ("summary[L1].basic - (facts(funding=fund_budget) + summary[L3].basic)", -27),
        ("sum(summary[L1, L3].basic)", 40),
        ("sum(summary[L3, L1].basic)", 40),
        ("sum(summary[L1, L2].basic)", 30),
        ("2 * (summary[L1].basic - summary[L2].basic)", -20),
        ("(summary[L1].basic - summary[L2].basic) - summary[L3].basic", -40),
    ],
)
def test_brackets_and_gaps_of_a_relation_stand_in_its_formula(text: str, fen: int) -> None:
    """What is subtracted or multiplied as a whole keeps its brackets; no row between is added."""
    figures = {("summary", f"L{line}", "basic"): 10 * line for line in (1, 2, 3)}
    world = SmallWorld(figures, (("fund_budget", 7),))
    relation = parse_relation(text)

    assert evaluate_amount(relation, world) == fen
    assert calculate(FormulaWriter(SmallSheets(world)).amount(relation), world) * 1_000_000 == fen


def test_counts_and_figures_of_the_supplement_are_compared_as_they_are() -> None:
    """Counts of facts, of faults and of the supplement are numbers, not money."""
    world = SmallWorld(
        facts=(("unit_funds", 5), ("unit_funds", 7), ("fund_budget", 1)),
        figures={"assets.vehicles": 3},
        faults={"repeated summary": 2},
    )
    relation = parse_relation(
        "count(funding=(unit_funds, fund_budget)) == 3"
        ' and stated("assets.vehicles") - repeated(summary) == 1'
    )

    assert evaluate_condition(relation, world)
    assert calculate(FormulaWriter(SmallSheets(world)).condition(relation), world)


def test_a_percentage_is_judged_to_the_whole_fen() -> None:
    """Two per cent of an amount is no whole number of fen; half a fen decides nothing."""
    relation = parse_relation("summary[L1].basic <= 0.02 * summary[L2].basic")
    for wages, holds in ((2_480, True), (2_476, True), (2_475, False), (2_400, False)):
        world = SmallWorld({("summary", "L1", "basic"): 50, ("summary", "L2", "basic"): wages})

        assert evaluate_condition(relation, world) is holds
        assert calculate(FormulaWriter(SmallSheets(world)).condition(relation), world) is holds


def test_a_ratio_is_judged_to_six_decimals() -> None:
    """A share of two amounts is a ratio; a zero base has none."""
    relation = parse_relation("summary[L1].basic / summary[L2].basic <= 0.333333")
    third = SmallWorld({("summary", "L1", "basic"): 1, ("summary", "L2", "basic"): 3})

    assert evaluate_condition(relation, third)
    assert calculate(FormulaWriter(SmallSheets(third)).condition(relation), third)
    with pytest.raises(ZeroDivisionError):
        evaluate_condition(relation, SmallWorld())


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("a[L1] + sum(a[L1:L2])", Measure.AMOUNT),
        ("facts(flow=income) * 0.5", Measure.AMOUNT),
        ("max(a[L1], 0)", Measure.AMOUNT),
        ("count(flow=income) + 1", Measure.COUNT),
        ("orphaned(a)", Measure.COUNT),
        ('stated("three_public_counts.vehicles_held")', Measure.COUNT),
        ('stated("procurement.goods")', Measure.AMOUNT),
        ("a[L1] / a[L2]", Measure.RATIO),
        ("a[L1] / 2", Measure.AMOUNT),
        ('a[L1] / stated("headcount.staff")', Measure.AMOUNT),
        ("previous.a[L1] - a[L1]", Measure.AMOUNT),
    ],
)
def test_what_a_tree_measures_is_known(text: str, unit: Measure) -> None:
    """Money, counts and ratios are told apart by their leaves."""
    assert measure(parse_relation(text)) is unit


def test_amounts_are_no_conditions() -> None:
    """Whoever takes one for the other is told so."""
    amount, condition = parse_relation("summary[L1].basic"), parse_relation("has_statement(detail)")
    world = SmallWorld()
    writer = FormulaWriter(SmallSheets(world))

    for call, node in (
        (writer.condition, amount),
        (writer.amount, condition),
        (lambda node: evaluate_condition(node, world), amount),
        (lambda node: evaluate_amount(node, world), condition),
    ):
        with pytest.raises(TypeError):
            call(node)


def test_columns_are_lettered_as_spreadsheets_do() -> None:
    """After Z comes AA."""
    assert [column_letters(column) for column in (0, 25, 26, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]
