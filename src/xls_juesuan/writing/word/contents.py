"""The contents: a field of Word's own, with its entries already filled in.

It knows bookmarks and references to pages; it refuses to know what the headings say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.messages import word as say
from xls_juesuan.writing.word.elements import append
from xls_juesuan.writing.word.elements import element
from xls_juesuan.writing.word.fields import field
from xls_juesuan.writing.word.fields import field_end
from xls_juesuan.writing.word.fields import field_start
from xls_juesuan.writing.word.fields import tab_run
from xls_juesuan.writing.word.fields import text_run
from xls_juesuan.writing.word.styles import Style
from xls_juesuan.writing.word.styles import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.text.paragraph import Paragraph

#: Headings of two levels, as links.
_CODE = r'TOC \o "1-2" \h'
_FIRST_BOOKMARK = 250_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading that the contents list.

    Attributes:
        number: which of them it is, from 0.
        text: the heading.
        is_part: whether it is one of a part.
    """

    number: int
    text: str
    is_part: bool

    @property
    def bookmark(self) -> str:
        """Name of the place it leads to, in Word's own manner."""
        return f"_Toc{_FIRST_BOOKMARK + self.number}"


def add_contents(document: Document, entries: Sequence[Entry], pages: Sequence[int]) -> None:
    """Add the contents.

    Args:
        document: the document.
        entries: all of them.
        pages: the page of each; empty where nobody knows them, so that Word has to find them.
    """
    title = document.add_paragraph(style=str(Style.COVER))
    write(title, say.CONTENTS, size=22)
    for entry in entries:
        style = Style.CONTENTS_PART if entry.is_part else Style.CONTENTS_SECTION
        paragraph = document.add_paragraph(style=str(style))
        holder = paragraph._p  # noqa: SLF001 - the library knows no fields
        if entry is entries[0]:
            for run in field_start(_CODE, is_stale=not pages):
                holder.append(run)
        link = append(holder, "hyperlink", {"anchor": entry.bookmark, "history": 1})
        shown = str(pages[entry.number]) if pages else ""
        page = field(rf"PAGEREF {entry.bookmark} \h", shown)
        for run in (text_run(entry.text), tab_run(), *page):
            link.append(run)
        if entry is entries[-1]:
            holder.append(field_end())


def mark(paragraph: Paragraph, entry: Entry) -> None:
    """Make a heading the place that its entry leads to."""
    holder = paragraph._p  # noqa: SLF001 - the library knows no bookmarks
    start = element("bookmarkStart", {"id": entry.number, "name": entry.bookmark})
    first = holder.find_runs() if hasattr(holder, "find_runs") else holder.r_lst
    first[0].addprevious(start)
    append(holder, "bookmarkEnd", {"id": entry.number})
