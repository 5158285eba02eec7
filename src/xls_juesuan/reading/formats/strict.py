"""Knows the strict form of Office documents (ISO/IEC 29500): other names for the same elements.

Libraries know the usual names only. It refuses to know what the parts say.
"""

from __future__ import annotations

import io
import re
import zipfile

_ROOT = "_rels/.rels"
_PARTS = (".xml", ".rels")
_STRICT = b"http://purl.oclc.org/ooxml/"
_NAME = re.compile(re.escape(_STRICT) + rb"(\w+)/")
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/"


def as_usual(content: bytes) -> bytes:
    """Write a strict package with the usual names; give any other back as it is.

    Args:
        content: a package whose parts a reader has found to be in order.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if _ROOT not in package.namelist() or _STRICT not in package.read(_ROOT):
            return content
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as copy:
            for name in package.namelist():
                part = package.read(name)
                copy.writestr(name, _NAME.sub(_USUAL, part) if name.endswith(_PARTS) else part)
    return out.getvalue()
