"""What is said about files as containers: damaged ones, archives, sheets of impossible size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS = {
    "pdf": "PDF 文档",
    "image": "图片",
    "archive": "压缩包",
    "word": "Word 文档",
    "slides": "演示文稿",
    "html": "没有表格的网页（HTML）",
    "xml": "XML 文本",
    "text": "普通文本",
    "ole": "其他 Office 文件",
    "binary": "无法辨认的二进制内容",
    "empty": "空文件",
    "blank": "没有任何数据的电子表格",
}
_EXPORT_AGAIN = "请在 Excel 或 WPS 中打开后另存为 .xlsx，或从核算系统重新导出台账"
_UNPACK = "请先解压，再把其中的台账文件交给程序"


def unclosed_quote(file: str, row: int) -> UserError:
    """A quotation mark opens a cell and none closes it."""
    return UserError(
        "有一个英文双引号没有配对，后面的内容全被算进了同一个单元格",
        where=f"{file}，第 {row} 行",
        how="请用记事本打开，删去或补齐这一行的双引号；或在 Excel 或 WPS 中另存为 .xlsx 再用",
    )


def bad_encoding(file: str, line: int) -> UserError:
    """Some bytes are text in no encoding that is known here."""
    return UserError(
        "文本里有认不出的字符，既不是 UTF-8 也不是 GB18030 编码",
        where=f"{file}，第 {line} 行",
        how="请在 Excel 或 WPS 中打开后另存为 .xlsx，或从核算系统重新导出",
    )


def too_large(file: str) -> UserError:
    """More content than any ledger has, or a container made to exhaust memory."""
    return UserError(
        f"{file} 展开后的内容大得不合常理，没有读取",
        how="请核对文件来源；确是台账的，请按月或按单位分开导出",
    )


def far_cell(file: str, sheet: str, address: str) -> UserError:
    """One cell stands so far out that the sheet between would fill the memory."""
    return UserError(
        f"单元格 {address} 里有内容，离其他数据太远，表格大得无法读取",
        where=f"{file}，工作表“{sheet}”",
        how="请打开文件，删去台账以外的这些单元格（选中整行或整列后删除），保存后再用",
    )


def too_many_columns(file: str, sheet: str, most: int) -> UserError:
    """More columns than a spreadsheet program shows."""
    return UserError(
        f"表格的列数超过 {most}",
        where=f"{file}，工作表“{sheet}”",
        how="请打开文件，删去台账以外的列，保存后再用",
    )


def same_sheet_names(file: str, sheet: str) -> UserError:
    """Two sheets have one name, so that nobody can say which is meant."""
    return UserError(
        f"有两个同名的工作表“{sheet}”",
        where=file,
        how="请在 Excel 或 WPS 中打开，修改工作表名称后保存，再运行一次",
    )


def archive_protected(file: str, member: str) -> UserError:
    """A zip asks for a password."""
    return UserError(
        f"压缩包设有解压密码，读不了其中的 {member}",
        where=file,
        how="请输入密码解压后，把台账文件交给程序，或重新压缩时不设密码",
    )


def too_many_members(file: str, most: int) -> UserError:
    """A zip with more files than anybody exports."""
    return UserError(
        f"压缩包里的文件超过 {most} 个，没有读取", where=file, how="请只保留台账文件后重新压缩"
    )


def nothing_readable(file: str, left: Sequence[tuple[str, str]]) -> UserError:
    """A zip without any spreadsheet."""
    if not left:
        return UserError(f"{file} 是压缩包，里面没有文件", how="请从核算系统重新导出台账")
    shown = "、".join(f"{name}（{KINDS[kind]}）" for name, kind in left[:5])
    rest = f" 等 {len(left)} 个文件" if len(left) > 5 else ""
    return UserError(f"{file} 是压缩包，里面没有电子表格，只有 {shown}{rest}", how=_EXPORT_AGAIN)


def other_archive(file: str) -> UserError:
    """A rar, 7z, gz or a zip in a zip in a zip."""
    return UserError(f"{file} 是压缩包，其格式或层数程序读不了", how=_UNPACK)


#: Beginnings of the subjects of L114 that its rule raises to a warning.
UNREAD = "没有读取"
SHORTENED = "文字过长"


def file_left(file: str, kind: str) -> str:
    """L114: a file of a zip that was not read."""
    return f"压缩包里的 {file} 没有读取：{KINDS[kind]}"


def cells_shortened(rows: int, length: int, kept: int) -> str:
    """L114: cells of which only the beginning was read."""
    return f"有 {rows} 行的单元格文字过长（例如 {length} 个字），只取了前 {kept} 个字"


def formula_without_value(rows: int) -> str:
    """L113."""
    return f"有 {rows} 行的金额单元格是公式，但文件里没有保存计算结果，按 0 处理"


def numbered_table(stem: str, number: int) -> str:
    """Name of one of several tables in a web page."""
    return f"{stem}（表{number}）"
