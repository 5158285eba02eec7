"""The whole disclosure as LibreOffice prints it: pages, contents, nothing blank."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn

from tests.workbooks import EXAMPLES
from tests.workbooks import JOURNAL
from tests.workbooks import content_of
from tests.writing.word.samples import UNIT
from tests.writing.word.samples import WIDE
from tests.writing.word.samples import disclosure
from xls_juesuan.accounts import FillRequest
from xls_juesuan.pipeline import compute
from xls_juesuan.writing.pdf import convert_to_pdf
from xls_juesuan.writing.word import write_disclosure

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.office

#: Cover and contents.
BEFORE = 2
FOOTER = re.compile(r"—([IVX\d]+)—$")


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("disclosure") / "决算.docx"
    assert write_disclosure(path, disclosure(), content_of().tables).has_pages
    return path


@pytest.fixture(scope="module")
def pages(document: Path) -> list[str]:
    return printed(document)


def printed(document: Path) -> list[str]:
    """Text of each page without blanks."""
    program = shutil.which("pdftotext")
    assert program, "pdftotext (poppler-utils) is not installed"
    pdf = convert_to_pdf(document)
    done = subprocess.run([program, "-layout", pdf, "-"], check=True, capture_output=True)
    return ["".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]]


def listed(document: Path) -> list[tuple[str, int]]:
    """Heading without blanks and page of each entry of the contents."""
    links = docx.Document(str(document)).element.body.iter(qn("w:hyperlink"))
    entries = [[text.text or "" for text in link.iter(qn("w:t"))] for link in links]
    return [("".join(heading.split()), int(page)) for heading, page in entries]


def test_no_page_is_blank_and_all_but_the_cover_are_numbered(pages: list[str]) -> None:
    """The contents in Roman figures, the parts from 1 on, through all sections."""
    assert len(pages) > 15
    assert pages[0].startswith(f"2024年度{UNIT}部门决算")
    assert "—" not in pages[0]
    numbers = [FOOTER.search(page) for page in pages[1:]]
    shown = [number[1] if number else "" for number in numbers]
    assert shown == ["I", *(str(number) for number in range(1, len(pages) - 1))]
    assert all(len(FOOTER.sub("", page)) > 5 for page in pages[1:])


def test_headings_stand_on_the_pages_that_the_contents_name(
    document: Path, pages: list[str]
) -> None:
    """Counted from the first part on."""
    entries = listed(document)
    assert len(entries) == 5 + 1 + 9 + 2
    for heading, page in entries:
        assert heading in pages[page - 1 + BEFORE]
        assert f"{heading}..." in pages[1]
    assert len({page for _, page in entries}) > 12


def test_each_of_the_nine_tables_takes_one_page(pages: list[str]) -> None:
    """The lines above, the last row and the notes of the example are all on it."""
    tables = content_of().tables
    first = next(number for number, page in enumerate(pages) if "公开01表" in page)
    for page, table in zip(pages[first:], tables.tables, strict=False):
        assert page.startswith(f"表、{table.title}")
        assert "".join(table.label.split()) in page
        for text in (*table.notes, table.statement):
            assert "".join(text.split()) in page


def test_a_long_table_repeats_its_heading_on_each_page(pages: list[str]) -> None:
    """Of 60 rows not all stand on one page."""
    title = next(number for number, page in enumerate(pages) if page.startswith(WIDE.title))
    following = pages[title + 1]
    assert following.startswith("项目名称工作经费指标0指标1指标2指标3")
    assert not following.startswith(WIDE.title)


def test_the_attachments_of_the_example_stand_where_the_contents_say(tmp_path: Path) -> None:
    """Each begins a page; one of two pages has the heads of its indicators on both."""
    accounts = compute(FillRequest(JOURNAL, supplement=EXAMPLES / "supplement.xlsx"))
    assert accounts.disclosure is not None
    path = tmp_path / "决算.docx"
    assert write_disclosure(path, accounts.disclosure, accounts.tables).has_pages
    entries, pages = listed(path), printed(path)
    before = next(number for number, page in enumerate(pages) if page.endswith("—1—"))
    for heading, page in entries:
        assert heading in pages[page - 1 + before]
    attached = [entry for entry in entries if entry[0].endswith("绩效自评情况表")]
    assert len(attached) == 6
    assert all(pages[page - 1 + before].startswith(heading) for heading, page in attached)
    (_, overall), (_, following), *_ = attached
    assert following == overall + 2
    for page in (overall, overall + 1):
        assert "绩效指标一级指标二级指标三级指标年度指标值" in pages[page - 1 + before]
