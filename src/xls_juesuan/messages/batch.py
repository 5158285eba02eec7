"""What ``xlj batch`` says while it works and when it is done. Only characters that GBK has."""

from __future__ import annotations

HELP = "把一个文件夹（或一份清单）里的台账逐个编成工作簿，另写一份批量汇总；中断了再运行一次，做过而没有变的跳过。"
SOURCE = "台账所在的文件夹（包括下级文件夹），或 .csv 清单。"
OUTPUT = "输出文件夹；不写时放在 out 文件夹。"
WORD = "同时写每个单位的决算公开文档（.docx）。"
PDF = "同时把文档转成 PDF（要装 LibreOffice）。"
JOBS = "同时处理几个单位；不写时按处理器的个数。"
SCHEDULER = "交给 Dask 集群处理，写调度器的地址，如 tcp://10.0.0.8:8786（安装时加 [cluster]）。"
BY_BYTES = "把台账等文件的内容一起发给处理的机器，结果也发回来；那些机器看不到这些文件夹时用。"
REDO = "全部重做，不跳过没有变化的。"
TEMPLATE = "版式名称、版式文件夹，或者财政部门下发的空表，照它填写；不写时是 henan。"
EPILOG = (
    "清单是 .csv（UTF-8 或 GB18030），第一行是栏名，一行一个单位；栏名写中文或英文都行，除“台账”外都可以不写："
    "台账（ledger，几个文件用分号隔开）、补充资料（supplement）、单位名称（name）、输出（output，工作簿的文件名）、"
    "单位（unit，台账里有几个单位时写代码或名称）、年度（year）、金额单位（amount_unit，元或万元）、"
    "列对照（mapping）、上年文件（previous）。相对路径从清单所在的文件夹算起，输出从输出文件夹算起。"
)

NO_FILE = "找不到文件"
NO_FILE_HOW = "请检查路径和文件名"
UNREADABLE = "文件读不了"
UNREADABLE_HOW = "请检查文件是否存在、有没有读取权限"
TARGET_UNREADABLE = "输出文件的路径过长，或者没有权限"
TARGET_UNREADABLE_HOW = "请换一个路径短一些的输出文件夹，或检查权限"
NO_SOURCE = "找不到文件夹或清单"
NO_SOURCE_HOW = "请写台账所在的文件夹，或 .csv 清单"
NOT_A_LIST = "清单要是 .csv 文件"
NOT_A_LIST_HOW = "在 Excel 或 WPS 里另存为“CSV（逗号分隔）”；只有一份台账的，请用 xlj fill"
NO_LEDGERS = "文件夹里没有台账"
NO_LEDGERS_HOW = "可以读的有 .xlsx、.xls、.xlsb、.ods、.csv、.zip；其他样子的台账请写进清单"
ROW_NAME = "清单第 {row} 行"
ROW_WITHOUT_LEDGER = "这一行没有写台账"
ROW_WITHOUT_LEDGER_HOW = "请写台账的文件名，或删去这一行"
ROW_YEAR = "年度“{text}”不对"
ROW_YEAR_HOW = "请写四位数的年度，从 2019 年起"
ROW_AMOUNT_UNIT = "金额单位“{text}”不对"
ROW_AMOUNT_UNIT_HOW = "请写元或万元"
ROW_PATH = "文件名“{text}”不能用，名称或路径过长，或者没有权限"
ROW_PATH_HOW = "请检查这一行写的文件名，或给文件改短一些的名称"
SAME_OUTPUT = "与前面的“{other}”输出到同一个文件，没有做"
SAME_OUTPUT_HOW = "请在清单的“输出”一栏写不同的文件名"
OUTPUT_IS_INPUT = "输出文件就是输入的文件，没有做，以免盖掉它"
OUTPUT_IS_INPUT_HOW = "请在清单的“输出”一栏写另外的文件名，或换一个输出文件夹"
OUTPUT_IS_SUMMARY = "输出文件就是批量汇总的文件，没有做，以免被它盖掉"
SUMMARY_IS_INPUT = "批量汇总要写的文件是输入的文件，没有开始，以免盖掉它"
SUMMARY_IS_INPUT_HOW = "请换一个输出文件夹，或给这个文件改名"
OUTPUT_NOT_FOLDER = "-o 要写文件夹：批量处理有许多文件"
OUTPUT_NOT_FOLDER_HOW = "请写文件夹的名称"

#: What the workbook of a ledger is called, before its ending.
WORKBOOK_NAME = "{name}_部门决算公开"
SUMMARY_NAME = "批量汇总.xlsx"
PARQUET_NAME = "批量汇总_全部问题.parquet"

