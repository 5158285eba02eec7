"""Basic or project, and which fund: decided by evidence or not at all."""

from __future__ import annotations

import pytest

from xls_juesuan.codes import functional_codes
from xls_juesuan.cube.decisions import FundEvidence
from xls_juesuan.cube.decisions import KindEvidence
from xls_juesuan.cube.decisions import decide_fund
from xls_juesuan.cube.decisions import decide_kind
from xls_juesuan.declarations.accounts import account_plan
from xls_juesuan.model import Funding
from xls_juesuan.model import Item


@pytest.mark.parametrize(
    ("account_name", "spend_kind", "class_name", "item", "evidence"),
    [
        ("行政支出/基本支出", "项目支出", "特定目标类", Item.BASIC, "account"),
        ("行政支出/财政拨款支出/项目支出", "", "", Item.PROJECT, "account"),
        ("行政支出/财政拨款支出/人员经费", "", "", Item.BASIC, "account"),
        ("行政支出/项目支出/人员经费", "", "", Item.PROJECT, "account"),
        ("行政支出", "基本支出", "特定目标类", Item.BASIC, "spend_kind"),
        ("行政支出", "项目支出", "", Item.PROJECT, "spend_kind"),
        ("行政支出", "", "人员类项目", Item.BASIC, "project_class"),
        ("行政支出", "", "公用经费项目", Item.BASIC, "project_class"),
        ("行政支出", "", "其他运转类项目", Item.PROJECT, "project_class"),
        ("行政支出", "", "特定目标类", Item.PROJECT, "project_class"),
        ("行政支出", "", "", Item.UNDECIDED, ""),
        ("行政支出", "", "运转类", Item.UNDECIDED, ""),
    ],
)
def test_kind_is_decided_by_the_strongest_evidence(
    account_name: str, spend_kind: str, class_name: str, item: Item, evidence: str
) -> None:
    """Account name wins over 支出类型, that over the class name; silence decides nothing."""
    stated = KindEvidence(account_name, spend_kind, class_name)
    assert decide_kind(stated, account_plan()) == (item, evidence)


@pytest.mark.parametrize(
    ("fund", "fund_name", "account", "account_name", "function", "funding", "evidence"),
    [
        ("111", "一般公共预算资金", "7101", "行政支出", "", Funding.GENERAL_BUDGET, "fund_name"),
        ("999", "政府性基金预算资金", "7101", "行政支出", "", Funding.FUND_BUDGET, "fund_name"),
        ("", "国有资本经营预算资金", "7101", "行政支出", "", Funding.STATE_CAPITAL, "fund_name"),
        ("", "财政专户管理资金", "7201", "事业支出", "", Funding.FISCAL_SPECIAL, "fund_name"),
        ("", "单位资金", "7201", "事业支出", "", Funding.UNIT_FUNDS, "fund_name"),
        ("112", "", "7101", "行政支出", "", Funding.GENERAL_BUDGET, "fund_code"),
        ("121", "", "7101", "行政支出", "", Funding.FUND_BUDGET, "fund_code"),
        ("13", "", "7101", "行政支出", "", Funding.STATE_CAPITAL, "fund_code"),
        ("39", "", "7101", "行政支出", "", Funding.UNIT_FUNDS, "fund_code"),
        ("", "", "6101", "事业预算收入", "", Funding.UNIT_FUNDS, "account"),
        (
            "",
            "",
            "710102",
            "行政支出/非财政专项资金支出",
            "2010301",
            Funding.UNIT_FUNDS,
            "account_name",
        ),
        ("", "", "710101", "行政支出/政府性基金支出", "", Funding.FUND_BUDGET, "account_name"),
        ("", "", "710101", "行政支出/一般公共预算支出", "", Funding.GENERAL_BUDGET, "account_name"),
        ("", "", "710101", "行政支出/财政拨款支出", "2010301", Funding.GENERAL_BUDGET, "function"),
        ("", "", "710101", "行政支出/财政拨款支出", "2120803", Funding.FUND_BUDGET, "function"),
        (
            "",
            "",
            "600101",
            "财政拨款预算收入/基本支出",
            "2010301",
            Funding.GENERAL_BUDGET,
            "function",
        ),
        ("", "", "710101", "行政支出/基本支出", "2010301", Funding.UNDECIDED, ""),
        ("", "", "710101", "行政支出/财政拨款支出", "20103", Funding.UNDECIDED, ""),
    ],
)
def test_fund_is_decided_by_the_strongest_evidence(
    fund: str,
    fund_name: str,
    account: str,
    account_name: str,
    function: str,
    funding: Funding,
    evidence: str,
) -> None:
    """A function decides only where the account says appropriation; else it stays undecided."""
    stated = FundEvidence(fund, fund_name, account, account_name, function)
    assert decide_fund(stated, account_plan(), functional_codes(), 2024) == (funding, evidence)
