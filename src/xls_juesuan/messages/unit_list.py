"""What is said about a list of units (单位清单)."""

from __future__ import annotations

#: What heads a column, by what it means, in whatever list: for a batch and for a department.
HEADS = {
    "ledger": ("ledger", "台账", "台账文件", "账"),
    "supplement": ("supplement", "补充资料"),
    "name": ("name", "单位名称", "名称"),
    "output": ("output", "输出", "输出文件", "工作簿"),
    "unit": ("unit", "单位", "单位代码", "单位编码"),
    "level": ("level", "级次"),
    "year": ("year", "年度", "年份"),
    "amount_unit": ("amount_unit", "金额单位"),
    "mapping": ("mapping", "列对照"),
    "previous": ("previous", "上年文件", "上年"),
}
LIST_WITHOUT_LEDGER = "清单第一行没有“台账”（ledger）一栏"
LIST_WITHOUT_LEDGER_HOW = (
    "第一行写栏名，一行一个单位；xlj batch --help、xlj department --help 里有每一栏的写法"
)
LIST_EMPTY = "清单里没有单位"
LIST_EMPTY_HOW = "第一行写栏名，从第二行起一行一个单位"
LIST_ENCODING = "清单的文字编码认不出来"
LIST_ENCODING_HOW = "请另存为 UTF-8 或 GB18030（Excel 的“CSV（逗号分隔）”）"
LIST_TWICE = "清单第一行有两栏都是“{column}”"
LIST_TWICE_HOW = "请删去一栏"
LIST_UNUSED = "清单里没有用到的栏：{columns}"
