"""Words of the rule catalogue: headings of a rule's page, places, examples, counts."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

RULES_HELP = "列出审核规则目录；可以按类别、级别、表和文字挑选。"
EXPLAIN_HELP = "说明一条规则查什么、为什么、怎么改，并举例。"
QUERY = "编号的开头（T、T1、T012）或要找的文字，可以写几个。"
FAMILY = "只列这些类别，如 T,L。"
SEVERITY = "只列这个级别。"
TABLE = "只列这张表的规则，如 公开03、台账、补充资料。"
UNVERIFIED = "只列依据待核实的规则。"
CHECK = "核对目录本身：写法、例子、重复，以及各条放在一起会不会矛盾。"
RULES_FOLDER = "自己的规则文件夹（每条一个 .toml），加在自带的规则之后。"
CODES = "规则编号，如 T012；可以写几个。"

FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "F": "格式和完整",
        "T": "表内、表间勾稽",
        "L": "账表一致",
        "P": "政策和“三公”经费",
        "N": "情况说明",
        "B": "预算和上年",
        "R": "尾差",
        "A": "附件",
    }
)
#: Places of rules that belong to no table.
PLACES: Mapping[str, str] = MappingProxyType(
    {
        "ledger": "台账",
        "supplement": "补充资料",
        "narrative": "情况说明",
        "attachments": "附件",
    }
)

# The list.
HEADS = ("编号", "级别", "位置", "名称")
FAMILY_HEAD = "{letter} {name}（{count} 条）"
UNVERIFIED_MARK = "（依据待核实）"
OWN_MARK = "（自己的规则）"
COUNT = "共 {count} 条：{severities}"
CHOSEN = "选出 {count} 条（目录共 {all} 条）：{severities}"
SEVERITY_COUNT = "{name} {count}"
UNVERIFIED_COUNT = "；其中依据待核实 {count} 条"
OWN_COUNT = "；自己的规则 {count} 条"
NOTHING = "没有符合的规则（目录共 {all} 条）。"
HINT = "看一条规则：xlj explain 编号"
ENUMERATE = "，"
END = "。"

BAD_FAMILY = "没有“{text}”这类规则"
BAD_SEVERITY = "没有“{text}”这个级别"
BAD_TABLE = "没有“{text}”这张表"
ONE_OF = "请写其中一个：{values}"
ONE_OR_MORE_OF = "请写其中一个或几个（用逗号隔开）：{values}"
FAMILY_CHOICE = "{letter}（{name}）"
UNKNOWN_CODES = "没有规则 {codes}"
NEAREST = "最接近的是 {nearest}；xlj rules 列出全部规则"
LOOK_FOR = "explain 后面写编号，如 T012；要按文字找规则，用 xlj rules {text}"
NEAREST_RULE = "{code}（{title}）"
LISTED = "、"

# A page.
PAGE_TITLE = "{code} {title}"
CHECKS = "检查什么"
SEVERITY_HEAD = "级别"
PLACE = "位置"
WHY = "为什么"
BASIS = "依据"
SOURCE = "来源"
SINCE = "自哪个版本"
EXAMPLES = "例"
FIX = "怎么改"
EXCEPTIONS = "不适用或无法核对"
RELATED = "相关"
SEVERITY_LINES: Mapping[str, str] = MappingProxyType(
    {
        "error": "错误：必须改正，改正前不能公开。",
        "warning": "警告：须逐条核实，改正或写明原因。",
        "notice": "提示：供参考，不影响公开。",
    }
)
RAISED = "其中 {subjects} 按{severity}列出。"
QUOTED = "“{text}”"
SOURCED = "有据可查。"
KNOWLEDGE = "凭经验，依据还没有找到出处，待核实；遇到不符先查当地的规定。"
OBSERVED = "读取和归集台账、补充资料时逐行查看，发现的都列出行号。"
CODED = "各表的合计与印出的各数相加比较，由程序逐处计算。"
CHECKED = "核对：{text}。"
REPEATED = "逐个核对：{scopes}。"
IN_COLUMNS = "逐栏核对：{columns}。"
NAMED = "{scope}里名称为 {names} 的行"
APPLIES = "适用条件：{text}。"
TAILS_ALLOWED = "印出的万元数各自四舍五入的，合计与各数之和允许有尾差。"
SCOPES: Mapping[str, str] = MappingProxyType(
    {
        "all": "{table}的合计和各科目行",
        "parents": "{table}有下级科目的各行",
        "leaves": "{table}没有下级科目的各行",
        "rows": "{table}{rows}",
    }
)
ACCOUNTS = "会计科目 {accounts}"
ORIGIN = "勾稽关系 {origin}"

# Examples.
#: After the number of a project: “1 号项目”行.
PROJECT = "号项目"
ASSESSED = "号自评内容"
HOLDS = "通过"
FAILS = "不通过"
EXAMPLE = "{outcome}：{says}"
FIGURES = "表里的数"
FACTS = "台账汇总的数"
STATED = "补充资料"
ROWS = "{table}依次列出的行"
UNIT_KIND = "单位性质：{kind}。"
STATEMENT = "{tables}印有“本表为空表”的说明。"
WITHOUT = "公开的文件里没有{tables}。"
TABLE_REPEATED = "公开的文件里有两份{tables}。"
LAST = "{tables}排在最后。"
REPLACED = "{table}的“{old}”写成了“{new}”。"
ERASED = "{table}没有印“{old}”。"
TEXT_BEFORE = "表前面的文字"
TEXT_BEHIND = "表后面的文字"
ADDED = "{table}最后多出一行“{text}”。"
YUAN = "{amount} 元"
WAN = "印 {amount} 万元"
SHEET = "{file}的“{sheet}”表"
FILE = "{file}"
OPTION = "运行时写 {options}。"
OF_DEPARTMENT = "用 xlj department 汇总，部门名称写“{name}”；一个文件是一个单位。"
STATED_BY = "{unit}的补充资料"
HIDDEN_SHEETS = "隐藏的工作表：{names}。"
HIDDEN_ROWS = "隐藏的行：第 {rows} 行。"
NUMBERS = "存成数字的列：{names}。"
NO_EXAMPLES = "（这条规则还没有写例子。）"
RECORD = "{head} {value}"
RECORD_LINE = "第 {line} 行：{cells}"
RECORD_JOIN = "，"

# The pages under docs/rules.
INDEX_TITLE = "审核规则目录"
INDEX_INTRO = (
    "这里的每一页与 `xlj explain 编号` 说的相同，由 `make rules` 按规则文件写出，不要手改。"
)
INDEX_FAMILY = "{letter} {name}"
INDEX_HEADS = ("编号", "级别", "位置", "名称", "依据")
INDEX_VERIFIED = "有据"
INDEX_UNVERIFIED = "待核实"
BACK = "[规则目录](README.md)"
FIGURE_HEADS = ("数", "金额")
CODE_HEADS = ("编码", "名称")
