"""Knows year-end closing entries of a journal and by which evidence a voucher is one.

What a mapping says goes first. Evidence in this order: the ledger's own flag; the voucher
type; the narration together with
a counter-account that only closing uses; month 13; the structure of the voucher alone; and
where no voucher shows anything but every income and expenditure account ends at nothing, the
side that brought it there. Account 8001 (资金结存) is the counter-account of ordinary spending
and proves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from xls_juesuan.cube.distinct import any_of_same
from xls_juesuan.cube.distinct import beginnings
from xls_juesuan.cube.distinct import kept
from xls_juesuan.cube.distinct import over_distinct
from xls_juesuan.cube.evidence import MOST_SOURCES
from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.cube.vouchers import voucher_keys
from xls_juesuan.cube.vouchers import voucher_label
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import reading as say
from xls_juesuan.messages import reading_problems as tell
from xls_juesuan.reading.closing_decisions import DECISIONS

_WORDS = (
    r"结转|年[终末度]结[账帐]|年[终末度]转[账帐]|年结|结[账帐]凭证|"
    r"收支转入|转入(?:非?财政拨款|其他|经营|本年)?(?:结转|结余|盈余)"
)
#: 年初结转 and the like name carry-overs of last year, not this year's closing.
_OTHER_CARRYOVER = r"上年结转|年初结转|以前年度结转"
#: Voucher types that are closing by themselves; 转账 is every second voucher's.
_TYPE_WORDS = r"结转|结[账帐]|损益"
_COUNTER = ("8101", "8102", "8201", "8202", "8301", "8401", "8501", "8701")
#: First digits of the accounts that a closing voucher closes or closes to.
_CLOSABLE = tuple("34567")
#: Evidence that a person should look at once.
_WEAK = ("narration_only", "period_only", "structure")
_NETTED = "netted"
_DECIDED = "mapping"
_EVIDENCE = (
    _DECIDED, "flag", "type", "narration", "narration_only", "period", "period_only", "structure",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClosingEvidence:
    """How many vouchers and lines one kind of evidence recognised."""

    name: str
    vouchers: int
    lines: int


@dataclass(frozen=True, slots=True)
class Closing:
    """What was recognised: counts and a remark per evidence, and the weak cases as problems."""

    remarks: tuple[str, ...]
    problems: tuple[Problem, ...]
    evidence: tuple[ClosingEvidence, ...] = ()


def mark_closing(frame: pd.DataFrame, decided: pd.Series | None = None) -> Closing:
    """Set ``CLOSING`` and the closing amounts on the closing lines of a journal, in place.

    Args:
        frame: the lines of the ledger.
        decided: what a person has said of each line, see ``closing_decisions``.
    """
    entries = frame[frame["status"] == RowStatus.ENTRY]
    facts = _Facts(entries, None if decided is None else decided[entries.index])
    evidence = facts.evidence()
    chosen = entries.index[(evidence != "").to_numpy()]
    frame.loc[chosen, "status"] = str(RowStatus.CLOSING)
    frame.loc[chosen, "closing_debit"] = frame.loc[chosen, "debit"]
    frame.loc[chosen, "closing_credit"] = frame.loc[chosen, "credit"]
    counts = tuple(
        ClosingEvidence(name, int(facts.key[lines].nunique()), int(lines.sum()))
        for name in (*_EVIDENCE, _NETTED)
        if (lines := evidence == name).any()
    )
    remarks = [say.closing_lines(one.name, one.vouchers, one.lines) for one in counts]
    if facts.has_useless_flag:
        remarks.append(say.closing_flag_everywhere())
    problems = _weak_problems(entries[evidence.isin(_WEAK).to_numpy()])
    problems += _netted_problems(entries[(evidence == _NETTED).to_numpy()])
    return Closing(tuple(remarks if counts else [*remarks, say.no_closing()]), problems, counts)


class _Facts:
    """What the lines of a journal show about closing, one value an entry."""

    def __init__(self, entries: pd.DataFrame, decided: pd.Series | None = None) -> None:
        self.entries = entries
        nothing = kept(len(entries), "", DECISIONS)
        self.decided = pd.Series(nothing, index=entries.index) if decided is None else decided
        self.key = voucher_keys(entries)
        account = entries["account"]
        self.first = beginnings(account, 1)
        self.is_flow = self.first.isin(["6", "7"])
        self.is_counter = account.str.startswith(_COUNTER)
        # A red entry on the closing side is a refund put right, not a closing.
        self.is_closing_side = ((self.first == "6") & (entries["debit"] > 0)) | (
            (self.first == "7") & (entries["credit"] > 0)
        )
        narration = entries["narration"]
        self.says_closing = narration.str.contains(_WORDS, regex=True) & ~narration.str.contains(
            _OTHER_CARRYOVER, regex=True
        )
        # A flag on every line says that the month is closed, not that the line closes it.
        flows = entries.loc[self.is_flow, "is_closing"]
        self.has_useless_flag = bool(len(flows) and flows.all())

    def _any(self, lines: pd.Series) -> pd.Series:
        """Whether any line of the same voucher is among these."""
        return any_of_same(lines, self.key.to_numpy())

    def evidence(self) -> pd.Series:
        """Name of the evidence for each closing line; empty on all others."""
        entries = self.entries
        names = ["", *_EVIDENCE, _NETTED]
        result = np.zeros(len(entries), np.int8)
        for name, holds in self._tests().items() if len(entries) else ():
            result[(result == 0) & holds.to_numpy()] = names.index(name)
        result[(self.decided == "no").to_numpy()] = 0
        if not result[self.is_flow.to_numpy()].any() and not (self.decided != "").any():
            result[self._netted().to_numpy()] = names.index(_NETTED)
        return pd.Series(
            pd.Categorical.from_codes(result, pd.Index(names, dtype="str")), index=entries.index
        )

    def _tests(self) -> dict[str, pd.Series]:
        """Which lines each evidence speaks for, the strongest first."""
        entries = self.entries
        closable = self.first.isin(_CLOSABLE) | self.is_counter
        # Vouchers with 8xxx lines alone move balances (归集调入, 年初余额调整).
        has_flow = self._any(self.first.isin(["4", "5", "6", "7"]))
        has_type = self._any(entries["voucher_type"].str.contains(_TYPE_WORDS, regex=True))
        says = self._any(self.says_closing)
        has_counter = self._any(self.is_counter)
        has_budget = self._any(self.first.isin(["6", "7", "8"]))
        has_equity = self._any(self.first == "3")
        only_counter = has_counter & ~self._any(entries["account"].str.startswith("8001"))
        no_balances = not entries["account"].str.startswith("8").any()
        financial = says & ~has_budget & has_equity
        is_adjusting = over_distinct(entries["date"], lambda date: date.str[5:7] == "13")
        structure = only_counter & self._any(self.is_closing_side) & closable
        return {
            _DECIDED: (self.decided == "yes") & closable,
            "flag": entries["is_closing"] & closable & (not self.has_useless_flag),
            "type": has_type & has_flow & closable,
            "narration": says & (has_counter | financial) & has_flow & closable,
            "narration_only": says & self.is_closing_side & no_balances,
            "period": is_adjusting & structure,
            "period_only": is_adjusting & self.is_closing_side & no_balances,
            "structure": structure,
        }

    def _netted(self) -> pd.Series:
        """The closing side of every 6xxx and 7xxx account, if all of them end at nothing."""
        flows = self.entries[self.is_flow]
        nothing = pd.Series(data=False, index=self.entries.index)
        sums = flows.groupby("account")[["debit", "credit"]].sum()
        if sums.empty or (sums["debit"] != sums["credit"]).any() or not sums["debit"].any():
            return nothing
        return self.is_closing_side


def _weak_problems(weak: pd.DataFrame) -> tuple[Problem, ...]:
    problems = []
    for number, (_, lines) in enumerate(weak.groupby(voucher_keys(weak), sort=False)):
        if number >= MOST_SOURCES:
            break
        label = voucher_label(lines)
        problems.append(
            Problem("L107", label, tell.weak_closing(label), sources_of(lines), rows=len(lines))
        )
    return tuple(problems)


def _netted_problems(lines: pd.DataFrame) -> tuple[Problem, ...]:
    """No voucher shows that it closes: what was taken for closing may be refunds."""
    if lines.empty:
        return ()
    fen = int((lines["debit"] + lines["credit"]).sum())
    detail = tell.closing_by_balance(len(lines))
    subject = tell.CLOSING_BY_BALANCE
    return (Problem("L107", subject, detail, sources_of(lines), fen, len(lines)),)
