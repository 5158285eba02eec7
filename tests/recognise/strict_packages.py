"""Office documents in the strict form that Word and Excel offer when saving."""

from __future__ import annotations

import io
import re
import zipfile

_USUAL = re.compile(rb"http://schemas\.openxmlformats\.org/(\w+)/2006/")
#: Names of packages are the same in both forms.
_OF_PACKAGES = b"package"
_GRID = re.compile(rb'(<w:gridCol w:w=")(\d+)"')


def strict(content: bytes) -> bytes:
    """Give a document its strict names, and the widths of tables their unit."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = _USUAL.sub(_named, old.read(name))
            part = _GRID.sub(lambda found: b'%s%.2fpt"' % (found[1], int(found[2]) / 20), part)
            new.writestr(name, part)
    return out.getvalue()


def _named(found: re.Match[bytes]) -> bytes:
    is_same = found[1] == _OF_PACKAGES
    return found[0] if is_same else b"http://purl.oclc.org/ooxml/%s/" % found[1]
