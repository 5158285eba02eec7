"""What is said about an office's own workbook that is filled: what it is, kept, lost, left over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.errors import UserError
from xls_juesuan.money import format_yuan_grouped

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

_SAVE_AS = "请在 Excel 或 WPS 里打开它，另存为“Excel 工作簿（.xlsx）”（带宏的另存为 .xlsm），再用 --template 指定另存的文件"
_KINDS = {
    "xls": "旧版 Excel（.xls）或 WPS 表格（.et）文件",
    "ole": "WPS 表格（.et）或旧版 Office 文件",
    "xlsb": "二进制工作簿（.xlsb）",
    "ods": "OpenDocument 表格（.ods）",
    "flat_ods": "OpenDocument 表格（.fods）",
    "spreadsheetml": "XML 表格",
    "html_tables": "网页形式的表格",
    "mhtml": "网页形式的表格",
    "html": "网页",
    "text_table": "文本文件",
    "packed_text": "文本文件",
    "word": " Word 文档",
    "pdf": " PDF 文档",
    "image": "图片",
    "slides": "演示文稿",
    "zip": "压缩包",
    "archive": "压缩包",
}
#: Kinds that no spreadsheet program opens as a workbook, and what to do with them.
_COPY_TABLES = (
    "请向财政部门要 .xlsx 的空表，或把其中的表格复制到 Excel、WPS 表格里，"
    "另存为“Excel 工作簿（.xlsx）”，再用 --template 指定；只要审核已经公开的文件，请用 xlj audit"
)
_UNPACK = "请先解压，再用 --template 指定其中的工作簿"
_GET_WORKBOOK = "请向财政部门要 .xlsx 的空表，或用上年的工作簿，再用 --template 指定"
_WAYS = {
    "word": _COPY_TABLES,
    "pdf": _COPY_TABLES,
    "zip": _UNPACK,
    "archive": _UNPACK,
    "image": _GET_WORKBOOK,
    "slides": _GET_WORKBOOK,
}
_NAMED = 8

# ------------------------------------------------------------------ faults


def no_such_file(path: str) -> UserError:
    """The path leads nowhere."""
    return UserError(
        f"找不到模板文件 {path}", how="--template 后面写下发的空表或上年工作簿的文件名，请核对"
    )


def is_folder(path: str) -> UserError:
    """A folder was given where a workbook is wanted."""
    return UserError(f"模板 {path} 是文件夹，不是文件", how="请写明用哪一个工作簿作模板")


def other_kind(file: str, kind: str) -> UserError:
    """A file of a kind that cannot be filled in place."""
    name = _KINDS.get(kind, "别的文件")
    how = _WAYS.get(kind, _SAVE_AS)
    return UserError(f"模板 {file} 是{name}，不能在原表上填写，没有改动", how=how)


def strict(file: str) -> UserError:
    """A file in the strict variant of the format."""
    return UserError(
        f"模板 {file} 是“Strict Open XML 电子表格”格式，不能在原表上填写，没有改动", how=_SAVE_AS
    )


def damaged(file: str) -> UserError:
    """A file whose inside is broken."""
    return UserError(
        f"模板 {file} 已损坏，打不开", how="请重新取得一份，或在 Excel、WPS 中打开后另存为 .xlsx"
    )


#: What is wrong with a part of a workbook, by the name of the fault.
_FAULTS = {
    "missing": "缺了这一部分",
    "no_xml": "内容残缺，不是完整的 XML",
    "other_content": "内容不是这个位置该有的",
    "other_type": "登记的内容类型不对",
    "leads_nowhere": "指向的部分不存在",
}


def faulty_part(file: str, part: str, fault: str) -> UserError:
    """A file one of whose parts is not what it has to be."""
    return UserError(
        f"模板 {file} 已损坏，不能在原表上填写，没有改动",
        where=f"文件里面的 {part}：{_FAULTS[fault]}",
        how="请重新取得一份；Excel 或 WPS 还能打开（或能修复）的，打开后另存为 .xlsx，再用 --template 指定另存的文件",
    )


def signed(file: str) -> UserError:
    """A file with a digital signature, which no changed file can keep."""
    return UserError(
        f"模板 {file} 有数字签名，填写后签名就失效，没有填写",
        how="请在 Excel 里删除签名（文件—信息—查看签名）后另存一份作模板",
    )


def unusable(error: UserError, file: str) -> UserError:
    """The reader's complaint, said of a template."""
    what = error.what.replace("台账", "模板")
    how = error.how.replace("台账", "模板")
    if "导出" in how or "核算系统" in how or "公开表" in how or not how:
        how = "请给出可以打开的 .xlsx 或 .xlsm 模板"
    return UserError(f"模板不能用：{what}", where=error.where or file, how=how)


