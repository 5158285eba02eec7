"""What relations can ask about the tables."""

from __future__ import annotations

import pytest

from tests.tables.samples import fill
from tests.tables.samples import income
from tests.tables.samples import spending
from xls_juesuan.declarations.relation.evaluation import evaluate_amount
from xls_juesuan.declarations.relation.evaluation import evaluate_condition
from xls_juesuan.declarations.relation.nodes import Kindred
from xls_juesuan.declarations.relation.nodes import Listed
from xls_juesuan.declarations.relation.nodes import RowSet
from xls_juesuan.declarations.relation.nodes import Span
from xls_juesuan.declarations.relation.parser import parse_relation

FACTS = (
    spending(500),
    spending(30, "2010399"),
    spending(7, "2080501", "30302"),
    income(600),
)


@pytest.mark.parametrize(
    ("table", "rows", "keys"),
    [
        ("expenditure", Kindred("categories"), ("201", "208")),
        ("expenditure", Kindred("sections"), ("20103", "20805")),
        ("expenditure", Kindred("items"), ("2010301", "2010399", "2080501")),
        ("expenditure", Kindred("children", "20103"), ("2010301", "2010399")),
        ("expenditure", Kindred("children", "total"), ("201", "208")),
        ("expenditure", Kindred("children", "2010301"), ()),
        ("expenditure", Kindred("children", "999"), ()),
        ("expenditure", Listed(("208", "999", "total")), ("208", "total")),
        ("expenditure", Span("2010300", "2010398"), ("2010301",)),
        ("expenditure", Span("total", "20103"), ("total", "201", "20103")),
        ("income_expenditure", Span("L1", "L3"), ("L1", "L2", "L3")),
        ("income_expenditure", Listed(("208",)), ("L38",)),
        ("income_expenditure", Kindred("sections"), ()),
        ("basic_by_economic", Kindred("children", "307"), ("30701", "30702")),
        ("basic_by_economic", Kindred("sections"), ()),
        ("nowhere", Kindred("codes"), ()),
    ],
)
def test_rows_are_found_by_kin_span_or_name(
    table: str, rows: RowSet, keys: tuple[str, ...]
) -> None:
    """Only rows that exist are given, in the order of the table."""
    assert fill(*FACTS).rows(table, rows) == keys


def test_all_codes_of_a_table_are_given_in_its_order() -> None:
    """公开06 has 81 codes, block by block."""
    found = fill().rows("basic_by_economic", Kindred("codes"))
    assert len(found) == 81
    assert found[:2] == ("301", "30101")
    assert found[-1] == "39999"


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("income_expenditure[L57]", 537),
        ("income_expenditure[208]", 7),
        ("expenditure[20103].basic", 530),
        ("expenditure[9999999].basic", 0),
        ("nowhere[L1]", 0),
        ("sum(expenditure[categories].total)", 537),
        ("facts(flow=expenditure, section=20103)", 530),
        ("count(flow=expenditure)", 3),
        ('stated("three_public_counts.vehicles_held")', 2),
        ('stated("three_public_counts.trips")', 0),
        ("unlisted(expenditure)", 0),
    ],
)
def test_amounts_of_relations_are_read_off_the_tables(text: str, fen: int) -> None:
    """Cells, sums, facts, counts and figures of the supplement; blanks count as zero."""
    tables = fill(*FACTS, stated={"three_public_counts.vehicles_held": 2})
    assert evaluate_amount(parse_relation(text), tables) == fen


def test_conditions_of_relations_hold_or_do_not() -> None:
    """Kind of unit and statements of empty tables can be asked for."""
    tables = fill(*FACTS)
    assert evaluate_condition(parse_relation("unit_is(administrative)"), tables)
    assert evaluate_condition(parse_relation("has_statement(fund)"), tables)
    assert not evaluate_condition(parse_relation("has_statement(nowhere)"), tables)
