"""Knows balance tables that repeat each other: copies are refused, repeated sums counted once."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import combining as tell
from xls_juesuan.messages import reading as say

if TYPE_CHECKING:
    import pandas as pd

_AMOUNTS = ["debit", "credit", "opening", "closing"]
_DIMENSIONS = ["function", "function_name", "economic", "economic_name", "fund", "fund_name",
               "project", "project_name", "other"]  # fmt: skip
_PLACE = ["part", "first", "last"]


def set_copies_aside(book: pd.DataFrame) -> list[Problem]:
    """Count once what several tables of the same months state alike, in place.

    Raises:
        UserError: one table is a copy of another, or they state the same accounts differently.
    """
    live = book[book["live"]]
    if len(set(live["part"])) < 2:
        return []
    number = live["key"]
    sums = live.groupby([number.rename("key"), *_PLACE], sort=True)[_AMOUNTS].sum().reset_index()
    sums = sums.sort_values(["key", "part"], kind="stable")
    months = sums["first"].where(sums["first"] != sums["last"], sums["last"])
    # Months that are added up may state a key several times; one month may not.
    where = ["key", "first"] if len(set(months)) > 1 else ["key"]
    again = sums.duplicated(where, keep="first")
    if not again.any():
        return []
    names = {name: f"{name}_before" for name in ["part", *_AMOUNTS]}
    firsts = sums[~again].set_index(where)[list(names)].rename(columns=names)
    repeated = sums[again].join(firsts, on=where)
    _refuse_copies(book, live, number, repeated)
    return _set_aside(book, number, repeated)


def _refuse_copies(
    book: pd.DataFrame, live: pd.DataFrame, number: pd.Series[int], repeated: pd.DataFrame
) -> None:
    keys = number.groupby(live["part"]).unique()
    for (this, before), pairs in repeated.groupby(["part", "part_before"], sort=False):
        part, other = int(str(this)), int(str(before))
        same = set(keys[part]) == set(keys[other])
        differ = (pairs[_AMOUNTS].to_numpy() != _before(pairs)).any(axis=1)
        not_summed = ~np.array(_has_details(live, number, pairs["key"].tolist()), dtype=np.bool_)
        if same or (differ & not_summed).any():
            at = pairs["key"].iloc[0] if same else pairs.loc[differ & not_summed, "key"].iloc[0]
            account = str(live.loc[number.index[number == at][0], "account"])
            sheets = [_name(book, one) for one in (other, part)]
            raise say.same_accounts_twice(sheets, account)


def _has_details(live: pd.DataFrame, number: pd.Series[int], keys: list[int]) -> list[bool]:
    """Whether some table breaks the row of a key down, so that the row itself is only a sum."""
    firsts = live.loc[number.drop_duplicates().index].set_index(number.drop_duplicates())
    is_bare = (firsts[_DIMENSIONS] == "").all(axis=1)
    detailed = firsts[~is_bare]
    accounts = sorted(set(firsts["account"]))
    below = {one for one, following in pairwise(accounts) if following.startswith(one)} | set(
        detailed["account"]
    )
    return [bool(is_bare[key]) and firsts.loc[key, "account"] in below for key in keys]


def _before(pairs: pd.DataFrame) -> object:
    return pairs[[f"{name}_before" for name in _AMOUNTS]].to_numpy()


def _name(book: pd.DataFrame, part: int) -> str:
    return str(book.loc[book["part"] == part, "sheet"].iloc[0])


def _set_aside(book: pd.DataFrame, number: pd.Series[int], repeated: pd.DataFrame) -> list[Problem]:
    stated_in = [number, book.loc[number.index, "part"], book.loc[number.index, "first"]]
    places = number.groupby(stated_in).indices
    rows = [number.index[places[row.key, row.part, row.first]] for row in repeated.itertuples()]
    problems = []
    for row, own in zip(repeated.itertuples(index=False), rows, strict=True):
        for side in ("debit", "credit"):
            stated, counted = getattr(row, side), getattr(row, f"{side}_before")
            if stated != counted:
                problems.append(_differ(book.loc[own], side, int(stated), int(counted)))
    again = [at for own in rows for at in own]
    book.loc[again, "live"] = False
    book.loc[again, "status"] = str(RowStatus.COMPARED)
    return problems


def _differ(lines: pd.DataFrame, side: str, stated: int, counted: int) -> Problem:
    account = str(lines["account"].iloc[0])
    place = tell.sheet_of(str(lines["file"].iloc[0]), str(lines["sheet"].iloc[0]))
    detail = tell.details_differ(account, side, stated, counted, place)
    return Problem("L126", account, detail, sources_of(lines), stated - counted, len(lines))
