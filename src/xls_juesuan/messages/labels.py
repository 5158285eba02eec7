"""What people read for the values of the enumerations: one Chinese word for each.

The labels of flow, item, funding, origin and codes are also the criteria of the workbook's
``SUMIFS`` formulas, so within one enumeration no two may be alike and none may hold a
wildcard, a comparison sign or a quotation mark.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.ledger import RowStatus
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.model import Origin
from xls_juesuan.model import UnitKind

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Stands where a fact states no code: formulas need a plain text to look for.
NOT_FILLED = "未填"

FLOWS: Mapping[Flow, str] = MappingProxyType(
    {
        Flow.INCOME: "收入",
        Flow.EXPENDITURE: "支出",
        Flow.OPENING_CARRYOVER: "年初结转和结余",
        Flow.CLOSING_CARRYOVER: "年末结转和结余",
        Flow.SURPLUS_USED: "使用非财政拨款结余",
        Flow.SURPLUS_DISTRIBUTED: "结余分配",
        Flow.THREE_PUBLIC_BUDGET: "三公经费预算",
        Flow.ACCOUNT_OPENING: "科目年初余额",
        Flow.ACCOUNT_MOVEMENT: "科目本年发生额",
        Flow.ACCOUNT_CLOSING: "科目年末余额",
        Flow.ACCOUNT_CLOSED: "科目结账转出数",
        Flow.BUDGET_DEBIT: "预算会计借方合计",
        Flow.BUDGET_CREDIT: "预算会计贷方合计",
        Flow.LINES_READ: "台账各行借方贷方合计",
        Flow.LINES_ACCOUNTED: "计入和未计入各行借方贷方合计",
        Flow.CONSOLIDATION_DIFFERENCE: "部门与各单位合计的差额",
    }
)

ITEMS: Mapping[Item, str] = MappingProxyType(
    {
        Item.NONE: "不分项目",
        Item.APPROPRIATION: "财政拨款收入",
        Item.SUPERIOR_SUBSIDY: "上级补助收入",
        Item.SERVICE_INCOME: "事业收入",
        Item.BUSINESS_INCOME: "经营收入",
        Item.AFFILIATE_REMITTANCE: "附属单位上缴收入",
        Item.OTHER_INCOME: "其他收入",
        Item.BASIC: "基本支出",
        Item.PROJECT: "项目支出",
        Item.REMITTANCE_UP: "上缴上级支出",
        Item.BUSINESS: "经营支出",
        Item.AFFILIATE_SUBSIDY: "对附属单位补助支出",
        Item.UNDECIDED: "未能判定",
        Item.OVERSEAS_TRAVEL: "因公出国(境)费",
        Item.VEHICLE_PURCHASE: "公务用车购置费",
        Item.VEHICLE_RUNNING: "公务用车运行维护费",
        Item.HOSPITALITY: "公务接待费",
        Item.YEAR_RESULT: "本年收支结转",
        Item.ADJUSTMENT: "年初余额调整",
    }
)

FUNDINGS: Mapping[Funding, str] = MappingProxyType(
    {
        Funding.NONE: "不分资金",
        Funding.GENERAL_BUDGET: "一般公共预算",
        Funding.FUND_BUDGET: "政府性基金预算",
        Funding.STATE_CAPITAL: "国有资本经营预算",
        Funding.FISCAL_SPECIAL: "财政专户管理资金",
        Funding.UNIT_FUNDS: "单位资金",
        Funding.UNDECIDED: "未能判定",
    }
)

ORIGINS: Mapping[Origin, str] = MappingProxyType(
    {
        Origin.LEDGER: "台账",
        Origin.SUPPLEMENT: "补充资料",
        Origin.DERIVED: "推算",
        Origin.ELIMINATION: "抵销",
    }
)

UNIT_KINDS: Mapping[UnitKind, str] = MappingProxyType(
    {
        UnitKind.ADMINISTRATIVE: "行政单位",
        UnitKind.CIVIL_SERVICE_LIKE: "参照公务员法管理事业单位",
        UnitKind.INSTITUTION: "事业单位",
        UnitKind.UNKNOWN: "单位性质未说明",
    }
)

SEVERITIES: Mapping[Severity, str] = MappingProxyType(
    {
        Severity.ERROR: "错误",
        Severity.WARNING: "警告",
        Severity.NOTICE: "提示",
    }
)

OUTCOMES: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.PASSED: "通过",
        Outcome.FAILED: "不通过",
        Outcome.NOT_CHECKABLE: "无法核对",
        Outcome.NOT_APPLICABLE: "不适用",
    }
)

LEDGER_KINDS: Mapping[LedgerKind, str] = MappingProxyType(
    {
        LedgerKind.JOURNAL: "凭证明细（序时账）",
        LedgerKind.BALANCES: "科目余额表",
    }
)

#: What became of a row of the ledger, as the reason printed beside it.
ROW_STATUSES: Mapping[RowStatus, str] = MappingProxyType(
    {
        RowStatus.ENTRY: "尚未判定",
        RowStatus.USED: "计入决算表",
        RowStatus.SUBTOTAL: "合计、小计行",
        RowStatus.PARENT: "上级科目汇总行",
        RowStatus.REPEATED_HEADING: "重复的表头",
        RowStatus.FOOTNOTE: "表外文字",
        RowStatus.NO_ACCOUNT: "没有会计科目",
        RowStatus.FINANCIAL: "财务会计科目",
        RowStatus.CLOSING: "年末结账分录",
        RowStatus.BUDGET_BALANCE: "预算结余科目",
        RowStatus.REPAYABLE: "债务与投资科目，不列决算",
        RowStatus.UNKNOWN_ACCOUNT: "科目不在预算会计科目表内",
        RowStatus.NO_AMOUNT: "没有金额",
        RowStatus.VOID: "作废凭证",
        RowStatus.UNPOSTED: "未记账凭证",
        RowStatus.OTHER_YEAR: "不属于本年度",
        RowStatus.OTHER_UNIT: "别的单位的行",
        RowStatus.OTHER_PERIOD: "以前月份的行，数字已在后面月份的累计里",
        RowStatus.COMPARED: "只用于核对，不重复计入",
        RowStatus.OPENING: "年初余额行",
    }
)

_DIMENSION_LABELS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "flow": {str(value): label for value, label in FLOWS.items()},
        "item": {str(value): label for value, label in ITEMS.items()},
        "funding": {str(value): label for value, label in FUNDINGS.items()},
        "origin": {str(value): label for value, label in ORIGINS.items()},
    }
)


def dimension_label(dimension: str, value: str) -> str:
    """Word a value of a fact's dimension the way the 汇总 sheet prints it.

    Codes are printed as they are, ``NOT_FILLED`` where the ledger states none.
    """
    return _DIMENSION_LABELS.get(dimension, {}).get(value, value) or NOT_FILLED
