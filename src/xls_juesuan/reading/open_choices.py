"""Which words of the ledger a person would have to decide about, kind or fund being open.

A choice names the column and text that undecided lines share and no decided line has, so that
deciding it changes nothing that was decided already.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.model import Item

if TYPE_CHECKING:
    import pandas as pd

#: Columns to decide by, the most telling first; an account always has a text.
_COLUMNS = {
    "item": ("project_class_name", "spend_kind", "project_name", "project", "function"),
    "funding": ("fund_name", "fund", "project_name", "project", "project_class_name", "function"),
}
_LAST = "account"


@dataclass(frozen=True, slots=True)
class OpenChoice:
    """One undecided text.

    Attributes:
        column: column of the frame.
        text: what stands there.
        rows: how many lines it would decide.
        fen: what they count.
        row: sheet row of the first.
        is_shared: whether lines that are decided already stand there, too.
    """

    column: str
    text: str
    rows: int
    fen: int
    row: int
    is_shared: bool = False


def find_open_choices(lines: pd.DataFrame, target: str) -> tuple[OpenChoice, ...]:
    """Find the texts to decide by.

    Args:
        lines: classified lines that need a decision.
        target: ``item`` or ``funding``.
    """
    is_open = lines[target] == str(Item.UNDECIDED)
    rest = lines[is_open]
    decided = lines[~is_open]
    choices = []
    for column in (*_COLUMNS[target], _LAST):
        taken = set(decided[column])
        own = rest[(rest[column] != "") & ~rest[column].isin(taken)]
        if column == _LAST:
            own = rest
        for text, group in own.groupby(column, sort=False):
            fen, row = int(group["counted"].sum()), int(group["row"].iloc[0])
            is_shared = text in taken
            choices.append(OpenChoice(column, str(text), len(group), fen, row, is_shared))
        rest = rest.drop(own.index)
        if rest.empty:
            break
    return tuple(choices)
