"""What a malformed rule of one's own is called in Chinese, by the technical message.

The technical messages are for whoever writes the rules that come with the program. A bureau
writes rules too, and reads Chinese.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from xls_juesuan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

_COPY = "照着自带的规则（xlj explain 编号）改正这个字段；写法见 CONTRIBUTING.md 的“Add a rule”"
_RELATION = "检查括号、引号和运算符；各表、各行、各栏的写法见 CONTRIBUTING.md 的“Add a rule”"
_NAMES = "改成版式里有的名字；自带规则的 relation 字段里有现成的写法"
_EXAMPLE = "改正例子（[[examples]]）；写法见 CONTRIBUTING.md 的“Add a rule”"

#: Pattern of the technical message, what it means, how to put it right.
_FAULTS: tuple[tuple[str, str, str], ...] = (
    (r"unknown fields (?P<x>.+)", "有不认识的字段 {x}", "字段名写错的改正，多余的删去；" + _COPY),
    (
        r"states not exactly one of relation.*",
        "没有写 relation（勾稽关系），或与 observed、coded 写在了一起",
        "自己的规则只写 relation，不写 observed 和 coded",
    ),
    (
        r"own rules judge relations only",
        "observed 和 coded 只用于程序自带的规则",
        "改写成 relation（勾稽关系）",
    ),
    (
        r"when and otherwise belong together",
        "when（适用条件）和 otherwise（不适用时怎么说）没有成对写",
        "两个都写，或两个都不写",
    ),
    (
        r"row stands for accounts or for rows.*",
        "each 和 accounts 写在了一起",
        "只留一个：each 逐行重复，accounts 逐个会计科目重复",
    ),
    (
        r"code (?P<x>'.*')",
        "编号（code）{x} 不对",
        "编号是一个字母（F、T、L、P、N、B、R、A）加三位数字，自己的规则用 950 以上的号，如 T951",
    ),
    (
        r"no threshold (?P<x>.+)",
        "没有名为 {x} 的阈值",
        "阈值的字段名见工作簿的“阈值”表；自己的阈值写在同一文件夹的 thresholds.toml 里",
    ),
    (r"name (?P<x>'.*')", "英文名（name）{x} 不对", "用小写字母、数字和连字符，如 my-own-rule"),
    (r"since (?P<x>'.*')", "版本（since）{x} 不对", '写三段数字，如 since = "1.0.0"'),
    (r"origin (?P<x>'.*')", "来源编号（origin）{x} 不对", "自己的规则不用写 origin"),
    (r"(?P<x>\w+) is missing", "缺少字段 {x}，或者它不是文字", _COPY),
    (
        r"(?P<x>[\w ]+) is (?P<y>.+), not one of (?P<z>.+)",
        "字段 {x} 的值 {y} 不对",
        "写其中一个：{z}",
    ),
    (
        r"(?P<x>\w+) is an amount, not a condition",
        "字段 {x} 只是一个数，没有写成比较",
        "写成两边的比较，如 income_expenditure[L27] == income[total].total",
    ),
    (
        r"cell names no cell",
        "字段 cell 写的不是一个格子",
        "写成 表[行] 或 表[行].栏，如 income[total].total",
    ),
    (
        r"pair names no functions or no economics",
        "pair 里要同时写 functions 和 economics",
        _COPY,
    ),
    (r"(?P<x>\w+) is no table", "字段 {x} 要写成一组，不能只写一个值", _COPY),
    (r"(?P<x>\w+) is no text and no list of texts", "字段 {x} 要写成文字或几个文字的列表", _COPY),
    (
        r"each (?P<x>'.*')",
        "each 写的 {x} 不是表的一组行",
        "如 income.parents、income.items、appropriation[L33:L58]",
    ),
    (
        r"holds the rule (?P<x>\w+)",
        "文件名与编号不一致，里面是规则 {x}",
        "把文件改名为 {x}.toml，或改正 code",
    ),
    (r"rules share the name (?P<x>.+)", "英文名（name）{x} 用了两次", "换一个没有用过的 name"),
    (r"not a relation: (?P<x>.+) \(.*\)", "勾稽关系读不懂：{x}", _RELATION),
    (r"not rows: (?P<x>['\"].*['\"]).*", "这不是一组行：{x}", _RELATION),
    (r"(?P<y>.+) in relation (?P<x>'.*')", "勾稽关系读不懂：{x}", _RELATION),
    (r"no table (?P<x>\w+)", "没有 {x} 这张表", _NAMES),
    (r"no row (?P<x>\S+)", "没有 {x} 这一行", _NAMES),
    (r"no column (?P<x>\S+)", "没有 {x} 这一栏", _NAMES),
    (
        r"no place (?P<x>.+)",
        "例子里写的 {x} 不在表里",
        _EXAMPLE,
    ),
    (r"no supplement field (?P<x>\S+)", "补充资料没有 {x} 这一项", _NAMES),
    (r"no account (?P<x>\S+)", "会计科目表里没有 {x}", "写四位数的预算会计科目"),
    (r"no unit kind (?P<x>\S+)", "没有 {x} 这种单位性质", _NAMES),
    (r"no \w+ (?P<x>\S+)", "汇总表里没有 {x} 这个值", _NAMES),
    (
        r"row is bound by nothing",
        "关系里用了 row（本行），却没有说是哪些行",
        "加上 each（逐行）或 accounts（逐个会计科目）",
    ),
    (
        r"col and columns belong together",
        "col（本栏）和 columns（哪些栏）没有一起用",
        "关系里写 col 的，列出 columns；没有写 col 的，去掉 columns",
    ),
    (
        r"examples (?P<n>\d+)(, \w+)*: (?P<x>.+)",
        "第 {n} 个例子写得不对（{x}）",
        _EXAMPLE,
    ),
    (r"examples: (?P<x>.+)", "例子写得不对（{x}）", _EXAMPLE),
)
#: What is said of an example, in place of the technical words.
_EXAMPLE_FAULTS: tuple[tuple[str, str], ...] = (
    (r"says is no sentence", "says 要写成一句话，以“。”结尾"),
    (r"unknown fields (.+)", r"有不认识的字段 \1"),
    (r"(\w+) is missing", r"缺少 \1"),
    (r"ledger, sheets or files is missing", "缺少台账 ledger"),
    (r"(\S+) is (.+), not an amount .*", r"\1 的值 \2 不是金额，应写成 '411.91' 这样"),
    (r"(.+) is no place .*", r"\1 不是格子，应写成 'income_expenditure[L27]' 这样"),
    (r"(\S+) is (.+), not (\w+)", r"\1 的值 \2 类型不对"),
    (r"(\S+) is (.+)", r"\1 的值 \2 不对"),
    (r"options: (.+)", r"没有选项 \1"),
)
#: Words of the technical messages that stand inside the Chinese ones.
_QUOTES: Mapping[str, str] = MappingProxyType({"None": "（没有写）"})

NOT_UTF8 = "文件不是 UTF-8 编码"
NOT_UTF8_HOW = "用记事本打开，另存为时编码选 UTF-8"
NOT_TOML = "文件不合 TOML 的写法"
NOT_TOML_HOW = "文字要用英文引号括起来，多行文字用三个引号，一行只写一个字段"
TOO_DEEP = "勾稽关系太长或括号套得太深"
TOO_DEEP_HOW = "拆成几条规则"
UNREADABLE = "文件打不开（{reason}）"
UNREADABLE_HOW = "检查文件是否被别的程序占用、有没有读的权限"
NO_FOLDER = "没有这个规则文件夹"
NO_FOLDER_HOW = "--rules 后面写放规则文件（如 T951.toml）的文件夹"
NO_RULES = "规则文件夹里没有规则文件"
NO_RULES_HOW = "规则文件以编号命名，后缀是 .toml，如 T951.toml"
CODE_TAKEN = "编号 {code} 已经用于自带的规则（{title}）"
CODE_TAKEN_HOW = "给自己的规则换一个编号，950 以上的号留给各单位自己用，如 {free}；文件名跟着改"
NAME_TAKEN = "英文名 {name} 已经用于规则 {code}（{title}）"
NAME_TAKEN_HOW = "给 name 换一个没有用过的名字"
_AT = "{file} 第 {line} 行第 {column} 个字"
_UNKNOWN = "规则写得不对（{fault}）"


def malformed(file: str, fault: str) -> UserError:
    """Say what a rule's file says that no rule can say.

    Args:
        file: path of the file.
        fault: the technical message, without the name of the file.
    """
    for pattern, what, how in _FAULTS:
        found = re.fullmatch(pattern, fault, re.DOTALL)
        if found:
            values = {key: _QUOTES.get(text, text) for key, text in found.groupdict().items()}
            if "examples" in pattern:
                values["x"] = _example_fault(values["x"])
            return UserError(what.format(**values), where=file, how=how.format(**values))
    return UserError(_UNKNOWN.format(fault=fault), where=file, how=_COPY)


def _example_fault(fault: str) -> str:
    for pattern, what in _EXAMPLE_FAULTS:
        if re.fullmatch(pattern, fault, re.DOTALL):
            return re.sub(pattern, what, fault, flags=re.DOTALL)
    return fault


def not_toml(file: str, fault: str) -> UserError:
    """Say where a file is no TOML; ``fault`` is the parser's message with line and column."""
    found = re.search(r"line (\d+), column (\d+)", fault)
    where = _AT.format(file=file, line=found[1], column=found[2]) if found else file
    return UserError(NOT_TOML, where=where, how=NOT_TOML_HOW)


def unreadable(file: str, reason: str) -> UserError:
    """Say that a file cannot be opened."""
    return UserError(UNREADABLE.format(reason=reason), where=file, how=UNREADABLE_HOW)


def code_taken(file: str, code: str, title: str, free: str) -> UserError:
    """Say that a rule of the program has the code, and which one is free."""
    what = CODE_TAKEN.format(code=code, title=title)
    return UserError(what, where=file, how=CODE_TAKEN_HOW.format(free=free))


def name_taken(file: str, name: str, code: str, title: str) -> UserError:
    """Say that another rule has the name."""
    what = NAME_TAKEN.format(name=name, code=code, title=title)
    return UserError(what, where=file, how=NAME_TAKEN_HOW)
