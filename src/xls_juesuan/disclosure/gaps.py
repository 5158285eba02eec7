"""Gaps of a document: each missing field once, with every sentence that waits for it.

It knows keys of fields and what the form calls them; it refuses to know findings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xls_juesuan.disclosure.document import AttachmentTable
from xls_juesuan.disclosure.document import Gap
from xls_juesuan.disclosure.document import Paragraph
from xls_juesuan.messages import disclosure as messages

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from xls_juesuan.declarations.supplement_form import SupplementForm
    from xls_juesuan.disclosure.document import Block
    from xls_juesuan.disclosure.document import Run

_ROW = re.compile(r"^(?P<list>[^\[]+)(?:\[(?P<row>[^\]]*)\])?(?:\.(?P<column>[^.\[\]]+))?$")
_SENTENCE = re.compile(r"[^。]*。?")


class Labels:
    """What fields of the supplement are called and where they stand, by their keys."""

    def __init__(self, form: SupplementForm) -> None:
        #: Labels of the single values, by key.
        self.fields = {one.key: one.label for one in form.fields()}
        #: Sheets of the form, in order.
        self.sheets = tuple(sheet.name for sheet in form.sheets)
        self._lists = {table.key: table for table in form.tables()}
        self._sheets = {sheet.table.key: sheet.name for sheet in form.sheets if sheet.table}
        self._sheets |= {each.key: sheet.name for sheet in form.sheets for each in sheet.fields}

    def __call__(self, key: str) -> str:
        """Name a field, or a column of a row of a list, or a list."""
        if key in self.fields:
            return self.fields[key]
        found = _ROW.match(key)
        if found is None or found["list"] not in self._lists:
            return key
        columns = {one.key: one.label for one in self._lists[found["list"]].columns}
        column = columns.get(found["column"] or "", "")
        sheet = self._sheets[found["list"]]
        if found["row"]:
            return messages.ROW_LABEL.format(row=found["row"], column=column or sheet)
        return column or sheet

    def sheet(self, key: str) -> str:
        """Name the sheet of the form where a field, or a row of a list, is filled in."""
        found = _ROW.match(key)
        of_list = self._sheets.get(found["list"], "") if found else ""
        return self._sheets.get(key, of_list)


def find_gaps(blocks: Iterable[Block], label: Labels) -> tuple[Gap, ...]:
    """List the gaps of a document in its order."""
    blocked: dict[str, dict[str, None]] = {}
    for block in blocks:
        for key, text in _gaps_of(block):
            blocked.setdefault(key, {})[text] = None
    return tuple(Gap(key, label(key), tuple(texts)) for key, texts in blocked.items())


def cover_line(published: Run) -> Paragraph:
    """The line of the cover that can have a gap, as a paragraph."""
    return Paragraph((published,), messages.COVER)


def _gaps_of(block: Block) -> Iterator[tuple[str, str]]:
    if isinstance(block, AttachmentTable):
        if block.note_gap:
            yield block.note_gap, block.title
        for cell in block.cells:
            if cell.gap:
                yield cell.gap, block.title
    elif isinstance(block, Paragraph):
        for run in block.runs:
            if run.gap:
                yield run.gap, sentence_with(block.text, run.text)


def sentence_with(text: str, part: str) -> str:
    """Give the sentence of a text that has the part in it."""
    return next((one for one in _SENTENCE.findall(text) if part in one), text).strip()
