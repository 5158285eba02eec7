"""What ``xlj inspect`` says about a ledger. Only characters that GBK has."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# ------------------------------------------------------------------ files and sheets

FILES = "文件：{files}"
MAPPING_NONE = "列对照：没有，全部由程序判断"
MAPPING_USED = "列对照：按 {name} 读取"
SHEET = "【{name}】{kind}，{heading}，下面 {rows} 行"
SHEET_OF_FILE = "{file} 的 {sheet}"
HEADING_ROWS = "表头在第 {rows} 行"
HEADING_NONE = "没有表头（列对照写明）"
SHEET_AMOUNT_UNIT = "金额单位：{unit}（{how}）"
SHEET_AMOUNT_OPEN = "金额单位：没有写明"
SHEET_UNIT = "单位：{names}（表头上方）"
SHEET_YEARS = "年度：{years}（表头上方）"
SHEET_FIXED = "整张表：{label} {text}"
PRODUCT = "像是 {name} 导出的（{count} 个列名相同：{headings}）{certainty}"
CERTAINTIES: Mapping[str, str] = MappingProxyType(
    {
        "seen": "",
        "excerpt": "，依据公开资料中的片段",
        "constructed": "，列名是按资料拼成的",
        "unverified": "，列名未经核实",
    }
)
PRODUCT_NONE = "看不出是哪个软件导出的"
COLUMN_HEADS = ("列", "列名", "用作", "依据")
SAME_COLUMNS = "各列和【{name}】一样"
LEFT_HEAD = "没有读的工作表："
LEFT_LINE = "{sheet}：{reason}"
LEFT_ROWS = "（{rows} 行）"

OPEN_SHEET = "【{name}】不知道各列是什么，{heading}，共 {rows} 行"
OPEN_HEADING = "第 {rows} 行像是表头"
OPEN_NO_HEADING = "没有认出表头"
OPEN_FIRST = "开头几行："
OPEN_COLUMN_HEADS = ("列", "列名", "像是", "例如")
OPEN_MISSING = "读不了，还缺：{labels}"
OPEN_WANTED = "也没有认出：{labels}（没有这些列，决算表会缺内容）"
OPEN_ROLES: Mapping[str, str] = MappingProxyType(
    {
        "account": "会计科目编码",
        "amount": "借方金额和贷方金额（或金额加方向；余额表为本年累计借方、本年累计贷方）",
        "date": "日期",
        "function": "功能分类编码",
        "economic": "部门经济分类编码",
        "fund": "资金性质编码",
    }
)
OPEN_HOW = (
    "请运行 xlj inspect --save 写出列对照，把各列的“不用”改成列的含义，补上金额单位，"
    "再运行 xlj fill。"
)
OPEN_LEFT = "开头是：{line}"

# ------------------------------------------------------------------ columns

NO_TITLE = "（没有列名）"
NOT_KNOWN = "不认识，不用"
NOT_USED = "不用"
EVIDENCE: Mapping[str, str] = MappingProxyType(
    {
        "": "",
        "heading": "列名",
        "content": "内容",
        "both": "列名和内容",
        "mapping": "列对照",
    }
)
SHARE = "{percent}%相符"
RIVAL = "是{label}，已用 {column} 列"
AMOUNT_UNUSED = "是{label}，不取这一列的数"
BLANK = "是{label}，这一列是空的"
CONTENT_REFUSED = "列名是{label}，内容不是"
#: Keys are those of ``ColumnEvidence.remark``.
REMARKS: Mapping[str, str] = MappingProxyType(
    {
        "contradicted": "内容和列名对不上",
        "misnamed": "按内容，列名说的是别的",
    }
)

# ------------------------------------------------------------------ unit, year, closing

UNITS_HEAD = "单位（{count} 个）："
UNIT = "单位：{name}"
UNIT_NONE = "单位：台账没有写"
UNIT_READ = "只看其中的：{name}"
YEAR = "会计年度：{year}（{how}）"
AMOUNTS_AS_PRINTED = "金额单位还没有定，下面的金额是台账上印的数"
CLOSING = "年末结账：{text}"
CLOSING_VOUCHERS = "结账凭证：{vouchers}"
CLOSING_MORE = " 等 {count} 张"
CLOSING_EVIDENCE: Mapping[str, str] = MappingProxyType(
    {
        "mapping": "列对照写明",
        "flag": "结转标志列",
        "type": "凭证类型",
        "narration": "摘要和对方科目",
        "narration_only": "摘要（台账不含 8 类科目）",
        "period": "第 13 期和对方科目",
        "period_only": "第 13 期（台账不含 8 类科目）",
        "structure": "分录结构（收支科目与 81-87 类科目对转）",
        "netted": "各收支科目全年借贷相等",
    }
)
CLOSING_COUNT = "按{evidence}认出 {vouchers} 张凭证、{lines} 行"
CLOSING_NONE = "没有认出年末结账分录（可能尚未结账）"
CLOSING_OF_BALANCES = "余额表收支科目有结转发生额 {rows} 行，取结转前的数"
CLOSING_NOT_IN_BALANCES = "余额表里收支科目没有结转"

# ------------------------------------------------------------------ lines

ROWS_HEAD = "各行的去向："
ROWS_COLUMNS = ("", "行数", "借方", "贷方")
ROWS_ALL = "合计"
NO_AMOUNTS = ""
KINDS_HEAD = "基本支出、项目支出的判断："
FUNDS_HEAD = "资金性质的判断："
DECISION_COLUMNS = ("", "依据", "行数", "金额")
DECISION_EVIDENCE: Mapping[str, str] = MappingProxyType(
    {
        "": "看不出来",
        "account": "会计科目",
        "account_name": "会计科目名称",
        "spend_kind": "支出类型",
        "project_class": "项目类别",
        "project": "项目",
        "fund_name": "资金性质名称",
        "fund_code": "资金性质编码",
        "function": "功能分类",
        "mapping": "列对照写明",
    }
)
OPEN_HEAD = "其中没有定下来的，可以在列对照里写明（xlj inspect --save 写出一份来填）："
OPEN_LINE = "{label} {text}：{rows} 行，{amount}，从第 {row} 行起"
OPEN_MORE = "……另有 {count} 种"

# ------------------------------------------------------------------ control totals

TOTALS_HEAD = "控制总数："
TOTALS_COLUMNS = ("", "借方", "贷方", "相差")
BUDGET = "预算会计（6、7、8 类）"
FINANCIAL = "财务会计（1-5 类）"
BUDGET_OPENING = "预算会计年初余额"
FINANCIAL_OPENING = "财务会计年初余额"
NO_LINES = "没有"
NO_OPENING = "年初余额：台账没有写，或者都是零"
EQUAL = "相等"
PARENTS = "上级科目 = 末级科目合计：核对 {count} 行，{result}"
PARENTS_RIGHT = "都相等"
PARENTS_WRONG = "有 {count} 行不相等"
VOUCHERS = "凭证借贷相等：{balanced} 张，共 {count} 张"
PROBLEMS = "读台账时发现 {count} 个问题："
PROBLEM = "{code} {detail}"
PROBLEMS_MORE = "……另有 {count} 个，xlj fill 的“审核”表里都有"

# ------------------------------------------------------------------ questions and saving

QUESTIONS = "还要请您定下来："
NO_QUESTIONS = "没有要先定下来的，可以运行 xlj fill。"
SAVED = "列对照已写出：{path}。改好后运行 xlj fill 会自动采用，也可以用 --mapping 指定。"
SAVED_ELSEWHERE = "列对照已写出：{path}。改好后用 xlj fill --mapping {path} 采用。"
SAVED_SAME = "列对照没有变化：{path}"

INSPECT_HELP = "看台账读成了什么：表、列、单位、年度、结账、各行去向、控制总数。"
SAVE = "写出列对照，供修改后由 xlj fill 采用；可写 .toml 文件名，不写时为台账旁边的 台账名.mapping.toml。"
SAVE_FORCE = "列对照文件已存在而且内容不同时，也覆盖。"
SAVE_SUFFIX = "列对照只能写成 .toml 文件"
SAVE_SUFFIX_HOW = "请把 --save 后面的文件名改成以 .toml 结尾，或只写 --save"
SAVE_EXISTS = "列对照文件已经存在，内容和这次认出的不同，可能是您改过的，没有覆盖"
SAVE_EXISTS_HOW = "确实要重写，请加 --force；要另存，请在 --save 后面写别的文件名"
