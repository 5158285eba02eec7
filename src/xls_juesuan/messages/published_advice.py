"""What somebody who audits a publication is advised, where a rule speaks of ledgers."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What only the accountant who fills in the tables can do something with. Ledgers of receptions
#: and of contracts are kept by every unit.
OF_BOOKS = re.compile(
    r"(?<!接待)(?<!合同)台账|溯源|补充资料|重新生成|再运行|导出|汇总表|工作簿|公式|L\d{3}|“未计入”"
)
COMPARE_TABLES = "请单位核对几处的数哪一个是对的，更正另一处"
COMPARE_PARTS = "请单位把各行重新相加：合计错的改合计，某一行错的改那一行，缺行的补上"
COMPARE_BOOKS = "请单位对照账簿和批复核对，写错的更正"
CLAUSE = "；"
_NO_LEDGER = "审核的是已经填好的公开表，没有台账，无法与账核对。"
_OF_LEDGERS = (
    *("journal", "balances", "balances_8xxx", "closing_entries", "voucher_balance"),
    *("financial_side", "voucher_numbers", "parallel_entries", "adjustments"),
)
#: Why a rule could not be checked on a publication alone, by the input it lacks; the others say
#: the same of every kind of tables.
MISSING_INPUTS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(_OF_LEDGERS, _NO_LEDGER),
        "carryover": "公开文件里没有年初结转和结余，或者没有写全，收支平衡无从验证。",
        "closing_carryover": "公开文件里没有年末结转和结余，或者没有写全，收支平衡无从验证。",
        "three_public_budget": "公开文件里没有“三公”经费预算数，或者没有写全，无法核对。",
        "three_public_counts": "公开文件里没有写全“三公”经费的实物量（团组、车辆、批次人次），无法核对。",
        "unit_kind": "公开文件里看不出单位性质（行政、参公或事业），无法核对。",
        "supplement": "公开文件里没有这方面的资料，无法核对。",
        "attachments": "没有读到绩效自评情况表，无法核对。",
        "previous": "没有上年的数：可用 --previous 指定上年的决算公开表。",
        "headcount": "公开文件里没有人员数，无法核对。",
        "previous_headcount": "没有上年末的在职人数，无法核对。",
        "original_budget": "公开文件里没有按科目的年初预算，无法核对。",
        "final_budget": "公开文件里没有全年预算数，无法核对。",
    }
)
END = "。"
