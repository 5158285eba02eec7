"""What the summary of many audited documents says. Only characters that GBK has."""

from __future__ import annotations

FILE_NAME = "审核汇总"
TITLE = "决算公开审核汇总"
DOCUMENTS = "各份文件"
FINDINGS = "全部问题"
NOTE = (
    "共 {files} 份文件，审核了 {done} 份，没有审核 {failed} 份；点“审核工作簿”一栏打开各份的结果。"
    "错误多的排在前面，没有审核的在最后；表下的合计随筛选变化。"
)
FINDINGS_NOTE = "各份文件的错误、警告、提示，按文件和级别排列；可以筛选。由同一错误引起的没有另列。"
DOCUMENT_HEADS = (
    "序号",
    "文件",
    "单位",
    "年度",
    "认出的表",
    "结论",
    "错误",
    "警告",
    "提示",
    "无法核对",
    "没有认出",
    "审核工作簿",
    "备注",
)
FINDING_HEADS = ("文件", "单位", "级别", "编号", "问题", "位置", "说明", "怎么改")
#: Ends the word of a verdict, before what it means.
VERDICT_END = "："
NOT_AUDITED = "没有审核"

WRITTEN = "汇总：{path}"
NO_DOCUMENTS = "文件夹 {folder} 里没有可以审核的文件"
NO_DOCUMENTS_HOW = (
    "可以审核的有：.xlsx、.xls、.ods、.docx、.pdf、.html、.txt；本程序写的审核工作簿不算"
)
#: Why a workbook of a folder is passed over.
OWN_REVIEW = "本程序写的审核工作簿或汇总，不是公开表"
OWN_ANNOTATED = "名称和批注都像本程序写了批注的副本，没有审核；确是公开表的，请改名或单独审核"
PASSED_OVER = "没有审核的其他文件 {count} 个（列在汇总里）："
PASSED_OVER_LINE = "  {name}：{reason}"
PASSED_OVER_MORE = "  ……另有 {count} 个"
#: What is said of several files of one unit and year.
SAME_UNIT = "与第 {numbers} 份是同一单位、同一年度，请确认以哪一份为准"
SUM = "合计"
