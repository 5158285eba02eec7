"""What a malformed file of texts (narrative.toml) is called in Chinese.

The technical messages are for engineers; a bureau changes the wording of its place and reads
Chinese.
"""

from __future__ import annotations

import re

from xls_juesuan.errors import UserError
from xls_juesuan.messages.rule_faults import NOT_UTF8
from xls_juesuan.messages.rule_faults import NOT_UTF8_HOW
from xls_juesuan.messages.rule_faults import not_toml

_COPY = "照 templates/henan/narrative.toml 的写法改正，写法见 templates/README.md"
_NAMES = "改成有的名字；templates/README.md 列出了可用的名字"
_PARTS = "改成版式里有的名字；templates/henan/narrative.toml 里有现成的写法"
_MARKS = "检查 {{ }}、{% %} 是否成对，if 要有 endif，for 要有 endfor"

#: Pattern of the technical message, what it means, how to put it right.
_FAULTS: tuple[tuple[str, str, str], ...] = (
    (r"'(?P<x>\w+)' is undefined", "用了没有的名字“{x}”", _NAMES),
    (r".*has no attribute '(?P<x>\w+)'", "用了没有的名字“{x}”", _NAMES),
    (r"No (?:filter|test) named '(?P<x>\w+)'\.?", "没有名为“{x}”的处理方法", _NAMES),
    (r"no table (?P<x>\S+)", "没有“{x}”这张表", _PARTS),
    (r"no row (?P<x>\S+)", "没有“{x}”这一行", _PARTS),
    (r"no column (?P<x>\S+)", "没有“{x}”这一栏", _PARTS),
    (r"no supplement field (?P<x>\S+)", "补充资料没有“{x}”这一项", _PARTS),
    (r".*: unknown fields (?P<x>.+)", "有不认识的字段 {x}", "字段名写错的改正，多余的删去"),
    (r".*: (?P<x>\w+) is missing", "缺少字段 {x}", _COPY),
    (r".*content (?P<x>'.*?') is none of .*", "content 写的 {x} 不对", "写 tables、glossary 或 attachments"),
    (r"Encountered unknown tag '(?P<x>\w+)'.*", "不认识的语句“{x}”", _MARKS),
    (r"(?:Unexpected end of template|unexpected '}'|unexpected end|expected token).*", "语句没有写完整", _MARKS),
)  # fmt: skip
_UNKNOWN = "说明文字的模板写得不对（{fault}）"
_AT = "{file}，“{quoted}”"
_LONGEST = 60


def malformed(file: str, error: Exception, quoted: str = "") -> UserError:
    """Say what is wrong with a file of texts.

    Args:
        file: its path.
        error: the technical error, with what caused it.
        quoted: the line of the template where it is; blank where the file cannot be read.
    """
    cause = error.__cause__
    if isinstance(cause, UnicodeDecodeError):
        return UserError(NOT_UTF8, where=file, how=NOT_UTF8_HOW)
    if cause is not None and not quoted and "line" in str(cause):
        return not_toml(file, str(cause))
    short = quoted if len(quoted) <= _LONGEST else f"{quoted[:_LONGEST]}…"
    where = _AT.format(file=file, quoted=short) if quoted else file
    fault = str(cause if quoted else error)
    for pattern, what, how in _FAULTS:
        found = re.fullmatch(pattern, fault, re.DOTALL)
        if found:
            return UserError(what.format(**found.groupdict()), where=where, how=how)
    return UserError(_UNKNOWN.format(fault=fault), where=where, how=_COPY)
