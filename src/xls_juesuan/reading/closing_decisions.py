"""Knows which vouchers a person has called closing, or not closing, in a mapping.

It finds them by what a mapping says, date and number or number alone; it refuses to know by
which evidence a voucher would be one, see ``closing``.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import pandas as pd

from xls_juesuan.messages import mapping as say

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST_SHOWN = 6


def find_decided(frame: pd.DataFrame, closing: Mapping[str, bool], file: str) -> pd.Series:
    """Give ``yes``, ``no`` or nothing for each line of a journal.

    Args:
        frame: all lines of the ledger, those of other units included.
        closing: voucher as written, a date and a number or a number alone → is it closing.
        file: name of the mapping, for messages.

    Raises:
        UserError: there is no such voucher, or several have the number.
    """
    decided = pd.Series("", index=frame.index, dtype="str")
    if not closing:
        return decided
    numbers = frame["voucher"].mask(frame["voucher"] == "", frame["narration"])
    numbers = numbers.map(lambda text: " ".join(text.split()))
    labels = (frame["date"] + " " + numbers).str.strip()
    known = list(dict.fromkeys(labels[numbers != ""]))
    for label, answer in closing.items():
        found = labels == label
        if not found.any():
            found = numbers == label
            same = list(dict.fromkeys(labels[found]))
            if len(same) > 1:
                raise say.voucher_ambiguous(file, label, same[:_MOST_SHOWN])
        if not label or not found.any():
            near = difflib.get_close_matches(label, known, n=3, cutoff=0.6)
            raise say.no_such_voucher(file, label, near)
        decided = decided.mask(found, "yes" if answer else "no")
    return decided
