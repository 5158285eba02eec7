"""The whole disclosure as one Word file: cover, contents, parts, tables, attachments.

It knows in which order they are written and how the pages of the contents are found; how each
looks is known by its own module.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from typing import assert_never

from xls_juesuan.disclosure.document import AttachmentTable
from xls_juesuan.disclosure.document import Heading
from xls_juesuan.disclosure.document import Level
from xls_juesuan.disclosure.document import Paragraph
from xls_juesuan.disclosure.document import StatutoryTable
from xls_juesuan.errors import UserError
from xls_juesuan.writing.content import Values
from xls_juesuan.writing.files import write_bytes_whole
from xls_juesuan.writing.pdf import print_pdf
from xls_juesuan.writing.word.attachments import add_attachment
from xls_juesuan.writing.word.contents import Entry
from xls_juesuan.writing.word.contents import add_contents
from xls_juesuan.writing.word.contents import mark
from xls_juesuan.writing.word.cover import add_cover
from xls_juesuan.writing.word.elements import normalised
from xls_juesuan.writing.word.headings import add_heading
from xls_juesuan.writing.word.headings import add_title
from xls_juesuan.writing.word.leaves import find_leaves
from xls_juesuan.writing.word.package import clean
from xls_juesuan.writing.word.pages import heading_pages
from xls_juesuan.writing.word.sections import TEXT
from xls_juesuan.writing.word.sections import begin
from xls_juesuan.writing.word.sections import end
from xls_juesuan.writing.word.sections import go_on
from xls_juesuan.writing.word.sections import go_on_counting
from xls_juesuan.writing.word.sections import number_pages
from xls_juesuan.writing.word.styles import Style
from xls_juesuan.writing.word.styles import define_styles
from xls_juesuan.writing.word.styles import write_runs
from xls_juesuan.writing.word.tables import add_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from docx.document import Document

    from xls_juesuan.disclosure.document import Block
    from xls_juesuan.disclosure.document import Disclosure
    from xls_juesuan.tables import TableSet
    from xls_juesuan.writing.word.leaves import Leaf


@dataclass(frozen=True, slots=True)
class Written:
    """A document that was written.

    Attributes:
        copy: where what stood there before is kept; ``None`` where there was no need.
        has_pages: whether the contents name pages; else Word finds them when it opens the file.
    """

    copy: Path | None
    has_pages: bool


def write_disclosure(
    path: Path, disclosure: Disclosure, tables: TableSet, values: Values = Values.EXACT
) -> Written:
    """Write the document, whole or not at all.

    Args:
        path: where it shall stand; what stands there is replaced only when all is written, and
            kept under a numbered name unless it is the same.
        disclosure: what it says.
        tables: the nine tables.
        values: how figures stand in the tables of the workbook.

    Returns:
        What became of it.

    Raises:
        UserError: the place cannot be written, or the file there is open.
    """
    draft = _Writer(disclosure, tables, values)
    content = draft.write([])
    pages = _find_pages(content, draft.entries)
    if pages:
        content = _Writer(disclosure, tables, values).write(pages)
    return Written(write_bytes_whole(path, content, keeps_old=True), has_pages=bool(pages))


def _find_pages(content: bytes, entries: Sequence[Entry]) -> Sequence[int]:
    """Find the page of each entry of the contents; none where LibreOffice cannot tell.

    The contents themselves are not counted, so that filling in their pages moves nothing.
    """
    try:
        return heading_pages(print_pdf(content), [entry.text for entry in entries])
    except UserError:
        return []


class _Writer:
    """Writes one document."""

    def __init__(self, disclosure: Disclosure, tables: TableSet, values: Values) -> None:
        import docx

        self._disclosure = disclosure
        self._tables = tables
        self._values = values
        self._document: Document = docx.Document()
        self.entries = _entries(disclosure.blocks)
        self._left = iter(self.entries)

    def write(self, pages: Sequence[int]) -> bytes:
        """Give the file; without pages of the contents Word has to find them."""
        document = self._document
        define_styles(document)
        clean(document)
        self._describe()
        begin(document, TEXT)
        add_cover(document, self._disclosure)
        number_pages(go_on(document, TEXT), "upperRoman")
        add_contents(document, self.entries, pages)
        self._leaves(find_leaves(self._disclosure.blocks))
        end(document)
        content = io.BytesIO()
        document.save(content)
        return normalised(content.getvalue())

    def _describe(self) -> None:
        about = self._document.core_properties
        about.title = self._disclosure.title
        about.author = about.last_modified_by = self._disclosure.unit_name
        about.comments = ""
        about.created = about.modified = datetime(self._disclosure.year + 1, 1, 1)  # noqa: DTZ001 - a document property has no zone

    def _leaves(self, leaves: Sequence[Leaf]) -> None:
        before = None
        for leaf in leaves:
            if before is None:
                number_pages(go_on(self._document, leaf.paper, is_apart=True), "decimal")
            elif before.paper is not leaf.paper:
                go_on_counting(go_on(self._document, leaf.paper))
            begins = before is not None and before.paper is leaf.paper
            self._leaf(leaf, begins=begins)
            before = leaf

    def _leaf(self, leaf: Leaf, *, begins: bool) -> None:
        """Write the blocks of a leaf, the first one on a new page where no section begins."""
        for number, block in enumerate(leaf.blocks):
            before = leaf.blocks[number - 1] if number else None
            self._block(block, before, leaf, begins=begins and not number)

    def _block(self, block: Block, before: Block | None, leaf: Leaf, *, begins: bool) -> None:
        document = self._document
        match block:
            case Heading():
                is_alone = leaf.is_title
                followed = leaf.has_table and block.level is not Level.PART
                paragraph = add_heading(document, block, is_alone=is_alone, names_table=followed)
                paragraph.paragraph_format.page_break_before = begins or None
                if block.level is not Level.SUBSECTION:
                    mark(paragraph, next(self._left))
            case Paragraph():
                write_runs(document.add_paragraph(style=str(Style.TEXT)), block.runs)
            case StatutoryTable(key):
                table = self._tables.table(key)
                if table is None:
                    raise KeyError(key)
                add_title(document, table.title, before, begins=begins)
                add_table(document, table, self._tables.department_line, self._values)
            case AttachmentTable():
                add_title(document, block.title, before, begins=begins)
                title = before.text if isinstance(before, Heading) else block.title
                add_attachment(document, block, title, leaf.paper)
            case _:
                assert_never(block)


def _entries(blocks: Sequence[Block]) -> tuple[Entry, ...]:
    headings = (
        block
        for block in blocks
        if isinstance(block, Heading) and block.level is not Level.SUBSECTION
    )
    return tuple(
        Entry(number, heading.text, heading.level is Level.PART)
        for number, heading in enumerate(headings)
    )
