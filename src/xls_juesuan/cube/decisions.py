"""Decide from what a line states: basic or project, and which fund.

Every decision names its evidence; where the evidence is silent the answer is *undecided*,
never a default.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.codes import FUNDING_OF_GROUP
from xls_juesuan.declarations.accounts import Carryover
from xls_juesuan.model import Funding
from xls_juesuan.model import Item

if TYPE_CHECKING:
    from collections.abc import Callable

    from xls_juesuan.codes import CodeList
    from xls_juesuan.declarations.accounts import AccountPlan

#: The three funds by words of a name, more particular ones first.
_NAMED_FUNDS = (
    Funding.FUND_BUDGET,
    Funding.STATE_CAPITAL,
    Funding.GENERAL_BUDGET,
    Funding.FISCAL_SPECIAL,
    Funding.UNIT_FUNDS,
)
_ITEM_DIGITS = 7


@dataclass(frozen=True, slots=True)
class KindEvidence:
    """What an expenditure line states about 基本/项目."""

    account_name: str
    spend_kind: str
    project_class_name: str


@dataclass(frozen=True, slots=True)
class FundEvidence:
    """What a line states about its fund."""

    fund: str
    fund_name: str
    account: str
    account_name: str
    function: str


def decide_kind(evidence: KindEvidence, plan: AccountPlan) -> tuple[Item, str]:
    """Decide basic or project: account name, then 支出类型, then name of the project class.

    Codes of project classes are not used: systems number them differently.

    Returns:
        The item and the evidence used (``account``, ``spend_kind``, ``project_class``), or
        ``Item.UNDECIDED`` and an empty string.
    """
    for level in evidence.account_name.split("/"):
        if plan.has_word(level, "project_account"):
            return Item.PROJECT, "account"
        if plan.has_word(level, "basic_account"):
            return Item.BASIC, "account"
    if plan.has_word(evidence.spend_kind, "basic_spending"):
        return Item.BASIC, "spend_kind"
    if plan.has_word(evidence.spend_kind, "project_spending"):
        return Item.PROJECT, "spend_kind"
    if plan.has_word(evidence.project_class_name, "project_class"):
        return Item.PROJECT, "project_class"
    if plan.has_word(evidence.project_class_name, "basic_class"):
        return Item.BASIC, "project_class"
    return Item.UNDECIDED, ""


def contradicts_kind(evidence: KindEvidence, plan: AccountPlan) -> bool:
    """Whether the account says one kind and 支出类型 or the project class the other."""
    item, source = decide_kind(evidence, plan)
    if source != "account":
        return False
    elsewhere, _ = decide_kind(
        KindEvidence("", evidence.spend_kind, evidence.project_class_name), plan
    )
    return elsewhere is not Item.UNDECIDED and elsewhere is not item


def decide_fund(
    evidence: FundEvidence, plan: AccountPlan, functions: CodeList, year: int
) -> tuple[Funding, str]:
    """Decide the fund: 资金性质 name, its code, account, account name, functional item.

    A functional item decides only together with an account that says the money is an
    appropriation, because the code list gives the usual fund of an item, not its source.

    Returns:
        The funding and the evidence used, or ``Funding.UNDECIDED`` and an empty string.
    """
    deciders: tuple[tuple[str, Callable[[], Funding | None]], ...] = (
        ("fund_name", lambda: _named_fund(evidence.fund_name, plan)),
        ("fund_code", lambda: _coded_fund(evidence.fund, plan)),
        ("account", lambda: _account_fund(evidence.account, plan)),
        ("account_name", lambda: _account_name_fund(evidence, plan)),
        ("function", lambda: _function_fund(evidence, plan, functions, year)),
    )
    for name, decide in deciders:
        funding = decide()
        if funding is not None:
            return funding, name
    return Funding.UNDECIDED, ""


def _named_fund(name: str, plan: AccountPlan) -> Funding | None:
    if name:
        for funding in _NAMED_FUNDS:
            if plan.has_word(name, str(funding)):
                return funding
    return None


def _coded_fund(code: str, plan: AccountPlan) -> Funding | None:
    for prefix, funding in plan.fund_codes:
        if code.startswith(prefix):
            return funding
    return None


def _account_fund(account: str, plan: AccountPlan) -> Funding | None:
    known = plan.accounts.get(account[:4])
    return known.funding if known and known.funding else None


def _account_name_fund(evidence: FundEvidence, plan: AccountPlan) -> Funding | None:
    """Look at the levels below the four-digit account, whose own names say 财政拨款 too."""
    below = "/".join(evidence.account_name.split("/")[1:])
    if plan.has_word(below, "unit_funds_account"):
        return Funding.UNIT_FUNDS
    for funding in _NAMED_FUNDS[:3]:
        if plan.has_word(below, str(funding)):
            return funding
    return None


def _function_fund(
    evidence: FundEvidence, plan: AccountPlan, functions: CodeList, year: int
) -> Funding | None:
    top = plan.accounts.get(evidence.account[:4])
    is_appropriation = (
        top is not None
        and (top.item is Item.APPROPRIATION or top.carryover is Carryover.APPROPRIATION)
    ) or plan.has_word("/".join(evidence.account_name.split("/")[1:]), "appropriation_account")
    if not is_appropriation or len(evidence.function) != _ITEM_DIGITS:
        return None
    entry = functions.get(evidence.function, year)
    return FUNDING_OF_GROUP.get(entry.group) if entry else None
