"""Makes one year of all rows of a unit's balance tables: every amount once, on its leaf.

It knows the order of the steps: months, copies, parents, several breakdowns, closing. Sheets
and files are looked at together, because a month, a breakdown or an account may stand on a
sheet of its own. Rows that are not counted keep a status that says why.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from xls_juesuan.cube.distinct import plain_texts
from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import balances as tell
from xls_juesuan.messages import reading_problems
from xls_juesuan.reading.balance_copies import set_copies_aside
from xls_juesuan.reading.balances import BalanceLines
from xls_juesuan.reading.checks.totals import check_totals
from xls_juesuan.reading.frames import kept_texts
from xls_juesuan.reading.hierarchy import Row
from xls_juesuan.reading.hierarchy import find_parents
from xls_juesuan.reading.hierarchy import sums_of_leaves
from xls_juesuan.reading.marginals import resolve_margins
from xls_juesuan.reading.months import settle_months
from xls_juesuan.reading.year_end import closed_rows
from xls_juesuan.reading.year_end import set_closing_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xls_juesuan.reading.lines import Lines
    from xls_juesuan.reading.marginals import Margins

#: What tells rows of one account apart; a class of projects is no breakdown of its own.
DIMENSIONS = ("function", "economic", "fund", "project", "other")
AMOUNTS = ("debit", "credit", "opening", "closing")
_ENTRY = str(RowStatus.ENTRY)


def settle_balances(parts: Sequence[Lines], year: int, empty: Sequence[str] = ()) -> list[Problem]:
    """Decide in place which rows of the balance tables count, and with what.

    Args:
        parts: the sheets of one unit; journals among them are left alone.
        year: the report year; rows of other years are left for ``mark_other_years``.
        empty: names of sheets of the same kind that hold no row.

    Raises:
        UserError: tables repeat each other, or do not cover the year.
    """
    tables = [part for part in parts if isinstance(part, BalanceLines)]
    if not tables:
        return []
    book = _book(tables, year)
    problems = settle_months(book, tables, empty)
    problems += set_copies_aside(book)
    keys = book["key"].where(book["live"], -1)
    rows = _rows(book)
    parents = find_parents(rows)
    margins = resolve_margins(rows, parents)
    _write_statuses(book, keys, parents, margins)
    problems += _parent_problems(book, keys, rows, parents, margins.repeating)
    problems += _margin_problems(book, keys, margins)
    problems += _broken_balances(book)
    problems += set_closing_apart(book)
    _write_back(tables, book)
    return problems + [one for part in tables for one in _totals(part)]


def _book(tables: list[BalanceLines], year: int) -> pd.DataFrame:
    """Join frames and measures of all tables; ``part`` and ``place`` say where a row is from."""
    pieces = []
    for number, part in enumerate(tables):
        piece = pd.concat([plain_texts(part.frame), part.measures], axis=1)
        piece["part"], piece["place"] = number, np.arange(len(piece))
        years = pd.Series([period.year for period in part.periods], index=piece.index)
        live = (piece["status"] == _ENTRY) & years.isin([0, year])
        pieces.append(piece.assign(live=live))
    book = pd.concat(pieces, ignore_index=True)
    identities = _identities(book)
    book["key"] = identities.groupby(list(identities.columns), sort=False).ngroup()
    return book


# ------------------------------------------------------------------ rows and their sums


def _identities(book: pd.DataFrame) -> pd.DataFrame:
    """Account and dimensions of rows: the code, or the name where no code is stated."""
    columns = {"account": book["account"], "other": book["other"]}
    for name in DIMENSIONS[:-1]:
        columns[name] = book[name].where(book[name] != "", book[f"{name}_name"])
    return pd.DataFrame(columns)[["account", *DIMENSIONS]]


def _rows(book: pd.DataFrame) -> list[Row]:
    live = book[book["live"]]
    groups = live.groupby("key", sort=True)
    sums = groups[list(AMOUNTS)].sum()
    first = live.loc[~live["key"].duplicated()].sort_values("key")
    # Lists: going through the cells of a column of texts one by one is slow.
    accounts, *dimensions = (column.tolist() for _, column in _identities(first).items())
    amounts = zip(*(sums[name].tolist() for name in AMOUNTS), strict=True)
    rows = zip(
        sums.index.tolist(),
        accounts,
        zip(*dimensions, strict=True),
        first["indent"].tolist(),
        amounts,
        strict=True,
    )
    return [Row(*row) for row in rows]


def _write_statuses(
    book: pd.DataFrame, keys: pd.Series[int], parents: set[int], margins: Margins
) -> None:
    """Give sums and repeating rows their status, and completed rows their dimensions."""
    book.loc[keys.isin(parents), "status"] = str(RowStatus.PARENT)
    book.loc[keys.isin(margins.repeating), "status"] = str(RowStatus.COMPARED)
    wanted = {key for given in margins.given.values() for key in given.values()}
    chosen = keys[keys.isin(wanted)]
    first = {int(key): int(str(at)) for at, key in reversed(list(chosen.items()))}
    updates: dict[tuple[str, int], list[int]] = {}
    for key, given in margins.given.items():
        for slot, source in given.items():
            updates.setdefault((DIMENSIONS[slot], source), []).append(key)
    for (name, source), targets in updates.items():
        where = keys.isin(targets)
        pair = [name] if name == "other" else [name, f"{name}_name"]
        if name == "project":
            pair += ["project_class", "project_class_name"]
        for column in pair:
            book[column] = book[column].mask(where, book[column].iloc[first[source]])


def _write_back(tables: list[BalanceLines], book: pd.DataFrame) -> None:
    for number, part in enumerate(tables):
        mine = book[book["part"] == number]
        columns = part.frame.columns
        settled = mine[columns].set_axis(part.frame.index)
        for column, array in kept_texts(settled).items():
            part.frame[column] = array
        leaves = (mine["status"] == _ENTRY) & mine["account"].str.startswith("8")
        part.has_opening = bool((leaves & mine["opening_stated"]).any())
        part.remarks += closed_rows(part.frame)


# ------------------------------------------------------------------ problems


def _totals(part: BalanceLines) -> list[Problem]:
    """Compare the total row (L112) of a table of one period that counts whole."""
    aside = part.frame["status"].isin([str(RowStatus.OTHER_PERIOD), str(RowStatus.COMPARED)])
    if aside.any() or len({period for period in part.periods if period.is_known}) > 1:
        return []
    return check_totals(part)


def _parent_problems(
    book: pd.DataFrame,
    keys: pd.Series[int],
    rows: list[Row],
    parents: set[int],
    repeating: set[int],
) -> list[Problem]:
    """Report parents that are not the sum of their leaves (L103)."""
    sums = sums_of_leaves(rows, parents, repeating)
    stated_any = book["opening_stated"] | book["movement_stated"] | book["closing_stated"]
    # An account that stands above its rows without any amount is a title, and no sum.
    titles = parents - set(keys[stated_any].tolist())
    # Taking rows out of a wide frame costs more than all else.
    told = book[["file", "sheet", "row", "part"]]
    places = keys.groupby(keys, sort=False).indices
    leaves = _Leaves(book)
    problems = []
    for row in rows:
        if row.position not in parents or row.position in titles:
            continue
        compared = [*zip(AMOUNTS, row.amounts, sums[row.position], strict=True)]
        differing = [one for one in compared if one[1] != one[2]]
        if not differing:
            continue
        stated = told.iloc[places[row.position]]
        finer = told.iloc[leaves.elsewhere(row.account, set(stated["part"]))]
        place = (*sources_of(stated), *sources_of(finer))
        besides = "" if finer.empty else tell.of_sheets(_sheets(stated), _sheets(finer))
        for name, mine, below in differing:
            detail = reading_problems.parent_differs(row.account, name, mine, below) + besides
            problems.append(Problem("L103", row.account, detail, place, mine - below, 1))
    return problems


class _Leaves:
    """The rows that no other row breaks down, in the order of their accounts."""

    def __init__(self, book: pd.DataFrame) -> None:
        at = np.flatnonzero(book["live"] & (book["status"] == _ENTRY))
        accounts = book["account"].to_numpy()[at].tolist()
        order = sorted(range(len(accounts)), key=accounts.__getitem__)
        self._accounts = [accounts[place] for place in order]
        self._at = at[order]
        self._parts = book["part"].to_numpy()[self._at]

    def elsewhere(self, account: str, parts: set[int]) -> NDArray[np.intp]:
        """Positions of the leaves of an account, where other tables state them all."""
        first = bisect_left(self._accounts, account)
        after = bisect_left(self._accounts, account + chr(sys.maxunicode))
        own = self._at[first:after]
        return own[:0] if parts & set(self._parts[first:after].tolist()) else np.sort(own)


def _sheets(rows: pd.DataFrame) -> list[str]:
    pairs = rows[["file", "sheet"]].drop_duplicates()
    return [f"{file} {sheet}" for file, sheet in zip(pairs["file"], pairs["sheet"], strict=True)]


def _margin_problems(book: pd.DataFrame, keys: pd.Series[int], margins: Margins) -> list[Problem]:
    """Report breakdowns that cannot be put together (L115), where the tables need them."""
    problems = []
    for one in margins.unknown:
        if one.account[:1] not in "678":
            continue
        lost = [slot for slot in one.lost if slot != 1 or one.account.startswith("7")]
        if not lost:
            continue
        left = book[keys.isin(one.left)]
        detail = (
            tell.accounts_and_margins(one.account, len(left))
            if one.by_accounts
            else tell.margins_unknown(one.account, lost, len(one.counted), len(left))
        )
        fen = int(left["debit"].sum() if one.account.startswith("7") else left["credit"].sum())
        problems.append(Problem("L115", one.account, detail, sources_of(left), fen, len(left)))
    return problems


def _broken_balances(book: pd.DataFrame) -> list[Problem]:
    """Report rows where opening and movement do not give the closing balance (L104)."""
    states = book["live"] & book["status"].isin([_ENTRY, str(RowStatus.PARENT)])
    stated = book["opening_stated"] & book["movement_stated"] & book["closing_stated"]
    moved = book["row_credit"] - book["row_debit"]
    wrong = book[states & stated & (book["row_opening"] + moved != book["row_closing"])]
    problems = []
    for at, row in wrong.iterrows():
        account, opening, closing = row["account"], int(row["row_opening"]), int(row["row_closing"])
        change = int(row["row_credit"] - row["row_debit"])
        detail = reading_problems.balance_broken(account, opening, change, closing)
        place = sources_of(wrong.loc[[at]])
        problems.append(Problem("L104", account, detail, place, closing - opening - change, 1))
    return problems
