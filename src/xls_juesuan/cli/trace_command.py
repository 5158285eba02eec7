"""``xlj trace``: the ledger rows behind one printed figure, and their sum."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from xls_juesuan.cli.options import AmountUnit
from xls_juesuan.cli.options import LedgerPaths
from xls_juesuan.cli.options import MappingPath
from xls_juesuan.cli.options import ProfileName
from xls_juesuan.cli.options import SupplementPath
from xls_juesuan.cli.options import Unit
from xls_juesuan.cli.options import UnitName
from xls_juesuan.cli.options import Year
from xls_juesuan.cli.options import checked_amount_unit
from xls_juesuan.cli.options import checked_unit
from xls_juesuan.cli.options import checked_year
from xls_juesuan.declarations.location import DEFAULT_PROFILE
from xls_juesuan.messages import cli as messages
from xls_juesuan.money import format_wan
from xls_juesuan.money import format_yuan_grouped

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator

    import pandas as pd

    from xls_juesuan.accounts import Accounts
    from xls_juesuan.model import Fact
    from xls_juesuan.tables.trace import Trace

CellAddress = Annotated[
    str, typer.Argument(metavar="数字位置", help=messages.CELL, show_default=False)
]
_WIDTHS = (10, 6, 10, 10, 36, 28)


def trace(
    ledgers: LedgerPaths,
    cell: CellAddress,
    supplement: SupplementPath = None,
    template: ProfileName = DEFAULT_PROFILE,
    unit: Unit = "",
    unit_name: UnitName = "",
    year: Year = "",
    amount_unit: AmountUnit = "",
    mapping: MappingPath = None,
) -> int:
    """Compute the accounts without writing anything and list what a figure is made of."""
    from xls_juesuan import pipeline
    from xls_juesuan.accounts import FillRequest
    from xls_juesuan.tables.trace import trace_cell

    accounts = pipeline.compute(
        FillRequest(
            ledger=ledgers[0],
            more_ledgers=tuple(ledgers[1:]),
            supplement=supplement,
            profile=template,
            unit=checked_unit(unit),
            unit_name=unit_name.strip(),
            year=checked_year(year),
            amount_unit=checked_amount_unit(amount_unit),
            mapping=mapping,
        )
    )
    found = trace_cell(accounts.tables.find(cell), accounts.cube.facts)
    for line in _lines(accounts, found):
        typer.echo(line)
    return 0


def _lines(accounts: Accounts, found: Trace) -> Iterator[str]:
    name = accounts.tables.cell_name(found.cell.key)
    if found.cell.expression is None:
        yield messages.TRACE_BLANK.format(name=name)
        return
    yield messages.TRACE_HEAD.format(
        name=name,
        wan=format_wan(found.cell.fen) or "0.00",
        yuan=format_yuan_grouped(found.cell.fen),
    )
    signs = {part.fact.number: part.sign for part in found.parts}
    rows = accounts.cube.lines_behind(list(signs))
    rows = rows.assign(signed=rows["counted"] * rows["fact"].map(signs))
    if len(rows):
        yield from _row_lines(rows)
    traced = int(rows["signed"].sum()) if len(rows) else 0
    yield messages.TRACE_SUM.format(rows=len(rows), yuan=format_yuan_grouped(traced))
    for rest, source in _rests(found, rows):
        traced += rest
        yield messages.TRACE_STATED.format(yuan=format_yuan_grouped(rest), source=source)
    if traced != found.cell.fen:
        yield messages.TRACE_DISAGREES.format(yuan=format_yuan_grouped(found.cell.fen - traced))


def _row_lines(rows: pd.DataFrame) -> Iterator[str]:
    """Print the ledger rows under their headings."""
    yield _columns(messages.TRACE_COLUMNS)
    names = ["sheet", "row", "date", "voucher", "narration", "account", "account_name", "signed"]
    for *start, account, account_name, fen in rows[names].itertuples(index=False, name=None):
        what = f"{account} {account_name}"
        yield _columns((*(str(value) for value in start), what, format_yuan_grouped(int(fen))))


def _rests(found: Trace, rows: pd.DataFrame) -> Iterator[tuple[int, str]]:
    """Give what no ledger row shows of a figure, in fen, and where it comes from."""
    behind: dict[int, int] = defaultdict(int)
    for number, fen in rows[["fact", "counted"]].itertuples(index=False, name=None):
        behind[number] += fen
    for part in found.parts:
        rest = part.sign * (part.fact.fen - behind.get(part.fact.number, 0))
        if rest:
            yield rest, _source_of_rest(part.fact, behind)


def _source_of_rest(fact: Fact, behind: Collection[int]) -> str:
    """Say where the part of a fact comes from that no ledger line gives."""
    from xls_juesuan.messages.labels import FLOWS
    from xls_juesuan.messages.labels import ORIGINS
    from xls_juesuan.model import Flow
    from xls_juesuan.model import Origin

    flow, origin = fact.flow, fact.origin
    if fact.number in behind or origin is Origin.LEDGER:
        # Lines of the year move a carry-over on; only the supplement knows where it began.
        flow, origin = Flow.OPENING_CARRYOVER, Origin.SUPPLEMENT
    return messages.TRACE_SOURCE.format(label=FLOWS[flow], origin=ORIGINS[origin])


def _columns(values: tuple[str, ...]) -> str:
    from xls_juesuan.writing.widths import display_width

    padded = [
        value + " " * max(1, width - display_width(value) + 1)
        for value, width in zip(values, _WIDTHS, strict=False)
    ]
    return "".join(padded) + f"{values[-1]:>16}"
