"""What the cube says about ledger lines and carry-overs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROWS = "涉及 {rows} 行，金额 {amount} 元"

NO_FUNCTION = "有支出没有填支出功能分类科目，{rows}；已计入支出合计，没有列入任何功能科目"
NO_FUNCTION_INCOME = (
    "科目 {subject} 的收入没有填功能分类科目，{rows}；已计入收入合计，没有列入任何功能科目"
)
SHALLOW_FUNCTION = "功能科目 {subject} 没有细化到项级（7 位），{rows}；已计入它的上级科目和合计"
UNKNOWN_FUNCTION = "功能科目 {subject} 不在 {year} 年科目表中，{rows}；已按编码归入上级科目"
OBSOLETE_FUNCTION = (
    "功能科目 {subject} {name}在 {year} 年不能使用（{years}），{rows}；已按编码归入上级科目"
)
NO_ECONOMIC = "有支出没有填部门预算支出经济分类科目，{rows}；基本支出部分没有列入按经济分类列示的基本支出表，请补填后重新生成"
SHALLOW_ECONOMIC = "经济科目 {subject} 没有细化到款级（5 位），{rows}；已计入类级合计"
UNKNOWN_ECONOMIC = "经济科目 {subject} 不在 {year} 年部门预算支出经济分类科目表中，{rows}；已计入类级或公用经费合计"
OBSOLETE_ECONOMIC = (
    "经济科目 {subject} {name}在 {year} 年不能使用（{years}），{rows}；已计入所属类级合计"
)
GOVERNMENT_ECONOMIC = "经济科目 {subject} 是政府预算支出经济分类，不是部门预算支出经济分类，{rows}；没有列入按经济分类列示的基本支出表"
NAME_DISAGREES = "编码 {code} 的名称应为“{expected}”，台账写的是“{stated}”，而后者是 {other} 的名称，{rows}；程序按编码取数"
KIND_UNDECIDED = "会计科目 {subject} 的支出看不出是基本支出还是项目支出，{rows}；已计入支出合计，没有列入基本支出和项目支出两栏"
FUND_UNDECIDED = "会计科目 {subject} 看不出资金性质，{rows}；已计入总收支，没有列入财政拨款各表"
#: Stands for the account in the sentences about one, where there are too many to list.
OTHER_ACCOUNTS = "（其余 {count} 个）"
UNKNOWN_ACCOUNT = "会计科目 {subject} 不是预算会计科目，也不是财务会计科目，{rows}；没有计入任何表"
REPAYABLE = "会计科目 {subject} 属债务、投资款项，{rows}；按部门决算口径没有计入收入和支出，请确认"
NOT_CLOSED_OUT = "台账里的收入、支出有发生额，但借贷相抵后都为零，像是含有没有被识别的年末结账分录"
OPENING_UNKNOWN = (
    "台账没有年初余额，补充资料的“结转结余”也没有填，年初结转和结余按空白列示；"
    "收入方总计没有加年初数，不完整"
)
OPENING_PARTLY = (
    "补充资料的“结转结余”只填了一部分，没有填的有：{names}；没有的请写 0，空白表示没有填"
)
BUDGET_MISSING = "补充资料没有填这些“三公”经费预算数：{names}；表中对应各栏留空（黄色单元格）。没有预算的请写 0，空白表示没有填"
CLOSING_DERIVED = "台账没有年末结账分录，年末结转和结余按“年初结转和结余 + 本年收入 - 本年支出”推算"
DISAGREEMENT = "{what}（{fund}）台账为 {ledger} 元，补充资料为 {supplement} 元，相差 {difference} 元；表中用的是台账数"
DERIVED_DISAGREEMENT = "{what}（{fund}）按补充资料年初数加台账本年发生额推算为 {ledger} 元，补充资料填的是 {supplement} 元，相差 {difference} 元；表中用的是推算数"
NOT_CLOSED = "台账里没有年末结账分录（收入、支出科目没有转入 8 字头科目）；决算应在年终结账后编制，请确认已经结账、导出的台账包含结账凭证"
ADJUSTED_BESIDES = "台账有年初余额调整（含归集调入、调出、上缴，内部调剂，缴回资金）合计 {amount} 元，而年初结转和结余取自补充资料；补充资料应填调整后的数，请确认已经包含"
KIND_CONTRADICTED = "会计科目 {subject} 与项目类别或支出类型互相矛盾（一个是基本支出，一个是项目支出），{rows}；程序按会计科目取数"
COLUMN_NAMES = {
    "function": "支出功能分类",
    "economic": "部门预算支出经济分类",
    "fund": "资金性质",
}
COLUMN_EMPTY = "台账没有“{column}”列或整列空白，请重新导出带上它"
KIND_DEPENDENT = (
    "科目 8202 有余额，行政单位计入年初、年末结转和结余，事业单位不计入；单位性质不明，暂未计入"
)
SURPLUS_UNCLEAR = "会计科目 8701 有发生额，余额表看不出是结余分配还是用结余弥补亏损，表中没有列示"
UNIT_KIND_UNKNOWN = "补充资料没有填单位性质，台账里也看不出（行政支出、事业支出同时存在或都没有），只适用于某类单位的审核没有做"
YEARS_FROM = "{year} 年起使用"
YEARS_TO = "用到 {year} 年止"
NO_BUDGET_LINES = "台账里没有预算会计的收入、支出分录（6 字头、7 字头科目），无法编制决算表"
NO_BUDGET_LINES_HOW = (
    "请导出含预算会计的凭证明细或科目余额表；如果预算会计在另一个账套，请导出那个账套"
)
ENTERPRISE_BOOKS = (
    "这是企业会计的账，不是政府会计的账（科目是 {accounts}，没有 7 字头、8 字头科目），"
    "不能编制部门决算"
)
ENTERPRISE_BOOKS_HOW = (
    "请换成本单位按政府会计制度记的账；下属企业的账不编入部门决算；"
    "科目其实是政府会计的，请在会计系统里把科目名称改对，再导出"
)
NAME_ALONE = (
    "{column}“{subject}”只有名称、没有编码，{alike}，{rows}；"
    "程序不猜是哪一个，请补填编码（或连上级科目的名称一起写）后重新生成"
)
NAMES_ALIKE = "同名的科目有 {count} 个（{codes}）"
NAME_UNLISTED = "{year} 年科目表里没有这个名称"
NAME_HIGHER = "这是 {codes} 的名称，没有细化到最下级"
GOVERNMENT_COLUMN = (
    "有支出没有部门预算支出经济分类科目，{rows}：台账的经济分类列填的是政府预算支出经济分类"
    "（5 字头），不能代替；基本支出部分没有列入按经济分类列示的基本支出表，"
    "请导出带部门预算支出经济分类（3 字头）的台账后重新生成"
)
_SHOWN = 5


def codes_by_name(column: str, codes: Mapping[str, str], rows: int) -> str:
    """L148."""
    shown = "、".join(f"{name} {code}" for name, code in list(codes.items())[:_SHOWN])
    rest = f" 等 {len(codes)} 个" if len(codes) > _SHOWN else ""
    return (
        f"{COLUMN_NAMES[column]}列有 {rows} 行只有名称、没有编码，"
        f"这些名称在科目表里各只有一个科目，程序按它取了编码：{shown}{rest}"
    )


def alike(codes: list[str], deepest: int, year: int) -> str:
    """Why a name alone gives no code: several have it, none has it, or only a higher level."""
    if not codes:
        return NAME_UNLISTED.format(year=year)
    shown = "、".join(codes[:_SHOWN]) + ("……" if len(codes) > _SHOWN else "")
    if len(codes) == 1 and len(codes[0]) < deepest:
        return NAME_HIGHER.format(codes=shown)
    return NAMES_ALIKE.format(count=len(codes), codes=shown)
