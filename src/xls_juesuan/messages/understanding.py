"""What ``xlj templates check`` says: how an office's workbook is understood, and what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HELP = "看一本空表或上年的工作簿会怎样认：每张表的栏、行、空行、公式，与哪个版式最近、差在哪里，能不能填。"
FILE = "财政部门下发的空表，或上年的工作簿。"
PROFILE = "按哪个版式认（名称或版式文件夹）；不写时取最接近的。"

PROFILE_FOUND = "{file}：最接近的版式是 {name}（{title}；{certainty}）"
PROFILE_CHOSEN = "{file}：按指定的版式 {name} 认（{title}；{certainty}）"
FILLABLE = "可以照它填写：xlj fill 台账 --template {file}"
NOT_FILLABLE = "不能照它填写。{paragraph}"
TABLES_HEAD = "认出 {count} 张表："
TABLE = "{number}. 《{title}》  {where}，金额单位：{unit}"
UNIT_OPEN = "没有写（照别的表，或填写时补上）"
HEADING = "表头第 {rows} 行；金额栏：{columns}"
UPRIGHT = "表头第 {rows} 行；项目竖排，每项一行"
COLUMN = "{letters} {text}"
COLUMN_AS = "{letters} {text}（即“{name}”）"
LINE_NUMBERS = "行次：{columns} 栏"
CODES = "科目编码：{columns} 栏"
ROWS_FIXED = "行：认出 {count} 行"
ROWS_ONLY = "行：一行，没有行名"
ROWS_LISTED = "行：合计在第 {total} 行"
ROWS_NO_TOTAL = "行：没有“合计”行"
ROWS_CODES = "，已有科目 {count} 行"
FREE_ROWS = "；第 {rows} 行空着，科目从这里填起，不够时照样插入"
NO_FREE_ROWS = "；没有空行，科目行按编码次序插入"
FORMULAS = "公式 {count} 个，都保留不改：{cells}"
DIFFERS = "与版式不同：{differences}"
UNKNOWN_ROW = "没有认出：{ref} 行“{text}”，不会填"
UNKNOWN_COLUMN = "没有认出：{ref} 栏“{text}”，不会填"
MISSING_COLUMNS = "没有找到的栏：{columns}"
MISSING = "没有找到的表：{tables}"
LEFT = {
    "sheet": "工作表“{sheet}”：不是这套公开表里的表，原样保留",
    "repeated": "{ref}：《{text}》前面已有一张，这一张不填",
    "variant": "{ref}：《{text}》与前面一张内容相同、口径或栏目不同，这一张不填",
    "other_unit": "{ref}：{text}，这一张不填",
    "other_year": "{ref}：{text}，这一张不填",
}
KEPT = "照原样保留的：{features}"
FEATURE = "{name} {count} 处"
ORDER = "各表的次序与版式不同：{tables}"
FORMULAS_UNKNOWN = "本程序算不出来的公式 {count} 个，填写后请在 Excel 或 WPS 里核对：{cells}"

DIFFERENT_TITLE = "表名是“{title}”，版式是“{usual}”"
NO_TITLE = "没有表名，按表号或工作表名认"
OTHER_COLUMNS = "金额栏的次序不同"
LACKS_ROWS = "没有{rows}"
ADDS_ROWS = "多{rows}"
RENAMED_ROW = "“{usual}”写作“{text}”"
NUMBERS_GONE = "不印行次"
NUMBERS_MORE = "多印行次"
TOTAL_LAST = "合计在科目下面"
TOTAL_FIRST = "合计在科目上面"
CODE_PIECES = "编码分 {count} 栏"
CODE_WHOLE = "编码在一栏"
BLOCKS = "分 {count} 块（版式 {usual} 块）"
_MOST = 6


def left(kind: str, sheet: str, ref: str, text: str) -> str:
    """Name a sheet or a table that is none of those to be filled."""
    return LEFT.get(kind, LEFT["other_year"]).format(sheet=sheet, ref=ref, text=text)


def row_span(rows: Sequence[int]) -> str:
    """Name rows of a sheet."""
    first, last = min(rows), max(rows)
    return f"{first}" if first == last else f"{first}—{last}"


def some(texts: Sequence[str], quoted: bool = True) -> str:  # noqa: FBT001, FBT002 - one of two ways to write a list
    """Name the first of many things."""
    shown = [f"“{text}”" if quoted else text for text in texts[:_MOST]]
    more = f" 等 {len(texts)} 处" if len(texts) > _MOST else ""
    return "、".join(shown) + more
