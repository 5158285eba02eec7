"""Knows how sheets and files of one unit go together without anything being counted twice.

Where a journal is given, a balance table beside it gives the openings and is compared; a
voucher that stands in two sheets or files counts once. Balance tables among themselves are
settled before; see ``settlement``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from xls_juesuan.cube.evidence import MOST_SOURCES
from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.cube.vouchers import voucher_label
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import combining as tell
from xls_juesuan.reading.books import join_books
from xls_juesuan.reading.likely_repeats import MOVING
from xls_juesuan.reading.likely_repeats import find_likely_repeats
from xls_juesuan.reading.likely_repeats import numbered_lines

if TYPE_CHECKING:
    from collections.abc import Hashable

    from xls_juesuan.reading.lines import Lines

#: What makes two lines of a voucher the same line.
_LINE = (
    "account", "debit", "credit", "narration",
    "function", "economic", "fund", "project", "project_class",
)  # fmt: skip


#: The lines of a voucher, and how often each stands in it.
_Content = dict[tuple[object, ...], int]


def combine(parts: list[Lines]) -> list[Problem]:
    """Set aside, in place, what other parts of the ledger state already.

    Args:
        parts: the sheets of one unit; dates are complete.
    """
    journals = [part for part in parts if part.table.kind is LedgerKind.JOURNAL]
    tables = [part for part in parts if part.table.kind is LedgerKind.BALANCES]
    problems = join_books(journals)
    problems += _set_repeats_aside(journals)
    problems += find_likely_repeats(journals)
    if journals and tables:
        problems += _compare(journals, tables)
        _take_openings(journals, tables)
    return problems


# ------------------------------------------------------------------ journals


def _set_repeats_aside(journals: list[Lines]) -> list[Problem]:
    """Count a voucher once that stands, line by line the same, in two sheets or files."""
    if len(journals) < 2:
        return []
    # A voucher may run over several sheets, one an account: each holds a part of it.
    counted: dict[Hashable, list[_Content]] = {}
    # A year beside twelve sheets of months is one fault of its file, not twelve.
    aside: dict[str, list[pd.DataFrame]] = {}
    for part in journals:
        repeated: list[int] = []
        seen_here: dict[Hashable, _Content] = {}
        for key, lines in numbered_lines(part).groupby(["date", "voucher"], sort=False):
            content = _content(lines)
            if content in counted.get(key, ()):
                repeated += lines.index.tolist()
            else:
                seen_here[key] = content
        for voucher, content in seen_here.items():
            counted.setdefault(voucher, []).append(content)
        if repeated:
            aside.setdefault(part.file, []).append(part.frame.loc[repeated])
            part.frame.loc[repeated, "status"] = str(RowStatus.COMPARED)
    return [_repeat_problem(file, repeats) for file, repeats in aside.items()]


def _content(lines: pd.DataFrame) -> _Content:
    content: _Content = {}
    for line in zip(*(lines[name] for name in _LINE), strict=True):
        content[line] = content.get(line, 0) + 1
    return content


def _repeat_problem(file: str, repeats: list[pd.DataFrame]) -> Problem:
    """Report what was set aside of one file, sheet by sheet."""
    lines = pd.concat(repeats)
    sheets = lines["sheet"].drop_duplicates().tolist()
    place = tell.sheets_of(file, sheets)
    vouchers = lines.drop_duplicates(["date", "voucher"])
    labels = [voucher_label(vouchers.iloc[[at]]) for at in range(min(3, len(vouchers)))]
    fen = int((lines["debit"] + lines["credit"]).sum())
    detail = tell.repeated_vouchers(place, len(vouchers), labels)
    return Problem(
        "L128", file if len(sheets) > 1 else place, detail, sources_of(lines), fen, len(lines)
    )


# ------------------------------------------------------------------ journal and balance table


def _compare(journals: list[Lines], tables: list[Lines]) -> list[Problem]:
    """Compare the movement of income and expenditure accounts of both."""
    entries = pd.concat([part.frame for part in journals], ignore_index=True)
    entries = entries[entries["status"].isin(MOVING)]
    leaves = pd.concat([_leaves(part.frame) for part in tables], ignore_index=True)
    leaves = leaves[leaves["account"].str[:1].isin(["6", "7"])]
    problems: list[Problem] = []
    for top, rows in leaves.groupby(leaves["account"].str[:4], sort=True):
        lines = entries[entries["account"].str.startswith(str(top))]
        for side in ("debit", "credit"):
            booked, stated = int(lines[side].sum()), int(rows[side].sum())
            if booked != stated and len(problems) < MOST_SOURCES:
                detail = tell.movement_differs(str(top), side, booked, stated)
                problems.append(
                    Problem("L126", str(top), detail, sources_of(rows), booked - stated, len(rows))
                )
    return problems


def _leaves(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["status"] == RowStatus.ENTRY]


def _take_openings(journals: list[Lines], tables: list[Lines]) -> None:
    """Leave of the balance tables only the openings, where the journals state none."""
    has_openings = any(part.has_opening for part in journals)
    for part in tables:
        frame = part.frame
        leaf = frame["status"] == RowStatus.ENTRY
        opens = leaf & frame["account"].str.startswith("8")
        opens &= pd.Series(part.has_opening and not has_openings, index=frame.index)
        frame.loc[leaf & ~opens, "status"] = str(RowStatus.COMPARED)
        frame.loc[opens, "status"] = str(RowStatus.OPENING)
        frame.loc[opens, ["debit", "credit", "closing_debit", "closing_credit", "closing"]] = 0
        part.has_opening = bool(opens.any())