def other_file(error: UserError, file: str, *, is_ledger: bool) -> UserError:
    """A file of the program's other inputs, given as a template."""
    how = "请给出财政部门下发的空表或上年的决算公开表（.xlsx、.xlsm）"
    if is_ledger:
        how += "；台账和模板是不是写反了？应写 xlj fill 台账 --template 模板"
    return UserError(f"模板不能用：{error.what}", where=error.where or file, how=how)


def no_table(file: str, sheets: Sequence[str], titles: Sequence[str]) -> UserError:
    """No sheet holds a table that is known."""
    shown = "、".join(sheets[:10]) + ("等" if len(sheets) > 10 else "")
    return UserError(
        f"模板 {file} 里没有认出一张决算公开表，没有填写",
        where=f"看过的工作表：{shown}",
        how=f"每张表要有表名（如“{titles[0]}”）和列名那几行；请核对是不是拿错了文件",
    )


def own_workbook(file: str) -> UserError:
    """A workbook that the program wrote of its own, whose formulas look at last year's ledger."""
    return UserError(
        f"模板 {file} 是本程序自己生成的工作簿，表里的公式取的是当时那本台账的数，不能作模板",
        how="不用 --template，直接运行 xlj fill 台账 就会按同样的版式生成；要与上年比较，请用 --previous 指定它",
    )


def no_amount_unit(file: str, sheets: Sequence[str]) -> UserError:
    """Some table does not say its unit of amount."""
    return UserError(
        f"模板 {file} 里有的表没有写明金额单位是元还是万元，没有填写",
        where=f"工作表 {'、'.join(sheets)}",
        how="请在模板这些表的右上方写明“单位：万元”或“单位：元”后再运行",
    )


FEATURES = {
    "pictures": "图片",
    "charts": "图表",
    "controls": "按钮或控件",
    "pivots": "数据透视表",
    "external_links": "外部链接",
    "printer_settings": "打印机设置",
    "themes": "主题",
    "macros": "宏",
    "objects": "嵌入对象",
    "slicers": "切片器",
    "tables": "超级表",
    "queries": "查询和连接",
    "chart_sheets": "图表工作表",
    "drawings": "图形",
    "cell_pictures": "单元格图片",
    "web_parts": "网页部件",
    "ribbon": "自定义功能区",
    "custom_xml": "自定义 XML",
    "names": "定义的名称",
    "conditional_formats": "条件格式",
    "validations": "数据有效性",
    "merges": "合并单元格",
    "links": "超链接",
    "protection": "工作表保护",
    "headers": "页眉页脚",
    "page_setup": "页面设置",
    "backgrounds": "背景图片",
    "page_breaks": "分页符",
    "filters": "筛选",
    "panes": "冻结窗格",
    "sparklines": "迷你图",
    "header_pictures": "页眉页脚图片",
    "column_widths": "列宽",
    "ignored_errors": "忽略错误的标记",
    "text_boxes": "文本框或形状",
    "comments": "批注",
    "comment_boxes": "批注框",
    "formulas": "公式",
    "rich_texts": "同一格里不同字体的文字",
}


def would_lose(file: str, lost: Iterable[tuple[str, str, int]]) -> UserError:
    """Features that the filled workbook would lack: kind, sheet and how many."""
    parts = [
        f"{f'工作表“{sheet}”的' if sheet else ''}{FEATURES[kind]} {count} 处"
        for kind, sheet, count in lost
    ]
    shown = "；".join(parts[:_NAMED]) + ("等" if len(parts) > _NAMED else "")
    return UserError(
        f"照模板 {file} 填写会丢失原有的内容，没有填写",
        where=shown,
        how="请把这些内容移到别的工作表，或先在模板里去掉，再运行",
    )


