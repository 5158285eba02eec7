"""What a relation may say, and what it may not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from xls_juesuan.declarations.relation.nodes import Arithmetic
from xls_juesuan.declarations.relation.nodes import Cell
from xls_juesuan.declarations.relation.nodes import CellSum
from xls_juesuan.declarations.relation.nodes import Comparison
from xls_juesuan.declarations.relation.nodes import FactCount
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import FaultCount
from xls_juesuan.declarations.relation.nodes import Junction
from xls_juesuan.declarations.relation.nodes import Kindred
from xls_juesuan.declarations.relation.nodes import Listed
from xls_juesuan.declarations.relation.nodes import Negation
from xls_juesuan.declarations.relation.nodes import Number
from xls_juesuan.declarations.relation.nodes import Span
from xls_juesuan.declarations.relation.nodes import Stated
from xls_juesuan.declarations.relation.nodes import Threshold
from xls_juesuan.declarations.relation.nodes import UnitIs
from xls_juesuan.declarations.relation.nodes import bind
from xls_juesuan.declarations.relation.parser import parse_relation
from xls_juesuan.declarations.relation.parser import parse_rows
from xls_juesuan.errors import DeclarationError


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("a[L1]", Cell("a", "L1")),
        ("a[208].basic", Cell("a", "208", "basic")),
        ("sum(a[L1:L8])", CellSum("a", Span("L1", "L8"))),
        ("sum(a[201, 202].x)", CellSum("a", Listed(("201", "202")), "x")),
        ("sum(a[children].x)", CellSum("a", Kindred("children"), "x")),
        ("sum(a[L1])", CellSum("a", Listed(("L1",)))),
        ("0.02 * a[L1]", Arithmetic("*", Number(Fraction(1, 50)), Cell("a", "L1"))),
        ("-a[L1]", Arithmetic("-", Number(Fraction(0)), Cell("a", "L1"))),
        ("facts(flow=income)", FactSum((("flow", ("income",)),))),
        (
            'count(item=project, flow=expenditure, project="")',
            FactCount((("flow", ("expenditure",)), ("item", ("project",)), ("project", ("",)))),
        ),
        ("orphaned(income)", FaultCount("orphaned", "income")),
        ("wrong_fund(fund, fund_budget)", FaultCount("wrong_fund", "fund", "fund_budget")),
        ('stated("assets.vehicles")', Stated("assets.vehicles")),
        ("unit_is(institution)", UnitIs(("institution",))),
        ("previous.a[L1]", Cell("previous.a", "L1")),
        ("previous.a[208].basic", Cell("previous.a", "208", "basic")),
        ("sum(previous.a[L1:L8].x)", CellSum("previous.a", Span("L1", "L8"), "x")),
        ("sum(previous.a[items])", CellSum("previous.a", Kindred("items"))),
        (
            "threshold(share) * a[L1]",
            Arithmetic("*", Threshold("share", Fraction(0)), Cell("a", "L1")),
        ),
    ],
)
def test_a_text_becomes_the_tree_it_says(text: str, node: object) -> None:
    """Each way of naming a figure has its node."""
    assert parse_relation(text) == node


def test_a_chain_of_comparisons_is_a_conjunction() -> None:
    """``a <= b <= c`` says two things."""
    a, b, c = (Cell("t", row) for row in ("L1", "L2", "L3"))

    assert parse_relation("t[L1] <= t[L2] <= t[L3]") == Junction(
        "and", (Comparison("<=", a, b), Comparison("<=", b, c))
    )


def test_an_implication_is_a_choice() -> None:
    """``implies(p, q)`` is: not p, or q."""
    p, q = parse_relation("t[L1] > 0"), parse_relation("t[L2] > 0")

    assert parse_relation("implies(t[L1] > 0, t[L2] > 0)") == Junction("or", (Negation(p), q))


def test_shorthands_stand_for_several_funds() -> None:
    """The three appropriations are named by one word."""
    assert parse_relation("facts(funding=appropriated)") == FactSum(
        (("funding", ("general_budget", "fund_budget", "state_capital")),)
    )


@pytest.mark.parametrize(
    "text",
    [
        "a[L1] ==",
        "a[L1:L2] == 0",
        "a == 0",
        "a[L1] is 0",
        "a[L1] == 'text'",
        "open('file')",
        "a[L1](2)",
        "lambda: 0",
        "facts(1)",
        "facts(colour=red)",
        "facts(**x)",
        "sum(a[L1], a[L2])",
        "sum(a[L1:])",
        "implies(a[L1] > 0)",
        "has_statement()",
        "orphaned()",
        "abs()",
        "min(a[L1])",
        "(a[L1] > 0) + 1 == 0",
        "a[L1] and a[L2] > 0",
        "not a[L1]",
        "implies(a[L1], a[L2] > 0)",
        "a[L1] == 1e999",
        "a[L1] == True",
        "a[L1 + 1] == 0",
        "a[L1] ** 2 == 0",
        "next.a[L1] == 0",
        "previous[L1] == previous.a",
        "previous.a == 0",
        "previous.a.b[L1] == 0",
        "previous.a[L1:L2] == 0",
        "previous.a[L1].b.c == 0",
        "previous.previous.a[L1] == 0",
        "previous(a[L1]) == 0",
        "sum(previous.a) == 0",
        "threshold() == 0",
        "threshold(share, amount) == 0",
        "threshold(a[L1]) == 0",
        "threshold(share=1) == 0",
        "threshold(1.5) == 0",
        "threshold.share == 0",
        "not threshold(share)",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    """What is no relation is named as such, with its text; nothing is executed."""
    with pytest.raises(DeclarationError, match="relation"):
        parse_relation(text)


def test_rows_are_read_without_a_column() -> None:
    """Rows of a table can be named by themselves, but not with a column."""
    assert parse_rows("a[L1:L8]") == ("a", Span("L1", "L8"))
    assert parse_rows("previous.a[items]") == ("previous.a", Kindred("items"))
    for text in ("a[L1].x", "a", "a[", "a[L1:]", "previous.a", "previous.a[L1].x", "b.a[L1]"):
        with pytest.raises(DeclarationError):
            parse_rows(text)


def test_variables_take_the_row_and_column_they_are_bound_to() -> None:
    """Row and column are replaced in cells, sums and facts; what is fixed stays."""
    relation = parse_relation(
        "abs(a[row].col) == sum(b[children].col) + facts(economic=row) or not a[L1].x > 0"
    )

    assert bind(relation, row="201", column="basic") == Junction(
        "or",
        (
            Comparison(
                "==",
                bind(parse_relation("abs(a[201].basic)")),
                Arithmetic(
                    "+",
                    CellSum("b", Kindred("children", "201"), "basic"),
                    FactSum((("economic", ("201",)),)),
                ),
            ),
            Negation(parse_relation("a[L1].x > 0")),
        ),
    )
