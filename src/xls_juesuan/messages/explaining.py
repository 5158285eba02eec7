"""What the statement of explanations (审核说明) says, in Word and in a spreadsheet."""

from __future__ import annotations

OPTION = "写出审核说明（.docx 或 .xlsx）：逐条列出警告、金额和您写的说明，没有写的标“待补充”。"

TITLE = "{unit}{year}年度部门决算审核说明"
NO_UNIT = "（单位名称）"
SUBJECT = "{unit}{year}年度部门决算审核说明"
INTRO = "部门决算审核共有警告 {count} 条：已写明说明 {explained} 条，待补充 {missing} 条。现逐条说明如下。"
INTRO_NONE = "部门决算审核没有需要说明的警告。"
UNIT = "单位：{unit}"
YEAR = "年度：{year}"
AMOUNT_UNIT = "金额单位：元"
HEADS = ("序号", "审核事项", "核对金额", "情况说明", "处理")
SHEET = "审核说明"
SHEET_HEADS = (
    *("序号", "编号", "审核事项", "位置", "应为（元）", "实为（元）", "差额（涉及金额，元）"),
    *("同左（万元）", "情况说明", "处理"),
)
ITEM = "{code} {title}"
PLACE = "位置：{place}"
WANTED, FOUND, APART = "应为 {value}", "实为 {value}", "差额 {value}"
CONCERNED = "涉及 {value}"
IN_WAN = "（{wan} 万元）"
NO_AMOUNT = "—"
MISSING = "待补充"
#: Before what was written last year: a suggestion, nobody's explanation yet.
OFFERED = "【上年说明，核实后请去掉本标记】"
SIGNATURES = (
    "单位（盖章）：",
    "审核人（签字）：",
    "单位负责人（签字）：",
    "日期：      年    月    日",
)
PAGE, PAGES, PAGE_END = "第 ", " 页 共 ", " 页"

BAD_SUFFIX = "审核说明只能写成 .docx 或 .xlsx"
BAD_SUFFIX_HOW = "请把 --explanations 后面的文件名改成以 .docx 或 .xlsx 结尾"
IS_OTHER = "审核说明不能写到输入文件或本次生成的工作簿上"
IS_OTHER_HOW = "请给 --explanations 另外指定一个文件名"
ONE_ONLY = "--explanations 一次只能写一个单位、一个文件的审核说明"
ONE_ONLY_HOW = "请去掉 --each-unit，用 --unit 一个一个地生成；审核几个文件的，一次只审核一个"
WRITTEN = "审核说明：{path}（警告 {count} 条，已说明 {explained} 条，待补充 {missing} 条）"
COPY = "原审核说明另存为：{name}（在同一个文件夹）"
