"""Columns of texts against the deciding words of the account plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from xls_juesuan.declarations.accounts import AccountPlan


def has_word(texts: pd.Series[str], plan: AccountPlan, purpose: str) -> pd.Series[bool]:
    """Whether each text contains a word declared for a purpose; asked once a distinct text."""
    known = {text: plan.has_word(text, purpose) for text in texts.unique()}
    return texts.map(known).astype(bool)
