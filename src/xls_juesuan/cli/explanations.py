"""``--explanations``: the statement of explanations that ``xlj fill`` and ``xlj audit`` write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import explaining as say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Protocol

    from xls_juesuan.audit import Audit
    from xls_juesuan.explaining import Explained
    from xls_juesuan.tables import TableSet
    from xls_juesuan.writing.previous_explanations import Offers

    class Source(Protocol):
        """A run of either command."""

        @property
        def audit(self) -> Audit:
            """What the rules found."""
            ...

        @property
        def reviews(self) -> Mapping[str, tuple[str, str]]:
            """处理 and 说明 by fingerprint."""
            ...

        @property
        def offers(self) -> Offers:
            """What was written last year."""
            ...


def explain(
    path: Path | None, source: Source, tables: TableSet, workbook: Path
) -> Explained | None:
    """Write the statement; ``None`` where none was asked for.

    Args:
        path: where it goes.
        source: what was found, and what was written about it.
        tables: the tables.
        workbook: what the run wrote already, and must not be replaced.

    Raises:
        UserError: it cannot be written there.
    """
    if path is None:
        return None
    from xls_juesuan.explaining import refuse_target
    from xls_juesuan.explaining import write_explanations

    refuse_target(path, (workbook,))
    return write_explanations(path, source.audit, tables, source.reviews, source.offers)


def explained_lines(explained: Explained | None) -> Iterator[str]:
    """Say where the statement is, how much is missing, and where the old one is kept."""
    if explained is None:
        return
    statement = explained.statement
    yield say.WRITTEN.format(
        path=explained.path,
        count=len(statement.items),
        explained=statement.explained,
        missing=statement.missing,
    )
    if explained.copy:
        yield say.COPY.format(name=explained.copy.name)


def explained_document(explained: Explained | None) -> dict[str, object]:
    """Give ``explanations`` for JSON; nothing where none was asked for."""
    if explained is None:
        return {}
    statement = explained.statement
    return {
        "explanations": {
            "file": str(explained.path),
            "copy": str(explained.copy) if explained.copy else None,
            "warnings": len(statement.items),
            "explained": statement.explained,
            "missing": statement.missing,
        }
    }
