"""All forms of the self-assessment of a document, in the order in which rules number them.

It knows what is done with every form; it refuses to know how each is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.declarations.assessment_words import assessment_words
from xls_juesuan.recognise.attachments.budget import AMOUNTS
from xls_juesuan.recognise.attachments.budget import Doubt
from xls_juesuan.recognise.attachments.forms import find_forms
from xls_juesuan.recognise.attachments.found import read_form
from xls_juesuan.recognise.attachments.lists import read_list
from xls_juesuan.recognise.attachments.lists import without_forms
from xls_juesuan.recognise.attachments.parts import PartsBuilder
from xls_juesuan.recognise.attachments.problems import form_problems
from xls_juesuan.recognise.attachments.stating import stated_form
from xls_juesuan.recognise.attachments.values import Amounts
from xls_juesuan.recognise.attachments.values import read_amounts
from xls_juesuan.recognise.finding import NotRecognised

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.findings import Problem
    from xls_juesuan.recognise.attachments.found import FoundForm
    from xls_juesuan.recognise.attachments.surroundings import Surroundings
    from xls_juesuan.recognise.page import PrintedPage
    from xls_juesuan.tables.stated_forms import StatedForm
    from xls_juesuan.tables.table import Table

INPUT = "attachments"


@dataclass(frozen=True)
class Attachments:
    """The forms of a document.

    Attributes:
        forms: those of the unit as a whole first, then the projects in their order.
        parts: their figures, in the shape of tables.
        not_recognised: what could not be decided.
        problems: what the audit has to judge beside the figures.
    """

    forms: tuple[FoundForm, ...] = ()
    parts: tuple[Table, ...] = ()
    not_recognised: tuple[NotRecognised, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def inputs(self) -> frozenset[str]:
        """What rules may ask for."""
        return frozenset({INPUT}) if self.parts else frozenset()

    @property
    def stated(self) -> tuple[StatedForm, ...]:
        """Everything that the forms print."""
        return tuple(map(stated_form, self.forms))

    @property
    def pages(self) -> frozenset[str]:
        """Names of the pages that hold forms."""
        return frozenset(form.page.name for form in self.forms)

    def added_to(self, left_over: Iterable[NotRecognised]) -> tuple[NotRecognised, ...]:
        """Add what was not decided to what belongs to no table, without sheets that hold forms."""
        others = (one for one in left_over if one.kind != "sheet" or one.sheet not in self.pages)
        return (*others, *self.not_recognised)


def read_attachments(pages: Sequence[PrintedPage], around: Surroundings) -> Attachments:
    """Read every form.

    Args:
        pages: the pages that may hold some.
        around: what the rest of the document says.
    """
    found = list(find_forms(pages))
    read = [read_form(lines, around.unit_name) for lines in found if not lines.is_list]
    listed = [one for lines in found if lines.is_list for one in read_list(lines)]
    forms = sorted((*read, *without_forms(listed, read)), key=lambda form: not form.is_overall)
    amounts = read_amounts(
        (_amounts(form, form.amount_unit or around.usual_unit) for form in forms),
        is_exact=around.is_exact,
    )
    builder = PartsBuilder(amounts, assessment_words(), around)
    left_over = (
        _left_over(form, doubt) for form in forms for doubt in (*_silent(form), *form.doubts)
    )
    return Attachments(
        tuple(forms),
        builder.build(forms),
        tuple(left_over),
        tuple(form_problems(forms, around.model, around.file, around.year)),
    )


def _amounts(form: FoundForm, unit: str) -> Amounts:
    tokens = [token for (_, key), token in form.budget.cells.items() if key in AMOUNTS]
    return Amounts(form.page, unit, tokens)


def _silent(form: FoundForm) -> Iterator[Doubt]:
    """Say of a form with money that its unit of amount is not stated."""
    token = next(iter(form.budget.cells.values()), None)
    if token is not None and not form.amount_unit:
        yield Doubt("attachment_unit", token, form.name)


def _left_over(form: FoundForm, doubt: Doubt) -> NotRecognised:
    source = form.page.source("", doubt.token.spot[0])
    return NotRecognised(
        doubt.kind,
        source.sheet,
        form.place_of(doubt.token.spot),
        doubt.text,
        source.row,
        form.where,
    )
