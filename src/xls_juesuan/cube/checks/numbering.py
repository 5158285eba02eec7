"""Gaps in voucher numbers, and numbers that stand for two vouchers.

How vouchers are numbered — per word or per type, per month or per year — is read from the
numbers themselves. Where they do not show it, or where too many are missing for a complete
export, nothing is said: a part of the accounts has gaps by nature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cube.checks.judged import NOT_CHECKABLE
from xls_juesuan.cube.checks.judged import Judged
from xls_juesuan.cube.checks.serials import find_serials
from xls_juesuan.cube.distinct import side_by_side
from xls_juesuan.cube.evidence import MOST_SOURCES
from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.messages import checks as tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

#: Of so many vouchers with a number, nearly all must have one that counts.
_READABLE = 0.9
#: A long row may lack a tenth of its numbers, a short one half of them.
_LONG_ROW = 20
#: Shortest row of an export of one side that may lack a tenth; a shorter one may lack one.
_LEAST_PARTIAL = 10
_LEAST_ROW = 3
#: Gaps written out in one message.
_SHOWN = 12


def check_numbering(frame: pd.DataFrame, *, has_both_sides: bool) -> Judged:
    """Look for gaps (L133) and for one number at several dates (L134).

    Args:
        frame: of the journal, every line of it.
        has_both_sides: whether it holds the whole of budget and financial accounting:
            vouchers of the other side alone explain gaps in an export of one side.
    """
    found = find_serials(frame)
    if found.share < _READABLE:
        return NOT_CHECKABLE
    serials, rows = _in_series(found.rows)
    problems: list[Problem] = []
    checked = 0
    for series, row in rows.groupby("series", sort=True):
        if not _is_complete(row, has_both_sides=has_both_sides):
            continue
        checked += 1
        if row["missing"].any():
            problems.append(_gap_problem(frame, str(series), row, is_certain=has_both_sides))
    if not checked:
        return NOT_CHECKABLE
    return Judged((*problems, *_reused(frame, serials)))


def _in_series(serials: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give vouchers with the series and period they are numbered in, and each number once.

    Of what may make a series, that is taken which lacks fewest numbers.
    """
    chosen: tuple[pd.DataFrame, pd.DataFrame] | None = None
    fewest = 0
    for series in _choices(serials):
        trial = serials.assign(series=series)
        trial["period"] = _periods(trial)
        rows = _rows_of_numbers(trial)
        lacking = int(rows["missing"].sum())
        if chosen is None or lacking < fewest:
            chosen, fewest = (trial, rows), lacking
        if not fewest:
            break
    assert chosen is not None  # noqa: S101 - kinds of vouchers are always a choice
    return chosen


def _choices(serials: pd.DataFrame) -> Iterator[pd.Series[str]]:
    """What numbers may run in one row: by word, by type, or all vouchers.

    All in one row only where no two vouchers of a month then share a number.
    """
    by_word = serials["word"]
    by_kind = side_by_side(serials, "word", "kind")
    if _is_unique(serials.assign(by_word=by_word), "by_word"):
        yield by_word
    yield by_kind
    if len(by_word.unique()) > 1 and _is_unique(serials.assign(whole=""), "whole"):
        yield by_word.where(by_word == "", "")


def _is_unique(serials: pd.DataFrame, column: str) -> bool:
    """Whether vouchers of different kinds and words never share a number in a month."""
    distinct = serials[[column, "word", "kind", "month", "serial"]].drop_duplicates()
    return not distinct.duplicated([column, "month", "serial"]).any()


def _periods(serials: pd.DataFrame) -> pd.Series[str]:
    """Tell numbers that begin anew every month from numbers that run through the year."""
    spans = serials.groupby(["series", "month"], sort=True)["serial"].agg(["min", "max"])
    highest = spans["max"].groupby(level="series").cummax().groupby(level="series").shift()
    later = spans[highest.notna()]
    begins_anew = later["min"] <= highest[highest.notna()]
    share = begins_anew.groupby(level="series").mean()
    monthly = serials["series"].map(share).fillna(0) >= 0.5
    return serials["month"].where(monthly, "")


def _rows_of_numbers(serials: pd.DataFrame) -> pd.DataFrame:
    """Give each number of each row once, with how many are missing right before it."""
    keys = ["series", "period", "serial"]
    row = serials.sort_values([*keys, "first"]).drop_duplicates(keys)
    groups = row.groupby(["series", "period"], sort=False)["serial"]
    count, least = groups.transform("size"), groups.transform("min")
    # A row that begins far from 1 was cut or is coded; one that lacks its first begins at 1.
    starts_at_one = least - 1 <= (count // 10).clip(lower=1)
    before = groups.shift().fillna((least - 1).where(~starts_at_one, 0)).astype("int64")
    return row.assign(before=before, missing=row["serial"] - before - 1)


def _is_complete(row: pd.DataFrame, *, has_both_sides: bool) -> bool:
    """Whether so few numbers are missing that the export may be taken for a whole."""
    missing = int(row["missing"].sum())
    count, span = len(row), len(row) + missing
    if not has_both_sides and count < _LEAST_PARTIAL:
        return missing <= 1 and count >= _LEAST_ROW
    if count * 10 >= span * 9:
        return True
    return has_both_sides and count < _LONG_ROW and count * 2 >= span


def _gap_problem(
    frame: pd.DataFrame, series: str, row: pd.DataFrame, *, is_certain: bool
) -> Problem:
    gaps = row[row["missing"] > 0]
    shown = [
        (str(period), int(before) + 1, int(serial) - 1)
        for period, before, serial in gaps[["period", "before", "serial"]]
        .head(_SHOWN)
        .itertuples(index=False, name=None)
    ]
    detail = tell.numbers_missing(
        series, int(gaps["missing"].sum()), shown, len(gaps), is_certain=is_certain
    )
    subject = tell.gap_subject(series, is_certain=is_certain)
    place = sources_of(frame.loc[gaps["first"]])
    return Problem("L133", subject, detail, place, rows=len(gaps))


def _reused(frame: pd.DataFrame, serials: pd.DataFrame) -> list[Problem]:
    """One number at several dates; a rule where it is the exception."""
    dated = serials[serials["date"].str.len() == 10]
    keys = ["series", "period", "serial"]
    distinct = dated.drop_duplicates([*keys, "date"])
    again = distinct[distinct.duplicated(keys, keep=False)]
    numbers = again.groupby(keys, sort=True)
    if len(again) > max(2, len(distinct) // 10):
        return []
    problems = []
    for number, (_, found) in enumerate(numbers):
        if number >= MOST_SOURCES:
            rest = again.iloc[sum(len(one) for _, one in list(numbers)[:number]) :]
            place = sources_of(frame.loc[rest["first"]])
            detail = tell.numbers_reused(len(numbers) - number)
            problems.append(Problem("L134", tell.MANY_VOUCHERS, detail, place, rows=len(rest)))
            break
        voucher = str(found["voucher"].iloc[0])
        detail = tell.number_reused(voucher, found["date"].tolist())
        place = sources_of(frame.loc[found["first"]])
        problems.append(Problem("L134", voucher, detail, place, rows=len(found)))
    return problems
