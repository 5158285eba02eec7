"""Knows year-end closing entries of a journal and by which evidence a voucher is one.

Evidence in this order: the ledger's own flag; the voucher type; the narration together with
a counter-account that only closing uses; the structure of the voucher alone. Account 8001
(资金结存) is the counter-account of ordinary spending and proves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import reading as say
from xls_juesuan.messages import reading_problems as tell
from xls_juesuan.reading.lines import MOST_SOURCES
from xls_juesuan.reading.lines import sources_of

_WORDS = r"结转|年终结账|年末结账|年末转账|年终转账"
#: 年初结转 and the like name carry-overs of last year, not this year's closing.
_OTHER_CARRYOVER = r"上年结转|年初结转|以前年度结转"
_COUNTER = ("8101", "8102", "8201", "8202", "8301", "8401", "8501", "8701")
#: First digits of the accounts that a closing voucher closes or closes to.
_CLOSABLE = tuple("34567")


@dataclass(frozen=True, slots=True)
class Closing:
    """What was recognised: one remark per evidence, and the weak cases as problems."""

    remarks: tuple[str, ...]
    problems: tuple[Problem, ...]


def mark_closing(frame: pd.DataFrame) -> Closing:
    """Set ``CLOSING`` and the closing amounts on the closing lines of a journal, in place."""
    entries = frame[frame["status"] == RowStatus.ENTRY]
    facts = _Facts(entries)
    evidence = facts.evidence()
    closing = evidence != ""
    chosen = entries.index[closing.to_numpy()]
    frame.loc[chosen, "status"] = str(RowStatus.CLOSING)
    frame.loc[chosen, "closing_debit"] = frame.loc[chosen, "debit"]
    frame.loc[chosen, "closing_credit"] = frame.loc[chosen, "credit"]
    remarks = [
        say.closing_lines(name, int(facts.key[lines].nunique()), int(lines.sum()))
        for name in ("flag", "type", "narration", "narration_only", "structure")
        if (lines := evidence == name).any()
    ]
    weak = entries[(evidence.isin(["structure", "narration_only"])).to_numpy()]
    return Closing(tuple(remarks or [say.no_closing()]), tuple(_weak_problems(weak)))


class _Facts:
    """What the lines of a journal show about closing, one value an entry."""

    def __init__(self, entries: pd.DataFrame) -> None:
        self.entries = entries
        self.key = voucher_keys(entries)
        account = entries["account"]
        self.first = account.str[:1]
        self.is_counter = account.str.startswith(_COUNTER)
        # A red entry on the closing side is a refund put right, not a closing.
        self.is_closing_side = ((self.first == "6") & (entries["debit"] > 0)) | (
            (self.first == "7") & (entries["credit"] > 0)
        )
        narration = entries["narration"]
        self.says_closing = narration.str.contains(_WORDS, regex=True) & ~narration.str.contains(
            _OTHER_CARRYOVER, regex=True
        )

    def _any(self, lines: pd.Series) -> pd.Series:
        """Whether any line of the same voucher is among these."""
        return lines.groupby(self.key).transform("any")

    def evidence(self) -> pd.Series:
        """Name of the evidence for each closing line; empty on all others."""
        entries = self.entries
        result = pd.Series("", index=entries.index, dtype="str")
        if entries.empty:
            return result
        closable = self.first.isin(_CLOSABLE) | self.is_counter
        # Vouchers with 8xxx lines alone move balances (归集调入, 年初余额调整).
        has_flow = self._any(self.first.isin(["4", "5", "6", "7"]))
        has_type = self._any(entries["voucher_type"].str.contains("结转", regex=False))
        says = self._any(self.says_closing)
        has_counter = self._any(self.is_counter)
        has_budget = self._any(self.first.isin(["6", "7", "8"]))
        has_equity = self._any(self.first == "3")
        only_counter = has_counter & ~self._any(entries["account"].str.startswith("8001"))
        no_balances = not entries["account"].str.startswith("8").any()
        financial = says & ~has_budget & has_equity
        for name, holds in (
            ("flag", entries["is_closing"] & closable),
            ("type", has_type & has_flow & closable),
            ("narration", says & (has_counter | financial) & has_flow & closable),
            ("narration_only", says & self.is_closing_side & no_balances),
            ("structure", only_counter & self._any(self.is_closing_side) & closable),
        ):
            result = result.mask((result == "") & holds, name)
        return result


def voucher_keys(frame: pd.DataFrame) -> pd.Series:
    """Give each line the key of its voucher: date and number, the narration where none is.

    A voucher with a date may run over several sheets (one sheet an account).
    """
    sheet = frame["sheet"].mask(frame["date"] != "", "")
    number = frame["voucher"].mask(frame["voucher"] == "", frame["narration"])
    return sheet + "|" + frame["date"] + "|" + number


def voucher_label(frame: pd.DataFrame) -> str:
    """Name the voucher of the first line for people."""
    first = frame.iloc[0]
    return " ".join(
        part for part in (first["date"], first["voucher"] or first["narration"]) if part
    )


def _weak_problems(weak: pd.DataFrame) -> list[Problem]:
    problems = []
    for number, (_, lines) in enumerate(weak.groupby(voucher_keys(weak), sort=False)):
        if number >= MOST_SOURCES:
            break
        label = voucher_label(lines)
        problems.append(
            Problem("L107", label, tell.weak_closing(label), sources_of(lines), rows=len(lines))
        )
    return problems
