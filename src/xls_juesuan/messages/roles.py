"""What the columns of a ledger are called to people, and back again.

The same words stand in ``xlj inspect`` and in a mapping file that a person edits.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

UNUSED = "不用"

#: Roles with one word each; amounts and directions are put together from parts below.
TEXT_ROLES: Mapping[str, str] = MappingProxyType(
    {
        "account": "会计科目编码",
        "account_name": "会计科目名称",
        "account_path": "会计科目全称",
        "date": "日期",
        "year": "年度",
        "period": "月份",
        "voucher_type": "凭证类型",
        "voucher_word": "凭证字",
        "voucher_no": "凭证号",
        "narration": "摘要",
        "is_closing": "结转标志",
        "is_void": "作废标志",
        "is_posted": "记账标志",
        "voucher_state": "凭证状态",
        "function": "功能分类编码",
        "function_name": "功能分类名称",
        "income_function": "收入功能分类编码",
        "income_function_name": "收入功能分类名称",
        "economic": "部门经济分类编码",
        "economic_name": "部门经济分类名称",
        "government_economic": "政府经济分类编码",
        "government_economic_name": "政府经济分类名称",
        "fund": "资金性质编码",
        "fund_name": "资金性质名称",
        "project": "项目编码",
        "project_name": "项目名称",
        "project_class": "项目类别编码",
        "project_class_name": "项目类别名称",
        "spend_kind": "支出类型编码",
        "spend_kind_name": "支出类型名称",
        "unit": "单位编码",
        "unit_name": "单位名称",
        "auxiliary": "辅助核算（几项合在一格）",
        "auxiliary_type": "辅助核算类型",
        "auxiliary_code": "辅助核算编码",
        "auxiliary_name": "辅助核算名称",
        "accounting_system": "会计体系",
        "ledger_book": "账簿",
        "currency": "币种",
        "currency_name": "币种名称",
        "accounting_system_name": "会计体系名称",
        "ledger_book_name": "账簿名称",
        "day": "日",
        "line_no": "分录号",
        "account_level": "科目级次",
        "is_leaf": "是否末级",
        "parent_account": "上级科目编码",
        "parent_account_name": "上级科目名称",
        "counter_account": "对方科目编码",
        "counter_account_name": "对方科目名称",
        "department": "部门编码",
        "department_name": "部门名称",
        "function_category": "功能分类类级",
        "function_section": "功能分类款级",
        "function_item": "功能分类项级",
        "economic_category": "经济分类类级",
        "economic_section": "经济分类款级",
        "budget_type": "预算类型编码",
        "budget_type_name": "预算类型名称",
        "is_budget_book": "预算会计标志",
        "is_settled": "结算标志",
        "payment_amount": "支付金额",
        "quota_amount": "指标金额",
        "quota_balance": "指标余额",
        "original_budget": "年初预算数",
        "final_budget": "全年预算数",
        "outturn": "决算数",
        "form_item": "表中项目",
        "form_line": "表中行次",
        "ignored": UNUSED,
    }
)
_GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "": "",
        "year_opening": "年初",
        "opening": "期初",
        "current": "本期",
        "cumulative": "本年累计",
        "closing": "期末",
        "running": "余额",
    }
)
_SIDES: Mapping[str, str] = MappingProxyType({"debit": "借方", "credit": "贷方", "": "金额"})
_DIRECTION = "方向"
_FOREIGN = "（外币）"


def role_label(role: str, group: str = "", side: str = "", *, foreign: bool = False) -> str:
    """Word the part that a column plays, 本年累计借方 for example."""
    if role == "direction":
        return _GROUPS[group] + _DIRECTION
    if role == "amount":
        return _GROUPS[group] + _SIDES[side] + (_FOREIGN if foreign else "")
    return TEXT_ROLES.get(role, role)


def parse_role(label: str) -> tuple[str, str, str, bool] | None:
    """Give role, group, side and whether foreign; ``None`` when no column is called so."""
    return _LABELS.get("".join(label.split()).replace("(", "（").replace(")", "）"))


def role_labels() -> tuple[str, ...]:
    """Every word that a mapping may use, in the order of the handbook."""
    return tuple(_LABELS)


def _labels() -> dict[str, tuple[str, str, str, bool]]:
    known = {label: (role, "", "", False) for role, label in TEXT_ROLES.items()}
    for group in _GROUPS:
        for side in _SIDES:
            for foreign in (False, True):
                label = role_label("amount", group, side, foreign=foreign)
                known[label] = ("amount", group, side, foreign)
    for group in _GROUPS:
        known[role_label("direction", group)] = ("direction", group, "", False)
    return known


_LABELS = _labels()