# ------------------------------------------------------------------ findings

NO_CELL = "（模板里没有这一格）"


def formula_differs(place: str, formula: str, found: int, due: int, is_tail: bool) -> str:  # noqa: FBT001 - one of two wordings
    """A formula of the office whose result is another than ours."""
    text = f"{place} 的公式 ={formula} 算出 {format_yuan_grouped(found)} 元，台账的数是 {format_yuan_grouped(due)} 元"
    return text + ("，相差的是四舍五入的尾差" if is_tail else "")


def not_placed(name: str, fen: int) -> str:
    """A figure that the workbook has no place for."""
    return f"{name} 有 {format_yuan_grouped(fen)} 元，模板里没有填它的地方"


def table_missing(file: str, title: str) -> str:
    """A table that the workbook lacks."""
    return f"模板 {file} 里没有认出《{title}》，这张表没有填"


def not_calculated(places: Sequence[str]) -> str:
    """Formulas that only a spreadsheet program can calculate."""
    shown = "、".join(places[:_NAMED]) + ("等" if len(places) > _NAMED else "")
    return f"{len(places)} 个公式本程序算不出来，没有核对：{shown}"


#: What a person has to look at; those that may be last year's become findings.
REMARKS = {
    "row": "{place} 起的行“{text}”认不出来，没有填，原有的数字已清空",
    "column": "{place} 的栏“{text}”认不出来，没有填，原有的数字已清空",
    "repeated": "{place}：《{text}》前面已有一张，这一张没有填，原样保留",
    "row_emptied_formula": "{place}行是上年的科目，别处的公式用到它，不能删除，已清空",
    "row_emptied_picture": "{place}行是上年的科目，上面有图片或图形，不能删除，已清空",
    "sheet": "工作表“{sheet}”不是这套公开表里的表，原样保留",
    "sheet_numbers": "工作表“{sheet}”不是这套公开表里的表，原样保留，其中有 {text} 个数字",
    "sheet_last_year": "工作表“{sheet}”没有改动，里面还写着上年的内容：{text}",
    "sheet_name": "工作表“{sheet}”的名称里是上年的内容，没有改名",
    "text_box": "工作表“{sheet}”的文本框里写着上年的内容，没有改动：“{text}”",
    "text_formula": "{place} 是公式，算出的文字是上年的：“{text}”",
    "hidden": "工作表“{sheet}”是隐藏的，已照样填写",
    "protected": "工作表“{sheet}”有保护，数字写进了锁定的格子，保护没有解除",
    "no_statement": "工作表“{sheet}”是空表，表下没有写说明的地方：“{text}”",
    "formula_error": "{place} 的公式算出来是 {text}",
    "formula_text": "{place} 的公式算出来不是数字：{text}",
}
LEFT_OVER = frozenset(
    {
        "row",
        "column",
        "repeated",
        "sheet_last_year",
        "sheet_name",
        "text_box",
        "text_formula",
        "no_statement",
        "formula_error",
        "formula_text",
    }
)


def remark(kind: str, sheet: str, place: str, text: str) -> str:
    """Say one of them."""
    return REMARKS[kind].format(sheet=sheet, place=place, text=text)


#: What an added sheet is called where the office has one of that name.
SECOND = "{name}（{n}）"

# ------------------------------------------------------------------ terminal

OFFICE = "已照模板填写：{file}（按“{profile}”的版式辨认，版式{certainty}；{tables} 张表，填入 {filled} 个数字）"
ROWS = "插入 {added} 行，去掉上年的 {gone} 行"
FORMULAS = "保留模板自己的公式 {count} 个"
FORMULAS_ODD = "，其中 {count} 个与台账不一致（见 F401）"
FORMULAS_TAIL = "，{count} 个有四舍五入的尾差"
REMARKS_HEAD = "没有填到的和请核对的 {count} 处："
MORE_REMARKS = "……另有 {count} 处，见“审核”表或 --json"
ROUNDED = "模板的格子没有规定小数位，按两位小数四舍五入填入：{tables}"
