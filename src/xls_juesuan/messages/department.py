"""What is said about a department (部门) and its units: sums, eliminations, contradictions."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Protocol

from xls_juesuan.errors import UserError
from xls_juesuan.messages.labels import FLOWS
from xls_juesuan.messages.labels import FUNDINGS
from xls_juesuan.model import Funding
from xls_juesuan.money import format_yuan_grouped

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from xls_juesuan.model import Flow

#: Stands where facts name their unit, for what is taken out of the sums.
ELIMINATED = "抵销"
#: The same for what only the department as a whole states.
WHOLE_STATED = "部门填报"
TOTAL = "合计"


class Booked(Protocol):
    """A line by which a unit gave or got something."""

    @property
    def unit(self) -> str:
        """Whose line it is."""
        ...

    @property
    def fen(self) -> int:
        """The amount."""
        ...

    @property
    def fund(self) -> str:
        """Whose money it is."""
        ...

    @property
    def date(self) -> str:
        """The date of the line."""
        ...

    @property
    def is_paid(self) -> bool:
        """Whether the unit gave it."""
        ...


LEVELS = {"own": "本级", "affiliated": "所属单位", "": "没有写明"}
#: What is given: what it is called by the unit that pays and by the one that gets it.
KINDS = {
    "subsidy": ("对附属单位补助支出", "上级补助收入"),
    "remittance": ("上缴上级支出", "附属单位上缴收入"),
}
HOW = {
    "named": "摘要写明对方单位，金额合计相等",
    "totals": "两个单位之间的合计相等",
    "line": "单笔金额相等",
    "several": "几个单位的合计相等",
}
_MOST_NAMED = 8


def of_unit(unit: str, text: str) -> str:
    """Say whose problem it is."""
    return f"【{unit}】{text}"


def file_of_unit(unit: str, file: str) -> str:
    """Name a file of a unit among those of all units."""
    return f"{unit}：{file}"


def unit_read(name: str, level: str, files: str) -> str:
    """Name a unit, where it stands unless its name says so, and its files."""
    return f"{name}：{files}" if name.endswith(f"（{level}）") else f"{name}（{level}）：{files}"


def names(units: Iterable[str]) -> str:
    """List names of units, the first few where there are many."""
    all_names = list(units)
    rest = f" 等 {len(all_names)} 个单位" if len(all_names) > _MOST_NAMED else ""
    return "、".join(all_names[:_MOST_NAMED]) + rest


def _yuan(fen: int) -> str:
    return f"{format_yuan_grouped(fen)} 元"


def _side(lines: Sequence[Booked], name: str) -> str:
    """Say what each unit booked: 甲中心的上级补助收入 100.00 元."""
    sums: dict[str, int] = {}
    for one in lines:
        sums[one.unit] = sums.get(one.unit, 0) + one.fen
    return "、".join(f"{unit}的“{name}”{_yuan(fen)}" for unit, fen in sums.items())


def _sum(lines: Sequence[Booked]) -> int:
    return sum(one.fen for one in lines)


def amounts_differ(kind: str, paid: Sequence[Booked], received: Sequence[Booked]) -> str:
    """L501."""
    payer, receiver = KINDS[kind]
    difference = _yuan(abs(_sum(paid) - _sum(received)))
    return (
        f"{_side(paid, payer)}，{_side(received, receiver)}，应当相等，相差 {difference}；"
        "没有抵销，部门的收入、支出里重复计算了这笔款项"
    )


def named_differ(kind: str, paid: Sequence[Booked], received: Sequence[Booked]) -> str:
    """L501: sums are alike, but what texts name as the other unit is not who booked it."""
    payer, receiver = KINDS[kind]
    return (
        f"{_side(paid, payer)}，{_side(received, receiver)}，合计相等，"
        "但按摘要写明的对方单位分开，两边的金额对不上；没有抵销，"
        "部门的收入、支出里重复计算了这笔款项"
    )


def funds_differ(kind: str, paid: Sequence[Booked], received: Sequence[Booked]) -> str:
    """L503."""
    payer, receiver = KINDS[kind]
    return (
        f"{_side(paid, payer)}（{_funds(paid)}），{_side(received, receiver)}（{_funds(received)}），"
        "金额相等，资金性质不同；没有抵销"
    )


def _funds(lines: Sequence[Booked]) -> str:
    found = dict.fromkeys(one.fund for one in lines)
    return "、".join(_FUND_NAMES.get(fund, fund) for fund in found)


_FUND_NAMES = {
    "other": "财政拨款以外的资金",
    "": "资金性质未定",
    **{str(one): FUNDINGS[one] for one in Funding if str(one)},
}


def counterpart_missing(kind: str, lines: Sequence[Booked]) -> str:
    """L502."""
    is_paid = lines[0].is_paid
    name, other = KINDS[kind] if is_paid else KINDS[kind][::-1]
    verb = "收到" if is_paid else "付出"
    return (
        f"{_side(lines, name)}，部门里没有单位记了{verb}这笔款项的“{other}”；没有抵销。"
        "对方在部门之外的，不用抵销，请写明"
    )


def year_differs(kind: str, lines: Sequence[Booked], others: Sequence[Booked]) -> str:
    """L504."""
    is_paid = lines[0].is_paid
    name, other = KINDS[kind] if is_paid else KINDS[kind][::-1]
    dates = "、".join(dict.fromkeys(one.date for one in others if one.date))
    return (
        f"{_side(lines, name)}，{_side(others, other)}记在别的年度（{dates or '日期不详'}），"
        "两边不在同一年度；没有抵销"
    )


def partial(flow: Flow, units: Sequence[str], fen: int) -> str:
    """L507."""
    return (
        f"{names(units)}没有“{FLOWS[flow]}”的资料，部门的这一项不完整，留空；"
        f"其余单位的 {_yuan(fen)} 没有计入"
    )


def stated_differs(label: str, stated: str, summed: str, unit: str) -> str:
    """L506: the department's own supplement against the sum of the units'."""
    return (
        f"“{label}”：部门的补充资料填 {stated} {unit}，各单位合计 {summed} {unit}；采用各单位合计"
    )


def stated_below(label: str, stated: str, summed: str, unit: str) -> str:
    """L506: the department states less than some of its units together."""
    return (
        f"“{label}”：部门的补充资料填 {stated} {unit}，只算填了的单位就有 {summed} {unit}；"
        "采用部门填的数"
    )


def units_silent(labels: Sequence[str], units: Sequence[str]) -> str:
    """L508."""
    rest = f"等 {len(labels)} 项" if len(labels) > _MOST_NAMED else ""
    listed = "、".join(labels[:_MOST_NAMED]) + rest
    return f"{names(units)}没有填“{listed}”，其余单位填了，部门合计不完整，留空"


def reasons_of_units(reasons: Iterable[tuple[str, str]]) -> str:
    """Join what several units give as the reason of one figure; those that give none are silent."""
    return "；".join(f"{unit}：{reason.rstrip('。；;')}" for unit, reason in reasons if reason)


def units_listed(missing: Sequence[str], extra: Sequence[str]) -> str:
    """L509: the list of units in the supplement against the units that were added up."""
    parts = []
    if missing:
        parts.append(f"补充资料“决算单位”没有列：{names(missing)}")
    if extra:
        parts.append(f"列了但这次没有汇总：{names(extra)}")
    return "；".join(parts) + "。说明文字按实际汇总的单位写"


# ------------------------------------------------------------------ the report

UNITS_READ = "汇总 {units} 个单位："
PASSED_OVER = "文件夹里没有汇总的文件 {count} 个："
PASSED_OVER_LINE = "  {name}：{reason}"
PASSED_OVER_MORE = "  ……另有 {count} 个"
NOT_IN_LIST = "单位清单里没有写，没有汇总"
NOT_A_LEDGER = "不是台账的文件类型，没有汇总"
NO_OWN_LEVEL = "没有认出哪个单位是本级：本级从上级得到的补助会要求核实；可在单位清单的“级次”里写明"
ELIMINATED_LINE = "抵销单位之间的拨付 {count} 笔，{yuan} 元（收入、支出同减），见“抵销”"
LEFT_LINE = "没有抵销的拨付 {count} 笔，见“抵销”，要处理的见“审核”L501—L504"

# ------------------------------------------------------------------ the workbook

CONTENTS_UNITS = "汇总的单位"
UNITS_TITLE = "各单位的数（{name}，{year}年度，单位：万元）"
UNITS_NOTE = (
    "每个数由哪些单位组成：各单位、抵销、合计都是公式，取自“汇总”；合计应等于公开表上的数，差额应为 0。"
    "手工填在公开表上的数分不到单位，显示为差额。"
)
UNITS_HEADS = ("公开表", "行次或编码", "项目", "栏目")
UNITS_LAST_HEADS = (TOTAL, "公开表上的数", "差额")
ELIMINATIONS_TITLE = "单位之间的拨付和抵销"
ELIMINATIONS_NOTE = (
    "部门内部一个单位拨给另一个单位的款项，付款方的支出和收款方的收入同时抵销，金额必须相等。"
    "没有抵销的列在下面，原因见“审核”L501—L504。"
)
ELIMINATIONS_HEADS = (
    "序号",
    "款项",
    "付款单位",
    "付方科目",
    "收款单位",
    "收方科目",
    "付方抵销（元）",
    "收方抵销（元）",
    "差额（元）",
    "依据",
    "付方台账行",
    "收方台账行",
)
NO_ELIMINATIONS = "没有需要抵销的款项"
LEFT_TITLE = "没有抵销的款项"
LEFT_HEADS = (
    "序号",
    "款项",
    "单位",
    "科目",
    "",
    "",
    "金额（元）",
    "",
    "",
    "摘要写明的对方",
    "台账行",
    "",
)
NO_LEFT = "没有"
_MOST_ROWS = 6


def rows_text(sources: Sequence[tuple[str, str, int]], rows: int) -> str:
    """Name ledger rows: file, sheet and number, the first few."""
    shown = [f"{file} {sheet} 第{row}行" for file, sheet, row in sources[:_MOST_ROWS]]
    rest = [f"等 {rows} 行"] if rows > len(shown) else []
    return "\n".join([*shown, *rest])


# ------------------------------------------------------------------ the command

COMMAND_HELP = "汇总部门（本级和所属单位）：各单位相加，抵销单位之间的拨付，生成部门的工作簿"
UNITS_HELP = (
    "各单位的台账，一个单位一个文件；也可以是放台账的文件夹、几个单位在一起的台账、"
    "单位清单（.csv，写“单位”“台账”“补充资料”“级次”）、用 xlj fill 填好的工作簿"
)
NAME_HELP = "部门全称，用作各表的“部门”"
SUPPLEMENT_HELP = "部门的补充资料；各单位的放在各自台账旁边，文件名写单位名称"

# ------------------------------------------------------------------ which units

ONE_UNIT = "部门汇总至少要两个单位，这里不够：{unit}"
ONE_UNIT_HOW = "只有一个单位的请用 xlj fill；有所属单位的，把各单位的台账都列上，或放在一个文件夹里"
NO_LEDGERS = "文件夹里没有台账"
NO_LEDGERS_HOW = (
    "请把各单位的台账（.xlsx、.xls、.csv 等）放进这个文件夹，一个单位一个文件或一个子文件夹"
)
OWN_LEVEL_WORDS = ("本级",)
AFFILIATED_WORDS = ("所属单位", "所属", "下属", "下级")
NO_NAME = "没有写部门名称"
NO_NAME_HOW = "请加 --name 部门全称，用作各表的“部门”"


def bad_level(where: str, text: str) -> UserError:
    """The list of units says something else than 本级 or 所属单位."""
    return UserError(
        f"单位清单的“级次”写的是“{text}”", where=where, how="请写“本级”或“所属单位”，或留空"
    )


def no_ledger_in_list(where: str, name: str) -> UserError:
    """A line of the list names no ledger."""
    return UserError(f"单位清单里“{name}”没有写台账", where=where, how="请在“台账”一栏写文件名")


def same_name(name: str, files: Sequence[str]) -> UserError:
    """Two units bear one name."""
    return UserError(
        f"有两个单位都叫“{name}”，分不开",
        where="、".join(files),
        how="同一个单位的几个文件请放在一个子文件夹里，或写在单位清单的同一行（用分号隔开）；"
        "台账和填好的工作簿只留一种；确是两个单位的，请在单位清单里写不同的名称",
    )


def several_lists(files: Sequence[str], where: str) -> UserError:
    """Two lists of units in one folder."""
    return UserError(
        f"文件夹里有几份单位清单：{'、'.join(files)}",
        where=where,
        how="只留一份，或者直接给出要用的那一份清单",
    )


def same_ledger(one: str, other: str, files: Sequence[str]) -> UserError:
    """Two units have one ledger."""
    return UserError(
        f"“{one}”和“{other}”用的是同一份台账，会重复计算",
        where="、".join(dict.fromkeys(files)),
        how="请给每个单位各自的台账：检查单位清单的“台账”一栏是否写错了文件，或者是否放了两份内容相同的文件",
    )


def same_supplement(file: str, unit: str, other: str) -> UserError:
    """One supplement for two units."""
    return UserError(
        f"“{unit}”和“{other}”用了同一份补充资料，里面的数会算两次",
        where=file,
        how="请给每个单位一份补充资料，文件名写单位名称；或者写一份单位清单，在“补充资料”一栏写明",
    )


def years_differ(years: Sequence[tuple[str, int]]) -> UserError:
    """Units of different years."""
    listed = "、".join(f"{unit} {year} 年" for unit, year in years)
    return UserError(
        f"各单位的年度不一样：{listed}",
        how="部门决算只汇总同一年度的台账，请换成同一年度的文件",
    )


def is_department(where: str) -> UserError:
    """A department's workbook given as that of a unit."""
    return UserError(
        "这是汇总过的部门工作簿，不是一个单位的",
        where=where,
        how="请给各单位的台账，或各单位用 xlj fill 填好的工作簿",
    )


def no_facts(where: str) -> UserError:
    """A filled workbook that no longer holds exact facts."""
    return UserError(
        "这份填好的工作簿里读不出“汇总”（到分的数），不能用来汇总",
        where=where,
        how="请用这个单位的台账，或重新运行 xlj fill（不加 --values rounded）后再汇总",
    )
