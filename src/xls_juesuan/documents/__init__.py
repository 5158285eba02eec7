"""Text documents as they are read: paragraphs and printed tables, in their order.

It knows Word, PDF, web pages and plain text; it refuses to know what is in them.
"""

from __future__ import annotations

from xls_juesuan.documents.flow import Box
from xls_juesuan.documents.flow import Flow
from xls_juesuan.documents.flow import TableBlock
from xls_juesuan.documents.flow import TextBlock

__all__ = ["Box", "Flow", "TableBlock", "TextBlock"]
