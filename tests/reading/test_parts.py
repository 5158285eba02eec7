"""Parts of a zip container that are not what it declares."""

from __future__ import annotations

import io
import zipfile

import pytest

from xls_juesuan.errors import UserError
from xls_juesuan.reading.formats.limits import Piece
from xls_juesuan.reading.formats.parts import Parts


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
