"""The vouchers of a journal: which lines belong to one, and what it is called.

Knows dates, numbers and types of vouchers; refuses to know what accounts mean beyond the
first digit, which tells budget accounting (6, 7, 8) from financial accounting (1 to 5).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from xls_juesuan.ledger import RowStatus

if TYPE_CHECKING:
    import pandas as pd

#: Lines that move amounts; closing entries balance like all others.
MOVING = (str(RowStatus.ENTRY), str(RowStatus.CLOSING))
BUDGET_DIGITS = ("6", "7", "8")
FINANCIAL_DIGITS = ("1", "2", "3", "4", "5")


@dataclass(frozen=True)
class Vouchers:
    """The moving lines of a journal and the voucher of each.

    Attributes:
        lines: entries and closing entries, in the order of the file.
        key: number of the voucher of each line, indexed like ``lines``.
    """

    lines: pd.DataFrame
    key: pd.Series[int]

    @cached_property
    def digit(self) -> pd.Series[str]:
        """First digit of the account of each line."""
        return self.lines["account"].str.slice(0, 1)

    @cached_property
    def is_budget(self) -> pd.Series[bool]:
        """Whether each line is one of budget accounting."""
        return self.digit.isin(BUDGET_DIGITS)

    @cached_property
    def is_financial(self) -> pd.Series[bool]:
        """Whether each line is one of financial accounting."""
        return self.digit.isin(FINANCIAL_DIGITS)

    @cached_property
    def net(self) -> pd.Series[int]:
        """Debit minus credit of each line, in fen."""
        return self.lines["debit"] - self.lines["credit"]

    @property
    def is_numbered(self) -> bool:
        """Whether the journal states voucher numbers at all."""
        return bool((self.lines["voucher"] != "").any())

    def of(self, keys: pd.Series[int] | list[int]) -> pd.DataFrame:
        """All lines of some vouchers."""
        return self.lines[self.key.isin(keys)]


def gather_vouchers(frame: pd.DataFrame) -> Vouchers:
    """Find the voucher of every moving line."""
    lines = frame[frame["status"].isin(MOVING)]
    return Vouchers(lines, voucher_keys(lines))


def voucher_keys(lines: pd.DataFrame) -> pd.Series[int]:
    """Number the vouchers: a date, a type and a number, or the narration where none is.

    A voucher with a date may run over several sheets and files: one sheet an account, one
    file a side.
    """
    place = lines["file"] + "|" + lines["sheet"]
    number = lines["voucher"].mask(lines["voucher"] == "", lines["narration"])
    plain = place.mask(lines["date"] != "", "") + "|" + lines["date"] + "|" + number
    codes = plain.groupby(plain, sort=False).ngroup()
    # 收-1 and 付-1 of one day are two, but a type printed on the first line alone splits none.
    kind = lines["voucher_type"].where(lines["voucher"] != "", "")
    is_partly_blank = (kind == "").groupby(codes).transform("any")
    typed = codes.astype(str) + "|" + kind.mask(is_partly_blank, "")
    return typed.groupby(typed, sort=False).ngroup()


def voucher_label(lines: pd.DataFrame) -> str:
    """Name the voucher of the first line for people."""
    first = lines.iloc[0]
    return " ".join(
        part for part in (first["date"], first["voucher"] or first["narration"]) if part
    )
