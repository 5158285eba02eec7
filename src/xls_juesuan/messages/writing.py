"""What the workbook itself says: names of sheets, headings, verdicts, notes."""

from __future__ import annotations

# ------------------------------------------------------------------ names of sheets

CONTENTS = "目录"
REVIEW = "审核"
CHECKS = "核对"
FACTS = "汇总"
TRACE = "溯源"
UNUSED = "未计入"
SUPPLEMENT = "补充资料"
LACKS = "待补"
CHANGES = "变动"
RECORD = "留底"
COMPARATIVES = "对比数"
PARTS = "说明附件"
THRESHOLDS = "阈值"
UNITS = "分单位"
ELIMINATIONS = "抵销"
#: The sheets of our workbooks beside the tables.
WORKING_SHEETS = frozenset(
    {
        *(CONTENTS, REVIEW, LACKS, CHECKS, FACTS, TRACE, UNUSED, SUPPLEMENT, CHANGES, RECORD),
        *(COMPARATIVES, THRESHOLDS, PARTS, UNITS, ELIMINATIONS),
    }
)

#: Sheets of the performance self-assessment, numbered from 1.
_ATTACHMENT = "附件"


def attachment_sheet(number: int) -> str:
    """Name the sheet of one form of the self-assessment."""
    return f"{_ATTACHMENT}{number}"


def is_table_sheet(name: str) -> bool:
    """Whether a sheet of our workbooks may hold one of the tables."""
    return name not in WORKING_SHEETS and not is_attachment_sheet(name)


def is_attachment_sheet(name: str) -> bool:
    """Whether a sheet of our workbooks holds a form of the self-assessment."""
    return name.startswith(_ATTACHMENT) and name.removeprefix(_ATTACHMENT).isdigit()


# ------------------------------------------------------------------ everywhere

FOOTER = "第 &P 页 共 &N 页"
JUMP = "点击跳转"

# ------------------------------------------------------------------ document properties

SUBJECT = "{unit}{year}年度部门决算公开"
COMMENTS = "由 xls_juesuan {version} 根据台账生成；金额精确到分，公式可复核。"
KEYWORDS = "部门决算,决算公开,{unit},{year}"

# ------------------------------------------------------------------ 汇总

FACTS_TITLE = "汇总（决算各表的取数来源）"
FACTS_NOTE = "每行是台账中要素相同的分录之和，金额单位：元，精确到分。各张公开表和核对表的公式都从本表取数：改动金额，各表随之重算。点击序号可看到所依据的台账分录。本表未加保护，要素和金额请勿随意改动。"
FACTS_HEADS = {
    "number": "序号",
    "flow": "流向",
    "item": "项目",
    "funding": "资金性质",
    "category": "功能类",
    "section": "功能款",
    "function": "功能项",
    "function_name": "功能名称",
    "economic_category": "经济类",
    "economic": "经济款",
    "economic_name": "经济名称",
    "account": "一级科目",
    "account_code": "科目编码",
    "account_name": "科目名称",
    "project": "项目编码",
    "project_name": "项目名称",
    "origin": "来源",
    "rows": "台账行数",
    "fen": "金额（元）",
    "unit": "单位",
}
CODES_TITLE = "科目表（{year}年，各表所用科目的规范名称）"
CODES_HEADS = ("科目编码", "规范名称", "所属预算")
FACTS_EMPTY = "没有可以计入的分录"

# ------------------------------------------------------------------ 溯源

TRACE_TITLE = "溯源（每项汇总数所依据的台账分录）"
TRACE_ALL = (
    "共 {rows:,} 行，全部列出。按汇总表序号排列；“计入金额”是该行计入汇总数的金额，红字为负。"
)
TRACE_CUT = "共 {rows:,} 行，列出前 {limit:,} 行；其余请用命令 xlj trace 台账文件 公开03!D9 查看任一单元格的全部依据。"
TRACE_NONE = "共 {rows:,} 行，生成时要求不列出；请用命令 xlj trace 台账文件 公开03!D9 查看任一单元格的全部依据。"
LEDGER_ROW_HEADS = ("文件", "工作表", "行号", "日期", "凭证号", "摘要", "科目编码", "科目名称")
TRACE_HEADS = (
    "汇总序号",
    "汇总要素",
    *LEDGER_ROW_HEADS,
    "借方（元）",
    "贷方（元）",
    "计入金额（元）",
)

