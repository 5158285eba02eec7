"""Where the forms of the self-assessment begin and end, on pages and sheets.

They are told by their titles and by what stands in them, never by their place. It refuses to
know figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from xls_juesuan.recognise.attachments.lines import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from xls_juesuan.recognise.attachments.lines import Line
    from xls_juesuan.recognise.page import PrintedPage

#: Lines that may stand between the last line of one form and the first of the next one, whose
#: title was lost where a page ends.
_MOST_BETWEEN = 3


@dataclass
class FormLines:
    """The lines of one form.

    Attributes:
        title: as printed; blank where it has none.
        lines: from below its title to its end.
        title_line: the line with the title.
    """

    title: str
    lines: list[Line] = field(default_factory=list)
    title_line: Line | None = None

    @property
    def page(self) -> PrintedPage:
        """Where it stands."""
        return self.lines[0].page

    @property
    def has_name(self) -> bool:
        """Whether the name of a project stands in it."""
        return any(_is_name(line) for line in self.lines)

    @property
    def has_indicators(self) -> bool:
        """Whether columns of indicators are named in it."""
        return any(line.is_indicator_head for line in self.lines)

    @property
    def has_money(self) -> bool:
        """Whether money stands in it."""
        return any(line.is_budget_head or line.is_pairs for line in self.lines)

    @property
    def is_list(self) -> bool:
        """Whether it lists several projects, one a line."""
        return any(line.is_list_head for line in self.lines)

    @property
    def is_form(self) -> bool:
        """Whether it is a form at all, not the title of one in a list of contents."""
        return bool(self.lines) and (self.has_money or self.has_indicators or self.is_list)

    @property
    def is_overall(self) -> bool:
        """Whether it speaks of the unit as a whole."""
        if not self.lines or self.is_list or self.has_name:
            return False
        words = self.lines[0].words
        return words.is_overall(self.title) or (
            "项目" not in self.title and any(line.has("unit_name") for line in self.lines)
        )

    def tail(self) -> list[Line]:
        """Take away what stands below its last line: it belongs to the next form."""
        ends = [number for number, line in enumerate(self.lines) if line.is_total]
        if not ends or len(self.lines) - ends[-1] - 1 > _MOST_BETWEEN:
            return []
        taken = self.lines[ends[-1] + 1 :]
        del self.lines[ends[-1] + 1 :]
        return taken


def find_forms(pages: Iterable[PrintedPage]) -> Iterator[FormLines]:
    """Find the forms of all pages, from the first page to the last."""
    for page in pages:
        yield from (form for form in _split(read_lines(page)) if form.is_form)


def _split(lines: Iterable[Line]) -> Iterator[FormLines]:
    current: FormLines | None = None
    for line in lines:
        if line.is_title:
            if current is not None:
                yield current
            current = FormLines(line.title, title_line=line)
            # What stands beside the title may say the unit and the month.
            continue
        if line.is_table_title or (line.is_new_part and not line.table):
            if current is not None:
                yield current
            current = None
            continue
        if _begins(line, current):
            above = current.tail() if current is not None else []
            if current is not None:
                yield current
            current = FormLines("", above)
        if current is not None:
            current.lines.append(line)
    if current is not None:
        yield current


def _begins(line: Line, current: FormLines | None) -> bool:
    """Whether a form begins whose title is missing."""
    if _is_name(line):
        return current is None or current.has_name or current.has_indicators
    if current is None:
        return False
    return line.is_budget_head and current.has_indicators


def _is_name(line: Line) -> bool:
    """Whether it gives the name of a project."""
    return line.is_named(line.first, "project_name") and not line.is_list_head
