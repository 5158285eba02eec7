"""What is said of published documents: faults of files, and what was recognised in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.errors import UserError
from xls_juesuan.messages.documents import COPY_AGAIN

if TYPE_CHECKING:
    from collections.abc import Sequence

# ------------------------------------------------------------------ faults

_CAN_GIVE = (
    "请给出决算公开表：电子表格（.xlsx、.xls、.ods）、Word（.docx）、有文字的 PDF、网页或文本"
)
_COPY_AGAIN = "可能没有下载或拷贝完整，请重新取得一份，或在 Excel、WPS 中打开后另存为 .xlsx"


#: Files that Word and readers of PDF open, by the endings of their names.
_TEXTS = (".docx", ".doc", ".wps", ".pdf", ".rtf", ".odt")


def advice(how: str, file: str) -> str:
    """Speak of published tables where the reader of files speaks of ledgers."""
    if "台账" not in how and "核算系统" not in how:
        return how
    if "下载" not in how:
        return _CAN_GIVE
    return COPY_AGAIN if file.lower().endswith(_TEXTS) else _COPY_AGAIN


def no_such_file(path: str) -> UserError:
    """The path leads nowhere."""
    return UserError(f"找不到文件 {path}", how="请核对文件名和所在文件夹")


def is_folder(path: str) -> UserError:
    """A folder was given where a file is wanted."""
    return UserError(f"{path} 是文件夹，不是文件", how="请写明要审核的是文件夹里的哪一个文件")


def ledger_given(file: str) -> UserError:
    """A ledger was given where published tables belong."""
    return UserError(
        f"{file} 是台账（有借方、贷方金额），不是决算公开表",
        how="要由台账生成公开表，请用 xlj fill；xlj audit 用来审核已经填好的公开表",
    )


#: Name of the sheet that a reviewer works on.
REVIEW_SHEET = "审核"


def no_review(file: str) -> UserError:
    """The file given for comparison holds no review."""
    return UserError(
        f"{file} 里没有“审核”表，不能用来对比",
        how="--baseline 后面请写 xlj audit 或 xlj fill 以前生成的工作簿",
    )


def supplement_given(file: str) -> UserError:
    """The supplement was given where published tables belong."""
    return UserError(f"{file} 是补充资料，不是决算公开表", how=_CAN_GIVE)


def no_table(
    file: str, sheets: Sequence[str], titles: Sequence[str], too_long: Sequence[str] = ()
) -> UserError:
    """No sheet holds a table that is known; a text document has no sheets."""
    seen, left = _listed(sheets), _listed(too_long)
    told = [f"看过的工作表：{seen}"] if sheets else []
    told += [f"行数太多、没有读的工作表：{left}"] if too_long else []
    return UserError(
        f"{file} 里没有认出一张决算公开表",
        where="；".join(told),
        how=f"每张表要有表名（如“{titles[0]}”）和列名那几行；版式不同的，请用 --template 指定版式",
    )


def _listed(sheets: Sequence[str]) -> str:
    return "、".join(sheets[:10]) + ("等" if len(sheets) > 10 else "")


def only_halves(file: str, tables: Sequence[tuple[str, str]]) -> UserError:
    """Every table is printed on two sheets side by side."""
    return UserError(
        f"{file} 里的表印成左右两半（科目和金额不在同一张纸上），没有认出一张完整的决算公开表",
        where="、".join(f"{ref}《{title}》" for title, ref in tables),
        how="请在 Excel 或 WPS 的页面设置里调成一页宽再导出 PDF，或直接给出 Word、Excel 文件",
    )


def papers(first: int, last: int) -> str:
    """Name the sheets of paper that a table is printed on."""
    return f"第{first}页" if first == last else f"第{first}—{last}页"


def no_year(file: str) -> UserError:
    """The document does not say which year it is of."""
    return UserError(
        f"{file} 里没有写明是哪一年度的决算", how="请加 --year 写明年度，如 --year 2024"
    )


def no_amount_unit(file: str, places: Sequence[str]) -> UserError:
    """Some table does not say its unit of amount."""
    return UserError(
        f"{file} 里有的表没有写明金额单位是元还是万元",
        where="、".join(places),
        how="请在表的右上方写明“单位：万元”，或者加 --amount-unit 万元（或元）再审核",
    )


def hollow_cells(file: str, count: int, cells: Sequence[str]) -> UserError:
    """Formulas that nobody calculated; they are not taken for zero."""
    return UserError(
        f"{file} 里有 {count} 个数字是公式，文件里却没有保存计算结果",
        where="、".join(cells) + ("等" if count > len(cells) else ""),
        how="请用 Excel 或 WPS 打开，让它重新计算，保存后再审核",
    )


# ------------------------------------------------------------------ problems


def sheet_place(sheet: str) -> str:
    """A sheet as a place."""
    return f"工作表“{sheet}”"


def table_sheet(number: int) -> str:
    """Name a table by the number in its corner."""
    return f"公开{number:02}"


def table_label(number: int) -> str:
    """Give the label in the corner of a table."""
    return f"公开 {number:02} 表"


def part_name(column: str, kind: str) -> str:
    """Name a part of a column that a document breaks down."""
    return f"{column}：{kind}"


def table_missing(title: str, nameless: int = 0) -> str:
    """A table that the document does not have, or that stands where rows without names are."""
    seen = f"文件里没有认出《{title}》"
    if not nameless:
        return seen
    return f"{seen}；另有 {nameless} 行数没有行名、没有认出，这张表可能就在其中，请先看“没有认出的内容”"


def rows_nameless(ref: str, count: str) -> str:
    """Rows with figures and without names, as on the second sheet of a table printed on two."""
    return f"从 {ref} 起有 {count} 行数没有行名，没有审核；可能是一张宽表分印在左右两张纸上"


def row_unknown(ref: str, text: str) -> str:
    """A row with figures that belongs to no row of the layout."""
    return f"{ref} 起的“{text}”有金额，但认不出是哪一行，没有计入审核"


def cell_unreadable(ref: str, text: str) -> str:
    """A cell that is no number."""
    return f"{ref} 的“{text}”不是数，没有计入审核"


def repeat_differs(name: str, ref: str, amount: str, others: Sequence[str], whole: str) -> str:
    """A row or column that shows figures once more, and shows others."""
    together = "合计" if len(others) > 1 else ""
    return f"{ref}“{name}”是 {amount}，{'、'.join(others)} {together}是 {whole}"


def part_exceeds(name: str, ref: str, amount: str, other: str, whole: str) -> str:
    """A part of a row that is more than the row."""
    return f"{ref}“{name}”是 {amount}，大于所属的 {other} {whole}"


def names_differ(where: str, name: str, usual: str) -> str:
    """One table names another unit than the rest."""
    return f"{where}写的单位是“{name}”，其他表是“{usual}”"


def unlike_asked(is_year: bool, count: int, text: str, asked: str) -> str:  # noqa: FBT001 - one of two options
    """Say that the document is of another unit or year than the user asked for."""
    if is_year:
        return (
            f"{count} 张表写的都是 {text} 年度，审核时指定的是 {asked} 年度（--year）："
            "请确认是不是选错了文件或写错了年度"
        )
    return (
        f"{count} 张表写的单位都是“{text}”，审核时指定的是“{asked}”（--unit-name）："
        "请确认是不是选错了文件或写错了单位"
    )


def years_differ(where: str, year: str, usual: str) -> str:
    """One table names another year than the rest."""
    return f"{where}写的是 {year} 年度，其他表是 {usual} 年度"


def statement_of_other_year(where: str, text: str, year: int) -> str:
    """The statement below an empty table names another year than the table."""
    return f"{where}下面的空表说明写“{text}”，这张表是 {year} 年度的"


def table_repeated(where: str, title: str) -> str:
    """A table that the document has twice."""
    return f"《{title}》不止一张，{where}的没有采用"


def table_of_unit(title: str, name: str) -> str:
    """A table of another unit than the others."""
    return f"《{title}》是另一单位“{name}”的"


def table_of_year(title: str, year: int) -> str:
    """A table of another year than the others."""
    return f"《{title}》是 {year} 年度的"


def table_left_over(where: str, text: str) -> str:
    """A table of another year that is still in the document."""
    return f"{where}的{text}，不是本年度的，应当删去"


def out_of_order(where: str, title: str, number: int, before: int) -> str:
    """A table that stands behind one with a higher number."""
    return f"{where}的《{title}》是公开 {number:02} 表，却排在公开 {before:02} 表后面"


def label_twice(where: str, title: str, number: int) -> str:
    """Two tables with the same number."""
    return f"{where}的《{title}》印的是公开 {number:02} 表，另一张表也印这个表号"


def unit_missing(where: str, usual: str) -> str:
    """A table without a unit of amount."""
    return f"{where}没有印金额单位，审核时按其他表的“{usual}”理解"


def units_differ(where: str, unit: str, usual: str) -> str:
    """A table in another unit of amount."""
    return f"{where}的金额单位是“{unit}”，其他表是“{usual}”"


def unit_miswritten(where: str, unit: str, right: str, alike: int, *, times: int) -> str:
    """A table whose figures are in another unit of amount than it states."""
    return (
        f"{where}的金额单位写的是“{unit}”，数却是按“{right}”填的：按“{right}”看，有 {alike} 个数与其他表相同，"
        f"按“{unit}”看差 {times:,} 倍，没有一个对得上。多半是单位印错了；下面按“{right}”核对这张表"
    )


def other_statement(where: str, text: str, title: str) -> str:
    """The statement of another table below this one."""
    return f"{where}是《{title}》，表下却印着“{text}”"


def placeholder(ref: str, text: str, left: str) -> str:
    """What a model leaves to be filled in."""
    return f"{ref} 的“{text}”里还留着“{left}”"


def again(detail: str, count: int) -> str:
    """Something that stands in several places, of which the first is named."""
    return f"{detail}，同样的共 {count} 处"


def words_mixed(where: str, word: str, usual: str) -> str:
    """One table says 部门 where the others say 单位, or the other way round."""
    return f"{where}的表头写“{word}”，其他表写“{usual}”"


def zeros_mixed(tables: Sequence[str]) -> str:
    """Tables that print nothing as a blank here and as 0.00 there."""
    return f"{'、'.join(tables)}里，没有金额的格子有的空着、有的印 0.00"


# ------------------------------------------------------------------ what was recognised

READ = "已读取：{file}（决算公开表，{year} 年度）"
UNIT = "单位：{name}"
NO_UNIT = "（没有写单位名称）"
TEMPLATE = "版式：{title}{how}；{certainty}"
#: Whether the layout was found by what the document holds, or stated.
HOW_CHOSEN = {True: "（按表名、次序、行和栏认出，不对时用 --template 指定）", False: "（指定）"}
TABLES_FOUND = "认出 {count} 张表（金额单位：{unit}；{precision}）：{tables}"
TABLES_MISSING = "没有找到 {count} 张：{tables}"
PRECISIONS = {True: "精确到分", False: "按印出的位数判断"}
NOT_RECOGNISED_HEAD = "没有认出的内容 {count} 处："
NOT_RECOGNISED = {
    "pages": "{text}",
    "cell": "{ref}：“{text}”不是数，这一格没有审核",
    "sheet": "工作表“{sheet}”：不是这套公开表里的表，没有审核",
    "long_sheet": "工作表“{sheet}”有 {text} 行，比公开表长得多，没有读；里面有公开表的，请把它单独存成一个文件再审核",
    "row": "{ref}：行“{text}”不在版式里，没有审核",
    "nameless": "{ref} 起：{text} 行数没有行名，没有审核；可能是一张宽表分印在左右两张纸上，"
    "请向发布单位要 Word、Excel，或缩印在一张纸上的 PDF",
    "halved": "{ref}：《{text}》印成左右两半（科目和金额不在同一张纸上），没有审核；请调成一页宽再导出",
    "column": "{ref}：栏“{text}”不在版式里，没有审核",
    "variant": "{ref}：《{text}》与另一张已审核的表内容相同、口径或栏目不同，这一张没有审核",
    "other_unit": "{ref}：{text}，没有审核；要审核请单独存成一个文件",
    "other_year": "{ref}：{text}，没有审核",
    "repeated": "{ref}：《{text}》前面已有一张，这一张没有审核",
    "sentence": "{ref}：“{text}”里的数没有认出说的是哪一项，没有审核",
    "attachment_row": "{ref}：自评表“{text}”栏的数与资金来源对不齐，分不清各是哪一行的，没有审核",
    "attachment_column": "{ref}：自评表里的“{text}”与栏名对不齐，分不清是哪一栏的，没有审核",
    "attachment_blank": "{ref}：自评表“{text}”栏下面没有数",
    "attachment_line": "{ref}：自评表“{text}”一行的数与栏名对不齐，没有审核",
    "attachment_shifted": "{ref}：自评表“{text}”一行比栏名错开一格，按分值、得分的次序对应",
    "attachment_name": "{ref}：自评表“项目名称”栏里是单位名称，按表上方的“{text}”理解",
    "attachment_unit": "{ref}：自评表没有写金额单位，按决算公开表的单位理解",
    "renamed": "{ref}：行名“{text}”与版式不同，按行次对应",
}
MORE_NOT_RECOGNISED = "……另有 {count} 处，见审核工作簿的“目录”"


def forms_found(are_overall: Sequence[bool]) -> str:
    """Say how many forms of the self-assessment there are, each of the unit or of a project."""
    units = sum(are_overall)
    projects = len(are_overall) - units
    kinds = [f"部门整体 {units} 张"] if units else []
    kinds += [f"项目 {projects} 个"] if projects else []
    return f"认出绩效自评表：{'、'.join(kinds)}"


def not_recognised(kind: str, sheet: str, ref: str, text: str) -> str:
    """Say what was not recognised, and where it stands."""
    return NOT_RECOGNISED[kind].format(sheet=sheet, ref=ref, text=text)
