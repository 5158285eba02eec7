"""Which lines belong to one voucher, and what it is called."""

from __future__ import annotations

import pandas as pd

from xls_juesuan.cube.distinct import joined
from xls_juesuan.cube.distinct import numbered
from xls_juesuan.cube.distinct import unless


def voucher_keys(lines: pd.DataFrame) -> pd.Series[int]:
    """Number each line's voucher: by date and number, by the narration where there is none.

    A voucher with a date may run over several sheets (one sheet an account). Equal numbers mean
    one voucher; they count from 0 in the order of the lines.
    """
    keys = joined(
        unless(lines["date"] != "", numbered(lines["sheet"])),
        numbered(lines["date"]),
        numbered(lines["voucher"]),
        unless(lines["voucher"] != "", numbered(lines["narration"])),
    )
    return pd.Series(keys, index=lines.index)


def voucher_names(lines: pd.DataFrame) -> pd.Series[str]:
    """What each line's voucher is called: its number, or the narration where there is none."""
    number = lines["voucher"].astype("str")
    return number.mask(number == "", lines["narration"].astype("str"))


def voucher_label(lines: pd.DataFrame) -> str:
    """Name the voucher of the first line for people."""
    first = lines.iloc[0]
    return " ".join(
        part for part in (first["date"], first["voucher"] or first["narration"]) if part
    )
