"""What Word computes by itself: page numbers, references to pages, the contents.

It knows how a field stands in the file, with what it shows now; it refuses to know what it is
for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.writing.word.elements import append
from xls_juesuan.writing.word.elements import element
from xls_juesuan.writing.word.elements import preserved

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement


def text_run(text: str) -> BaseOxmlElement:
    """Make a run of text."""
    run = element("r")
    preserved(append(run, "t"), text)
    return run


def tab_run() -> BaseOxmlElement:
    """Make a run that jumps to the next tab stop."""
    run = element("r")
    append(run, "tab")
    return run


def field_start(code: str, *, is_stale: bool = False) -> list[BaseOxmlElement]:
    """Make the runs that open a field; what it shows follows, then :func:`field_end`.

    Args:
        code: what Word shall compute, as ``PAGE``.
        is_stale: whether Word shall compute it when the document is opened.
    """
    stale = {"dirty": "true"} if is_stale else {}
    begin, instruction = _mark("begin", stale), element("r")
    preserved(append(instruction, "instrText"), f" {code} ")
    return [begin, instruction, _mark("separate")]


def field_end() -> BaseOxmlElement:
    """Make the run that closes a field."""
    return _mark("end")


def field(code: str, shown: str) -> list[BaseOxmlElement]:
    """Make a whole field that shows a text now."""
    return [*field_start(code), text_run(shown), field_end()]


def _mark(kind: str, more: dict[str, str] | None = None) -> BaseOxmlElement:
    run = element("r")
    append(run, "fldChar", {"fldCharType": kind, **(more or {})})
    return run
