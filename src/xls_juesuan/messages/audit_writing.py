"""What the review workbook of a document says itself."""

from __future__ import annotations

TITLE = "{unit}{year}年度部门决算公开审核"
COMMENTS = "由 xls_juesuan {version} 审核已经填好的公开表写成；各表是文件里印出的数，没有改动。"

DOCUMENT = "审核的文件"
AMOUNT_UNIT = "金额单位"
AMOUNT_UNIT_TEXT = "文件里是{unit}；本工作簿的各表用万元，审核和核对用元"
PRECISION = "精度"
PRECISIONS = {
    True: "各数精确到分，按分核对",
    False: "只知道印出的位数：每个数是一个区间，四舍五入造成的尾差不算错",
}
MISSING = "没有找到的表"
NONE = "无"
LEFT_HEAD = "文件里没有认出的内容"
LEFT_NONE = "都已认出"
LEFT_MORE = "……另有 {count} 处"

CODES_NOTE = "核对表用来判断科目编码和名称的科目表，没有金额。"
PARTS_TITLE = "情况说明和附件里的数"
PARTS_NOTE = (
    "从文件的情况说明和绩效自评表里认出的数，一个一行，写明在原文件什么地方；改这里的数不影响审核。"
    "审核里说明文字、自评表的问题，“位置”点到这一张。"
)
PARTS_HEADS = ("部分", "说的是什么", "栏", "认出的数", "单位", "原文件的位置")
PARTS_WAN = "万元"
PARTS_POINTS = "分"
PARTS_MONTH = "年月"
SHEET_NAMES = {
    "审核": "审核结果：先看这一张",
    "说明附件": "从情况说明、自评表里认出的数，和各在原文件什么地方",
    "核对": "全部勾稽关系的实时核对",
    "汇总": "各表所用科目的规范名称；由本程序生成的文件，还有各表的取数来源",
    "补充资料": "文件里的补充资料",
    "变动": "与以前的审核相比，哪些问题是新的、变了、没有了",
    "对比数": "上年决算数和年初预算数，供核对引用",
    "阈值": "审核用到的各项阈值，可以改",
}


def place_in_file(place: str, ref: str) -> str:
    """A cell of this workbook, and where the document has it."""
    return f"{place}（原文件 {ref}）"
