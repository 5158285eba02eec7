"""Ledgers that are no budget accounting are refused, and only those."""

from __future__ import annotations

import pytest

from tests.cube.frames import ledger
from tests.cube.frames import received
from tests.cube.frames import spent
from xls_juesuan.cube.build import build_cube
from xls_juesuan.errors import UserError
from xls_juesuan.supplement import Supplement


def _line(account: str, name: str, **amounts: object) -> dict[str, object]:
    blank = {"function": "", "function_name": "", "economic": "", "economic_name": ""}
    return {**blank, "account": account, "account_name": name, **amounts}


_ENTERPRISE = (
    _line("1002", "银行存款", debit=90_000),
    _line("6001", "主营业务收入", credit=80_000),
    _line("6401", "主营业务成本", debit=50_000),
    _line("660201", "管理费用/办公费", debit=9_000),
    _line("6111", "投资收益", credit=500),
)


def test_an_enterprise_ledger_is_refused_by_its_names() -> None:
    """6001 is 主营业务收入 there: not an appropriation, and nothing to fill tables with."""
    with pytest.raises(UserError, match=r"这是企业会计的账.*6001 主营业务收入.*没有 7 字头"):
        build_cube(ledger(*_ENTERPRISE), Supplement())


def test_a_small_enterprise_without_6xxx_is_told_the_same() -> None:
    """小企业会计准则 keeps income and costs under 5xxx."""
    lines = (_line("5001", "主营业务收入", credit=80_000), _line("5602", "管理费用", debit=900))
    with pytest.raises(UserError, match="这是企业会计的账"):
        build_cube(ledger(*lines), Supplement())


@pytest.mark.parametrize(
    "lines",
    [
        # Odd local names.
        (received(900, account="6001", account_name="财政拨款收入"),),
        (received(900), _line("6401", "经营收入", credit=500)),
        (_line("660901", "其他收入/利息", credit=900), _line("6602", "投资收益", credit=10)),
        # A few enterprise names beside spending of the budget, or small beside the rest.
        (*_ENTERPRISE, spent(10)),
        (received(900_000), _line("6602", "管理费用", credit=10)),
        (*_ENTERPRISE, _line("8101", "财政拨款结转", credit=10)),
        # Codes alone say nothing.
        (_line("6001", "", credit=900), _line("6401", "", credit=900)),
    ],
)
def test_a_government_ledger_with_odd_names_is_not_refused(
    lines: tuple[dict[str, object], ...],
) -> None:
    """Only names of enterprise accounts on most of the money, with no 7xxx or 8xxx, tell."""
    assert build_cube(ledger(*lines), Supplement()).facts


def test_financial_accounts_alone_are_no_budget_accounting() -> None:
    """A ledger of the financial side is asked for its other side, not called an enterprise's."""
    with pytest.raises(UserError, match="没有预算会计"):
        build_cube(ledger(_line("500101", "业务活动费用/工资", debit=900)), Supplement())
