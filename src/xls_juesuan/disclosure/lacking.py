"""What the supplement lacks: each field once, with the sentences and cells that wait for it.

It knows keys of fields and what is made of them; it refuses to know severities and looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from itertools import groupby
from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.declarations.relation.excel import column_letters
from xls_juesuan.declarations.relation.nodes import FactSum
from xls_juesuan.declarations.relation.nodes import walk
from xls_juesuan.disclosure.attachment_cells import LINES_ABOVE
from xls_juesuan.disclosure.attachment_cells import NOTE_LINE
from xls_juesuan.disclosure.document import Paragraph
from xls_juesuan.disclosure.gaps import cover_line
from xls_juesuan.disclosure.gaps import sentence_with
from xls_juesuan.findings import Problem
from xls_juesuan.messages import lacking as messages

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from xls_juesuan.disclosure.attachment_cells import FilledForm
    from xls_juesuan.disclosure.document import Disclosure
    from xls_juesuan.disclosure.gaps import Labels
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.tables import TableSet
    from xls_juesuan.tables.table import TableCell

#: Rules of texts, and of forms of the self-assessment, that something is missing for.
TEXTS, FORMS = "N301", "A041"
#: Inputs of the tables that fields of the supplement feed under another name.
_FED_BY = {"carryover": "carryover.opening", "closing_carryover": "carryover.closing"}


class Spot(NamedTuple):
    """A cell of the workbook; lines and places count from 0."""

    sheet: str
    line: int
    place: int

    @property
    def text(self) -> str:
        """The cell as people write it: 附件2!C7."""
        return f"{self.sheet}!{column_letters(self.place)}{self.line + 1}"


@dataclass(frozen=True, slots=True)
class Lack:
    """A field of the supplement that is missing.

    Attributes:
        key: of the field, or of a list that has no rows; rows as ``list[row].field``.
        label: what it is called.
        sheet: sheet of the form where it is filled in.
        sentences: those of the explanation that wait for it, with their sections.
        cells: cells of forms of the self-assessment that wait for it.
        table_cells: cells of the statutory tables that do, of which other rules speak.
    """

    key: str
    label: str
    sheet: str
    sentences: tuple[tuple[str, str], ...] = ()
    cells: tuple[Spot, ...] = ()
    table_cells: tuple[Spot, ...] = ()


@dataclass(slots=True)
class _Waiting:
    """Everything that waits for one field, in its order and once."""

    sentences: dict[tuple[str, str], None] = field(default_factory=dict)
    cells: dict[Spot, None] = field(default_factory=dict)
    table_cells: dict[Spot, None] = field(default_factory=dict)


def find_lacks(
    disclosure: Disclosure | None,
    forms: Iterable[FilledForm],
    tables: TableSet,
    supplement: Supplement,
    label: Labels,
) -> tuple[Lack, ...]:
    """List what is missing, sheet by sheet of the form.

    Args:
        disclosure: the whole document; ``None`` where its texts are not asked about.
        forms: the self-assessment, filled in.
        tables: the statutory tables.
        supplement: what was filled in.
        label: what fields are called, and where they stand.
    """
    waiting: dict[str, _Waiting] = {}
    for key, sentence in _sentences(disclosure) if disclosure else ():
        waiting.setdefault(key, _Waiting()).sentences[sentence] = None
    for form in forms:
        for key, spot in _form_cells(form):
            waiting.setdefault(key, _Waiting()).cells[spot] = None
    for key, spot in _table_cells(tables, label) if supplement.is_given else ():
        if key not in supplement.fields:
            waiting.setdefault(key, _Waiting()).table_cells[spot] = None
    found = (
        Lack(
            *(key, label(key), label.sheet(key)),
            *(tuple(each.sentences), tuple(each.cells), tuple(each.table_cells)),
        )
        for key, each in waiting.items()
    )
    order = {name: place for place, name in enumerate(label.sheets)}
    return tuple(sorted(found, key=lambda lack: order.get(lack.sheet, len(order))))


def _sentences(disclosure: Disclosure) -> Iterator[tuple[str, tuple[str, str]]]:
    for block in (cover_line(disclosure.published), *disclosure.blocks):
        if isinstance(block, Paragraph):
            for run in block.runs:
                if run.gap:
                    yield run.gap, (block.section, sentence_with(block.text, run.text))


def _form_cells(form: FilledForm) -> Iterator[tuple[str, Spot]]:
    if not form.note:
        yield form.note_field, Spot(form.sheet, NOTE_LINE, 0)
    for cell in form.cells:
        if cell.is_missing:
            yield cell.field, Spot(form.sheet, LINES_ABOVE + cell.line, cell.place)


def _table_cells(tables: TableSet, label: Labels) -> Iterator[tuple[str, Spot]]:
    for table in tables.tables:
        for cell in table.cells.values():
            for need in sorted(cell.needs - tables.inputs) if not cell.is_known else ():
                spot = Spot(table.sheet, cell.line, cell.place)
                yield from ((key, spot) for key in _fields(need, cell, label))


def _fields(need: str, cell: TableCell, label: Labels) -> Iterator[str]:
    """Fields that an input consists of, as far as they are of the cell's money."""
    whole = _FED_BY.get(need, need)
    fundings = _fundings(cell)
    for key in label.fields:
        subject, _, last = key.rpartition(".")
        is_of_the_money = need == whole or not fundings or last in fundings
        if key == whole or (subject == whole and is_of_the_money):
            yield key


def _fundings(cell: TableCell) -> frozenset[str]:
    """Funding sources that a cell adds up; none where it asks for no source."""
    sums = [part for part in walk(cell.direct) if isinstance(part, FactSum)] if cell.direct else []
    chosen = [dict(part.criteria).get("funding", ()) for part in sums]
    return frozenset(name for names in chosen for name in names) if all(chosen) else frozenset()


def lack_problems(lacks: Iterable[Lack]) -> Iterator[Problem]:
    """Say for each sheet of the form what is missing on it: for the texts, and for the forms.

    Of blank cells of the statutory tables other rules speak.
    """
    reported = [lack for lack in lacks if not lack.table_cells]
    for sheet, members in groupby(reported, key=lambda lack: lack.sheet):
        own = list(members)
        texts = [lack for lack in own if lack.sentences]
        for code, part in ((TEXTS, texts), (FORMS, [each for each in own if not each.sentences])):
            if part:
                sections = dict.fromkeys(name for lack in part for name, _ in lack.sentences)
                cells = dict.fromkeys(spot.text for lack in part for spot in lack.cells)
                labels = [lack.label for lack in part]
                detail = messages.missing(sheet, labels, list(sections), list(cells))
                yield Problem(code, sheet, detail)
