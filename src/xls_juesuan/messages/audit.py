"""Sentences of the audit: verdicts, outcomes and the reasons for them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

#: What the failures mean for publication; the sentence goes on with the fragments below.
VERDICTS: Mapping[str, str] = MappingProxyType(
    {
        "publishable": "可以公开：没有错误和警告",
        "needs_explanation": "说明后可以公开：没有错误，但有警告，须逐条核实或写明原因",
        "has_errors": "暂不能公开：有必须改正的错误",
    }
)
VERDICT_NOTICES = "提示 {count} 条供参考"
VERDICT_NOT_CHECKABLE = "{count} 条无法核对"
#: What stands before the first fragment, between the fragments, and at the end.
VERDICT_CONTINUED = "；"
VERDICT_ENUMERATE = "，"
VERDICT_END = "。"
#: Why a rule could not be checked, by the input it lacks.
MISSING_INPUTS: Mapping[str, str] = MappingProxyType(
    {
        "three_public_budget": "补充资料没有填“三公”经费预算数，或者没有填全，无法核对。",
        "three_public_counts": "补充资料没有填“三公”经费的实物量（团组、车辆、批次人次），或者没有填全，无法核对。",
        "carryover": "台账和补充资料都没有年初结转和结余，或者没有填全，收支平衡无从验证。",
        "closing_carryover": "年末结转和结余不能确定（原因另有提示），收支平衡无从验证。",
        "adjustments": "余额表看不出年初余额调整的方向（另有提示），无法核对。",
        "unit_kind": "不知道单位性质（行政、参公或事业），请在补充资料“单位信息”中填写。",
        "journal": "没有凭证明细，只有余额表，无法逐张凭证核对。",
        "balances": "台账是凭证明细，没有科目的年初、年末余额，无法核对。",
        "balances_8xxx": "台账里没有预算结余科目（8 字头），无法核对。",
        "closing_entries": "台账里没有认出年末结账分录，无法核对。",
        "supplement": "没有提供补充资料，无法核对。",
        "voucher_balance": "台账只有一部分会计科目（多数凭证只有借方或只有贷方），无法逐张凭证核对借贷。",
        "financial_side": "台账没有完整的财务会计科目（1 至 5 字头），无法核对。",
        "voucher_numbers": "台账没有凭证号，或凭证号看不出编号的顺序，或只是一部分会计科目的凭证，无法核对。",
        "parallel_entries": "台账没有把预算会计和财务会计记在同一张凭证里，无法对照。",
        "narrative": "没有读到决算情况说明，审核含说明文字的公开文档时才核对。",
        "narrative_items": "说明文字没有逐项写到功能分类的项，或者有的句子没有认出，无法核对各项之和。",
        "attachments": "没有绩效自评的资金（补充资料“项目”表没有填，也没有读到自评情况表），无法核对。",
        "facts": "没有汇总表，无法与账核对。",
        "published": "审核已经填好或公开的表时才核对。",
        "office": "照下发的模板填写（--template 文件）时才核对。",
        "department": "汇总部门（xlj department）时才核对。",
        "ledger": "审核的是已经填好的公开表，没有台账，无法与账核对。",
        "no_facts": "有台账或汇总表时，按调整前的年初数与上年核对，见 B001、B003。",
        "previous": "没有上年的数：可用 --previous 指定上年的决算公开表，或填写补充资料“上年决算”。",
        "previous_document": "没有上年的决算公开表（--previous 上年的文件），无法核对。",
        "headcount": "补充资料“人员”没有填年末在职人数，无法核对。",
        "previous_headcount": "没有上年末的在职人数（补充资料“人员”，或上年的补充资料），无法核对。",
        "original_budget": "补充资料没有填年初预算，无法核对。",
        "final_budget": "补充资料没有填全年预算数，无法核对。",
    }
)
#: Quotation marks within what is quoted.
_INNER_QUOTES = str.maketrans("“”", "‘’")
#: Why a relation about the explanation or the attachments says nothing.
NOT_SAID = "文中没有写这个数。"
PROJECT_NOT_SAID = "有的项目没有写这个数，或者没有认出，合计无法核对。"
#: Why a relation that needs a cell that is no number says nothing.
UNREAD = "用到的格子读不成数字，或者里面的公式没有存结果，无法核对。"
#: Why a relation about other years or the budget says nothing.
NOT_GIVEN = "上年数或预算数里没有这一项，无法核对。"
NO_PREVIOUS_TABLE = "上年的文件里没有这张表，无法核对。"
#: What is said of rows with a fault.
FAULTY_ROWS: Mapping[str, str] = MappingProxyType(
    {
        "disordered": "{table}的 {rows} 没有按编码升序排列",
        "repeated": "{table}重复列了 {rows}",
        "orphaned": "{table}列了 {rows}，却没有列上级科目",
        "misnamed": "{table}的 {rows}，编码与名称对不上当年科目表",
        "all_zero": "{table}的 {rows} 整行没有金额",
        "wrong_fund": "{table}列了 {rows}，不是{fund}科目",
        "unlisted": "{table}列了 {rows}，当年科目表里没有",
    }
)
CLASSIFICATIONS: Mapping[str, str] = MappingProxyType(
    {"economic": "经济科目", "functional": "功能科目"}
)
#: Faulty rows named one by one.
MOST_ROWS = 5
#: What is said of money under unusual codes, by the dimension of the codes it belongs to.
BOOKED_ELSEWHERE: Mapping[str, str] = MappingProxyType(
    {
        "economic": "{codes} 有一部分列在别的功能科目：{booked}",
        "function": "{codes} 里有别的经济科目：{booked}",
    }
)
#: Where money is booked that is under none of the codes a table lists.
OTHER_CODES = "没有填或没有列出的科目"
UNVERIFIED_MARK = "（依据待核实）"
NO_ROWS = "本表没有需要核对的行。"
NO_TABLE = "本版式没有这张表。"
OTHER_ROWS = "本版式的这张表印的行不同，由另一条规则核对。"
NO_COLUMN = "本版式的这张表没有这一栏。"
TOO_COARSE = "印出的数只到最后一位，四舍五入掉的部分决定本条适用不适用，无法判断。"
NO_TABLE_FOUND = "文件里没有认出这张表，无法核对。"
NO_COLUMN_FOUND = "文件里的这张表没有认出这一栏，无法核对。"
NO_LEDGER = "审核的是已经填好的公开表，没有台账，无法与账核对。"
NO_DIVISOR = "比例的分母为零，不作比较。"
NOTHING_NOTICED = "没有发现这类问题。"
UNKNOWN_RULE_TITLE = "程序发现的问题没有登记规则"
UNKNOWN_RULE_FIX = "请按说明核对所列各行；并把这条编号反馈给程序的维护者。"
NO_ROUNDING_TAILS = "印出的数各自相加都与合计一致，没有尾差。"


def verdict_text(verdict: str, notices: int, not_checkable: int) -> str:
    """Say what the findings mean for publication, and what else should be known.

    Args:
        verdict: key of ``VERDICTS``.
        notices: number of failed notices.
        not_checkable: number of rules that could not be checked.
    """
    rest = [
        fragment.format(count=count)
        for fragment, count in (
            (VERDICT_NOTICES, notices),
            (VERDICT_NOT_CHECKABLE, not_checkable),
        )
        if count
    ]
    continued = VERDICT_CONTINUED + VERDICT_ENUMERATE.join(rest) if rest else ""
    return VERDICTS[verdict] + continued + VERDICT_END


def held(relations: int, text: str) -> str:
    """Say that a relation holds, and how often it was checked."""
    return f"{text}。" if relations == 1 else f"核对 {relations} 处：{text}。"


def total_off(text: str, wanted: str, found: str, difference: str) -> str:
    """Say that a total is not what its parts add up to."""
    return f"{text}：应为 {wanted}，实为 {found}，相差 {difference}"


def sides_differ(text: str, left: str, right: str, difference: str) -> str:
    """Say that two figures do not agree, where neither is known to be the right one."""
    return f"应有 {text}：左边 {left}，右边 {right}，相差 {difference}"


def not_so(duty: str, found: str) -> str:
    """Say what a figure is that should be nothing, or not be less."""
    return f"{duty}，现为 {found}"


def sentence(text: str) -> str:
    """End a text as a sentence."""
    return f"{text}。"


def particulars(parts: list[str]) -> str:
    """Join what is said about one failure."""
    return "；".join(parts)


def figure(name: str, value: str) -> str:
    """Name a figure with its value."""
    return f"{name} {value}"


def nothing(names: str, count: int) -> str:
    """Say that figures are nothing."""
    return f"{names}{'都' if count > 1 else ''}是 0"


def row_in_text(code: str, name: str) -> str:
    """Name a row of a classification code within a sentence."""
    return f"{code} {name}"


def right_row(name: str, codes: Sequence[str]) -> str:
    """Propose the name that a code has, or the codes that a name has, or both."""
    proposed = [
        *([f"编码应为 {'、'.join(codes)}"] if codes else []),
        *([f"名称应为“{name}”"] if name else []),
    ]
    return f"（{'，或者'.join(proposed)}）" if proposed else ""


def faulty_rows(fault: str, table: str, rows: list[str], fund: str) -> str:
    """Say which rows of a table show a fault, the first few when there are many."""
    shown = "、".join(rows[:MOST_ROWS])
    if len(rows) > MOST_ROWS:
        shown += f" 等 {len(rows)} 行"
    return FAULTY_ROWS[fault].format(table=table, rows=shown, fund=fund)


def booked_elsewhere(dimension: str, codes: list[str], booked: list[str]) -> str:
    """Say under which other codes the money of some codes is booked, with the amounts."""
    return BOOKED_ELSEWHERE[dimension].format(codes="、".join(codes), booked="，".join(booked))


def share_off(text: str, printed: str, part: str, whole: str, right: str) -> str:
    """Say that a percentage is not what its figures give."""
    return f"{text}：{part} ÷ {whole} 应为 {right}，写的是 {printed}"


def or_amount(name: str, shown: str, low: str, high: str) -> str:
    """Say what an amount should be if the percentage is the right one of both."""
    right = f"应为 {low}" if low == high else f"应在 {low} 到 {high} 之间"
    return f"；百分比没有写错的，{name}{right}，写的是 {shown}"


def directed(size: str, *, is_rate: bool, is_less: bool) -> str:
    """Write a change as sentences do: 减少 0.55 万元, 下降 22.92%."""
    words = ("增长", "下降") if is_rate else ("增加", "减少")
    return f"{words[is_less]} {size}"


def not_met(text: str) -> str:
    """Say that a condition does not hold."""
    return f"应满足：{text}。"


def more_failures(count: int) -> str:
    """Say that further lines of the same kind were left out."""
    return f"同类问题还有 {count} 处，未逐条列出；改正后重新生成即可看到其余各处。"


def rounding_tails(count: int, shown: Sequence[str], *, is_printed: bool) -> str:
    """Say which totals differ from the sum of their printed parts by rounding alone.

    Args:
        count: how many there are.
        shown: the first of them.
        is_printed: whether only the printed figures are known, not the fen behind them.
    """
    listed = "；".join(shown)
    rest = f"；其余 {count - len(shown)} 处从略" if count > len(shown) else ""
    if is_printed:
        said = f"有 {count} 处印出的数相加与合计差几个末位，都在四舍五入能造成的范围内，是尾差，不用改："
    else:
        said = f"有 {count} 处印出的万元数相加与合计差几个 0.01，按元计算完全相等，是四舍五入的尾差，不用改："
    return f"{said}{listed}{rest}。"


def rounding_tail(text: str, printed_total: str, printed_sum: str) -> str:
    """Show one rounding tail, both figures in 万元 as printed."""
    return f"{text}，印 {printed_total}，各数相加 {printed_sum}"


def code_without_row(classification: str, code: str, amount: str) -> str:
    """Say that a code has no row of its own, with its amount in yuan."""
    return f"{CLASSIFICATIONS[classification]} {code} 有 {amount} 元，本版式没有它的行；金额已计入所属合计，没有单独列示。"


def row_label(line_number: int, name: str) -> str:
    """Name a row that has a line number."""
    return f"第{line_number}行" + (f"（{name}）" if name else "")


def points(score: str) -> str:
    """Write a score with its unit."""
    return f"{score} 分"


def month(year: int, number: int) -> str:
    """Write a month."""
    return f"{year}年{number:02d}月"


def code_label(code: str, name: str) -> str:
    """Name a row of a classification code."""
    return f"“{code} {name}”行"


def side_of(head: str) -> str:
    """Name the side of a table on which a row stands; empty where its name tells it."""
    return f"{head}方" if head else ""


#: A row that the form prints without a name, among others.
BLANK_ROW = "空白行"


def named_row(name: str) -> str:
    """Name a row by its name alone; a table's only row needs none."""
    return f"“{name.translate(_INNER_QUOTES)}”行" if name else ""


def unknown_row(row: str) -> str:
    """Name a row that the table does not show."""
    return f"“{row}”行（未列出）"


#: A column that only layouts of other places have.
OTHER_COLUMN = "本版式没有的栏"
