"""Which blocks of the disclosure stand together, and on which paper.

It knows that parts begin on new pages and that wide tables lie across; it refuses to know how
anything is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from xls_juesuan.disclosure.document import AttachmentTable
from xls_juesuan.disclosure.document import Heading
from xls_juesuan.disclosure.document import Level
from xls_juesuan.disclosure.document import StatutoryTable
from xls_juesuan.writing.word.sections import ACROSS
from xls_juesuan.writing.word.sections import TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xls_juesuan.disclosure.document import Block
    from xls_juesuan.writing.word.sections import Paper

#: A table of an attachment that is wider than this, in characters, lies across.
_WIDEST_UPRIGHT = 90.0


@dataclass
class Leaf:
    """Blocks that begin on a new page.

    Attributes:
        paper: what they are printed on.
        blocks: in their order.
    """

    paper: Paper
    blocks: list[Block] = field(default_factory=list)

    @property
    def is_title(self) -> bool:
        """Whether nothing but the heading of a part stands there."""
        return all(_is_part(block) for block in self.blocks)

    @property
    def has_table(self) -> bool:
        """Whether a table stands there."""
        return any(isinstance(block, StatutoryTable | AttachmentTable) for block in self.blocks)


def find_leaves(blocks: Iterable[Block]) -> list[Leaf]:
    """Put blocks together that go on one after the other.

    Parts and tables begin anew; a heading right before a table goes with it; so does a table of
    the attachments that stands upright right below the heading of its part.
    """
    leaves: list[Leaf] = []
    for block in blocks:
        if isinstance(block, StatutoryTable | AttachmentTable):
            _add_table(leaves, block)
        elif not leaves or _is_part(block) or leaves[-1].paper is not TEXT or _follows(leaves):
            leaves.append(Leaf(TEXT, [block]))
        else:
            leaves[-1].blocks.append(block)
    return [leaf for leaf in leaves if leaf.blocks]


def paper_of(table: StatutoryTable | AttachmentTable) -> Paper:
    """Choose the paper of a table."""
    if isinstance(table, AttachmentTable) and sum(table.widths) <= _WIDEST_UPRIGHT:
        return TEXT
    return ACROSS


def _add_table(leaves: list[Leaf], table: StatutoryTable | AttachmentTable) -> None:
    paper = paper_of(table)
    before = leaves[-1] if leaves else Leaf(TEXT)
    own: list[Block] = []
    if before.blocks and isinstance(before.blocks[-1], Heading) and not _is_part(before.blocks[-1]):
        own.append(before.blocks.pop())
    if paper is TEXT and before.paper is TEXT and before.blocks and before.is_title:
        before.blocks += [*own, table]
    else:
        leaves.append(Leaf(paper, [*own, table]))


def _follows(leaves: list[Leaf]) -> bool:
    """Whether what comes next would follow a table: it begins anew."""
    return leaves[-1].has_table


def _is_part(block: Block) -> bool:
    return isinstance(block, Heading) and block.level is Level.PART
