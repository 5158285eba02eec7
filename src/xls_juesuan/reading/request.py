"""What the user asks the reader for: files, and answers to what files may leave open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ReadingRequest:
    """Files of a ledger and how to read them; ``None`` means: find it out.

    Attributes:
        paths: one file or several that together are the ledger.
        year: the report year.
        amount_unit: ``元`` or ``万元``, for tables that state none.
        unit_name: what the unit is to be called; it never chooses among several.
        unit: code or name of the unit to read where the files hold several.
        mapping: a mapping file; without one, that beside the first file is looked for.
    """

    paths: tuple[Path, ...]
    year: int | None = None
    amount_unit: str | None = None
    unit_name: str | None = None
    unit: str | None = None
    mapping: Path | None = None
