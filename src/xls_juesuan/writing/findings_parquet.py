"""All findings of a batch as Parquet, for whoever analyses them with other programs.

It knows the columns. Findings go through a text file of lines, so that a million of them need
no more memory than a hundred.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from xls_juesuan.writing.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.writing.summary_line import SummaryFinding
    from xls_juesuan.writing.summary_line import SummaryLine

_TEXTS = (
    "severity",
    "code",
    "title",
    "table",
    "place",
    "message",
    "advice",
    "fingerprint",
)
#: Names of the columns; all are texts but the year.
COLUMNS = ("ledger", "unit", "year", *_TEXTS, "workbook")


def can_write_parquet() -> bool:
    """Whether the library is there that writes it."""
    from importlib.util import find_spec

    return find_spec("polars") is not None


def write_findings_parquet(
    path: Path, found: Iterable[tuple[SummaryLine, Sequence[SummaryFinding]]]
) -> None:
    """Write all findings, whole or not at all.

    Raises:
        UserError: the place cannot be written.
    """
    write_whole(path, lambda target: _write(target, found))


def _write(target: Path, found: Iterable[tuple[SummaryLine, Sequence[SummaryFinding]]]) -> None:
    import polars as pl

    schema = pl.Schema({name: pl.Int64 if name == "year" else pl.String for name in COLUMNS})
    with tempfile.TemporaryDirectory(prefix="xlj-") as folder:
        lines = Path(folder, "findings.ndjson")
        with lines.open("w", encoding="utf-8") as file:
            for row in _rows(found):
                json.dump(row, file, ensure_ascii=False)
                file.write("\n")
        if lines.stat().st_size:
            pl.scan_ndjson(lines, schema=schema).sink_parquet(target, compression="zstd")
        else:
            pl.DataFrame(schema=schema).write_parquet(target, compression="zstd")


def _rows(
    found: Iterable[tuple[SummaryLine, Sequence[SummaryFinding]]],
) -> Iterator[dict[str, object]]:
    for line, findings in found:
        workbook = next(iter(line.outputs), None)
        for finding in findings:
            yield {
                "ledger": line.file,
                "unit": line.unit_name,
                "year": line.year,
                **{name: str(getattr(finding, name)) for name in _TEXTS},
                "workbook": str(workbook or ""),
            }
