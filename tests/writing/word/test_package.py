"""What stands in the file beside the text: fonts, properties, pictures."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.oxml.ns import qn
from lxml import etree

from xls_juesuan.writing.word.package import clean
from xls_juesuan.writing.word.styles import define_styles


def parts() -> dict[str, bytes]:
    """The parts of a document without text, by name."""
    document = docx.Document()
    define_styles(document)
    clean(document)
    content = io.BytesIO()
    document.save(content)
    with zipfile.ZipFile(content) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_every_font_names_what_stands_in_for_it() -> None:
    """仿宋 and 楷体 have other names on older computers, and 小标宋 is not on all of them."""
    fonts = etree.fromstring(parts()["word/fontTable.xml"])
    found = {
        font.get(qn("w:name")): font.find(qn("w:altName")).get(qn("w:val")).split(",")
        for font in fonts
    }
    assert set(found) == {"方正小标宋简体", "黑体", "楷体", "仿宋", "宋体"}
    assert "仿宋_GB2312" in found["仿宋"]
    assert "楷体_GB2312" in found["楷体"]
    assert found["方正小标宋简体"][-1] == "宋体"


def test_the_file_tells_nothing_of_the_document_it_was_made_from() -> None:
    """No other program's name, no picture of an empty page, no Japanese."""
    found = parts()
    assert not [name for name in found if "thumbnail" in name or "customXml" in name]
    assert b"Microsoft" not in found["docProps/app.xml"]
    assert b"ja-JP" not in found["word/settings.xml"]
