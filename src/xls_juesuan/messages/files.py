"""What is said when a file cannot be written."""

from __future__ import annotations

#: Stands between the name of an old file that is kept and its number.
OLD_COPY = ".旧"

FOLDER_MISSING = "输出文件夹不存在"
FOLDER_MISSING_HOW = "请先建好文件夹，或换一个输出位置"
NOT_A_FOLDER = "输出位置的上一级不是文件夹"
NOT_A_FOLDER_HOW = "请换一个输出位置"
TARGET_IS_FOLDER = "输出位置是一个文件夹，不是文件"
TARGET_IS_FOLDER_HOW = "请写明文件名，如 决算公开.xlsx"
READ_ONLY_FILE = "输出文件是只读的，没有改动"
READ_ONLY_FILE_HOW = "请取消文件的“只读”属性，或换一个文件名"
FOLDER_NOT_WRITABLE = "输出文件夹不能写入"
FOLDER_NOT_WRITABLE_HOW = "请换一个有写入权限的文件夹，或检查磁盘是否写保护"
DISK_FULL = "磁盘空间不足，没有写出文件"
DISK_FULL_HOW = "请清理磁盘后重试，或换一个磁盘"
NAME_TOO_LONG = "输出文件的名称或路径过长"
NAME_TOO_LONG_HOW = "请用短一些的文件名或文件夹"
NOT_WRITTEN = "文件写不出来"
NOT_WRITTEN_HOW = "请检查输出位置是否可用，或换一个输出位置"


def is_open(name: str) -> str:
    """Say that the file is open in a spreadsheet program."""
    return f"请先关闭 {name} 再运行，文件没有改动"


def is_open_how(owner: str) -> str:
    """Say what to do about an owner file; empty name when none was found."""
    if not owner:
        return "在 Excel、Word 或 WPS 中关闭该文件后重试，或换一个输出文件名"
    return f"在 Excel、Word 或 WPS 中关闭该文件；如果并没有打开，请删除同一文件夹里遗留的 {owner} 后重试"


def error_number(number: int | None) -> str:
    """Name the fault of the operating system by its number."""
    return "" if number is None else f"（系统错误 {number}）"
