"""``xlj rules --check``: run the checks of the catalogue and say what they found."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from xls_juesuan.cli.entry import EXIT_ERRORS_FOUND
from xls_juesuan.cli.entry import EXIT_FINE
from xls_juesuan.cli.rule_lines import terminal_width
from xls_juesuan.cli.text_table import WIDEST
from xls_juesuan.cli.text_table import wrapped
from xls_juesuan.messages import catalogue_check as messages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.audit.catalogue_check import CatalogueCheck
    from xls_juesuan.audit.catalogue_check import CatalogueProblem
    from xls_juesuan.declarations.rule import Rule


def report_check(rules: Sequence[Rule], template: str, *, as_json: bool) -> int:
    """Check the catalogue and print the result.

    Returns:
        1 when something must be put right, else 0.
    """
    from xls_juesuan.audit.catalogue_check import check_catalogue
    from xls_juesuan.trials import example_notices
    from xls_juesuan.trials import example_problems

    if sys.stderr.isatty():
        typer.echo(messages.RUNNING, err=True)
    examples = sum(len(rule.examples) for rule in rules)
    wrong = list(example_problems(rules))
    check = check_catalogue(rules, template)
    problems = [*wrong, *check.problems, *example_notices(rules)]
    problems.sort(key=lambda problem: problem.is_notice)
    if as_json:
        from xls_juesuan.cli.fill_report import print_json

        print_json(_document(check, problems, examples, len(wrong)))
    else:
        for line in _lines(check, problems, examples, len(wrong)):
            typer.echo(line)
    return EXIT_FINE if all(each.is_notice for each in problems) else EXIT_ERRORS_FOUND


def _lines(
    check: CatalogueCheck, problems: Sequence[CatalogueProblem], examples: int, wrong: int
) -> Iterator[str]:
    width = terminal_width() or WIDEST
    yield messages.TRIED.format(count=examples, fine=examples - wrong)
    yield messages.JOINT.format(
        profile=check.profile, rules=check.rules, relations=check.relations, cells=check.cells
    )
    for codes, text in (
        (check.not_judged, messages.LEFT_OUT),
        (check.without_rows, messages.WITHOUT_ROWS),
    ):
        if codes:
            listed = text.format(count=len(codes), codes=messages.LISTED.join(codes))
            yield from wrapped(listed, indent="", width=width)
    faults = [each for each in problems if not each.is_notice]
    yield messages.FOUND.format(count=len(faults)) if faults else messages.FINE
    for problem in faults:
        yield from _problem_lines(problem, width)
    notices = problems[len(faults) :]
    if notices:
        yield messages.NOTICES.format(count=len(notices))
    for problem in notices:
        yield from _problem_lines(problem, width)


def _problem_lines(problem: CatalogueProblem, width: int) -> Iterator[str]:
    text = messages.LINE.format(word=problem.word, message=problem.message)
    yield from wrapped(text, width=width)


def _document(
    check: CatalogueCheck, problems: Sequence[CatalogueProblem], examples: int, wrong: int
) -> dict[str, object]:
    return {
        "template": check.profile,
        "examples": {"tried": examples, "wrong": wrong},
        "joint": {
            "rules": check.rules,
            "relations": check.relations,
            "cells": check.cells,
            "not_judged": list(check.not_judged),
            "without_rows": list(check.without_rows),
        },
        "problems": [
            {
                "kind": problem.word,
                "codes": list(problem.codes),
                "message": problem.message,
                "is_notice": problem.is_notice,
            }
            for problem in problems
        ],
    }
