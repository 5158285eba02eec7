"""Ledgers that hold no budget accounting: those of enterprises, and financial accounts alone.

It refuses to judge by codes, which mean other accounts in other systems: only names tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.enterprise import enterprise_accounts
from xls_juesuan.errors import UserError
from xls_juesuan.ledger import NOT_COUNTED
from xls_juesuan.messages import cube as messages

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

#: Accounts that a message names as examples.
_EXAMPLES = 5


def require_budget_accounting(lines: pd.DataFrame, files: Sequence[str]) -> None:
    """Stop where there is nothing that final accounts could be made of.

    Args:
        lines: classified ledger lines.
        files: names of the files, for the message.

    Raises:
        UserError: the ledger is that of an enterprise, or has no budget accounting at all.
    """
    where = "、".join(files)
    found = _enterprise_accounts(lines)
    if found:
        examples = "、".join(f"{top} {name}" for top, name in list(found.items())[:_EXAMPLES])
        raise UserError(
            messages.ENTERPRISE_BOOKS.format(accounts=examples),
            where=where,
            how=messages.ENTERPRISE_BOOKS_HOW,
        )
    if not (lines["flow"] != "").any():
        raise UserError(messages.NO_BUDGET_LINES, where=where, how=messages.NO_BUDGET_LINES_HOW)


def _enterprise_accounts(lines: pd.DataFrame) -> dict[str, str]:
    """Accounts an enterprise's ledger names, by code; empty where the evidence is not clear.

    It is clear where no line stands on an account of 7xxx or 8xxx and those named as an
    enterprise names them carry most of the money of 6xxx (of 5xxx where there is no 6xxx).
    """
    first = lines["top"].str[:1]
    if first.isin(["7", "8"]).any():
        return {}
    class_lines = lines[first == ("6" if (first == "6").any() else "5")]
    known = enterprise_accounts()
    own = class_lines["account_name"].str.split("/").str[0].str.strip()
    pairs = dict.fromkeys(zip(class_lines["top"], own, strict=True))
    found = {top: name for top, name in sorted(pairs) if name in known.get(top, ())}
    counted = class_lines[~class_lines["status"].isin([str(status) for status in NOT_COUNTED])]
    money = counted["debit"].abs() + counted["credit"].abs()
    named = int(money[counted["top"].isin(found)].sum())
    return found if named * 2 > int(money.sum()) else {}
