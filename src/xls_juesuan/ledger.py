"""The ledger (台账) once it has been read: one columnar frame, in fen, with sources.

The frame has one line for every non-empty row below the heading of the file, those that
are not entries included, so that used and set aside always add up to the file.

Columns of the frame (all text columns hold stripped ``str``, empty when the file states
nothing; all amounts are ``int64`` fen):

=================  =================================================================
unit               unit of the line as the file states it, where it holds several
file, sheet, row   where the line stands; ``row`` counts from 1
date               ``YYYY-MM-DD``, ``YYYY-MM`` or empty
voucher            voucher number as printed, with its word (记-0001)
voucher_type       记账, 结转 …
narration          摘要
account            digits only (710101)
account_name       full path, levels joined by ``/`` (行政支出/基本支出)
debit, credit      movement of the year (voucher line, or cumulative column of a balance)
opening            credit minus debit at the start of the year (balance tables)
closing            credit minus debit at the end of the year (balance tables)
closing_debit,     the part of ``debit`` / ``credit`` that is the year-end closing: on closing
closing_credit     lines of a journal the whole of it, in a closed balance table the side of a
                   6xxx / 7xxx leaf that brought it to zero; movement before the closing is
                   ``debit - closing_debit`` and ``credit - closing_credit``
function, function_name    functional code (digits) and name as stated
economic, economic_name    departmental economic code (digits) and name as stated
fund, fund_name            资金性质 as stated
project, project_name, project_class, project_class_name
spend_kind         支出类型 column, when the ledger has one
is_closing         the ledger itself marks the line as a closing entry
status             a ``RowStatus`` value
=================  =================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from xls_juesuan.findings import Problem
    from xls_juesuan.model import Funding
    from xls_juesuan.model import Item

TEXT_COLUMNS = (
    "unit",
    "file",
    "sheet",
    "date",
    "voucher",
    "voucher_type",
    "narration",
    "account",
    "account_name",
    "function",
    "function_name",
    "economic",
    "economic_name",
    "fund",
    "fund_name",
    "project",
    "project_name",
    "project_class",
    "project_class_name",
    "spend_kind",
    "status",
)
FEN_COLUMNS = ("debit", "credit", "opening", "closing", "closing_debit", "closing_credit")


class LedgerKind(StrEnum):
    """What kind of export it is."""

    #: 凭证明细 / 序时账: one line an entry.
    JOURNAL = "journal"
    #: 科目余额表: one line an account (with its auxiliary dimensions).
    BALANCES = "balances"


class RowStatus(StrEnum):
    """What became of a line: used in the tables, or why it was set aside."""

    #: Not decided yet; none is left when the cube is built.
    ENTRY = "entry"
    USED = "used"
    #: 合计、小计、本月合计、承前页 …
    SUBTOTAL = "subtotal"
    #: Balance table: the sum of lines that stand below it.
    PARENT = "parent"
    REPEATED_HEADING = "repeated_heading"
    #: Text below the table: 制表人, 打印日期 …
    FOOTNOTE = "footnote"
    NO_ACCOUNT = "no_account"
    FINANCIAL = "financial"
    CLOSING = "closing"
    #: 8xxx: gives carry-overs, not income or expenditure.
    BUDGET_BALANCE = "budget_balance"
    #: 6501, 7601, 7701: repayable money, outside the disclosure.
    REPAYABLE = "repayable"
    UNKNOWN_ACCOUNT = "unknown_account"
    NO_AMOUNT = "no_amount"
    VOID = "void"
    UNPOSTED = "unposted"
    OTHER_YEAR = "other_year"
    #: Another unit of the same file.
    OTHER_UNIT = "other_unit"
    #: Balance tables: a month whose figures stand again in a later month's cumulative ones.
    OTHER_PERIOD = "other_period"
    #: The same movements stand in another sheet or file, which is the one counted.
    COMPARED = "compared"
    #: Balance tables only: the opening position, not a movement.
    OPENING = "opening"


#: Rows that say nothing of their own: they are counted, never added.
REPEATING = (
    RowStatus.SUBTOTAL,
    RowStatus.PARENT,
    RowStatus.REPEATED_HEADING,
    RowStatus.FOOTNOTE,
)
#: Rows that are no movement of an account of this unit and year, or that repeat others.
NOT_COUNTED = (
    *REPEATING,
    RowStatus.NO_ACCOUNT,
    RowStatus.VOID,
    RowStatus.UNPOSTED,
    RowStatus.OTHER_YEAR,
    RowStatus.OTHER_UNIT,
    RowStatus.OTHER_PERIOD,
    RowStatus.COMPARED,
)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the user has decided where a ledger leaves it open.

    Keys are a column of the frame (``account``, ``project_class_name``, ``spend_kind`` …) and
    the text that must stand there; an account stands for those below it as well.
    """

    kinds: Mapping[tuple[str, str], Item] = field(default_factory=dict)
    funds: Mapping[tuple[str, str], Funding] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ledger:
    """One unit's ledger of one year.

    Attributes:
        frame: see the module docstring.
        kind: journal or balance table.
        files: names of the files read, as the user gave them.
        unit_name: as asked for, or as stated in the file; empty when it states none.
        year: the report year.
        amount_unit: ``元`` or ``万元`` as stated.
        has_opening: whether the file states opening balances at all.
        problems: what the reader noticed.
        remarks: Chinese lines that say what was recognised (heading row, kind, closing).
        decisions: what the user decided in a mapping.
        stated_unit: code, name or both as the file states them, whatever was asked for; empty
            where it states none, and where a mapping says what its unit is called.
    """

    frame: pd.DataFrame
    kind: LedgerKind
    files: tuple[str, ...]
    unit_name: str
    year: int
    amount_unit: str
    has_opening: bool = False
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = field(default=())
    decisions: Decisions = field(default_factory=Decisions)
    stated_unit: str = ""
