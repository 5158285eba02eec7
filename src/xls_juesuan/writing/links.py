"""Links from a workbook to other files.

It knows how paths are written in a workbook; it refuses to know where links stand.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.url import Url


def file_url(path: str) -> Url:
    """Link a file; below this workbook with the strokes that every system takes."""
    from xlsxwriter.url import Url

    url = Url(f"external:{path}")
    if not Path(path).is_absolute():
        plain = url._relationship_link.replace("\\", "/")  # noqa: SLF001 - it has no other way
        url._relationship_link = plain  # noqa: SLF001 - the same
    return url
