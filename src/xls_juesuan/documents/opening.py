"""A file of text and tables → its flow, by what the file is.

It knows which reader reads what; it refuses to know how.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from xls_juesuan.messages import containers as say_containers
from xls_juesuan.messages import documents as say
from xls_juesuan.reading.container import OLE
from xls_juesuan.reading.container import Container
from xls_juesuan.reading.formats.limits import Budget
from xls_juesuan.reading.formats.limits import Piece

if TYPE_CHECKING:
    from xls_juesuan.documents.flow import Flow

#: The part of a .docx that holds its text.
_WORD_PART = b"word/document.xml"
_PAGES = frozenset({Container.HTML, Container.HTML_TABLES})


def read_flow(name: str, content: bytes, kind: Container) -> Flow:
    """Read a document.

    Raises:
        UserError: it is damaged, locked, a scan, or of a kind that holds no text.
    """
    flow = _read(name, content, kind)
    if not flow.blocks:
        raise say.no_text(name)
    return flow


def _read(name: str, content: bytes, kind: Container) -> Flow:
    if kind is Container.PDF:
        from xls_juesuan.documents.pdf import read_pdf

        return read_pdf(name, content)
    if kind is Container.WORD:
        if content.startswith(OLE):
            raise say.old_word(name)
        if not content.startswith(b"PK") or _WORD_PART not in content:
            raise say.other_word(name)
        from xls_juesuan.documents.word import read_word

        return read_word(name, content)
    piece = Piece(name, PurePath(name).stem, content, Budget.for_file(len(content)))
    if kind in _PAGES:
        from xls_juesuan.documents.html import read_html_page

        return read_html_page(piece)
    if kind is Container.TEXT_TABLE:
        from xls_juesuan.documents.text import read_text

        return read_text(piece)
    raise say.not_a_document(name, say_containers.KINDS.get(kind, kind))
