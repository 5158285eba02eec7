"""Why files of a folder are passed over. Only characters that GBK has."""

from __future__ import annotations

ARCHIVE = "压缩包，请先解压再审核"
PICTURE = "图片，没有可以读的文字；请找电子版"
NO_DOCUMENT = "不是能审核的文件类型"
