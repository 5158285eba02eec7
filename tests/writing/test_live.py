from __future__ import annotations

from tests.audit.units import tables_of
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.model import UnitKind
from xls_juesuan.writing.live import PrintedTables


def test_a_row_that_prints_as_zero_is_all_zero_in_print() -> None:
    """Thirty yuan are something to the fen and nothing in two decimals of a 万元."""
    facts = tuple(
        Fact(0, Flow.EXPENDITURE, fen, Item.BASIC, Funding.GENERAL_BUDGET, function=function)
        for fen, function in ((3_000, "2010301"), (5_000_000, "2080501"))
    )
    tables = tables_of(facts, UnitKind.ADMINISTRATIVE)
    printed = PrintedTables(tables)
    assert tables.fault_count("all_zero", "expenditure", "") == 0
    assert printed.fault_count("all_zero", "expenditure", "") == len(("201", "20103", "2010301"))
    assert printed.fault_count("repeated", "expenditure", "") == 0
    assert printed.fault_count("all_zero", "no such table", "") == 0