LOST = (
    "处理它的进程连着 {times} 次意外结束（多半是内存不够，或被系统终止），没有做；其他单位不受影响"
)
LOST_HOW = "请用 --jobs 1 再运行一次，只会补做没有做成的"
OTHER_VERSION = "处理它的机器上的程序是 {theirs} 版，这里是 {ours} 版，没有采用"
OTHER_VERSION_HOW = "请把各台机器的程序装成同一版再运行"
CHANGED_MEANWHILE = "处理时原来的工作簿一再被改动，没有写"
CHANGED_MEANWHILE_HOW = "请先关闭它再运行"
BUSY = "另一个批量任务正在写这个输出文件夹"
BUSY_HOW = "请等它做完，或换一个输出文件夹"
NO_LOCK_FILE = "输出文件夹里的锁文件打不开"
NO_LOCK_FILE_HOW = "请检查有没有写入权限，或换一个输出文件夹"
NO_LOCK = "输出文件夹不能上锁（{reason}），没有开始：有些网络盘不支持"
NO_LOCK_HOW = "请换一个本机上的输出文件夹，做完再复制过去"
FOLDER_GONE = "输出文件夹在运行中不见了"
FOLDER_GONE_HOW = "请恢复或重新建好输出文件夹，再运行一次，只会补做没有做成的"
JOBS_BAD = "--jobs 的值“{text}”不对"
JOBS_HOW = "请写 1 或更大的整数"
SEVERAL_UNITS = "批量处理时，在清单里一个单位一行，“单位”一栏写代码或名称；或者对这份台账单独运行 xlj fill --each-unit。"

NO_CLUSTER = "没有安装集群所需的组件"
NO_CLUSTER_HOW = '请运行 pip install "xls-juesuan[cluster]"，或去掉 --scheduler 在本机处理'
NO_SCHEDULER = "连不上调度器"
NO_SCHEDULER_HOW = "请检查地址，以及调度器是否已经启动"
NO_WORKERS = "调度器上没有可用的处理进程"
NO_WORKERS_HOW = "请先在各台机器上启动 dask worker"
SCHEDULER_GONE = "与调度器的连接断了，没有做完"
SCHEDULER_GONE_HOW = "请恢复后再运行一次，做过的会跳过"
CLUSTER_FAULT = "集群没有做成（{detail}）"

NO_PARQUET = (
    '没有写 {name}：要装 polars 组件（pip install "xls-juesuan[parquet]"）；全部问题在批量汇总里。'
)

PROGRESS_DONE = "{number}/{total} {name}：{result}"
RESULT = "{verdict}（错误 {error}，警告 {warning}，提示 {notice}）"
RESULT_FAILED = "没有生成：{message}"
BAR_COUNTS = "完成 {done}，没有生成 {failed}，跳过 {skipped}"
BAR_NOW = "正在处理：{names}"
DONE = "共 {total} 个单位：生成 {done} 个，跳过 {skipped} 个（没有变化），没有生成 {failed} 个。"
VERDICT_LINE = "  {verdict}：{count} 个"
FAILED_HEAD = "没有生成的："
FAILED_LINE = "  {name}：{message}"
FAILED_MORE = "  ……另有 {count} 个，见批量汇总"
PASSED_OVER = "没有用到的文件 {count} 个："
UNMATCHED = (
    "补充资料对应不上台账：同一文件夹里有几份台账时，文件名要写台账的文件名或单位名称"
    "（如 甲局补充资料.xlsx），或在清单里写明"
)
OF_OTHER_LEDGER = "补充资料是 {ledger} 的，这份台账这次没有用它（或没有做）"
OWN_FILE = "本程序写的工作簿、审核或汇总，不是台账"
NOT_A_LEDGER = "不是台账的文件类型；是台账的请写进清单"
NO_ROOM = "“全部问题”一张表放不下，有 {count} 条只在各单位的“审核”和 Parquet 里。"
WRITTEN = "批量汇总：{path}"
PARQUET = "全部问题：{path}"
INTERRUPTED = "已中断，已经生成的都在；再运行一次，只做没有做的。"


def internal(kind: str, detail: str) -> str:
    """Say that the program failed on a unit."""
    return f"程序内部出错（{kind}：{detail}）。这是程序的毛病，请把台账的表头几行和这段话一起反馈。"


def no_workplace(place: str, reason: str) -> str:
    """Say that a unit's files could not be put anywhere meanwhile."""
    return f"没有地方放处理中的文件（{place} {reason}）。办法：请检查磁盘空间和输出文件夹，再运行一次。"


def row_place(file: str, sheet: str, row: int) -> str:
    """Name a row of a ledger."""
    return f"{file} {sheet} 第 {row} 行" if row else f"{file} {sheet}".strip()
