"""Columns of texts against the deciding words of the account plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cube.distinct import over_distinct

if TYPE_CHECKING:
    import pandas as pd

    from xls_juesuan.declarations.accounts import AccountPlan


def has_word(texts: pd.Series[str], plan: AccountPlan, purpose: str) -> pd.Series[bool]:
    """Whether each text contains a word declared for a purpose; asked once a distinct text."""
    return over_distinct(
        texts, lambda distinct: distinct.map(lambda text: plan.has_word(text, purpose))
    ).astype(bool)
