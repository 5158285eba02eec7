"""What ``xlj audit`` says on the terminal. Only characters that GBK has."""

from __future__ import annotations

AUDIT_HELP = (
    "审核已经填好或公开的决算表（电子表格、Word、PDF、网页、文本），列出问题和最可能写错的格子。"
)
DOCUMENTS = "填好或公开的决算表（.xlsx、.xls、.ods、.docx、.pdf、.html、.txt）；可以一起写几个，也可以给文件夹。"
TEMPLATE = "公开表的版式；不写时按表名、次序、行和栏认出最接近的一种。"
OUTPUT = "审核工作簿的文件或文件夹；不写时放在 out 文件夹，名称加“_审核”。"
BASELINE = "以前的审核工作簿：沿用其中的处理和说明，并列出新增和消失的问题。"
UNIT_NAME = "单位全称；不写时用表上写的。"
YEAR = "决算年度；不写时按表上写的。"
AMOUNT_UNIT = "表上没有写明金额单位时用它说明。"

ONE_OUTPUT = "一次审核几个文件，-o 给的却是一个文件"
ONE_OUTPUT_HOW = "请让 -o 指向一个文件夹，或去掉 -o（写到 out 文件夹）"
ONE_BASELINE = "--baseline 只能对比一个文件"
ONE_BASELINE_HOW = "请一次只审核一个文件"
ONE_PREVIOUS = "--previous 只能对应一份公开表"
ONE_PREVIOUS_HOW = "请一份一份地审核，各写各的上年文件"

EACH_DONE = "共 {files} 个文件，审核了 {done} 个，没有审核 {failed} 个。"
EACH_HEAD = "【{file}】"
EACH_FAILED = "没有审核：{message}"
LEFT_BARE = (
    "没有写批注本：“{file}”是“Strict Open XML”格式，或者有损坏的部分，批注写不进去；"
    "要批注本的，在 Excel 或 WPS 里打开，另存为“Excel 工作簿（.xlsx）”，再审核一次"
)
ANNOTATED = "批注本：{path}（原文件的副本，可能写错的格子着色并写了批注）"
WRITTEN = "审核结果：{path}（原文件没有改动）"
