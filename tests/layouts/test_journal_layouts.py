"""Voucher lists and auxiliary ledgers of every known layout: each gives the truth's tables.

L1 to L3, L9 and L18 follow real templates or exports; all other fixtures are constructed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.layouts import journals
from tests.layouts.truth import UNIT
from tests.layouts.truth import Entry
from tests.layouts.truth import check_layout
from tests.layouts.truth import failed_codes
from tests.layouts.truth import vouchers
from xls_juesuan.ledger import RowStatus

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xls_juesuan.accounts import Accounts

#: What a journal without an opening and without a supplement says, and nothing else.
EXPECTED_CODES = {"L218", "L226", "L237", "P120"}


def check(path: Path, **options: object) -> Accounts:
    """Hold the fixture to the truth, and its findings to those of a right ledger."""
    accounts = check_layout(path, **options)  # type: ignore[arg-type]
    assert failed_codes(accounts) - EXPECTED_CODES == set()
    return accounts


def closing_remark(accounts: Accounts) -> str:
    return next(one for one in accounts.ledger.remarks if "年末结账分录" in one)


def test_layout_l01_integrated_import(tmp_path: Path) -> None:
    """51 columns, both accounting systems in a voucher, functions of income in a column apart."""
    path = journals.l01_integrated_import(tmp_path / "导入.xlsx")
    accounts = check(path, unit_name=UNIT, amount_unit="元")
    aside = {part.status for part in accounts.cube.set_aside}
    assert RowStatus.FINANCIAL in aside


@pytest.mark.parametrize("form", [journals.l02_audit_warehouse, journals.l02_source_form])
def test_layout_l02_audit_warehouse(form: Callable[[Path], Path], tmp_path: Path) -> None:
    """Long fields with single spaces; both sides or an amount with a flag; closing by flag."""
    accounts = check(form(tmp_path / "凭证.xlsx"), amount_unit="元")
    assert accounts.unit_name == UNIT
    assert "结转标志列" in closing_remark(accounts)


@pytest.mark.parametrize("form", [journals.l03_jingdouyun, journals.l03_pairs])
def test_layout_l03_jingdouyun_custom_auxiliary_pair(
    form: Callable[[Path], Path], tmp_path: Path
) -> None:
    """A type column and a code column hold function, economic code and fund."""
    check(form(tmp_path / "凭证.xlsx"))


def test_layout_l04_u8(tmp_path: Path) -> None:
    """本位币 is taken; 原币 and the running balance are left."""
    check(journals.l04_u8(tmp_path / "序时账.xlsx"))


def test_layout_l05_nc(tmp_path: Path) -> None:
    """The date of posting counts, not 业务日期; dimensions come out of 辅助核算."""
    accounts = check(journals.l05_nc(tmp_path / "序时账.xlsx"))
    used = accounts.cube.frame.query("status == 'used' and economic == '30227'")
    assert used["project"].tolist() == ["410000240000000067890"]


def test_layout_l06_kingdee_cloud(tmp_path: Path) -> None:
    """借贷方向 beside amounts without a sign; dimensions come out of 核算维度."""
    check(journals.l06_kingdee_cloud(tmp_path / "凭证.xlsx"))


def test_layout_l07_langchao(tmp_path: Path) -> None:
    """A blank 币种 is RMB, so original amounts are in yuan."""
    check(journals.l07_langchao(tmp_path / "凭证.xlsx"))


def test_layout_l08_xinzhongda(tmp_path: Path) -> None:
    """The unit of amount stands in the headings alone; the name of the unit is given."""
    check(journals.l08_xinzhongda(tmp_path / "凭证.xlsx"), unit_name=UNIT)


def test_layout_l09_printed_list(tmp_path: Path) -> None:
    """Two title rows, ``code name`` accounts, printed amounts, vouchers with blanks below."""
    check(journals.l09_printed(tmp_path / "凭证.xlsx"))


@pytest.mark.parametrize("product", [journals.k3, journals.digiwin, journals.sap, journals.oracle])
def test_layout_l04_to_l08_products_of_the_same_kind(
    product: Callable[[Path], Path], tmp_path: Path
) -> None:
    """K3, 鼎捷, SAP and Oracle shapes (constructed)."""
    frame = check(product(tmp_path / "凭证.xlsx")).ledger.frame
    assert frame["date"].iloc[0] == "2024-01-05"


def named_sheets(key: Entry) -> list[list[object]]:
    """Account and items each on a line of its own, values in the next cell."""
    lines: list[list[object]] = [
        ["明细账"],
        ["编制单位：", UNIT, "会计期间：2024年01月-2024年12月"],
        ["会计科目：", f"{key.account} {key.account_name.replace('/', '-')}"],
    ]
    for label, role in (
        ("功能分类", "function"),
        ("部门经济分类", "economic"),
        ("资金性质", "fund"),
    ):
        if getattr(key, role):
            lines.append([f"{label}：{getattr(key, role)} {getattr(key, f'{role}_name')}"])
    return lines


@pytest.mark.parametrize("stated", [journals.l18_titles, named_sheets])
def test_layout_l18_auxiliary_ledger_one_item_a_sheet(
    stated: Callable[[Entry], list[list[object]]], tmp_path: Path
) -> None:
    """The item stands outside the table; 年初余额 opens, sums of months are no entries."""
    path = journals.l18_auxiliary_ledger(tmp_path / "辅助明细账.xlsx", stated)
    accounts = check(path, has_opening=True)
    aside = {part.status for part in accounts.cube.set_aside}
    assert {RowStatus.OPENING, RowStatus.SUBTOTAL} <= aside


def test_layout_l18_books_by_function_and_books_by_economic_code(tmp_path: Path) -> None:
    """Two sets of sheets print every entry twice, each with half of its items: one line each."""
    kinds = (("function", "fund"), ("economic", "fund"))
    path = journals.l18_auxiliary_ledger(tmp_path / "辅助明细账.xlsx", kinds=kinds)
    accounts = check_layout(path, has_opening=True)
    assert failed_codes(accounts) - EXPECTED_CODES == {"L128"}
    books = len(vouchers())
    frame = accounts.cube.frame
    assert frame["status"].isin(["used", "closing", "budget_balance", "financial"]).sum() == books


def test_layout_l20_bracketed_cell(tmp_path: Path) -> None:
    """【类型：值】 for every dimension, 无 where there is none."""
    check(journals.l20_bracketed(tmp_path / "凭证.xlsx"))


@pytest.mark.parametrize(
    "cell",
    [
        lambda one: f"{one.function} {one.function_name}/{one.economic} {one.economic_name}",
        lambda one: (
            f"功能分类科目：{one.function} {one.function_name}/部门经济分类：{one.economic}"
        ),
        lambda one: f"【功能：{one.function}】【经济：{one.economic}】【经济：{one.economic}】",
        lambda one: f"[功能分类:{one.function}][经济分类:{one.economic}]",
        lambda one: f"功能分类-{one.function};经济分类-{one.economic}",
        lambda one: f"{one.function_name}({one.function}),{one.economic_name}({one.economic})",
        lambda one: f"【{one.economic}】{one.economic_name}\n【{one.function}】{one.function_name}",
    ],
)
def test_layout_l20_other_forms_of_the_cell(cell: Callable[[Entry], str], tmp_path: Path) -> None:
    """Constructed: other ways to write function and economic code into one cell."""

    def whole(one: Entry) -> str:
        if not one.function:
            return "无"
        text = cell(one) if one.economic else f"功能分类：{one.function}"
        return f"{text};资金性质：{one.fund}"

    check(journals.l20_bracketed(tmp_path / "凭证.xlsx", whole))


@pytest.mark.parametrize("mark", ["\\", "/", "|", "-", " "])
def test_layout_e_account_function_and_economic_in_one_cell(mark: str, tmp_path: Path) -> None:
    r"""Constructed: ``7101\2010301\30201`` in the column of the account."""
    check(journals.combined_accounts(tmp_path / "凭证.xlsx", mark))


@pytest.mark.parametrize("form", ["{} {}", "{}-{}", "{1}({0})", "{1}（{0}）", "【{}】{}", "{}{}"])
def test_layout_e_code_and_name_in_one_cell(form: str, tmp_path: Path) -> None:
    """``30201 办公费``, ``办公费(30201)`` and their like in every column."""
    check(journals.combined_dimensions(tmp_path / "凭证.xlsx", form))
