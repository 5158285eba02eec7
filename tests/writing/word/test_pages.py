"""Pages of headings, read from the outline of a PDF file."""

from __future__ import annotations

import zlib

import pytest

from xls_juesuan.writing.word.pages import heading_pages

HEADINGS = ("第一部分 概况", "一、部门职责", "第二部分 决算表")


def title(text: str) -> bytes:
    return b"/Title<FEFF" + text.encode("utf-16-be").hex().encode() + b">"


def objects(*items: tuple[str, int]) -> bytes:
    """A page tree of five pages, 7 to 11 0 R in this order but for two, and an outline."""
    pages = b"<</Type/Pages\n/Kids[ 7 0 R 9 0 R 8 0 R 10 0 R 11 0 R ]\n/Count 5>>\n"
    outline = b"".join(
        b"<<" + title(text) + b"\n/Dest[%d 0 R/XYZ 90 696 0]/Parent 3 0 R>>\n" % page
        for text, page in items
    )
    return pages + outline


OUTLINE = (
    ("第一部分 概况", 9),
    ("一、部门职责", 9),
    ("（一）小标题", 8),
    ("第二部分\u00a0决算表", 10),
)


def packed(content: bytes) -> bytes:
    """As newer versions write it: objects within a compressed stream."""
    stream = zlib.compress(content)
    head = b"5 0 obj\n<</Type/ObjStm/N 9/First 40/Length %d>>\nstream\r\n" % len(stream)
    return head + stream + b"\nendstream\nendobj"


@pytest.mark.parametrize("pdf", [objects(*OUTLINE), packed(objects(*OUTLINE))])
def test_pages_count_from_the_first_heading_on(pdf: bytes) -> None:
    """Cover and contents before it do not count; what stands between is passed over."""
    assert heading_pages(pdf, HEADINGS) == [1, 1, 3]


@pytest.mark.parametrize(
    "pdf",
    [
        b"",
        objects(*OUTLINE[:2]),
        objects(*OUTLINE[:3], ("第二部分 决算表", 99)),
        packed(b"")[:-30],
        objects(*OUTLINE).replace(b"FEFF", b"FEFFD8"),
    ],
)
def test_a_heading_that_is_not_found_leaves_all_pages_open(pdf: bytes) -> None:
    """A wrong page would be worse than none."""
    assert heading_pages(pdf, HEADINGS) == []


def test_marks_that_the_outline_loses_do_not_matter() -> None:
    """LibreOffice leaves backslashes out of it."""
    assert heading_pages(objects(("第一部分 甲:乙|组概况", 7)), [r"第一部分 甲:乙|\组概况"]) == [1]
