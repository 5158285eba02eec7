"""What the cube says about openings, adjustments of them and money left out of the disclosure."""

from __future__ import annotations

OPENING_VOUCHER = (
    "{date} {voucher} 号凭证登记的是上年结转（8 字头结余科目合计 {amount} 元），"
    "程序作为年初余额，没有作为本年发生额"
)
OPENING_REPEATED = (
    "{date} {voucher} 号上年结转凭证与台账的年初余额相同（合计 {amount} 元），只计了一次"
)
OPENING_CONTRADICTED = (
    "台账已有年初余额，{date} {voucher} 号凭证又登记了上年结转（合计 {amount} 元），两者金额不同；"
    "程序以年初余额为准，这张凭证按本年发生额处理，年末结转和结余可能多计"
)
OPENING_VOUCHER_LATE = (
    "{date} {voucher} 号凭证的摘要像是上年结转（合计 {amount} 元），但不在 1 月，"
    "看不出是年初余额还是本年的事项；程序没有作为年初余额"
)
ADJUSTMENT_UNCLEAR = (
    "余额表的 {subject} 在年末已冲销（借方、贷方都是 {amount} 元），"
    "看不出是调增还是调减年初余额；年初结转和结余没有列示"
)
ADJUSTMENT_CONTRADICTED = (
    "余额表的 {subject} 年末已冲销，按发生额应调整年初余额 {amount} 元，"
    "按“年末 - 年初 - 本年收支”推算应调整 {residual} 元，两者不符；年初结转和结余没有列示"
)
DETAIL_UNCLEAR = (
    "科目 {subject} 本年有不属于收支结转的发生额（净额 {amount} 元），科目名称和摘要看不出是"
    "年初余额调整、归集调入调出、归集上缴还是单位内部调剂；没有计入年初结转和结余的调整"
)
FUND_OF_BALANCE_UNKNOWN = (
    "科目 {subject} 的余额看不出资金性质（年初 {opening} 元，年末 {closing} 元）；"
    "已计入收入支出决算总表的年初、年末结转和结余，没有列入财政拨款收入支出决算总表、政府性基金表"
)
CLOSING_UNKNOWN = "年末结转和结余没有列示：没有年初数，只凭本年的发生额推不出年末数"
CLOSING_UNKNOWN_BEFORE_CLOSING = (
    "年末结转和结余没有列示：台账没有年末结账分录，事业单位财政拨款以外资金的收支差额 {amount} 元"
    "要到结账时才分为非财政拨款结转（留在年末数里）和结余分配"
)
TO_SURPLUS = (
    "8201 非财政拨款结转转入 8202 非财政拨款结余 {amount} 元（结转转入、项目间接费用或管理费）；"
    "事业单位的 8202 不计入年末结转和结余，这部分列在收入支出决算总表哪一行的口径没有核实，表中没有列示，"
    "收支总计会相差这个数"
)
TO_SURPLUS_STATED = (
    "8201 非财政拨款结转转入 8202 非财政拨款结余 {amount} 元，"
    "已按补充资料的结余分配数 {stated} 元列入结余分配"
)
EARMARKED_UNCLEAR = (
    "会计科目 8301 专用结余本年有发生额，余额表看不出是使用专用结余还是提取，表中没有列示"
)
RECONCILIATION = (
    "收入：账面 {income_book} 元 - 剔除 {income_left} = 决算数 {income} 元（收入支出决算总表“本年收入合计”）；"
    "支出：账面 {spending_book} 元 - 剔除 {spending_left} = 决算数 {spending} 元（收入支出决算总表“本年支出合计”）。"
    "结余分配和年末结转和结余是账面数，其中仍含这些款项，所以收入总计比支出总计{direction} {difference} 元"
)
RECONCILED_ACCOUNT = "{account} {name} {amount} 元"
NOTHING_LEFT_OUT = "0.00 元"
MORE = "多"
LESS = "少"
UNADJUSTED = "；补充资料填的等于调整前的年初余额，应填调整后的数（另加调整 {amount} 元）"
TOTAL_DISAGREEMENT = (
    "{what}各项资金合计：台账 {ledger} 元，补充资料 {supplement} 元，相差 {difference} 元"
)
TOTAL_AGREES = "{what}各项资金合计两边都是 {ledger} 元，只是资金性质之间的划分不同"
