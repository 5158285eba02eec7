"""What ``xlj templates`` says of the layouts there are, and of the workbooks it writes."""

from __future__ import annotations

from xls_juesuan.errors import UserError

HELP = "列出自带的版式；导出空表，看一本空表会怎样认，为一个地方起草版式。"
EPILOG = "列出版式：xlj templates    写出空表：xlj templates export henan"
EXPORT_HELP = "写出一个版式的空表工作簿：九张表、公式、打印设置和表下的注，金额空着。"

NAME = "版式的名称（xlj templates 列出的），或版式文件夹的路径。"
EXPORT_OUTPUT = "写到哪个 .xlsx 文件或文件夹；不写时为当前文件夹的 决算公开空表_版式.xlsx。"
EXPORT_YEAR = "表头上方的年度；不写时印“20XX年度”，填写时再改。"
EXPORT_UNIT_NAME = "表头上方的单位名称；不写时空着。"
EXPORT_AMOUNT_UNIT = "各表的金额单位；不写时照版式。"
EXPORT_ROWS = "按编码列的表留几行空行。"
FORCE = "文件已经存在时换成新的；原文件另存为“….旧1.xlsx”。"

#: How sure it is that a place prints its tables like this.
CERTAINTIES = {
    "seen": "逐格对过公开的文件",
    "knowledge, unverified": "凭了解整理，没有文件可对",
}

HEAD = "自带 {count} 个版式（--template、--profile 后面写名称）："
NAME_LINE = "【{name}】{title}"
SOURCE = "来源：{source}"
CERTAINTY = "把握：{certainty}"
EXTENDS = "照 {parent}，只写不同的地方"
SIZE = "{tables} 张表，功能分类 {functions} 行、{codes} 个经济分类科目；“三公”经费表是第{three_public}张"
NO_THREE_PUBLIC = "{tables} 张表，功能分类 {functions} 行、{codes} 个经济分类科目；没有“三公”经费表"
NUMBERED = {True: "印行次、栏次", False: "不印行次、栏次"}
UNVERIFIED = "没有核实的："
UNVERIFIED_LINE = "- {text}"
TABLES = "表：{tables}"
NEXT = "空表：xlj templates export 名称；看一本空表会怎样认：xlj templates check 文件"

#: What a file is called that nobody named.
EXPORT_NAME = "决算公开空表_{name}.xlsx"
#: A year that is still open.
OPEN_YEAR = "20XX"
#: What is only said of tables in 万元.
ONLY_IN_WAN = "转换为万元"
EXPORTED = "已写出空表：{path}（{title}，{tables} 张表，金额单位：{unit}）"
EXPORTED_COPY = "原来的文件另存为：{path}"
EXPORTED_NEXT = "公式格不用填；填台账的数：xlj fill 台账 --template {path}"

_RENAME = "请用 -o 换一个文件名；确实要换成新的，请加 --force，原文件另存为“….旧1.xlsx”"


_NUMERALS = "零一二三四五六七八九十"


def numeral(number: int) -> str:
    """Write a small number in Chinese."""
    return _NUMERALS[number] if number < len(_NUMERALS) else str(number)


def certainty_of(certainty: str, unverified: int) -> str:
    """Say how sure a layout is, and how much of it nobody has seen."""
    said = CERTAINTIES.get(certainty, certainty)
    return f"{said}，{unverified} 处没有核实" if unverified else said


def export_exists(path: str) -> UserError:
    """A workbook stands where the blank one is to go."""
    return UserError("空表文件已经存在，没有覆盖", where=path, how=_RENAME)


def export_suffix(path: str) -> UserError:
    """The blank workbook is to go into a file of another kind."""
    return UserError(
        "空表只能存为 xlsx 文件", where=path, how="请把 -o 后面的文件名改为以 .xlsx 结尾"
    )


def bad_rows(rows: int, most: int) -> UserError:
    """A number of free rows that makes no sense."""
    return UserError(f"--rows 的值“{rows}”不对", how=f"请写 1 到 {most} 之间的整数")
