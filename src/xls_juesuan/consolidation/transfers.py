"""Ledger lines by which units of a department give each other money.

It knows the four accounts and what texts say of the other side; it refuses to know which
lines belong together.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from xls_juesuan.consolidation.member import Level
from xls_juesuan.ledger import RowStatus
from xls_juesuan.model import APPROPRIATED
from xls_juesuan.model import Item
from xls_juesuan.model import Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    import pandas as pd


class TransferKind(StrEnum):
    """What is given: downwards or upwards."""

    #: 对附属单位补助支出 ↔ 上级补助收入
    SUBSIDY = "subsidy"
    #: 上缴上级支出 ↔ 附属单位上缴收入
    REMITTANCE = "remittance"


#: Item → what is given, and whether the line is that of the unit that pays.
SIDES: dict[str, tuple[TransferKind, bool]] = {
    Item.AFFILIATE_SUBSIDY: (TransferKind.SUBSIDY, True),
    Item.SUPERIOR_SUBSIDY: (TransferKind.SUBSIDY, False),
    Item.REMITTANCE_UP: (TransferKind.REMITTANCE, True),
    Item.AFFILIATE_REMITTANCE: (TransferKind.REMITTANCE, False),
}
#: Statutory account → the same, for lines that feed no fact.
_ACCOUNTS: dict[str, tuple[TransferKind, bool]] = {
    "7501": SIDES[Item.AFFILIATE_SUBSIDY],
    "6201": SIDES[Item.SUPERIOR_SUBSIDY],
    "7401": SIDES[Item.REMITTANCE_UP],
    "6301": SIDES[Item.AFFILIATE_REMITTANCE],
}
#: Money that is no appropriation: accounts do not tell it apart on both sides alike.
OTHER_MONEY = "other"
#: What units write behind the name of the own level.
_OWN_LEVEL = ("（本级）", "(本级)", "本级")
_FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Transfer:
    """One line, or a part of it.

    Attributes:
        unit: whose line it is.
        kind: what is given.
        is_paid: whether this unit pays.
        fen: amount, positive in the usual direction of its account.
        fund: whose money: an appropriation by name, ``OTHER_MONEY``, or empty where undecided.
        named: the other unit, as the texts of the line name it; empty where they name none.
        line: index of the line in the frame of the department.
        fact: number of the fact that counts it.
        account: account of the line.
        date: date of the line.
        source: where it stands.
    """

    unit: str
    kind: TransferKind
    is_paid: bool
    fen: int
    fund: str
    named: str
    line: int
    fact: int
    account: str
    date: str
    source: Source


def find_transfers(frame: pd.DataFrame, units: Sequence[str]) -> tuple[Transfer, ...]:
    """Find the lines that count, in the order of the frame."""
    lines = frame[frame["item"].isin(list(SIDES)) & (frame["fact"] > 0)]
    return tuple(_transfers(lines, lines["item"].map(SIDES), lines["counted"], units))


def crosses_border(one: Transfer, levels: Mapping[str, Level]) -> bool:
    """Whether the own level got it from above or handed it upwards: nobody in here has it."""
    is_upper_side = one.is_paid == (one.kind is TransferKind.SUBSIDY)
    return levels[one.unit] is Level.OWN and not is_upper_side and not one.named


def find_of_other_years(frame: pd.DataFrame, units: Sequence[str]) -> tuple[Transfer, ...]:
    """Find the lines that were set aside because they are of another year."""
    tops = frame["account"].str.slice(0, 4)
    lines = frame[(frame["status"] == str(RowStatus.OTHER_YEAR)) & tops.isin(_ACCOUNTS)]
    net = lines["credit"] - lines["debit"]
    amounts = net.where(lines["account"].str.startswith("6"), -net)
    return tuple(_transfers(lines, tops[lines.index].map(_ACCOUNTS), amounts, units))


def _transfers(
    lines: pd.DataFrame,
    sides: Iterable[tuple[TransferKind, bool]],
    amounts: Iterable[int],
    units: Sequence[str],
) -> Iterator[Transfer]:
    columns = ["unit", "funding", "fact", "account", "date", "file", "sheet", "row"]
    texts = lines["narration"] + " " + lines["account_name"] + " " + lines["project_name"]
    rows = lines[columns].itertuples(name=None)
    for row, (kind, is_paid), fen, text in zip(rows, sides, amounts, texts, strict=True):
        index, unit, funding, fact, account, date, *place = row
        yield Transfer(
            unit=unit,
            kind=kind,
            is_paid=is_paid,
            fen=int(fen),
            fund=_fund(funding),
            named=named_unit(text, unit, units),
            line=int(index),
            fact=int(fact),
            account=account,
            date=date,
            source=Source(str(place[0]), str(place[1]), int(place[2])),
        )


def _fund(funding: str) -> str:
    if funding in {str(one) for one in APPROPRIATED}:
        return funding
    return OTHER_MONEY if funding in {"fiscal_special", "unit_funds"} else ""


def named_unit(text: str, own: str, units: Sequence[str]) -> str:
    """Find the one other unit that a text names; empty where it names none or several."""
    found = [(name, short) for name in units if (short := _short(name)) and short in text]
    longest = [
        name
        for name, short in found
        if not any(short != other and short in other for _, other in found)
    ]
    others = [name for name in longest if name != own]
    return others[0] if len(others) == 1 else ""


def plain_unit(name: str) -> str:
    """The name of a unit without what marks it as the own level."""
    for ending in _OWN_LEVEL:
        name = name.removesuffix(ending)
    return name


def _short(name: str) -> str:
    """What to look for in texts; empty where too little is left of the name."""
    plain = plain_unit(name)
    return plain if len(plain) >= _FEWEST_LETTERS else ""
