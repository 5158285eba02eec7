"""Voucher numbers taken apart: 记-0001, 记字第1号, GL-202401-0001, 20240105001 → series and serial.

Knows how numbers are printed; refuses to know which of them are missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.ledger import RowStatus

if TYPE_CHECKING:
    import pandas as pd

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


def find_serials(frame: pd.DataFrame) -> pd.DataFrame:
    """Give one row a voucher: kind, word, month, date, serial, first line.

    Vouchers whose number is no number are left out; ``first`` is the label of the first line
    in the frame.
    """
    lines = frame[(frame["voucher"] != "") & ~frame["status"].isin(_NO_ENTRY)]
    stated = lines[["voucher", "voucher_type", "date"]].drop_duplicates()
    number = stated["voucher"].str.normalize("NFKC").str.replace(_PAGE, "", regex=True)
    parts = number.str.extract(_PARTS).fillna("")
    word, serial = _without_dates(parts["word"], parts["serial"], stated["date"])
    word = word.str.replace(_FILLING, "", regex=True)
    readable = (serial != "") & (serial.str.len() <= _LONGEST)
    found = stated.assign(
        first=stated.index,
        word=word,
        month=stated["date"].str.slice(0, 7),
        serial=serial.where(readable, "0").astype("int64"),
    )
    return found[readable].rename(columns={"voucher_type": "kind"})


def share_of_numbers(frame: pd.DataFrame, serials: pd.DataFrame) -> float:
    """How many of the vouchers with a number have one that counts."""
    stated = frame.loc[
        (frame["voucher"] != "") & ~frame["status"].isin(_NO_ENTRY),
        ["voucher", "voucher_type", "date"],
    ]
    return len(serials) / max(1, len(stated.drop_duplicates()))


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