# ------------------------------------------------------------------ 未计入

UNUSED_TITLE = "未计入（没有计入各表的台账行及原因）"
UNUSED_ALL = "共 {total:,} 行，按原因排列，可按“原因”筛选；财务会计科目只列合计，其余逐行列出。预算结余科目的行不列收支，用于结转结余的另见溯源表。"
UNUSED_CUT = "共 {total:,} 行，除财务会计科目外只列出前 {limit:,} 行；各种原因的行数和金额见目录。"
UNUSED_NONE = "共 {total:,} 行，生成时要求不逐行列出；各种原因的行数和金额见目录。"
UNUSED_HEADS = ("原因", *LEDGER_ROW_HEADS, "借方（元）", "贷方（元）")
UNUSED_FINANCIAL = "共 {rows:,} 行：与预算会计平行登记，不列决算，不逐行列出"

# ------------------------------------------------------------------ 补充资料

SUPPLEMENT_TITLE = "补充资料（按读入的内容列示）"
SUPPLEMENT_FROM = "读自：{file}。空白表示未填，不当作 0。要改动，请改补充资料文件后重新生成；在此填写的空白项，重新生成时沿用并列入变动表。"
SUPPLEMENT_NONE = "没有提供补充资料。“三公”经费预算数、结转结余等台账没有的数字因此空着，有关核对列为“无法核对”。可用命令 xlj init 生成空白的补充资料。"
SUPPLEMENT_HEADS = ("主题", "项目", "内容", "单位", "出处", "字段名")
SUPPLEMENT_LISTS = "清单：{name}"
SOURCE_ROW = "{sheet} 第 {row} 行"
LAST_YEARS_ROW = "上年的“{sheet}”第 {row} 行"

# ------------------------------------------------------------------ 核对

CHECKS_TITLE = "核对（每条勾稽关系一行，公式实时计算）"
CHECKS_NOTE = (
    "金额单位：元，精确到分；个数和比率按原值。左右两边和差额都是公式，随各表和汇总表变动。"
)
CHECKS_NOTE_ROUNDED = "金额单位：元；各表已按万元的两位小数取整，所以都是整百元；合计与明细之和的差在四舍五入尾差之内的，视为通过。"
CHECKS_NOTE_PRINTED = "金额单位：元。左右两边、差额和结果都是公式，随各表变动。印出的数只精确到最后一位，“尾差以内”是四舍五入最多能造成的差额：差额不超过它的，视为通过；同一个数印在两处的，必须相等。"
CHECKS_HEADS = ("编号", "级别", "关系", "左边", "右边", "差额", "结果", "尾差以内")

# ------------------------------------------------------------------ 审核

REVIEW_TITLE = "审核"
REVIEW_HEADS = (
    "级别",
    "编号",
    "问题",
    "位置",
    "应为",
    "实为",
    "差额",
    "结果",
    "依据",
    "怎么改",
    "处理",
    "说明",
    "识别码",
    "起因",
)
REVIEW_HELP = "先处理“不通过”的各行：点“位置”跳到有关单元格，按“怎么改”核实，在“处理”中选择结果并在“说明”中写明原因。由同一个错误引起的各行折叠在它下面，点左边的 + 展开。重新生成时，处理和说明按识别码保留。"
REVIEW_UNIT = "金额单位：元"
REVIEW_CHANGE = "变化"
#: Names of parts of the sheet, for formulas on other sheets.
FINGERPRINT_NAME, RESULT_NAME, HANDLING_NAME = "审核_识别码", "审核_结果", "审核_处理"
COMMENT_HEAD = "{severity} {code} {title}"
COMMENT_CONSEQUENCES = "另有 {count} 条由此引起。"
COMMENT_MORE = "另有 {count} 条，见审核表。"
HANDLINGS = ("待处理", "已核实", "不适用")
PENDING, VERIFIED, DISMISSED = HANDLINGS
COUNT_HEADS = ("级别", "不通过", "其中待处理", "无法核对", "不适用", "通过")
COUNT_TOTAL = "合计"
NO_PLACE = "—"

