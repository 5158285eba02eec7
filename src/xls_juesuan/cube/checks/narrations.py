"""“三公” words in the narrations of other economic codes (L139 to L142)."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.declarations.narrations import load_suspicions
from xls_juesuan.findings import Problem
from xls_juesuan.messages import checks as tell
from xls_juesuan.model import Flow

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from xls_juesuan.codes import CodeList
    from xls_juesuan.declarations.narrations import Suspicion

#: Words named in one message.
_SHOWN = 4


def find_misplaced_words(lines: pd.DataFrame, economics: CodeList, year: int) -> Iterator[Problem]:
    """Give one problem for each kind of words and economic code, over all its lines.

    Args:
        lines: classified ledger lines.
        economics: the departmental economic classification.
        year: report year.
    """
    spending = lines[(lines["flow"] == str(Flow.EXPENDITURE)) & (lines["narration"] != "")]
    narrations = spending["narration"].drop_duplicates().astype("str")
    compact = narrations.map(_compact)
    for suspicion in load_suspicions():
        words = _words_in(narrations, compact, suspicion)
        hits = spending[spending["narration"].isin(words.keys())]
        for economic, group in hits.groupby("economic", sort=True):
            if suspicion.looks_at(str(economic)) and group["counted"].sum() != 0:
                yield _problem(suspicion, str(economic), group, words, economics, year)


def _compact(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _words_in(
    narrations: pd.Series[str], compact: pd.Series[str], suspicion: Suspicion
) -> dict[str, str]:
    """Give each narration that holds a word, with or without blanks, the first such word."""
    # Nothing else holds a word once phrases are cut out, and most narrations hold none.
    may_hold = compact.map(re.compile(suspicion.pattern).search).notna()
    narrations, left = narrations[may_hold], compact[may_hold]
    if suspicion.excluded:
        left = left.str.replace(suspicion.excluded, "|", regex=True)
    words = left.str.extract(suspicion.pattern, expand=False).fillna("")
    found = narrations[words != ""]
    return dict(zip(found, words[words != ""], strict=True))


def _problem(
    suspicion: Suspicion,
    economic: str,
    group: pd.DataFrame,
    words: dict[str, str],
    economics: CodeList,
    year: int,
) -> Problem:
    named = (
        group["economic_name"].iloc[0] if economics.get(economic, year) is None else ""
    ) or economics.name(economic, year)
    counted = group["narration"].astype("str").map(words).value_counts()
    shown = [str(word) for word in counted.index[:_SHOWN]]
    label = f"{economic} {named or ''}".strip()
    fen = int(group["counted"].sum())
    detail = tell.words_misplaced(
        shown, label, len(group), fen, example=str(group["narration"].iloc[0])
    )
    subject = f"{suspicion.kind} {economic}"
    return Problem(suspicion.rule, subject, detail, sources_of(group), fen, len(group))
