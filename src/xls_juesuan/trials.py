"""Examples of rules tried out: tables at once, ledgers and documents through the whole program.

It knows how an example is run; it refuses to know what a rule says.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from xls_juesuan.accounts import FillRequest
from xls_juesuan.audit.catalogue_check import CatalogueProblem
from xls_juesuan.audit.examples import Trial
from xls_juesuan.audit.examples import tables_of
from xls_juesuan.audit.examples import trial_of
from xls_juesuan.audit.examples import try_on_tables
from xls_juesuan.declarations.examples import LedgerExample
from xls_juesuan.declarations.examples import PublishedExample
from xls_juesuan.departments.pipeline import DepartmentRequest
from xls_juesuan.departments.pipeline import compute_department
from xls_juesuan.document_pipeline import AuditRequest
from xls_juesuan.document_pipeline import audit_document
from xls_juesuan.errors import DeclarationError
from xls_juesuan.errors import UserError
from xls_juesuan.findings import Outcome
from xls_juesuan.messages import catalogue_check as messages
from xls_juesuan.messages import rule_faults
from xls_juesuan.messages.labels import OUTCOMES
from xls_juesuan.office import read_template
from xls_juesuan.pipeline import compute
from xls_juesuan.writing.example_documents import write_published
from xls_juesuan.writing.example_documents import write_published_text
from xls_juesuan.writing.example_files import LAST_SUPPLEMENT_FILE
from xls_juesuan.writing.example_files import SUPPLEMENT_FILE
from xls_juesuan.writing.example_files import write_example

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.declarations.examples import Example
    from xls_juesuan.declarations.rules import Rule

#: The unit of a ledger that names none.
_UNIT_NAME = "某某局"
#: What a published document is called; no year may be read from it.
_DOCUMENT_FILE = "部门决算公开表.xlsx"
_TEMPLATE_FILE = "模板.xlsx"
_TEXT_FILE = "部门决算公开.txt"
#: The unit of amounts of tables that state none.
_AMOUNT_UNIT = "元"


def try_example(rule: Rule, example: Example) -> Trial:
    """Judge a rule on one of its examples.

    Raises:
        DeclarationError: the example names what there is not.
    """
    content = example.content
    if isinstance(content, LedgerExample):
        return _try_ledger(rule, content)
    if isinstance(content, PublishedExample):
        return _try_document(rule, content)
    return try_on_tables(rule, content)


def example_problems(rules: Iterable[Rule]) -> Iterator[CatalogueProblem]:
    """Try every example and yield those that do not come out as they say."""
    for rule in rules:
        for number, example in enumerate(rule.examples, 1):
            problem = _problem(rule, number, example)
            if problem:
                yield CatalogueProblem(messages.EXAMPLE, (rule.code,), problem)


def example_notices(rules: Sequence[Rule]) -> Iterator[CatalogueProblem]:
    """Yield which rules lack examples, or have one sort only."""
    held = {rule.code: {example.holds for example in rule.examples} for rule in rules}
    for count, text in ((0, messages.NO_EXAMPLES_TEXT), (1, messages.ONE_SIDED_TEXT)):
        codes = tuple(code for code, found in held.items() if len(found) == count)
        if codes:
            message = text.format(codes=messages.LISTED.join(codes))
            yield CatalogueProblem(messages.NO_EXAMPLES, codes, message, is_notice=True)


def _problem(rule: Rule, number: int, example: Example) -> str:
    """Say how an example comes out otherwise than it says; empty when it does not."""
    name = messages.RULE.format(code=rule.code, title=rule.title)
    try:
        trial = try_example(rule, example)
    except DeclarationError as error:
        fault = rule_faults.malformed(rule.code, str(error)).what
        return messages.EXAMPLE_BROKEN.format(rule=name, number=number, fault=fault)
    if trial.holds is example.holds:
        return ""
    found = messages.NOT_JUDGED if trial.holds is None else _outcome(trial.holds)
    told = " ".join(trial.messages)
    return messages.EXAMPLE_TEXT.format(
        rule=name,
        number=number,
        wanted=_outcome(example.holds),
        found=found,
        says=example.says,
        messages=messages.EXAMPLE_MESSAGES.format(messages=told) if told else "",
    )


def _outcome(holds: bool) -> str:  # noqa: FBT001 - the one thing that there is to say
    return OUTCOMES[Outcome.PASSED if holds else Outcome.FAILED]


def _try_ledger(rule: Rule, example: LedgerExample) -> Trial:
    with TemporaryDirectory() as folder:
        first, *more = write_example(Path(folder), example)
        options = example.options
        own = Path(folder) / SUPPLEMENT_FILE if "department" in options else None
        request = FillRequest(
            ledger=first,
            more_ledgers=tuple(more),
            supplement=own if own and example.supplement else None,
            unit=options.get("unit", ""),
            unit_name=options.get("department") or options.get("unit_name", _UNIT_NAME),
            year=int(options["year"]) if "year" in options else None,
            amount_unit=options.get("amount_unit", _AMOUNT_UNIT),
            rules=(rule,),
            previous=Path(folder) / LAST_SUPPLEMENT_FILE if example.last_supplement else None,
        )
        try:
            if example.template:
                path = Path(folder) / _TEMPLATE_FILE
                write_published(path, tables_of(example.template.tables), example.template)
                request = replace(request, office=read_template(path))
            if own:
                accounts = compute_department(DepartmentRequest((first, *more), request))
            else:
                accounts = compute(request)
            return trial_of(rule, accounts.audit.findings)
        except UserError as error:
            return Trial(None, (error.paragraph,))


def _try_document(rule: Rule, example: PublishedExample) -> Trial:
    tables = replace(tables_of(example.tables), unit_name=example.unit_name)
    with TemporaryDirectory() as folder:
        if example.before or example.text:
            path = Path(folder) / _TEXT_FILE
            write_published_text(path, tables, example)
        else:
            path = Path(folder) / _DOCUMENT_FILE
            write_published(path, tables, example)
        try:
            audited = audit_document(AuditRequest(path, rules=(rule,)))
        except UserError as error:
            return Trial(None, (error.paragraph,))
    return trial_of(rule, audited.audit.findings)
