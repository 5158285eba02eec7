"""Knows a sheet while its XML is read, and how it becomes a grid; refuses to know any format."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from xls_juesuan.reading.grid import Grid

if TYPE_CHECKING:
    from xls_juesuan.reading.formats.limits import Piece


@dataclass(slots=True)
class SheetDraft:
    """Rows so far, of any length, and what is known of them."""

    name: str
    is_hidden: bool = False
    rows: list[list[Any]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hollow: set[tuple[int, int]] = field(default_factory=set)

    def finish(self, piece: Piece) -> Grid:
        """Make the grid of the sheet."""
        return Grid(
            self.name,
            piece.rectangle(self.name, self.rows),
            is_hidden=self.is_hidden,
            hidden_rows=frozenset(self.hidden_rows),
            hollow=frozenset(self.hollow),
        )
