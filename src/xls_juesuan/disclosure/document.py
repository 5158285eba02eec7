"""The disclosure of one unit as blocks in their order, ready to be laid out.

It knows headings, paragraphs, tables and gaps; it refuses to know how they are worded and what
they look like.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How far down a heading stands."""

    #: 第一部分
    PART = "part"
    #: 一、
    SECTION = "section"
    #: （一）
    SUBSECTION = "subsection"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text.

    Attributes:
        text: as printed.
        gap: key of the field of the supplement that is missing here; blank where nothing is.
    """

    text: str
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; it appears in the contents unless it is a subsection."""

    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text.

    Attributes:
        runs: its text; those with a gap are marked 待补.
        section: heading of the section, for messages.
    """

    runs: tuple[Run, ...]
    section: str = ""

    @property
    def text(self) -> str:
        """The text with the marks of its gaps."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class StatutoryTable:
    """One of the nine tables, by its key in the table set."""

    key: str


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of an attachment.

    Attributes:
        text: as printed.
        line, place: where it begins, from 0.
        lines, places: how far it reaches.
        is_head: whether it names something instead of stating it.
        is_number: whether it stands to the right.
        is_mark: whether it stands in the middle: points, and dashes instead of them.
        gap: key of the field of the supplement that is missing here.
    """

    text: str
    line: int
    place: int
    lines: int = 1
    places: int = 1
    is_head: bool = False
    is_number: bool = False
    is_mark: bool = False
    gap: str = ""


@dataclass(frozen=True, slots=True)
class AttachmentTable:
    """A table of the attachments.

    Attributes:
        key: ``overall`` or ``project-1`` …, also its sheet's.
        title: as printed above it.
        note: what stands between title and table (the month).
        note_gap: key of the field of the supplement that is missing there.
        widths: relative widths of the columns.
        cells: cover the whole rectangle, none twice.
        head_lines: lines repeated on further pages.
        heads_at: the first of those; nothing reaches over it from above.
        project: which project it is about; blank where it is about the unit as a whole.
    """

    key: str
    title: str
    note: str
    widths: tuple[float, ...]
    cells: tuple[GridCell, ...]
    head_lines: int = 0
    heads_at: int = 0
    note_gap: str = ""
    project: str = ""


Block = Heading | Paragraph | StatutoryTable | AttachmentTable


@dataclass(frozen=True, slots=True)
class Gap:
    """A field of the supplement that is missing, and everything that waits for it.

    Attributes:
        key: of the field, as ``templates/supplement.toml`` declares it; rows of lists as
            ``list[row].field``.
        label: what it is called.
        blocked: the sentences that wait for it, as they stand now.
    """

    key: str
    label: str
    blocked: tuple[str, ...]


@dataclass(frozen=True)
class Disclosure:
    """The whole document.

    Attributes:
        title: of the cover: ``2024年度XX部门决算``.
        unit_name: as it stands on the tables.
        year: the report year.
        published: month of publication as on the cover.
        blocks: from the first part to the last.
        gaps: what is missing, each once, in the order of the document.
    """

    title: str
    unit_name: str
    year: int
    published: Run
    blocks: tuple[Block, ...]
    gaps: tuple[Gap, ...] = ()
