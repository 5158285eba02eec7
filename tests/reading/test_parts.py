"""Parts of a zip container that are not what it declares."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from xls_juesuan.errors import UserError
from xls_juesuan.reading.book import read_book
from xls_juesuan.reading.formats.limits import Piece
from xls_juesuan.reading.formats.parts import Parts

if TYPE_CHECKING:
    from pathlib import Path


def test_a_part_with_another_content_than_was_packed_is_damaged() -> None:
    """Its length is right and its checksum is not: a figure may have changed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("sheet1.xml", "<v>100</v>")
    whole = packed.getvalue()
    assert Parts(Piece("账.xlsx", "账", whole)).read("sheet1.xml") == b"<v>100</v>"
    changed = Parts(Piece("账.xlsx", "账", whole.replace(b"100", b"900")))
    with pytest.raises(UserError, match=r"账\.xlsx"):
        changed.read("sheet1.xml")


def test_a_part_that_is_missing_is_damage(tmp_path: Path) -> None:
    """Old Windows tools part folders by another sign: the workbook is not where it should be."""
    path = tmp_path / "账.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("x")
        info.filename = "xl\\workbook.xml"
        archive.writestr(info, "<workbook/>")
    with pytest.raises(UserError, match="损坏"):
        read_book(path)
