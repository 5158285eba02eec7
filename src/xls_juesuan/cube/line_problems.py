"""Ledger lines that cannot be placed as the tables need it, clustered, as problems."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from xls_juesuan.cube.checks.kinds import find_unusual_projects
from xls_juesuan.cube.checks.names import find_contradicting_names
from xls_juesuan.cube.checks.narrations import find_misplaced_words
from xls_juesuan.cube.decisions import KindEvidence
from xls_juesuan.cube.decisions import contradicts_kind
from xls_juesuan.cube.distinct import side_by_side
from xls_juesuan.cube.evidence import MOST_SOURCES
from xls_juesuan.cube.evidence import sources_of
from xls_juesuan.cube.names_alone import codes_of_name
from xls_juesuan.findings import Problem
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import cube as messages
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.money import format_yuan_grouped

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    import pandas as pd

    from xls_juesuan.codes import CodeEntry
    from xls_juesuan.codes import CodeList
    from xls_juesuan.declarations.accounts import AccountPlan
    from xls_juesuan.ledger import Ledger


_LOOKED_AT = [
    *("file", "sheet", "row", "status", "flow", "item", "funding", "counted", "debit", "credit"),
    *("top", "account", "account_name", "function", "function_name", "economic", "economic_name"),
    *("fund", "fund_name", "spend_kind", "project_class_name"),
]


def find_line_problems(
    lines: pd.DataFrame,
    functions: CodeList,
    economics: CodeList,
    plan: AccountPlan,
    ledger: Ledger,
) -> tuple[Problem, ...]:
    """Look at all classified lines and give what is wrong with their dimensions."""
    year = ledger.year
    is_government = any(problem.code == "L215" for problem in ledger.problems)
    no_economic = messages.GOVERNMENT_COLUMN if is_government else messages.NO_ECONOMIC
    besides = (
        *find_contradicting_names(lines, plan, functions, year),
        *find_misplaced_words(lines, economics, year),
        *find_unusual_projects(lines, functions, economics, plan, year),
    )
    lines = lines[_LOOKED_AT]
    used = lines[lines["flow"] != ""]
    income = used[used["flow"] == str(Flow.INCOME)]
    spending = used[used["flow"] == str(Flow.EXPENDITURE)]
    return (
        *_missing(spending, "function", "L201", messages.NO_FUNCTION, year),
        *_cluster(income[income["function"] == ""], "L213", messages.NO_FUNCTION_INCOME, by="top"),
        *_function_problems(used[used["function"] != ""], functions, year),
        *_missing(spending, "economic", "L205", no_economic, year),
        *_economic_problems(spending[spending["economic"] != ""], economics, year),
        *_name_problems(used, functions, "function", year),
        *_name_problems(spending, economics, "economic", year),
        *_decision_problems(used),
        *_contradictions(spending, plan),
        *_account_problems(lines),
        *_closing_problems(used),
        *besides,
    )


def _missing(
    spending: pd.DataFrame, column: str, rule: str, text: str, year: int
) -> Iterator[Problem]:
    """Lines without a code: those that state nothing, and name by name those that state one."""
    without, name = spending[spending[column] == ""], f"{column}_name"
    hint = "" if text == messages.GOVERNMENT_COLUMN else _hint(spending, column)
    yield from _cluster(without[without[name] == ""], rule, text + hint)
    deepest = {"function": 7, "economic": 5}[column]
    for stated, group in without[without[name] != ""].groupby(name, sort=True):
        alike = messages.alike(codes_of_name(str(stated), column, year), deepest, year)
        title = messages.COLUMN_NAMES[column]
        yield from _cluster(group, rule, messages.NAME_ALONE, by=name, column=title, alike=alike)


def _cluster(
    lines: pd.DataFrame, rule: str, text: str, *, by: str = "", **particulars: object
) -> Iterator[Problem]:
    """One problem per value of ``by``, or one for all lines; zero lines, no problem."""
    if not len(lines):
        return
    groups = lines.groupby(by, sort=True) if by else [("", lines)]
    for subject, group in groups:
        fen = int(group["counted"].sum()) or _gross(group)
        counted = messages.ROWS.format(rows=len(group), amount=format_yuan_grouped(fen))
        detail = text.format(subject=subject, rows=counted, **particulars)
        yield Problem(rule, str(subject), detail, sources_of(group), fen, len(group))


def _cluster_accounts(lines: pd.DataFrame, rule: str, text: str, several: str) -> Iterator[Problem]:
    """One problem per account, named with its name; those of many accounts are told in one.

    Args:
        lines: the lines of all accounts.
        rule: code of the rule.
        text: what is said of one account.
        several: how the accounts are called that are left; nothing noticed is dropped.
    """
    if not len(lines):
        return
    named = _named(lines)
    first = sorted(named["subject"].unique())[:MOST_SOURCES]
    is_first = named["subject"].isin(first)
    yield from _cluster(named[is_first], rule, text, by="subject")
    rest = named[~is_first]
    subject = several.format(count=rest["subject"].nunique())
    yield from _cluster(rest.assign(subject=subject), rule, text, by="subject")


def _hint(lines: pd.DataFrame, column: str) -> str:
    """Say that a whole column is missing, where that is the reason for many faults at once."""
    is_empty = bool(((lines[column] == "") & (lines[f"{column}_name"] == "")).all())
    if not is_empty:
        return ""
    return "；" + messages.COLUMN_EMPTY.format(column=messages.COLUMN_NAMES[column])


def _gross(group: pd.DataFrame) -> int:
    """Amount of lines that do not count in the tables: the larger of their two sides."""
    return int(max(group["debit"].sum(), group["credit"].sum()))


def _function_problems(used: pd.DataFrame, functions: CodeList, year: int) -> Iterator[Problem]:
    for function in sorted(used["function"].unique()):
        if functions.get(function, year) is None:
            group = used[used["function"] == function]
            yield from _outside_list(group, "function", functions, year, ("L203", "L204"))
        elif len(function) < 7:
            group = used[used["function"] == function]
            yield from _cluster(group, "L202", messages.SHALLOW_FUNCTION, by="function")


def _economic_problems(spending: pd.DataFrame, economics: CodeList, year: int) -> Iterator[Problem]:
    for economic in sorted(spending["economic"].unique()):
        if len(economic) == 5 and economics.get(economic, year) is not None:
            continue
        group = spending[spending["economic"] == economic]
        if economic.startswith("5"):
            yield from _cluster(group, "L215", messages.GOVERNMENT_ECONOMIC, by="economic")
        elif economics.get(economic, year) is None:
            yield from _outside_list(group, "economic", economics, year, ("L207", "L208"))
        else:
            yield from _cluster(group, "L206", messages.SHALLOW_ECONOMIC, by="economic")


def _outside_list(
    group: pd.DataFrame, column: str, codes: CodeList, year: int, rules: tuple[str, str]
) -> Iterator[Problem]:
    """A code that is unknown altogether, or known but not in use in the year."""
    unknown, obsolete = rules
    texts = {
        "function": (messages.UNKNOWN_FUNCTION, messages.OBSOLETE_FUNCTION),
        "economic": (messages.UNKNOWN_ECONOMIC, messages.OBSOLETE_ECONOMIC),
    }[column]
    meanings = codes.find(str(group[column].iloc[0]))
    if not meanings:
        yield from _cluster(group, unknown, texts[0], by=column, year=year)
        return
    last = meanings[-1]
    yield from _cluster(
        group, obsolete, texts[1], by=column, year=year, name=last.name, years=_years(last)
    )


def _years(entry: CodeEntry) -> str:
    parts = []
    if entry.valid_from is not None:
        parts.append(messages.YEARS_FROM.format(year=entry.valid_from))
    if entry.valid_to is not None:
        parts.append(messages.YEARS_TO.format(year=entry.valid_to))
    return "、".join(parts)


def _name_problems(
    used: pd.DataFrame, codes: CodeList, column: str, year: int
) -> Iterator[Problem]:
    """Code and name disagree only where the stated name is that of another code.

    Local wordings of a name are no fault, and the lists are partly recalled.
    """
    by_name: dict[str, list[str]] = defaultdict(list)
    for entry in codes:
        if entry.is_valid_in(year):
            by_name[_plain(entry.name)].append(entry.code)
    pairs = used[[column, f"{column}_name"]].drop_duplicates()
    for code, name in sorted(pairs.itertuples(index=False, name=None)):
        expected = codes.name(code, year)
        if expected is None or not name or _plain(expected) == _plain(name):
            continue
        other = _nearest(code, by_name.get(_plain(name), ()))
        if other:
            group = used[(used[column] == code) & (used[f"{column}_name"] == name)]
            yield from _cluster(
                group.assign(subject=f"{code}/{name}"),
                "L214",
                messages.NAME_DISAGREES,
                by="subject",
                code=code,
                expected=expected,
                stated=name,
                other=other,
            )


def _nearest(code: str, others: Iterable[str]) -> str:
    """Choose the code of the same level that stands nearest in the list; empty when none is."""
    alike = (other for other in others if len(other) == len(code))
    return min(alike, key=lambda other: abs(int(other) - int(code)), default="")


def _plain(name: str) -> str:
    """Drop what differs between prints of one name: brackets' width and white space."""
    return "".join(name.translate(str.maketrans("（）【】", "()[]")).split())


