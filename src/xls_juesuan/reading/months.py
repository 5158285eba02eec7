"""Knows balance tables that state a year month by month, in rows or in sheets.

Cumulative columns of the last month hold the year and are never added up; where there are
none, the months are. It refuses to know which rows are sums of others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import balances as tell
from xls_juesuan.messages import reading as say
from xls_juesuan.reading.periods import UNKNOWN
from xls_juesuan.reading.periods import Period
from xls_juesuan.reading.periods import missing_months
from xls_juesuan.reading.periods import overlap
from xls_juesuan.reading.periods import period_of_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.reading.balances import BalanceLines

_OTHER_PERIOD = str(RowStatus.OTHER_PERIOD)
#: What a problem needs of its rows: taking rows out of a wide frame costs more than all else.
_TOLD = ["file", "sheet", "row", "account", "first", "last", "row_opening", "row_closing"]


def settle_months(
    book: pd.DataFrame, tables: Sequence[BalanceLines], empty: Sequence[str]
) -> list[Problem]:
    """Choose the rows that make the year, and what each of them contributes, in place.

    Fills debit, credit, opening and closing (the row's part of the year), ``row_*`` (what the
    row itself states, for checks) and ``first`` and ``last`` (its months).

    Args:
        book: rows of all tables.
        tables: the tables.
        empty: names of sheets without rows: nothing happened in their month.

    Raises:
        UserError: the tables are known not to cover the year, or overlap.
    """
    _set_periods(book, tables)
    _refuse_unknown_months(book)
    spans = sorted(_spans(book), key=lambda one: (one.first, one.last))
    last = max((one.last for one in spans), default=0)
    is_cumulative = all(
        "cumulative" in tables[int(part)].groups
        for part in book.loc[book["live"] & (book["last"] == last), "part"].unique()
    )
    _set_single(book, tables)
    if is_cumulative:
        return _take_last(book, tables, spans)
    return _add_up(book, tables, spans, [period_of_sheet(name) for name in empty])


def _set_periods(book: pd.DataFrame, tables: Sequence[BalanceLines]) -> None:
    whole = _table_periods(tables)
    periods = [
        own if own.is_known else above
        for part, above in zip(tables, whole, strict=True)
        for own in part.periods
    ]
    book["first"] = [period.first for period in periods]
    book["last"] = [period.last for period in periods]


def _table_periods(tables: Sequence[BalanceLines]) -> list[Period]:
    """Period of each sheet: what stands above it, or its name where that tells sheets apart."""
    above = [part.above for part in tables]
    named = [period_of_sheet(part.table.grid.sheet) for part in tables]
    if len(tables) > 1 and len(set(above)) == 1 and len(set(named)) > 1:
        return named
    if len(tables) == 1 and "月" not in tables[0].table.grid.sheet:
        return above
    return [one if one.is_known else name for one, name in zip(above, named, strict=True)]


def _refuse_unknown_months(book: pd.DataFrame) -> None:
    """Refuse a table without a month beside tables of months with the same rows."""
    live = book[book["live"]]
    known, unknown = live[live["last"] > 0], live[live["last"] == 0]
    shared = unknown[unknown["key"].isin(set(known["key"]))]
    if shared.empty:
        return
    row = shared.iloc[0]
    other = known[known["key"] == row["key"]].iloc[0]
    raise say.same_accounts_twice([str(other["sheet"]), str(row["sheet"])], str(row["account"]))


def _spans(book: pd.DataFrame) -> set[Period]:
    live = book[book["live"] & (book["last"] > 0)]
    pairs = live[["first", "last"]].drop_duplicates()
    return {Period(0, int(first), int(last)) for first, last in pairs.itertuples(index=False)}


def _set_single(book: pd.DataFrame, tables: Sequence[BalanceLines]) -> None:
    """Let each row state the year by itself."""
    has = {
        name: book["part"].map({at: name in part.groups for at, part in enumerate(tables)})
        for name in ("cumulative", "current", "year_opening", "opening")
    }
    for side in ("debit", "credit"):
        chosen = book[f"cumulative_{side}"].where(has["cumulative"], book[f"current_{side}"])
        book[side] = chosen
        book[f"row_{side}"] = chosen
    # 期初 + 本期 = 期末 = 年初 + 本年累计, whatever month the table begins with.
    begins_later = has["cumulative"] & has["current"] & ~has["year_opening"] & has["opening"]
    current = book["current_credit"] - book["current_debit"]
    moved = book["credit"] - book["debit"]
    opening = book["year_opening"].where(has["year_opening"], book["period_opening"])
    book["opening"] = opening.where(~begins_later, book["period_opening"] + current - moved)
    book["closing"] = book["period_closing"]
    book["row_opening"], book["row_closing"] = book["opening"], book["closing"]
    book["has_current"] = has["current"] & has["cumulative"]
    # Movement of this kind was there before the last month: it cannot be the closing.
    was_open = book["has_current"] & (moved != current)
    for side in ("debit", "credit"):
        before = book[f"cumulative_{side}"] - book[f"current_{side}"]
        book[f"earlier_{side}"] = before.where(was_open, 0)


# ------------------------------------------------------------------ cumulative columns


def _take_last(
    book: pd.DataFrame, tables: Sequence[BalanceLines], spans: list[Period]
) -> list[Problem]:
    """Keep the last row of each key; the rows of earlier months stand in it."""
    problems = _early_end(book, tables)
    if len(spans) < 2:
        return problems
    live = book[book["live"]]
    groups = live.groupby("key", sort=False)
    last = groups["last"].transform("max")
    kept = live.index[live["last"] == last]
    earlier = live.index[live["last"] != last]
    problems += _against_months(book, kept, spans)
    _remember_earlier(book, kept, earlier)
    _open_from_first(book, tables, kept)
    book.loc[earlier, "live"] = False
    book.loc[earlier, "status"] = _OTHER_PERIOD
    return problems


def _remember_earlier(book: pd.DataFrame, kept: pd.Index[int], earlier: pd.Index[int]) -> None:
    """Note what the month before December had accumulated on each side."""
    before = book.loc[earlier]
    before = before[before["last"] < 12]
    if before.empty:
        return
    number = book["key"]
    place = before.sort_values("last", kind="stable").index
    newest = pd.Series(place, index=number[place]).groupby(level=0).last()
    single = number[kept].value_counts()
    for side in ("debit", "credit"):
        stated = newest.map(book[f"cumulative_{side}"])
        values = number[kept].map(stated)
        usable = values.notna() & (number[kept].map(single) == 1)
        rows = values[usable].index
        book.loc[rows, f"earlier_{side}"] = values[usable].astype("int64")


def _open_from_first(
    book: pd.DataFrame, tables: Sequence[BalanceLines], kept: pd.Index[int]
) -> None:
    """Work the opening of the year back where the last month states only its own."""
    groups = [tables[int(part)].groups for part in book.loc[kept, "part"]]
    lacks = [
        "year_opening" not in one and "current" not in one and "closing" in one for one in groups
    ]
    rows = kept[lacks]
    moved = book.loc[rows, "credit"] - book.loc[rows, "debit"]
    book.loc[rows, "opening"] = book.loc[rows, "closing"] - moved
    book.loc[rows, "row_opening"] = book.loc[rows, "opening"]


def _against_months(book: pd.DataFrame, kept: pd.Index[int], spans: list[Period]) -> list[Problem]:
    """Compare the months, where all are there, with the cumulative column (L117)."""
    if any(one.first != one.last for one in spans) or missing_months(spans):
        return []
    live = book[book["live"]]
    if not live["has_current"].all():
        return []
    number = live["key"]
    months = (live["current_credit"] - live["current_debit"]).groupby(number).sum()
    year = (live["credit"] - live["debit"])[kept].groupby(number[kept]).sum()
    problems = []
    places, told = live.groupby("key", sort=False).indices, live[_TOLD]
    for key in months.index[months != year]:
        rows = told.iloc[places[key]]
        account = str(rows["account"].iloc[0])
        added, stated = int(months[key]), int(year[key])
        detail = tell.months_against_year(account, added, stated)
        place = sources_of(rows)
        problems.append(Problem("L117", account, detail, place, added - stated, len(rows)))
    return problems


def _early_end(book: pd.DataFrame, tables: Sequence[BalanceLines]) -> list[Problem]:
    """Report a year that ends before December (L116)."""
    live = book[book["live"]]
    last = int(live["last"].max()) if len(live) else 0
    if not 0 < last < 12:
        return []
    year = tables[0].above.year
    tables[0].remarks.append(say.ends_early(tell.month_of(year, last)))
    ends = live[live["last"] == last]
    return [Problem("L116", "months", tell.ends_early(last), sources_of(ends), rows=len(ends))]


# ------------------------------------------------------------------ months added up


def _add_up(
    book: pd.DataFrame,
    tables: Sequence[BalanceLines],
    spans: list[Period],
    empty: list[Period],
) -> list[Problem]:
    """Let the rows of all months count; the opening from the first, the closing from the last."""
    if not spans:
        return _unstated(book, tables)
    whole = Period(0, min(one.first for one in spans), max(one.last for one in spans))
    if len(spans) == 1 or whole in spans:
        _refuse_partial(tables, whole)
        parts_of_it = book["live"] & ((book["first"] != whole.first) | (book["last"] != whole.last))
        parts_of_it &= book["last"] > 0
        book.loc[parts_of_it, "status"] = _OTHER_PERIOD
        book.loc[parts_of_it, "live"] = False
        return []
    where = say.place(tables[0].file, tables[0].table.grid.sheet)
    if overlap(spans):
        raise say.several_periods([tell.span_of(one.first, one.last) for one in spans], where)
    problems = _missing(book, [*spans, *empty])
    return problems + _chain(book)


def _unstated(book: pd.DataFrame, tables: Sequence[BalanceLines]) -> list[Problem]:
    """Tell by income and expenditure whether an unstated period is the year (else L116).

    They begin the year at zero, and a closed table ends it.

    Raises:
        UserError: they do not begin at zero.
    """
    flow = book[book["live"] & book["account"].str.startswith(("6", "7"))]
    begun = flow[flow["row_opening"] != 0]
    if len(begun):
        row = begun.iloc[0]
        where = say.place(str(row["file"]), str(row["sheet"]), int(row["row"]))
        raise tell.begins_later(where, str(row["account"]))
    tables[0].remarks.append(say.current_as_year())
    moved = (flow["debit"] != 0) | (flow["credit"] != 0)
    closed = moved & (flow["debit"] == flow["credit"])
    if flow.empty or int(closed.sum()) * 2 > int(moved.sum()):
        return []
    detail = tell.period_unstated()
    return [Problem("L116", "period", detail, sources_of(flow), rows=len(flow))]


def _refuse_partial(tables: Sequence[BalanceLines], whole: Period) -> None:
    if whole.first <= 1 and whole.last >= 12:
        return
    year = next((part.above.year for part in tables if part.above != UNKNOWN), 0)
    period = tell.months_of(year, whole.first, whole.last)
    raise say.partial_period(period, say.place(tables[0].file, tables[0].table.grid.sheet))


def _missing(book: pd.DataFrame, spans: list[Period]) -> list[Problem]:
    missing = missing_months(spans)
    if not missing:
        return []
    live = book[book["live"]]
    ends = live[live["last"] == live["last"].max()]
    detail = tell.months_missing(missing)
    return [Problem("L116", "months", detail, sources_of(ends), rows=len(live))]


def _chain(book: pd.DataFrame) -> list[Problem]:
    """Keep the opening of each key's first month and the closing of its last (else L117)."""
    live = book[book["live"]].sort_values("first", kind="stable")
    number = live["key"]
    first = live.groupby(number)["first"].transform("min") == live["first"]
    last = live.groupby(number)["last"].transform("max") == live["last"]
    book.loc[live.index[~first], "opening"] = 0
    book.loc[live.index[~last], "closing"] = 0
    sums = live.groupby([number, live["first"]])[["row_opening", "row_closing"]].sum()
    stated = live["opening_stated"].any() and live["closing_stated"].any()
    if not stated:
        return []
    before = sums["row_closing"].groupby(level=0).shift()
    broken = sums.index[before.notna() & (before != sums["row_opening"])]
    places, told = live.groupby("key", sort=False).indices, live[_TOLD]
    return [_gap(told.iloc[places[key]], int(month)) for key, month in broken]


def _gap(rows: pd.DataFrame, month: int) -> Problem:
    after, before = rows[rows["first"] == month], rows[rows["first"] < month]
    previous = before[before["first"] == before["first"].max()]
    account = str(after["account"].iloc[0])
    fen = int(after["row_opening"].sum() - previous["row_closing"].sum())
    label = str(int(previous["last"].iloc[0]))
    detail = tell.months_not_continuous(account, label, str(month), fen)
    place = sources_of(pd.concat([previous, after]))
    return Problem("L117", account, detail, place, fen, len(after))
