"""Whether a workbook is one that this program wrote: a unit's, a review, a summary.

It knows what those say of themselves inside; names are never believed.
"""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from typing import TYPE_CHECKING

from xls_juesuan.messages import audit_summary
from xls_juesuan.messages import audit_writing
from xls_juesuan.messages import batch_summary
from xls_juesuan.messages import writing

if TYPE_CHECKING:
    from pathlib import Path

_ABOUT = "docProps/core.xml"
_COMMENTS = re.compile(r"xl/comments[^/]*\.xml|xl/comments/[^/]+\.xml")
_WORKBOOK = re.compile(re.escape("xl/workbook.xml"))
_SHEET_NAME = re.compile(r'<sheet [^>]*?name="([^"]*)"')
#: Sheets of every unit's workbook, and of an office's own one that was filled.
_OF_UNIT = {writing.REVIEW, writing.CHECKS, writing.FACTS}
_OF_OFFICE = {writing.REVIEW, writing.TRACE}
_ENDINGS = frozenset({".xlsx", ".xlsm"})
_SUMMARIES = (f">{audit_summary.TITLE}<", f">{batch_summary.TITLE}<")
_MOST = 1 << 20
#: What a review says of itself, whatever the version that wrote it.
_REVIEW = audit_writing.COMMENTS.partition("{version}")
_AUTHOR = f"<author>{writing.REVIEW}</author>"


class OwnFile(StrEnum):
    """What this program wrote."""

    WORKBOOK = "workbook"
    REVIEW = "review"


def own_file(path: Path) -> OwnFile | None:
    """Say what of this program's a file is; ``None`` of any other file.

    A review or a summary holds nothing but what the program said of other files; a workbook is
    that of a unit or a department, or an office's own that was filled.
    """
    if path.suffix.lower() not in _ENDINGS:
        return None
    if is_review(path):
        return OwnFile.REVIEW
    names = frozenset(_SHEET_NAME.findall(_part(path, _WORKBOOK)))
    if names >= _OF_UNIT or names >= _OF_OFFICE:
        return OwnFile.WORKBOOK
    return None


def sheets_of_filled(path: Path) -> frozenset[str]:
    """Names of the sheets of a unit's or a department's workbook; none of any other file."""
    names = frozenset(_SHEET_NAME.findall(_part(path, _WORKBOOK)))
    return names if names >= _OF_UNIT else frozenset()


def is_review(path: Path) -> bool:
    """Whether it holds nothing but what the program said of other files."""
    about = _part(path, re.compile(re.escape(_ABOUT)))
    is_of_document = all(words in about for words in (_REVIEW[0], _REVIEW[2]))
    return is_of_document or any(words in about for words in _SUMMARIES)


def is_annotated(path: Path) -> bool:
    """Whether it is a document with the program's notes on its cells."""
    return _AUTHOR in _part(path, _COMMENTS)


def _part(path: Path, name: re.Pattern[str]) -> str:
    """The parts of that name, as far as they matter; blank of anything that is no workbook."""
    try:
        with zipfile.ZipFile(path) as package:
            found = [one for one in package.namelist() if name.fullmatch(one)]
            parts = []
            for one in found:
                with package.open(one) as part:
                    parts.append(part.read(_MOST))
    # Damage surfaces as zip, zlib, key or value errors alike; the audit itself will say so.
    except Exception:  # noqa: BLE001 - see above
        return ""
    return b"".join(parts).decode("utf-8", "replace")
