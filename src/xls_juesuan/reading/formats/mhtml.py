"""Knows web pages in one file (.mht) that are called .xls: pages as parts of a mail."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from typing import TYPE_CHECKING

from xls_juesuan.messages import containers as tell
from xls_juesuan.messages import reading as say
from xls_juesuan.reading.formats.html import read_html

if TYPE_CHECKING:
    from xls_juesuan.reading.formats.limits import Piece
    from xls_juesuan.reading.grid import Grid


def read_mhtml(piece: Piece) -> list[Grid]:
    """Read every table of every page.

    Raises:
        UserError: no part is a page with a table.
    """
    try:
        pages = [
            part.get_payload(decode=True)
            for part in message_from_bytes(piece.content).walk()
            if part.get_content_type() == "text/html"
        ]
    except (MessageError, LookupError, ValueError) as error:
        raise say.damaged(piece.file) from error
    contents = [page for page in pages if isinstance(page, bytes) and b"<table" in page.lower()]
    if not contents:
        raise say.not_a_spreadsheet(piece.file, "html")
    grids = [grid for page in contents for grid in read_html(replace(piece, content=page))]
    names = [piece.stem, *(tell.numbered_table(piece.stem, at) for at in range(2, len(grids) + 1))]
    return [replace(grid, sheet=name) for grid, name in zip(grids, names, strict=False)]