HELD = "这条规则另外核对的 {count} 处都相符。"
CONSEQUENCES = "另有 {count} 条由此引起，折叠在下面。"
ALIKE = "另有 {count} 条也因此无法核对，折叠在下面。"
#: Said on sheets of audits that are long and seldom wanted on paper.
PRINTS_HEAD = "行数多，打印区域只设到第一行；要打印全部的，请先取消打印区域。"
PROOF = "推算：{steps}"
PROOF_CUT = "推算见批注；{end}"
#: What stands before the code of a line that follows from the one above, as a number format.
FOLLOWER_FORMAT = '"└ "@'
REST_OF_RULE = "{title}（其余 {count} 处）"
PROBLEM = "{title}。{message}"
LOOKED_FOR = "检查有无“{title}”。{message}"
#: Quotation marks within what is quoted.
_INNER_QUOTES = str.maketrans("“”", "‘’")


def problem(title: str, message: str, *, is_found: bool) -> str:
    """Say what is wrong; a title names a fault, so where there was none say what was looked for."""
    if is_found:
        return PROBLEM.format(title=title, message=message)
    return LOOKED_FOR.format(title=title.translate(_INNER_QUOTES), message=message)


def rows_place(row: int, rows: int, *names: str) -> str:
    """Name the first of some rows and where they stand: 第 7 行 等 168 行（凭证明细）.

    Row 0 stands for a place that the first name says in words.
    """
    if not row:
        return names[0]
    count = f" 等 {rows} 行" if rows > 1 else ""
    return f"第 {row} 行{count}（{'，'.join(names)}）"


# ------------------------------------------------------------------ 目录

CONTENTS_TITLE = "{unit}{year}年度部门决算公开"
CONTENTS_VERDICT = "审核结论"
CONTENTS_UNIT = "单位"
CONTENTS_YEAR = "年度"
YEAR = "{year}年度"
CONTENTS_PROFILE = "版式"
CONTENTS_FILES = "台账"
CONTENTS_SUPPLEMENT = "补充资料"
CONTENTS_COMPARED = "对比数来自"
CONTENTS_NO_SUPPLEMENT = "未提供"
CONTENTS_USED = "计入决算表 {used:,} 行，未计入 {set_aside:,} 行"
CONTENTS_ROWS = "台账行数"
CONTENTS_HEADS = ("工作表", "名称", "内容", "错误和警告", "提示", "无法核对")
SEVERITY_HEADS = ("级别", "含义", "不通过", "其中待处理", "无法核对")
SEVERITY_MEANINGS = {"错误": "必须改正", "警告": "须核实或说明原因", "提示": "供参考"}
ROWS_HEADS = ("台账各行的去向", "行数", "借方（元）", "贷方（元）")
ROWS_TOTAL = "台账合计"
ROWS_REPEATING = "重复其他行的数，不另计"
HAS_FIGURES = "有数据"
NO_FIGURES = "空表"
SHEET_NAMES = {
    REVIEW: "审核结果：先看这一张",
    LACKS: "补充资料还缺什么，哪些句子和格子在等它",
    UNITS: "各表每个数由哪些单位组成，抵销多少",
    ELIMINATIONS: "单位之间互相拨付的款项，逐笔抵销，没有抵销的说明原因",
    CHECKS: "全部勾稽关系的实时核对",
    FACTS: "各表的取数来源，金额到分",
    TRACE: "每项汇总数所依据的台账分录",
    UNUSED: "没有计入各表的台账行及原因",
    SUPPLEMENT: "台账以外的数字，按读入的内容列示",
    CHANGES: "与重新生成前相比的变化，沿用和没有沿用的改动",
    COMPARATIVES: "上年决算数和年初预算数，供核对引用",
    THRESHOLDS: "审核用到的各项阈值，可以改",
}


def attachment(title: str, name: str) -> str:
    """Name a form of the self-assessment in the contents."""
    return f"{title}（{name}）" if name else title


def line_and_name(line_number: int, name: str) -> str:
    """Name a row with a line number."""
    return f"第{line_number}行 {name}".rstrip()
