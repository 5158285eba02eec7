"""Tables, supplement and declared texts → the whole disclosure.

It puts the parts in their order; it refuses to know amounts and what the document looks like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.narrative import ATTACHMENTS
from xls_juesuan.declarations.narrative import GLOSSARY
from xls_juesuan.declarations.narrative import TABLES
from xls_juesuan.disclosure.document import Disclosure
from xls_juesuan.disclosure.document import Heading
from xls_juesuan.disclosure.document import Level
from xls_juesuan.disclosure.document import Paragraph
from xls_juesuan.disclosure.document import Run
from xls_juesuan.disclosure.document import StatutoryTable
from xls_juesuan.disclosure.gaps import Labels
from xls_juesuan.disclosure.gaps import cover_line
from xls_juesuan.disclosure.gaps import find_gaps
from xls_juesuan.disclosure.numerals import chinese_month
from xls_juesuan.disclosure.numerals import chinese_numeral
from xls_juesuan.disclosure.scope import Scope
from xls_juesuan.disclosure.texts import TextError
from xls_juesuan.disclosure.texts import Texts
from xls_juesuan.disclosure.texts import runs
from xls_juesuan.messages import disclosure as messages
from xls_juesuan.messages.narrative_faults import malformed
from xls_juesuan.tables.self_assessment import OVERALL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.declarations.narrative import NarrativeTemplate
    from xls_juesuan.declarations.narrative import Part
    from xls_juesuan.declarations.supplement_form import SupplementForm
    from xls_juesuan.disclosure.document import AttachmentTable
    from xls_juesuan.disclosure.document import Block
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.tables import TableSet

#: Begins a line of a text that is the heading of a subsection.
_SUBSECTION = "# "
#: Field of the supplement with the month of publication.
_MONTH = "unit.published_month"


def compose(
    template: NarrativeTemplate,
    tables: TableSet,
    supplement: Supplement,
    form: SupplementForm,
    attachments: Sequence[AttachmentTable] = (),
) -> Disclosure:
    """Put the whole document together.

    Args:
        template: what the profile declares.
        tables: the nine tables, with last year's figures beside them.
        supplement: what no ledger holds.
        form: what its fields are called.
        attachments: tables of the performance self-assessment.

    Raises:
        UserError: a text of the profile cannot be filled.
    """
    try:
        return _composed(template, tables, supplement, form, attachments)
    except TextError as error:
        raise malformed(template.path, error, error.quoted) from error


def _composed(
    template: NarrativeTemplate,
    tables: TableSet,
    supplement: Supplement,
    form: SupplementForm,
    attachments: Sequence[AttachmentTable],
) -> Disclosure:
    scope = Scope(tables, supplement, form)
    writer = _Writer(template, Texts(template.macros, scope.names()), Labels(form))
    published = writer.month(supplement.text(_MONTH))
    blocks = tuple(writer.blocks(tables, attachments))
    return Disclosure(
        title=writer.texts.line(template.title),
        unit_name=tables.unit_name,
        year=tables.year,
        published=published,
        blocks=blocks,
        gaps=find_gaps((cover_line(published), *blocks), writer.label),
    )


class _Writer:
    def __init__(self, template: NarrativeTemplate, texts: Texts, label: Labels) -> None:
        self._template = template
        self.texts = texts
        self.label = label

    def blocks(self, tables: TableSet, attachments: Sequence[AttachmentTable]) -> Iterator[Block]:
        for part in self._template.parts:
            yield Heading(Level.PART, self.texts.line(part.title))
            if part.content == TABLES:
                yield from _tables(tables)
            elif part.content == GLOSSARY:
                yield from self._glossary()
            yield from self._sections(part)
            if part.content == ATTACHMENTS:
                yield from self._attachments(part, attachments)

    def month(self, stated: str) -> Run:
        """The month of publication, on the cover."""
        if stated:
            return Run(chinese_month(stated))
        return Run(messages.GAP.format(label=self.label(_MONTH)), _MONTH)

    def _attachments(self, part: Part, attachments: Sequence[AttachmentTable]) -> Iterator[Block]:
        """What is said of those that there are not, then those that there are."""
        projects = [each for each in attachments if each.key != OVERALL]
        names = {"projects": projects, "has_overall": len(projects) < len(attachments)}
        for line in self.texts.lines(part.text, **names):
            yield Paragraph(runs(line, self.label), self.texts.line(part.title))
        for number, each in enumerate(attachments, 1):
            if part.heading:
                about = {"number": number, "title": each.title, "project": each.project}
                yield Heading(Level.SECTION, self.texts.line(part.heading, **about))
            yield each

    def _sections(self, part: Part) -> Iterator[Block]:
        for section in part.sections:
            title = self.texts.line(section.title)
            yield Heading(Level.SECTION, title)
            for line in self.texts.lines(section.text):
                if line.startswith(_SUBSECTION):
                    yield Heading(Level.SUBSECTION, line.removeprefix(_SUBSECTION))
                else:
                    yield Paragraph(runs(line, self.label), title)

    def _glossary(self) -> Iterator[Block]:
        lines = [
            f"{entry.term}：{self.texts.line(entry.text)}"
            for entry in self._template.glossary
            if self.texts.holds(entry.when)
        ]
        lines += self.texts.lines(
            self._template.item, explanations=_Explanations(self._template.items)
        )
        for number, line in enumerate(lines, 1):
            yield Paragraph(runs(f"{chinese_numeral(number)}、{line}", self.label))


class _Explanations(dict[str, str]):
    """What items are for, by name; blank where the profile does not say."""

    def __missing__(self, name: object) -> str:
        return ""


def _tables(tables: TableSet) -> Iterator[Block]:
    for number, table in enumerate(tables.tables, 1):
        yield Heading(Level.SECTION, f"{chinese_numeral(number)}、{table.title}")
        yield StatutoryTable(table.key)
