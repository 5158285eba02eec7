"""The vouchers of a journal: which lines belong to one, and what it is called.

Knows dates, numbers and types of vouchers; refuses to know what accounts mean beyond the
first digit, which tells budget accounting (6, 7, 8) from financial accounting (1 to 5).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from xls_juesuan.cube.distinct import any_of_same
from xls_juesuan.cube.distinct import joined
from xls_juesuan.cube.distinct import numbered
from xls_juesuan.cube.distinct import over_distinct
from xls_juesuan.cube.distinct import starts_with
from xls_juesuan.cube.distinct import unless
from xls_juesuan.ledger import RowStatus

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
        return over_distinct(self.lines["account"], lambda one: one.str.slice(0, 1))

    @cached_property
    def is_budget(self) -> pd.Series[bool]:
        """Whether each line is one of budget accounting."""
        return starts_with(self.lines["account"], BUDGET_DIGITS)

    @cached_property
    def is_financial(self) -> pd.Series[bool]:
        """Whether each line is one of financial accounting."""
        return starts_with(self.lines["account"], FINANCIAL_DIGITS)

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
    dated = lines["date"] != ""
    has_number = lines["voucher"] != ""
    keys = joined(
        unless(dated, numbered(lines["file"])),
        unless(dated, numbered(lines["sheet"])),
        numbered(lines["date"]),
        numbered(lines["voucher"]),
        unless(has_number, numbered(lines["narration"])),
    )
    # 收-1 and 付-1 of one day are two, but a type printed on the first line alone splits none.
    is_blank = (lines["voucher_type"] == "") | ~has_number
    is_partly_blank = any_of_same(is_blank, keys)
    keys = joined(keys, unless(is_partly_blank, numbered(lines["voucher_type"])))
    return pd.Series(keys, index=lines.index)
