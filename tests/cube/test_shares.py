"""What single ledger lines give to facts that are no plain sums of used lines."""

from __future__ import annotations

import pandas as pd

from xls_juesuan.cube.shares import join_shares
from xls_juesuan.cube.shares import number_shares
from xls_juesuan.cube.shares import share_lines
from xls_juesuan.model import Fact
from xls_juesuan.model import Flow


def test_a_share_leads_to_the_fact_of_its_dimensions() -> None:
    """Lines that cancel one another out make no fact, and then none of them stands behind one."""
    amounts = pd.Series([5, -5, 0, 7], index=[10, 11, 12, 13])
    functions = pd.Series(["2010301", "2010301", "2010301", "2080501"], index=amounts.index)
    shares = share_lines(Flow.OPENING_CARRYOVER, amounts, function=functions)
    facts = [Fact(3, Flow.OPENING_CARRYOVER, 7, function="2080501")]

    assert list(shares.index) == [10, 11, 13]
    numbered = number_shares(join_shares(shares, None), facts)
    assert numbered.to_dict("index") == {13: {"fact": 3, "counted": 7}}
