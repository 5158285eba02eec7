"""Tables that state the same months: what is counted once, and what is refused."""

from __future__ import annotations

import pandas as pd
import pytest

from xls_juesuan.errors import UserError
from xls_juesuan.reading.balance_copies import set_copies_aside

_TEXTS = ("function", "function_name", "economic", "economic_name", "fund", "fund_name",
          "project", "project_name", "other")  # fmt: skip
_Line = tuple[int, int, str, str, int]


def _book(*lines: _Line) -> pd.DataFrame:
    """Build rows from (table, month, account, function, debit)."""
    keys: dict[tuple[str, str], int] = {}
    rows = [
        {
            **dict.fromkeys(_TEXTS, ""),
            "part": part,
            "first": month,
            "last": month,
            "account": account,
            "function": function,
            "debit": debit,
            "credit": 0,
            "opening": 0,
            "closing": 0,
            "key": keys.setdefault((account, function), len(keys)),
            "live": True,
            "status": "entry",
            "file": "账.xlsx",
            "sheet": f"表{part}",
            "row": at,
            "unit": "",
        }
        for at, (part, month, account, function, debit) in enumerate(lines, 1)
    ]
    return pd.DataFrame(rows)


def test_a_table_with_the_same_rows_is_a_copy() -> None:
    """Even where every amount is equal: which of them is the ledger is not for us to say."""
    lines: list[_Line] = [(0, 12, "7101", "", 130), (0, 12, "710101", "", 130)]
    with pytest.raises(UserError, match="7101"):
        set_copies_aside(_book(*lines, *((1, *line[1:]) for line in lines)))


def test_the_sum_of_one_month_is_set_aside_and_other_months_stay() -> None:
    """The second table repeats January alone; its February counts."""
    book = _book(
        (0, 1, "7101", "", 100), (0, 1, "7101", "2010301", 100), (1, 1, "7101", "", 100),
        (1, 2, "7101", "", 50),
    )  # fmt: skip
    assert set_copies_aside(book) == []
    assert book["status"].tolist() == ["entry", "entry", "compared", "entry"]
    assert book["live"].tolist() == [True, True, False, True]


def test_a_sum_that_another_table_breaks_down_may_differ() -> None:
    """L126: the details count, the difference is told with both amounts."""
    book = _book(
        (0, 12, "7101", "", 130_00), (0, 12, "7101", "2010301", 130_00), (1, 12, "7101", "", 140_00)
    )
    (one,) = set_copies_aside(book)
    assert (one.code, one.subject, one.fen) == ("L126", "7101", 10_00)
    assert book["status"].tolist() == ["entry", "entry", "compared"]


def test_a_row_that_nothing_breaks_down_may_not_differ() -> None:
    """Two amounts of one thing: the question names the account."""
    book = _book(
        (0, 12, "7101", "2010301", 130), (0, 12, "6001", "", 1), (1, 12, "7101", "2010301", 140)
    )
    with pytest.raises(UserError, match="7101"):
        set_copies_aside(book)
