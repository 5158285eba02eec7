"""What the Word document of the whole disclosure says beside its texts and tables."""

from __future__ import annotations

#: Names of its styles, as Word lists them.
STYLE_COVER = "决算封面"
STYLE_TITLE = "决算表名"
STYLE_TEXT = "决算正文"
STYLE_TABLE = "决算表格"
STYLE_NOTE = "决算表注"

CONTENTS = "目　录"
PAGE_NUMBER = ("— ", " —")
#: In a figure of a statutory table that a person still has to give.
MISSING = "【待补】"

OPTION = "另外写出整份决算公开文档（.docx）：封面、目录、九张表、情况说明、名词解释、附件；放在工作簿旁边。"
OPTION_PDF = "把整份文档再转成 PDF（需要 LibreOffice），同时写出 .docx。"
WRITTEN = "整份文档：{path}"
WRITTEN_WITH_GAPS = "整份文档：{path}（缺 {count} 项资料，文中标黄的“待补”处补齐后重新生成）"
COPY = "原文档另存为：{path}"
NO_PAGES = "目录的页码还没有填：用 Word 打开时自动填好；WPS 里请在目录上按右键，选“更新域”"
PDF = "PDF：{path}"
NO_PDF = "没有生成 PDF：{reason}"
