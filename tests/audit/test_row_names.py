"""What rows are called where a place prints no line numbers."""

from __future__ import annotations

import pytest

from tests.audit.units import agency
from xls_juesuan.audit.naming import TableNames
from xls_juesuan.declarations.relation.nodes import Span


def names(profile: str) -> TableNames:
    return TableNames({table.key: table for table in agency(profile).tables})


@pytest.mark.parametrize(
    ("profile", "row", "expected"),
    [
        ("henan", "L30", "第30行（总计）"),
        ("shanghai", "L30", "收入方“总计”行"),
        ("shanghai", "L60", "支出方“总计”行"),
        ("shanghai", "L27", "“本年收入合计”行"),
        ("shanghai", "L31", "“一、一般公共服务支出”行"),
        ("shanghai", "L9", "空白行"),
    ],
)
def test_a_row_is_called_by_what_is_printed(profile: str, row: str, expected: str) -> None:
    """By its line number where there is one, else by its name, with the side if both have it."""
    assert names(profile).row_name("income_expenditure", row) == expected


def test_codes_are_named_where_they_are_printed() -> None:
    """A table that lists codes prints them, a summary prints names alone."""
    assert names("shanghai").row_name("expenditure", "201").startswith("“201 ")


def test_a_span_is_named_by_the_rows_that_there_are() -> None:
    """A place that leaves out the last line of a span still has one that is the last."""
    assert names("shanghai").span_ends("income_expenditure", Span("L9", "L26")) == ("L9", "L24")
    assert names("shanghai").span_ends("income_expenditure", Span("L53", "L56")) == ("L53", "L56")
