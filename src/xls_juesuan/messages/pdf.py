"""What is said about printing the Word document as PDF."""

from __future__ import annotations

NO_LIBREOFFICE = "没有找到 LibreOffice，不能转成 PDF"
NO_LIBREOFFICE_HOW = "请用 Word 或 WPS 打开 .docx 文件，另存为 PDF；或安装 LibreOffice 后再运行"
NOT_STARTED = "LibreOffice 启动不了，没有转成 PDF"
NOT_STARTED_HOW = "请重新安装 LibreOffice；或用 Word 或 WPS 打开 .docx 文件，另存为 PDF"
NOT_PRINTED = "LibreOffice 没有转出 PDF"
NOT_PRINTED_HOW = "请确认安装 LibreOffice 时包括了 Writer（文字处理）；或用 Word 或 WPS 打开 .docx 文件，另存为 PDF"
TOO_LONG = "LibreOffice 很久没有转完 PDF，已经停止"
TOO_LONG_HOW = "请关闭其他程序后重试；或用 Word 或 WPS 打开 .docx 文件，另存为 PDF"
OLD_PDF = "原来的 {name} 还是旧的，没有更新。"
