"""Faults in the rows of a table as formulas over the printed codes and names.

It knows where a table prints its codes, and the list of codes on the 汇总 sheet; it refuses
to know which rule counts a fault.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.declarations.relation.excel import quoted_sheet
from xls_juesuan.declarations.relation.excel import quoted_text
from xls_juesuan.messages import writing as say
from xls_juesuan.messages.labels import FUNDINGS
from xls_juesuan.model import Funding
from xls_juesuan.tables.table import StubKind
from xls_juesuan.writing.facts_sheet import CodeName
from xls_juesuan.writing.facts_sheet import code_range
from xls_juesuan.writing.page import absolute_range

if TYPE_CHECKING:
    from collections.abc import Callable

    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.table import Table

_NAMED = (StubKind.NAME, StubKind.LABEL)


class Block(NamedTuple):
    """Codes below one another: lines and place of the codes, place of their names."""

    first: int
    last: int
    place: int
    name_place: int


def code_blocks(table: Table) -> tuple[Block, ...]:
    """Find the runs of codes that a table prints whole, one a line."""
    codes = {(row.line, row.code) for row in table.rows if row.code}
    cells = sorted(
        (stub.place, stub.line)
        for stub in table.stubs
        if stub.kind is StubKind.CODE and (stub.line, stub.text) in codes
    )
    blocks = []
    for _, run in groupby(enumerate(cells), key=lambda item: (item[1][0], item[1][1] - item[0])):
        lines = [cell for _, cell in run]
        place = lines[0][0]
        names = [
            stub.place
            for stub in table.stubs
            if stub.line == lines[0][1] and stub.place > place and stub.kind in _NAMED
        ]
        blocks.append(Block(lines[0][1], lines[-1][1], place, min(names, default=place)))
    return tuple(blocks)


def codes_in_use(tables: TableSet) -> tuple[CodeName, ...]:
    """List the codes that the tables print and the year's lists know.

    A code has a line for each way its name is rightly printed and each budget it may belong
    to, so that formulas can look for both by plain comparison.
    """
    classes = {layout.key: layout.classification for layout in tables.profile.layouts}
    found: set[CodeName] = set()
    for table in tables.tables:
        names = tables.names[classes[table.key]]
        wrong = {row.code for row in tables.faulty_rows("misnamed", table.key)}
        printed = {(stub.line, stub.place): stub.text for stub in table.stubs}
        for block in code_blocks(table):
            for line in range(block.first, block.last + 1):
                code = printed[line, block.place]
                listed = names.listed(code)
                if listed is None:
                    continue
                name = listed if code in wrong else printed.get((line, block.name_place), listed)
                budgets = sorted(FUNDINGS[fund] for fund in names.funds(code)) or [""]
                found.update(CodeName(code, name, budget) for budget in budgets)
    return tuple(sorted(found, key=lambda entry: (entry.code, entry.name, entry.budget)))


class FaultFormulas:
    """Writes the formulas of one table.

    Args:
        table: the table.
        listed: number of lines of the list of codes.
    """

    def __init__(self, table: Table, listed: int) -> None:
        self._table = table
        self._listed = listed
        self._blocks = code_blocks(table)

    def count(self, fault: str, argument: str) -> str:
        """Write the number of rows with a fault, without the equals sign."""
        writers: dict[str, Callable[[Block], str]] = {
            "disordered": self._disordered,
            "repeated": self._repeated,
            "orphaned": self._orphaned,
            "misnamed": self._misnamed,
            "all_zero": self._all_zero,
            "unlisted": self._unlisted,
            "wrong_fund": lambda block: self._wrong_fund(block, argument),
        }
        parts = [part for part in map(writers[fault], self._blocks) if part]
        text = "+".join(parts) or "0"
        return f"({text})" if len(parts) > 1 else text

    def _codes(self, block: Block, *, first: int = 0, last: int = 0) -> str:
        return self._area(block.first + first, block.last + last, block.place)

    def _area(self, first: int, last: int, place: int) -> str:
        return f"{quoted_sheet(self._table.sheet)}!{absolute_range(first, last, place)}"

    def _standard(self, column: int) -> str:
        return f"{quoted_sheet(say.FACTS)}!{code_range(column, self._listed)}"

    def _disordered(self, block: Block) -> str:
        if block.first == block.last:
            return ""
        below, above = self._codes(block, first=1), self._codes(block, last=-1)
        return f"SUMPRODUCT(--({below}<={above}))"

    def _repeated(self, block: Block) -> str:
        codes = self._codes(block)
        return f"(ROWS({codes})-ROUND(SUMPRODUCT(1/COUNTIF({codes},{codes})),0))"

    def _orphaned(self, block: Block) -> str:
        codes = self._codes(block)
        parents = "+".join(
            f"COUNTIF({self._codes(other)},LEFT({codes},LEN({codes})-2))" for other in self._blocks
        )
        return f"SUMPRODUCT((LEN({codes})>3)*(({parents})=0))"

    def _misnamed(self, block: Block) -> str:
        codes = self._codes(block)
        names = self._area(block.first, block.last, block.name_place)
        same = f"COUNTIFS({self._standard(0)},{codes},{self._standard(1)},{names})"
        return f"SUMPRODUCT((COUNTIF({self._standard(0)},{codes})>0)*({same}=0))"

    def _all_zero(self, block: Block) -> str:
        """Count the lines of the block whose figures are all zero.

        Blocks may stand side by side: a figure belongs to the codes at its left.
        """
        others = [other.place for other in self._blocks if other.place > block.place]
        limit = min(others, default=self._table.places)
        places = {
            cell.place
            for cell in self._table.cells.values()
            if block.first <= cell.line <= block.last and block.place < cell.place < limit
        }
        zero = "*".join(
            f"({self._area(block.first, block.last, place)}=0)" for place in sorted(places)
        )
        return f"SUMPRODUCT({zero}*1)" if zero else ""

    def _unlisted(self, block: Block) -> str:
        return f"SUMPRODUCT(--(COUNTIF({self._standard(0)},{self._codes(block)})=0))"

    def _wrong_fund(self, block: Block, fund: str) -> str:
        codes = self._codes(block)
        label = quoted_text(FUNDINGS[Funding(fund)])
        same = f"COUNTIFS({self._standard(0)},{codes},{self._standard(2)},{label})"
        return f"SUMPRODUCT((COUNTIF({self._standard(0)},{codes})>0)*({same}=0))"
