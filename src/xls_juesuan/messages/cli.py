"""What the commands say on the terminal. Only characters that GBK has."""

from __future__ import annotations

APP_HELP = "把单位台账编成部门决算公开表（公开01—09），算清勾稽，列出要核对的问题。"
APP_EPILOG = "最常用：xlj fill 台账.xlsx    看一个数怎么来的：xlj trace 台账.xlsx 公开06!30226"
OPTIONS_WORD = "[选项]"
COMMAND_WORD = "命令 [参数]..."
FILL_HELP = "读台账，生成部门决算公开工作簿（九张表、审核、汇总、溯源）。"
TRACE_HELP = "列出某个公开数字背后的台账行和它们的合计。"
INIT_HELP = (
    "生成补充资料工作簿（台账没有的数字和文字填在里面）；给出台账和上年的文件时，已知的先填好。"
)

LEDGER = "凭证明细、序时账或科目余额表（xlsx、xls、csv、zip 等）；一个单位分几个文件的，依次写出。"
SUPPLEMENT = "补充资料工作簿；不写时自动找台账旁边的 supplement.xlsx 或名称含“补充资料”的文件。"
OUTPUT = "输出的 .xlsx 文件或文件夹；不写时放在 out 文件夹。"
TEMPLATE = "决算公开表的版式（xlj templates 列出的名称，或版式文件夹）。"
TEMPLATE_OR_FILE = (
    "决算公开表的版式（xlj templates 列出的名称，或版式文件夹），不写时是 henan；"
    "或者财政部门下发的空表、上年的工作簿（.xlsx、.xlsm），照它的样子原表填写。"
)
PROFILE_OF_TEMPLATE = "--template 是空表时，按哪个版式认它；不写时取最接近的。"
TWO_PROFILES = "--template 写的版式“{template}”与 --profile 写的“{profile}”不同"
TWO_PROFILES_HOW = "两个都写时，--template 应是下发的空表或上年的工作簿；只用版式的，写其中一个"
PROFILE_READ = "版式：{title}（{certainty}）"
UNIT_NAME = "单位全称；不写时用台账里写的。"
UNIT_CHOICE = "台账里有几个单位时，只读这一个。"
UNIT_CHOICE_HOW = "请写台账里的单位代码或名称"
EACH_UNIT = "台账里有几个单位时，每个单位各出一份工作簿。"
MAPPING = "列对照文件（由 xlj inspect --save 写出）；不写时自动找台账旁边的 台账名.mapping.toml 或 mapping.toml。"
EACH_AND_ONE = "--unit 和 --each-unit 不能一起用"
EACH_AND_ONE_HOW = "只要一个单位的写 --unit，每个单位各出一份的写 --each-unit"
EACH_AND_NAME = "--each-unit 时各单位用台账里的名称，不能再写 --unit-name"
EACH_AND_NAME_HOW = "请去掉 --unit-name；要改某个单位的名称，请用 --unit 单独生成这个单位"
YEAR = "决算年度；不写时按台账判断。"
AMOUNT_UNIT = "台账没有写明金额单位时用它说明。"
VALUES = "exact 保留到分、显示两位小数；rounded 逐格四舍五入到两位小数。"
JSON = "在标准输出只打印一份 JSON，供程序读取。"
CELL = "数字的位置，如 公开06!30226、公开01!L27、公开03!2010301/基本支出、公开03!E10。"
INIT_OUTPUT = "写到哪里；不写时为台账旁边的（没有给出台账时为当前文件夹的）补充资料.xlsx。"

BAD_OPTION = "{option} 的值“{text}”不对"
ONE_OF = "请写其中一个：{values}"
YEAR_HOW = "请写四位数的年度，从 {first} 年起，如 --year 2024"

FAILED = "没有完成："
INTERRUPTED = "已中断，没有写出任何文件。"
DECLARATION = (
    "版式、规则或编码的声明文件写错了（{detail}），没有改动任何文件。"
    "办法：照 templates/henan 里同名的文件改正；自带的文件没有改过的，请重新安装程序。"
)
INTERNAL = (
    "程序内部出错（{kind}：{detail}），没有改动任何文件。这是程序的毛病，请把台账的表头几行和这段话一起反馈；"
    "设置环境变量 XLJ_DEBUG=1 再运行可以看到详细位置。"
)

READ = "已读取：{files}（{kind}，{year} 年度，金额单位：{unit}）"
UNIT = "单位：{name}"
SUPPLEMENT_READ = "补充资料：{file}"
SUPPLEMENT_PASSED_OVER = "补充资料：{text}"
SUPPLEMENT_NONE = "补充资料：没有找到"
PREVIOUS_READ = "上年的数：{file}（{year} 年度）"
ROWS_HEAD = "台账共 {rows} 行，其中分录（末级）{entries} 行，借方 {debit} 元，贷方 {credit} 元："
ROWS_USED = "计入决算表"
ROWS_LINE = "{name}{rows:>7} 行  借方 {debit:>18}  贷方 {credit:>18}"
ROWS_REPEATING = "{name}{rows:>7} 行  （重复其他行的数，不另计）"
VERDICT = "审核结论：{verdict}"
SEVERITIES = "需要处理：{counts}"
SEVERITY_COUNT = "{name} {count} 条"
OUTCOMES = "核对关系 {relations} 条；规则 {counts}"
OUTCOME_COUNT = "{name} {count} 条"
FINDINGS_HEADS = ("级别", "编号", "位置", "问题")
FINDING_TEXT = "{title}：{message}"
FINDING_CONSEQUENCES = "（另有 {count} 条由它引起）"
MORE_FINDINGS = "……另有 {count} 条（{counts}），见{where}"
MORE_FINDINGS_BRIEFLY = "……另有 {count} 条，见{where}"
REVIEW_OF = "“审核”表"
ROW_PLACE = "第 {row} 行"
WRITTEN = "已生成：{path}"
EACH_HEAD = "【{unit}】"
EACH_FAILED = "没有生成：{message}"
EACH_DONE = "共 {units} 个单位，生成 {done} 个，没有生成 {failed} 个。"
EACH_UNNAMED = "（没有写单位）"

TRACE_HEAD = "{name} = {wan} 万元（{yuan} 元）"
TRACE_BLANK = "{name} 是空白格，没有取数"
TRACE_COLUMNS = ("表", "行", "日期", "凭证号", "摘要", "科目", "金额（元）")
TRACE_SUM = "合计 {rows} 行，{yuan} 元"
TRACE_STATED = "另有 {yuan} 元不是来自台账的行：{source}"
TRACE_SOURCE = "{label}（{origin}）"
TRACE_DISAGREES = "各行合计与表中数字相差 {yuan} 元"
INIT_DONE = "已生成空白的补充资料：{path}。填好后放在台账旁边，再运行 xlj fill。"
