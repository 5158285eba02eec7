"""Which lines belong to one voucher, and what it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def voucher_keys(lines: pd.DataFrame) -> pd.Series[str]:
    """Give each line the key of its voucher: date and number, the narration where none is.

    A voucher with a date may run over several sheets (one sheet an account).
    """
    sheet = lines["sheet"].mask(lines["date"] != "", "")
    number = lines["voucher"].mask(lines["voucher"] == "", lines["narration"])
    return sheet + "|" + lines["date"] + "|" + number


def voucher_label(lines: pd.DataFrame) -> str:
    """Name the voucher of the first line for people."""
    first = lines.iloc[0]
    return " ".join(
        part for part in (first["date"], first["voucher"] or first["narration"]) if part
    )
