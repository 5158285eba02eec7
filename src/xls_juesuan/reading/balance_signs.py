"""Knows what a plus means in a balance column that stands alone, without any direction.

Exports print such balances either as debit throughout or on the usual side of each account.
Opening, movement and closing of accounts that are usually in credit tell which; where they do
not, it is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

import numpy as np

from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import balances as tell
from xls_juesuan.messages import reading as say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xls_juesuan.reading.lines import Lines
    from xls_juesuan.reading.sides import Sides

#: Accounts that are usually in credit: liabilities, net assets, income, budget balances.
_CREDIT_ACCOUNTS = ("2", "3", "4", "6", "8")
#: The one balance account that is usually in debit (资金结存).
_DEBIT_BALANCE = "8001"


@dataclass(slots=True)
class Signs:
    """Row by row the factor that makes a single balance credit minus debit, and what was noted.

    A single balance has been read as debit; the factor is -1 where plus means credit.
    """

    sign: NDArray[np.int64]
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def settle_signs(lines: Lines, opening: Sides, closing: Sides, movement: Sides) -> Signs:
    """Tell what the signs of single balances mean."""
    signs = Signs(np.ones(len(lines.frame), np.int64))
    alone = [
        name for name, sides in (("opening", opening), ("closing", closing)) if sides.is_unsigned
    ]
    if not alone:
        return signs
    is_credit = _usually_in_credit(lines)
    # A blank in a column of openings is a zero, whatever the sign.
    known = is_credit & closing.stated & (movement.net != 0) & bool(opening.columns)
    as_debit, as_usual = (
        int((known & _adds_up(opening, closing, movement, sign)).sum()) for sign in (1, -1)
    )
    if as_usual > as_debit:
        signs.sign = np.where(is_credit, -1, 1).astype(np.int64)
        signs.remarks += [tell.signed_as_usual(name) for name in alone]
        return signs
    signs.remarks += [say.signed_as_debit(name) for name in alone]
    doubtful = is_credit & (_alone(opening) | _alone(closing))
    if not as_debit and doubtful.any():
        rows = lines.frame[doubtful]
        detail = tell.sign_unknown()
        signs.problems.append(Problem("L118", "balance", detail, sources_of(rows), rows=len(rows)))
    return signs


def _usually_in_credit(lines: Lines) -> NDArray[np.bool_]:
    account = lines.frame["account"]
    is_entry = lines.frame["status"] == RowStatus.ENTRY
    is_credit = account.str.startswith(_CREDIT_ACCOUNTS) & ~account.str.startswith(_DEBIT_BALANCE)
    return np.asarray(is_credit & is_entry, dtype=np.bool_)


def _adds_up(opening: Sides, closing: Sides, movement: Sides, sign: int) -> NDArray[np.bool_]:
    """Where opening and movement give the closing balance, single ones taken with a sign."""
    start = opening.net * (sign if opening.is_unsigned else 1)
    end = closing.net * (sign if closing.is_unsigned else 1)
    return np.asarray(start + movement.net == end, dtype=np.bool_)


def _alone(sides: Sides) -> NDArray[np.bool_]:
    return np.asarray((sides.net != 0) & sides.is_unsigned, dtype=np.bool_)
