"""Codes and names of accounts, funds and project classes that contradict each other (L214).

Local wordings of a name are no fault: a name counts only where it plainly is that of
something else. Codes of project classes, and of accounts below four digits, mean what the
ledger's own names say; there only the ledger can contradict itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cube.decisions import FundEvidence
from xls_juesuan.cube.decisions import KindEvidence
from xls_juesuan.cube.decisions import decide_fund
from xls_juesuan.cube.decisions import decide_kind
from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.messages import checks as tell
from xls_juesuan.messages.labels import FUNDINGS
from xls_juesuan.model import Funding
from xls_juesuan.model import Item

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    import pandas as pd

    from xls_juesuan.codes import CodeList
    from xls_juesuan.declarations.accounts import AccountPlan

_LOOKED_AT = [
    *("file", "sheet", "row", "flow", "counted", "debit", "credit", "account", "account_name"),
    *("item_evidence", "fund", "fund_name", "project_class", "project_class_name"),
]
#: Fund codes of at least so many digits are those of the integrated budget system.
_FUND_DIGITS = 3
_BUDGET_FUNDS = ("11", "12", "13")


def find_contradicting_names(
    lines: pd.DataFrame, plan: AccountPlan, functions: CodeList, year: int
) -> Iterator[Problem]:
    """Look at every distinct pair of code and name."""
    lines = lines[_LOOKED_AT]
    yield from _accounts(lines[lines["account"] != ""], plan)
    used = lines[lines["flow"] != ""]
    yield from _funds(used, plan, functions, year)
    by_account = used[(used["item_evidence"] == "account") & (used["account"].str.len() > 4)]
    yield from _two_names(by_account, "account", "account_name", lambda name: (name, "", ""), plan)
    yield from _two_names(
        used, "project_class", "project_class_name", lambda name: ("", "", name), plan
    )


def _pairs(lines: pd.DataFrame, code: str, name: str) -> list[tuple[str, str]]:
    stated = lines.loc[(lines[code] != "") & (lines[name] != ""), [code, name]]
    return sorted(stated.drop_duplicates().itertuples(index=False, name=None))


def _accounts(lines: pd.DataFrame, plan: AccountPlan) -> Iterator[Problem]:
    """The first level of a name against the statutory names of budget accounts."""
    codes = {account.name: code for code, account in plan.accounts.items()}
    for account, name in _pairs(lines, "account", "account_name"):
        levels = name.split("/")
        if len(levels) == 1 and len(account) != 4:
            continue
        other = codes.get(levels[0], account[:4])
        if other != account[:4]:
            group = lines[(lines["account"] == account) & (lines["account_name"] == name)]
            own = plan.accounts.get(account[:4])
            detail = tell.account_misnamed(account, name, other, own.name if own else "")
            yield _problem(group, f"{account}/{name}", detail)


def _funds(
    used: pd.DataFrame, plan: AccountPlan, functions: CodeList, year: int
) -> Iterator[Problem]:
    def decided(code: str, name: str) -> Funding:
        return decide_fund(FundEvidence(code, name, "", "", ""), plan, functions, year)[0]

    pairs = _pairs(used, "fund", "fund_name")
    by_name = {pair: decided("", pair[1]) for pair in pairs}
    for code, name in pairs:
        meant = by_name[code, name]
        coded = decided(code, "")
        known = len(code) >= _FUND_DIGITS and code.startswith(_BUDGET_FUNDS)
        if known and Funding.UNDECIDED not in {meant, coded} and meant is not coded:
            group = used[(used["fund"] == code) & (used["fund_name"] == name)]
            detail = tell.fund_misnamed(code, name, FUNDINGS[coded], FUNDINGS[meant])
            yield _problem(group, f"{code}/{name}", detail)


def _two_names(
    lines: pd.DataFrame,
    column: str,
    name_column: str,
    evidence: Callable[[str], tuple[str, str, str]],
    plan: AccountPlan,
) -> Iterator[Problem]:
    """One code whose names say basic here and project there."""
    names: dict[str, dict[Item, str]] = {}
    for code, name in _pairs(lines, column, name_column):
        item, _ = decide_kind(KindEvidence(*evidence(name)), plan)
        if item is not Item.UNDECIDED:
            names.setdefault(code, {}).setdefault(item, name)
    for code, by_item in sorted(names.items()):
        stated = sorted(by_item.values())
        # A name with more levels than its code says more than the code can.
        if len(stated) > 1 and len({name.count("/") for name in stated}) == 1:
            group = lines[(lines[column] == code) & lines[name_column].isin(stated)]
            yield _problem(group, code, tell.two_names(column, code, stated))


def _problem(group: pd.DataFrame, subject: str, detail: str) -> Problem:
    fen = int(group["counted"].sum()) or int(max(group["debit"].sum(), group["credit"].sum()))
    text = tell.with_rows(detail, len(group), fen)
    return Problem("L214", subject, text, sources_of(group), fen, len(group))
