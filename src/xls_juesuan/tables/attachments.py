"""Budgets and outturn of the performance self-assessment, from the supplement and the facts.

It knows which figures of the form stand in which attachment, and what each project spent; it
refuses to know scores and how attachments are laid out.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from xls_juesuan.declarations.parts import load_parts
from xls_juesuan.model import Flow
from xls_juesuan.model import Item
from xls_juesuan.tables.parts import PartFigure
from xls_juesuan.tables.parts import part_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.model import Fact
    from xls_juesuan.supplement import Supplement
    from xls_juesuan.supplement import Value
    from xls_juesuan.tables.table import Table

_SOURCES = ("appropriation", "fiscal_special", "unit_funds")
_QUOTES = str.maketrans("", "", "“”\"'‘’「」《》")

Places = dict[tuple[str, str], PartFigure]


def attachment_parts(supplement: Supplement, facts: Iterable[Fact]) -> tuple[Table, ...]:
    """Give what is known of the attachments; nothing when the supplement says nothing of them."""
    projects = supplement.rows.get("projects", ())
    names = {str(number): str(row.get("name", "")) for number, row in enumerate(projects, 1)}
    figures = {
        "attachments": dict(_overall(supplement)),
        "attachment_projects": dict(_projects(projects, _spent(facts))),
    }
    return tuple(
        part_table(part, figures[part.key], names) for part in load_parts() if figures.get(part.key)
    )


def _overall(supplement: Supplement) -> Iterator[tuple[tuple[str, str], PartFigure]]:
    for source in _SOURCES:
        for column in ("final_budget", "executed"):
            fen = supplement.number(f"{column}.{source}")
            if fen is not None:
                yield (source, column), PartFigure(fen)


def _projects(
    rows: Iterable[Mapping[str, Value]], spent: Mapping[str, int]
) -> Iterator[tuple[tuple[str, str], PartFigure]]:
    for number, row in enumerate(rows, 1):
        for column in ("original_budget", "final_budget"):
            fen = row.get(column)
            if isinstance(fen, int):
                yield (str(number), column), PartFigure(fen)
        if spent:
            # The ledger names projects, so one without a line has spent nothing.
            fen = spent.get(_plain(str(row.get("name", ""))), 0)
            yield (str(number), "executed"), PartFigure(fen)


def _spent(facts: Iterable[Fact]) -> Mapping[str, int]:
    """Project expenditure in fen by name; empty where the ledger names no projects."""
    spent: dict[str, int] = defaultdict(int)
    for fact in facts:
        if fact.flow is Flow.EXPENDITURE and fact.item is Item.PROJECT and fact.project_name:
            spent[_plain(fact.project_name)] += fact.fen
    return spent


def _plain(name: str) -> str:
    """Bring a name into the form in which two spellings of it are compared."""
    return "".join(unicodedata.normalize("NFKC", name).translate(_QUOTES).split())
