"""The part of ``xlj inspect`` about lines: where rows went, decisions, control totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cli.text_table import table_lines
from xls_juesuan.cli.text_table import wrapped
from xls_juesuan.ledger import REPEATING
from xls_juesuan.messages import inspection as say
from xls_juesuan.messages.labels import FUNDINGS
from xls_juesuan.messages.labels import ITEMS
from xls_juesuan.messages.labels import ROW_STATUSES
from xls_juesuan.messages.roles import TEXT_ROLES
from xls_juesuan.money import format_yuan_grouped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.reading.line_report import DecisionCount
    from xls_juesuan.reading.line_report import LineReport
    from xls_juesuan.reading.line_report import SideTotals
    from xls_juesuan.reading.line_report import StatusCount
    from xls_juesuan.reading.open_choices import OpenChoice

_MOST_CHOICES = 10


def line_lines(report: LineReport) -> Iterator[str]:
    """Say what became of the lines, and what they add up to."""
    yield say.ROWS_HEAD
    rows = [_status(one) for one in report.rows]
    rows.append((say.ROWS_ALL, str(sum(one.rows for one in report.rows)), "", ""))
    yield from table_lines([say.ROWS_COLUMNS, *rows], right=(1, 2, 3))
    for head, decisions, labels, choices in (
        (say.KINDS_HEAD, report.kinds, {str(key): text for key, text in ITEMS.items()},
         report.open_kinds),
        (say.FUNDS_HEAD, report.funds, {str(key): text for key, text in FUNDINGS.items()},
         report.open_funds),
    ):  # fmt: skip
        if decisions:
            yield ""
            yield head
            yield from _decisions(decisions, labels)
            yield from _choices(choices)
    yield ""
    yield from _totals(report)


def _status(count: StatusCount) -> tuple[str, str, str, str]:
    name = ROW_STATUSES[count.status]
    if count.status in REPEATING:
        return name, str(count.rows), say.NO_AMOUNTS, say.NO_AMOUNTS
    amounts = format_yuan_grouped(count.debit), format_yuan_grouped(count.credit)
    return name, str(count.rows), *amounts


def _decisions(counts: Sequence[DecisionCount], labels: Mapping[str, str]) -> Iterator[str]:
    rows = [
        (
            labels.get(one.answer, one.answer),
            say.DECISION_EVIDENCE.get(one.evidence, one.evidence),
            str(one.rows),
            format_yuan_grouped(one.fen),
        )
        for one in counts
    ]
    yield from table_lines([say.DECISION_COLUMNS, *rows], right=(2, 3))


def _choices(choices: Sequence[OpenChoice]) -> Iterator[str]:
    if choices:
        yield from wrapped(say.OPEN_HEAD)
    for one in choices[:_MOST_CHOICES]:
        line = say.OPEN_LINE.format(
            label=TEXT_ROLES.get(one.column, one.column),
            text=one.text,
            rows=one.rows,
            amount=format_yuan_grouped(one.fen),
            row=one.row,
        )
        yield from wrapped(line, indent="    ")
    if len(choices) > _MOST_CHOICES:
        yield "    " + say.OPEN_MORE.format(count=len(choices) - _MOST_CHOICES)


def _totals(report: LineReport) -> Iterator[str]:
    yield say.TOTALS_HEAD
    rows = [
        _movement(say.BUDGET, report.budget),
        _movement(say.FINANCIAL, report.financial),
        *_opening(say.BUDGET_OPENING, report.budget),
        *_opening(say.FINANCIAL_OPENING, report.financial),
    ]
    yield from table_lines([say.TOTALS_COLUMNS, *rows], right=(1, 2, 3))
    if len(rows) == 2:
        yield "  " + say.NO_OPENING
    if report.parents:
        wrong = report.parents_differing
        result = say.PARENTS_WRONG.format(count=wrong) if wrong else say.PARENTS_RIGHT
        yield "  " + say.PARENTS.format(count=report.parents, result=result)
    if report.vouchers:
        yield "  " + say.VOUCHERS.format(balanced=report.vouchers_balanced, count=report.vouchers)


def _movement(name: str, side: SideTotals) -> tuple[str, str, str, str]:
    if not side.rows:
        return name, say.NO_LINES, "", ""
    return name, *_amounts(side.debit, side.credit)


def _opening(name: str, side: SideTotals) -> Iterator[tuple[str, str, str, str]]:
    if side.opening_debit or side.opening_credit:
        yield name, *_amounts(side.opening_debit, side.opening_credit)


def _amounts(debit: int, credit: int) -> tuple[str, str, str]:
    difference = format_yuan_grouped(debit - credit) if debit != credit else say.EQUAL
    return format_yuan_grouped(debit), format_yuan_grouped(credit), difference
