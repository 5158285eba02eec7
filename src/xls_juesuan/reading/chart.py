"""The chart of accounts (会计科目表): names of accounts where vouchers state codes alone.

A sheet of accounts without amounts is one, and so is a balance table, which names all levels.
It refuses to know amounts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.reading.cells import ACCOUNT
from xls_juesuan.reading.cells import code_column
from xls_juesuan.reading.cells import path_of
from xls_juesuan.reading.frames import put_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from xls_juesuan.reading.headings import Heading
    from xls_juesuan.reading.headings import SheetTable

#: Digits of the shortest account.
_SHORTEST = 4


def is_chart(heading: Heading) -> bool:
    """Whether a heading names accounts and nothing that happened on them."""
    return (
        heading.has("account")
        and heading.has("account_name", "account_path")
        and not heading.has("amount", "date", "narration", "voucher_no")
    )


def read_chart(table: SheetTable) -> dict[str, str]:
    """Give the own name of each account of a sheet, or its path where that is stated."""
    codes, inner = code_column(table.cells_or_blank("account"), ACCOUNT)
    paths, names = table.texts("account_path"), table.texts("account_name")
    chart: dict[str, str] = {}
    for code, path, name, own in zip(codes, paths, names, inner, strict=True):
        stated = path or name or own
        if code and stated:
            chart.setdefault(code, path_of(stated))
    return chart


def chart_of_lines(frame: pd.DataFrame) -> dict[str, str]:
    """Give the path of each account that the lines of a balance table name."""
    named = frame[(frame["account"] != "") & (frame["account_name"] != "")]
    named = named.drop_duplicates("account")
    return dict(zip(named["account"], named["account_name"], strict=True))


def complete_names(frame: pd.DataFrame, chart: Mapping[str, str]) -> None:
    """Put the names of all levels where a line states its own or none, in place."""
    if not chart:
        return
    account, stated = frame["account"], frame["account_name"]
    short = (account != "") & ~stated.str.contains("/", regex=False)
    pairs = frame.loc[short, ["account", "account_name"]].drop_duplicates()
    full = {
        (code, name): _path(code, name, chart)
        for code, name in pairs.itertuples(index=False, name=None)
    }
    keys = zip(account[short], stated[short], strict=True)
    put_text(frame, short, "account_name", [full[key] for key in keys])


def _path(account: str, name: str, chart: Mapping[str, str]) -> str:
    known = chart.get(account, "")
    if "/" in known and known.split("/")[-1] == (name or known.split("/")[-1]):
        return known
    own = name or known
    levels = [
        chart[account[:end]].split("/")[-1]
        for end in range(_SHORTEST, len(account))
        if account[:end] in chart
    ]
    return "/".join([*levels, own] if own else levels)
