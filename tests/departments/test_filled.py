"""What a filled workbook still tells where its list of ledger rows was cut."""

from __future__ import annotations

from xls_juesuan.departments.filled import frame_of_facts
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item


def test_a_fact_without_listed_rows_stands_for_itself() -> None:
    """Its line on 汇总 is the place that findings name, and its amount is whole."""
    facts = (
        Fact(1, Flow.INCOME, 500, Item.SUPERIOR_SUBSIDY, Funding.UNIT_FUNDS, account="6201"),
        Fact(2, Flow.OPENING_CARRYOVER, 70),
        Fact(3, Flow.EXPENDITURE, 300, Item.AFFILIATE_SUBSIDY, account="7501"),
    )
    frame = frame_of_facts(facts, "甲.xlsx", None)
    lines = frame[["file", "sheet", "row", "fact", "counted", "debit", "credit", "item"]]
    assert list(lines.itertuples(index=False, name=None)) == [
        ("甲.xlsx", "汇总", 5, 1, 500, 0, 500, "superior_subsidy"),
        ("甲.xlsx", "汇总", 7, 3, 300, 300, 0, "affiliate_subsidy"),
    ]
