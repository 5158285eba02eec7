"""What the user decided in a mapping about kind and fund, put over what the ledger shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.model import Item

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from xls_juesuan.ledger import Decisions

#: Evidence of a decision that a person took.
MAPPING = "mapping"
_KINDS = (str(Item.BASIC), str(Item.PROJECT), str(Item.UNDECIDED))


def apply_decisions(lines: pd.DataFrame, decisions: Decisions) -> None:
    """Set kind and fund of the lines that a decision speaks of, in place.

    Args:
        lines: as ``classify`` gives them.
        decisions: column and text → answer; an account stands for those below it as well.
    """
    kinds = lines["item"].isin(_KINDS)
    _apply(lines, decisions.kinds, kinds, "item")
    _apply(lines, decisions.funds, lines["funding"] != "", "funding")


def _apply(
    lines: pd.DataFrame,
    answers: Mapping[tuple[str, str], str],
    among: pd.Series[bool],
    target: str,
) -> None:
    for (column, text), answer in answers.items():
        if column not in lines:
            continue
        stated = lines[column]
        is_meant = stated.str.startswith(text) if column == "account" else stated == text
        chosen = among & is_meant
        lines.loc[chosen, target] = str(answer)
        lines.loc[chosen, f"{target}_evidence"] = MAPPING
