"""Knows which vouchers a person has called closing, or not closing, in a mapping.

It finds them by what a mapping says, date and number or number alone; it refuses to know by
which evidence a voucher would be one, see ``closing``.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import pandas as pd

from xls_juesuan.cube.distinct import kept
from xls_juesuan.cube.vouchers import voucher_names
from xls_juesuan.messages import mapping as say

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What may be said of a line.
DECISIONS = ("yes", "no")
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
    decided = pd.Series(kept(len(frame), "", DECISIONS), index=frame.index)
    if not closing:
        return decided
    numbers = voucher_names(frame)
    numbers = numbers.map(lambda text: " ".join(text.split()))
    labels = (frame["date"].astype("str") + " " + numbers).str.strip()
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
        decided = decided.mask(found, DECISIONS[0 if answer else 1])
    return decided