def _decision_problems(used: pd.DataFrame) -> Iterator[Problem]:
    kind = used[used["item"] == str(Item.UNDECIDED)]
    fund = used[used["funding"] == str(Funding.UNDECIDED)]
    yield from _cluster_accounts(kind, "L211", messages.KIND_UNDECIDED, messages.OTHER_ACCOUNTS)
    text = messages.FUND_UNDECIDED + _hint(used, "fund")
    yield from _cluster_accounts(fund, "L212", text, messages.OTHER_ACCOUNTS)


def _contradictions(spending: pd.DataFrame, plan: AccountPlan) -> Iterator[Problem]:
    stated = spending[["account_name", "spend_kind", "project_class_name"]]
    for values in sorted(stated.drop_duplicates().itertuples(index=False, name=None)):
        if contradicts_kind(KindEvidence(*values), plan):
            named = _named(spending[(stated == list(values)).all(axis=1)])
            subject = named["subject"] + "（" + "，".join(filter(None, values[1:])) + "）"
            yield from _cluster(
                named.assign(subject=subject), "L229", messages.KIND_CONTRADICTED, by="subject"
            )


def _account_problems(lines: pd.DataFrame) -> Iterator[Problem]:
    unknown = lines[lines["status"] == str(RowStatus.UNKNOWN_ACCOUNT)]
    repayable = lines[lines["status"] == str(RowStatus.REPAYABLE)]
    yield from _cluster_accounts(unknown, "L216", messages.UNKNOWN_ACCOUNT, messages.OTHER_ACCOUNTS)
    yield from _cluster_accounts(repayable, "L217", messages.REPAYABLE, messages.OTHER_ACCOUNTS)


def _named(lines: pd.DataFrame) -> pd.DataFrame:
    """Add the account with its name as the subject of a cluster."""
    subject = side_by_side(lines, "account", "account_name")
    return lines.assign(subject=subject)


def _closing_problems(used: pd.DataFrame) -> Iterator[Problem]:
    if len(used) and used.groupby("flow")["counted"].sum().eq(0).all():
        yield Problem("L220", "closing", messages.NOT_CLOSED_OUT, sources_of(used), rows=len(used))
