"""Voucher numbers taken apart: 记-0001, 记字第1号, GL-202401-0001, 20240105001 → series and serial.

Knows how numbers are printed; refuses to know which of them are missing.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from xls_juesuan.cube.distinct import joined
from xls_juesuan.cube.distinct import numbered
from xls_juesuan.cube.distinct import over_distinct
from xls_juesuan.ledger import RowStatus

#: Set aside or not, a line of one of these states shows that its voucher is in the file.
_NO_ENTRY = tuple(
    str(status)
    for status in (
        *(RowStatus.SUBTOTAL, RowStatus.PARENT, RowStatus.REPEATED_HEADING, RowStatus.FOOTNOTE),
        *(RowStatus.OPENING, RowStatus.OTHER_YEAR, RowStatus.OTHER_UNIT, RowStatus.OTHER_PERIOD),
    )
)
#: 记-12 (1/3): the third page of one voucher is no voucher.
_PAGE = r"[\s\-(]*\d+/\d+\)?$"
_PARTS = r"^(?P<word>.*?)(?P<serial>\d+)号?$"
_FILLING = r"[\s\-_#()\[\]字第:.]+"
#: Longer rows of digits are keys of a system, not numbers of vouchers.
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Serials:
    """Voucher numbers taken apart.

    Attributes:
        rows: one a voucher whose number is a number: kind, word, month, date, serial, and
            ``first``, the label of its first line in the frame.
        share: of all vouchers with a number.
    """

    rows: pd.DataFrame
    share: float


def find_serials(frame: pd.DataFrame) -> Serials:
    """Take the number of every voucher apart."""
    stated = _stated(frame)
    word = over_distinct(stated["voucher"], lambda one: _part(one, "word"))
    serial = over_distinct(stated["voucher"], lambda one: _part(one, "serial"))
    # Only a long row of digits, or digits before the serial, can hold a date.
    may_be_dated = over_distinct(serial, lambda one: one.str.len() > _LONGEST) | over_distinct(
        word, lambda one: one.str.contains(r"\d", regex=True)
    )
    if may_be_dated.any():
        dated = stated.index[may_be_dated]
        cut = _without_dates(word[dated], serial[dated], stated.loc[dated, "date"])
        word.loc[dated], serial.loc[dated] = cut
    readable = over_distinct(serial, lambda one: one.str.len().between(1, _LONGEST))
    found = stated.assign(
        first=stated.index,
        word=over_distinct(word, lambda one: one.str.replace(_FILLING, "", regex=True)),
        month=over_distinct(stated["date"], lambda one: one.str.slice(0, 7)),
        serial=serial.where(readable, "0").astype("int64"),
    )
    share = float(readable.mean()) if len(readable) else 0.0
    return Serials(found[readable].rename(columns={"voucher_type": "kind"}), share)


def _stated(frame: pd.DataFrame) -> pd.DataFrame:
    """The first line of each voucher that has a number."""
    wanted = (frame["voucher"] != "") & ~frame["status"].isin(_NO_ENTRY)
    lines = frame.loc[wanted, ["voucher", "voucher_type", "date"]]
    keys = joined(*(numbered(lines[column]) for column in lines.columns))
    return lines[~pd.Series(keys, index=lines.index).duplicated()]


def _part(numbers: pd.Series[str], name: str) -> pd.Series[str]:
    plain = numbers.str.normalize("NFKC").str.replace(_PAGE, "", regex=True)
    return plain.str.extract(_PARTS)[name].fillna("")


def _without_dates(
    word: pd.Series[str], serial: pd.Series[str], date: pd.Series[str]
) -> tuple[pd.Series[str], pd.Series[str]]:
    """Cut the voucher's own date, month or year off its serial, or off its word."""
    compact = date.str.replace("-", "", regex=False)
    for length in (8, 6, 4):
        own = compact.str.slice(0, length)
        is_dated = own.str.len() == length
        leads = is_dated & (serial.str.slice(0, length) == own) & (serial.str.len() > length)
        serial = serial.mask(leads, serial.str.slice(length))
        bare = word.str.replace(_FILLING, "", regex=True)
        ends = is_dated & (bare.str.slice(-length) == own)
        word = word.mask(ends, bare.str.slice(0, -length))
        begins = is_dated & ~ends & (bare.str.slice(0, length) == own)
        word = word.mask(begins, bare.str.slice(length))
    return word, serial
