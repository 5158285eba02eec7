"""What the explanation says of single projects, for the forms of the same projects.

It knows names as both write them; it refuses to know sentences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.published import plain
from xls_juesuan.tables.parts import PartFigure

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from xls_juesuan.tables.table import Table
    from xls_juesuan.tables.table import TableRow

_PART = "narrative_projects"
_COLUMNS = ("final_budget", "executed", "score")


class Narrated:
    """Figures of the explanation by project.

    Args:
        parts: the parts of the explanation.
    """

    def __init__(self, parts: Iterable[Table]) -> None:
        self._part = next((part for part in parts if part.key == _PART), None)
        self._names = {row.key: plain(row.name) for row in self._rows}

    @property
    def _rows(self) -> tuple[TableRow, ...]:
        return self._part.rows if self._part else ()

    def of(self, name: str) -> Mapping[str, tuple[PartFigure, str]]:
        """Give what is said of a project with the places; nothing of one that is not named.

        A name that was shortened is understood where it can be of no other project.
        """
        wanted, part = plain(name), self._part
        same = [key for key, known in self._names.items() if known == wanted]
        alike = [key for key, known in self._names.items() if known and known in wanted]
        found = same or alike
        if part is None or not wanted or len(found) != 1:
            return {}
        row = found[0]
        return {
            column: (PartFigure(cell.fen, cell.step), part.refs.get((row, column), ""))
            for column in _COLUMNS
            if (cell := part.cells.get((row, column))) is not None
        }
