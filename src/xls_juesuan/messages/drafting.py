"""What ``xlj templates new`` says, and the remarks it writes into the draft of a layout."""

from __future__ import annotations

from xls_juesuan.errors import UserError

HELP = "照一本空表或上年的工作簿起草版式声明（profile.toml 和各表），只写与最接近的版式不同的地方，留给工程师补完。"
OUTPUT = "写到哪个文件夹；不写时为当前文件夹的 版式_文件名。"
PROFILE = "以哪个版式为底（名称或版式文件夹）；不写时取最接近的。"
FORCE = "文件夹已经存在时换成新的；原文件夹改名为“….旧1”。"

FOLDER = "版式_{name}"
TITLE = "草稿：照 {file} 起草的版式"
SOURCE = "照 {file} 起草（以 {parent} 版式为底），没有核对过公开的文件"
HEAD = "照 {file} 起草，没有核实；只写与 {parent} 版式不同的地方。写法见 templates/README.md。"
OPEN = "待确认：{text}"
TABLE_HEAD = "{title}：照 {file} 起草，没有核实。"
SAME_TEXTS = "说明文字和绩效自评情况表照 {parent} 版式的写法"
OF_PARENT = "没有印在表里的（取数条件、各栏各行相加的关系）照 {parent} 版式"

WRITTEN = "已起草版式：{path}（以 {parent} 为底，{tables} 张表，其中 {changed} 张与它不同）"
WRITTEN_COPY = "原来的文件夹改名为：{path}"
OPEN_HEAD = "待确认 {count} 处（写在 profile.toml 的 unverified 和各表文件开头）："
OPEN_LINE = "- {text}"
NEXT = "试一试：xlj templates export {path} -o 空表.xlsx；xlj fill 台账 --template {path}"

# ------------------------------------------------------------------ open points

AT_TABLE = "{label}《{title}》{text}"


def row_open(ref: str, text: str) -> str:
    """A row whose figures nobody knows how to fill."""
    return f"{ref} 行“{text}”取什么数没有定，现在空着"


def column_open(ref: str, text: str) -> str:
    """A column whose figures nobody knows how to fill."""
    return f"{ref} 栏“{text}”取什么数没有定，现在空着"


def columns_missing(names: str) -> str:
    """Columns of the layout that were not found."""
    return f"没有{names}栏，相加的关系已去掉它们"


def renamed(usual: str, text: str) -> str:
    """A row taken for another one by its number."""
    return f"行“{text}”按行次当作“{usual}”，请核对"


def total_missing() -> str:
    """A table of codes without a row 合计."""
    return "没有认出“合计”行，照底版式"


def codes_missing() -> str:
    """A table of codes without a column of codes."""
    return "没有认出科目编码栏，照底版式"


def relation_changed(row: str, before: str, after: str) -> str:
    """A relation that named what is not printed here."""
    return f"行“{row}”的关系原为 {before}，现为 {after or '空，请核对取数条件'}"


def cell_changed(row: str, column: str, before: str) -> str:
    """A cell that looked at what is not printed here."""
    return f"行“{row}”的 {column} 原为 {before}，现在按行和栏的取数条件取数，请核对"


def no_title(title: str) -> str:
    """A table that bears no title."""
    return f"没有印表名，照底版式写作“{title}”"


def upright() -> str:
    """A table whose columns are printed as lines, which no declaration can say."""
    return "每项一行竖排，版式声明写不出来，照底版式的横排"


def not_declared(detail: str) -> str:
    """A table whose form could not be declared."""
    return f"照它的样子写不成声明，照底版式（{detail}）"


TABLES_MISSING = "没有这几张表：{tables}；说明文字里说到它们的句子要改（narrative.toml）"
AMOUNT_UNIT = "表里的金额单位是{unit}；版式里写的是万元，导出空表时加 --amount-unit {unit}"
SHEETS_LEFT = "没有认出的工作表：{sheets}"

# ------------------------------------------------------------------ faults


def folder_exists(path: str) -> UserError:
    """Something stands where the draft is to go."""
    return UserError(
        "版式文件夹已经存在，没有覆盖",
        where=path,
        how="请用 -o 换一个文件夹；确实要换成新的，请加 --force，原文件夹改名为“….旧1”",
    )


def is_file(path: str) -> UserError:
    """A file stands where the folder of the draft is to go, or its name is that of a file."""
    return UserError(
        "版式是一个文件夹，不是一个文件", where=path, how="请在 -o 后面写一个文件夹的名称"
    )


def parent_elsewhere(parent: str, path: str) -> UserError:
    """The draft would change a layout that it could not find."""
    return UserError(
        f"底版式 {parent} 不是自带的，草稿要放在它旁边才找得到它",
        where=path,
        how=f"请用 -o 写成与 {parent} 同一个文件夹下的名称",
    )


def own_folder(path: str) -> UserError:
    """The draft would replace a layout that comes with the program."""
    return UserError("这里是自带的版式，不能换成草稿", where=path, how="请用 -o 换一个文件夹")
