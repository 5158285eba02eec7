"""Names that are longer than their line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest

from tests.workbooks import content_of
from tests.writing.word.samples import disclosure
from tests.writing.word.samples import style_names
from xls_juesuan.messages import word as say
from xls_juesuan.writing import pdf
from xls_juesuan.writing.word import write_disclosure

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

LONG = "某某区发展和改革与科学技术工业信息化及数据资源综合管理局" * 8


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Document:
    """The document of a unit with a very long name."""
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)
    tables = replace(content_of().tables, unit_name=LONG)
    long = replace(disclosure(), title=f"2024年度{LONG}部门决算", unit_name=LONG)
    write_disclosure(tmp_path / "a.docx", long, tables)
    return docx.Document(str(tmp_path / "a.docx"))


def test_the_month_stands_below_a_title_of_any_length(document: Document) -> None:
    """It is never pushed up into the name."""
    (month,) = (each for each in document.paragraphs if each.text == "2025年9月")
    assert month.paragraph_format.space_before.pt > 0


def test_the_unit_of_amount_stays_at_the_right_of_a_long_name(document: Document) -> None:
    """There is one place to jump to, the right edge, however far the name reaches."""
    notes = [each for each in document.paragraphs if each.text.endswith("\t单位：万元")]
    assert len(notes) == 9
    assert {len(each.paragraph_format.tab_stops) for each in notes} == {1}
    assert {each.text.count("\t") for each in notes} == {1}


def test_the_name_of_the_unit_is_on_one_line_of_the_cover_by_itself(document: Document) -> None:
    """The year before it and what the document is below it."""
    cover = [text for name, text in style_names(document) if name == say.STYLE_COVER]
    assert cover[:3] == ["2024年度", LONG, "部门决算"]
