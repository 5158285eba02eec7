"""Knows how the fast library is asked: its failures, and what it prints, reach nobody.

It refuses to know formats; whoever calls has made sure that the content cannot exhaust memory.
"""

from __future__ import annotations

import io
import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.messages import reading as say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from python_calamine import CalamineWorkbook

    from xls_juesuan.reading.formats.limits import Piece


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One worksheet as the library gives it; ``start`` counts from 0."""

    name: str
    is_hidden: bool
    start: tuple[int, int]
    rows: list[list[Any]]


def read_raw_sheets(piece: Piece) -> list[RawSheet]:
    """Read the cells of every worksheet.

    Raises:
        UserError: the workbook is protected or damaged.
    """
    from python_calamine import CalamineWorkbook
    from python_calamine import PasswordError

    try:
        with _without_native_stderr():
            return _sheets_of(CalamineWorkbook.from_filelike(io.BytesIO(piece.content)))
    except (KeyboardInterrupt, SystemExit):
        raise
    except PasswordError as error:
        raise say.password_protected(piece.file) from error
    # Damage surfaces as many kinds of error, panics of the library's Rust core included (which
    # derive from BaseException); each means the same to the user: it cannot be opened.
    except BaseException as error:
        if "password" in str(error).lower():
            raise say.password_protected(piece.file) from error
        raise say.damaged(piece.file) from error


@contextmanager
def _without_native_stderr() -> Iterator[None]:
    """Keep what a Rust panic prints on file descriptor 2 away from the user's screen."""
    try:
        kept = os.dup(2)
    except OSError:  # started without a console
        yield
        return
    sink = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(sink, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(sink)
        os.close(kept)


def _sheets_of(workbook: CalamineWorkbook) -> list[RawSheet]:
    sheets = []
    for number, about in enumerate(workbook.sheets_metadata):
        if not str(about.typ).endswith("WorkSheet"):
            continue
        sheet = workbook.get_sheet_by_index(number)
        is_hidden = not str(about.visible).endswith("Visible")
        rows = sheet.to_python(skip_empty_area=True)
        sheets.append(RawSheet(about.name, is_hidden, sheet.start or (0, 0), rows))
    return sheets
