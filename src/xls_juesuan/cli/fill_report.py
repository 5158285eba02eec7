"""What ``xlj fill`` says when it is done."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import typer

from xls_juesuan.cli.changes_lines import changes_lines
from xls_juesuan.cli.department_lines import department_lines
from xls_juesuan.cli.entry import EXIT_ERRORS_FOUND
from xls_juesuan.cli.entry import EXIT_FINE
from xls_juesuan.cli.findings_table import findings_lines
from xls_juesuan.cli.findings_table import screen_size
from xls_juesuan.cli.office_lines import office_lines
from xls_juesuan.declarations.location import DEFAULT_PROFILE
from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.ledger import REPEATING
from xls_juesuan.messages import cli as messages
from xls_juesuan.messages import word as say_word
from xls_juesuan.messages.audit import verdict_text
from xls_juesuan.messages.labels import LEDGER_KINDS
from xls_juesuan.messages.labels import OUTCOMES
from xls_juesuan.messages.labels import ROW_STATUSES
from xls_juesuan.messages.labels import SEVERITIES
from xls_juesuan.messages.templates import certainty_of
from xls_juesuan.money import format_yuan_grouped
from xls_juesuan.writing.widths import display_width

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from xls_juesuan.accounts import Accounts
    from xls_juesuan.audit import Audit
    from xls_juesuan.cube.build import SetAside
    from xls_juesuan.findings import Finding
    from xls_juesuan.publishing import Published
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.previous_year import PreviousYear

_NAME_WIDTH = 24


def print_report(accounts: Accounts, target: Path) -> None:
    """Print what was read, which rows were used, the verdict and where the file is."""
    for line in _lines(accounts, target):
        typer.echo(line)


def print_json(document: dict[str, object]) -> None:
    """Print one JSON document and nothing else; UTF-8 whatever the console speaks."""
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    if hasattr(sys.stdout, "buffer"):
        sys.stdout.buffer.write(text.encode())
    else:
        sys.stdout.write(text)


def exit_code(audit: Audit) -> int:
    """1 when a finding at 错误 is open, else 0."""
    return EXIT_ERRORS_FOUND if audit.failures[Severity.ERROR] else EXIT_FINE


def _lines(accounts: Accounts, target: Path) -> Iterator[str]:
    ledger, cube, audit = accounts.ledger, accounts.cube, accounts.audit
    yield messages.READ.format(
        files="、".join(ledger.files),
        kind=LEDGER_KINDS[ledger.kind],
        year=ledger.year,
        unit=ledger.amount_unit,
    )
    yield f"  {messages.UNIT.format(name=accounts.unit_name)}"
    yield from department_lines(accounts.department)
    for remark in ledger.remarks:
        yield f"  {remark}"
    supplement = accounts.supplement
    yield "  " + (
        messages.SUPPLEMENT_READ.format(file=supplement.file)
        if supplement.is_given
        else messages.SUPPLEMENT_PASSED_OVER.format(text=supplement.passed_over)
        if supplement.passed_over
        else messages.SUPPLEMENT_NONE
    )
    yield from previous_lines(accounts.previous)
    yield from _profile_lines(accounts)
    yield ""
    yield from _row_lines((cube.used, *cube.set_aside))
    yield ""
    yield from office_lines(accounts.office, accounts.profile)
    yield from verdict_lines(audit)
    yield from finding_lines(audit, accounts.tables)
    yield from changes_lines(accounts.changes)
    yield ""
    yield messages.WRITTEN.format(path=target)
    yield from _published_lines(accounts.published)


def _profile_lines(accounts: Accounts) -> Iterator[str]:
    """Say how sure a layout is that was asked for."""
    profile = accounts.profile
    if accounts.office is None and profile.name != DEFAULT_PROFILE:
        certainty = certainty_of(profile.certainty, len(profile.unverified))
        yield f"  {messages.PROFILE_READ.format(title=profile.title, certainty=certainty)}"


def _published_lines(published: Published | None) -> Iterator[str]:
    """Say where the Word document is, what it lacks, and whether it could be printed."""
    if published is None:
        return
    line = say_word.WRITTEN_WITH_GAPS if published.gaps else say_word.WRITTEN
    yield line.format(path=published.document, count=published.gaps)
    if published.copy:
        yield f"  {say_word.COPY.format(path=published.copy)}"
    if not published.has_pages:
        yield f"  {say_word.NO_PAGES}"
    if published.pdf:
        yield say_word.PDF.format(path=published.pdf)
    if published.fault:
        yield say_word.NO_PDF.format(reason=published.fault)


def previous_lines(previous: PreviousYear | None) -> Iterator[str]:
    """Say which file last year's figures come from; nothing without one."""
    if previous is not None:
        yield "  " + messages.PREVIOUS_READ.format(file=previous.file, year=previous.year)


def verdict_lines(audit: Audit) -> Iterator[str]:
    """Say what the audit means, and how many findings there are of each kind."""
    counts = audit.failures
    verdict = verdict_text(
        audit.verdict, counts[Severity.NOTICE], audit.counts[Outcome.NOT_CHECKABLE]
    )
    yield messages.VERDICT.format(verdict=verdict)
    yield "  " + messages.SEVERITIES.format(
        counts="，".join(
            messages.SEVERITY_COUNT.format(name=SEVERITIES[severity], count=count)
            for severity, count in counts.items()
        )
    )
    yield "  " + messages.OUTCOMES.format(
        relations=audit.relations_checked,
        counts="，".join(
            messages.OUTCOME_COUNT.format(name=OUTCOMES[outcome], count=audit.counts[outcome])
            for outcome in Outcome
        ),
    )


def _row_lines(account: tuple[SetAside, ...]) -> Iterator[str]:
    """Account for every line; those that repeat other lines have no amount of their own."""
    entries = [part for part in account if part.status not in REPEATING]
    yield messages.ROWS_HEAD.format(
        rows=sum(part.rows for part in account),
        entries=sum(part.rows for part in entries),
        debit=format_yuan_grouped(sum(part.debit for part in entries)),
        credit=format_yuan_grouped(sum(part.credit for part in entries)),
    )
    for number, part in enumerate(account):
        name = ROW_STATUSES[part.status] if number else messages.ROWS_USED
        line = messages.ROWS_LINE if part.status not in REPEATING else messages.ROWS_REPEATING
        yield "  " + line.format(
            name=name + " " * max(1, _NAME_WIDTH - display_width(name)),
            rows=part.rows,
            debit=format_yuan_grouped(part.debit),
            credit=format_yuan_grouped(part.credit),
        )


def finding_lines(audit: Audit, tables: TableSet) -> Iterator[str]:
    """Give the table of findings, which fits on one screen."""
    yield from findings_lines(
        audit.findings,
        lambda finding: tables.a1(finding.cells[0]) if finding.cells else _row_place(finding),
        size=screen_size(),
        rest_in=messages.REVIEW_OF,
    )


def _row_place(finding: Finding) -> str:
    """The first row that a finding names; empty when it names none."""
    if not finding.sources:
        return ""
    first = finding.sources[0]
    return messages.ROW_PLACE.format(row=first.row) if first.row else first.sheet
