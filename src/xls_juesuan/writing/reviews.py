"""The reviewer's 处理 and 说明 in a workbook of an earlier run.

It knows the headings of the 审核 sheet; it refuses to know findings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import writing as say
from xls_juesuan.messages.earlier import HEADS
from xls_juesuan.messages.explaining import OFFERED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

_FINGERPRINT, _HANDLING, _EXPLANATION = (say.REVIEW_HEADS[place] for place in (12, 10, 11))


def read_reviews(path: Path) -> dict[str, tuple[str, str]]:
    """Read 处理 and 说明 by fingerprint; empty for any file that is no earlier workbook.

    Args:
        path: where the earlier workbook stands, if there is one.
    """
    return reviews_of(read_review_lines(path))


def reviews_of(lines: Iterable[Mapping[str, str]]) -> dict[str, tuple[str, str]]:
    """Give 处理 and 说明 by fingerprint, where a person chose or wrote anything.

    Args:
        lines: lines of the 审核 or 变动 sheet, by heading.
    """
    reviews: dict[str, tuple[str, str]] = {}
    for line in lines:
        fingerprint, handling, explanation = (
            line.get(head, "") for head in (_FINGERPRINT, _HANDLING, _EXPLANATION)
        )
        if fingerprint and (explanation or handling not in {"", say.PENDING}):
            reviews[fingerprint] = (handling, explanation)
    return reviews


def explanation_of(text: str) -> str:
    """Give what counts as this year's: nothing while the mark of last year's words stands there."""
    return "" if text.startswith(OFFERED) else text


def read_review_lines(path: Path) -> list[dict[str, str]]:
    """Read the lines of the 审核 sheet by heading; none of a file that is no earlier workbook.

    Args:
        path: where the earlier workbook stands, if there is one.
    """
    return list(_lines(_rows(path, say.REVIEW), say.REVIEW_HEADS))


def read_change_lines(path: Path) -> list[dict[str, str]]:
    """Read the lines of the 变动 sheet by heading; see :func:`read_review_lines`."""
    return list(_lines(_rows(path, say.CHANGES), HEADS))


def join_lines(
    older: Sequence[Mapping[str, str]],
    newer: Sequence[Mapping[str, str]],
    *,
    only_written: bool,
) -> list[Mapping[str, str]]:
    """Bring the lines of two workbooks together: what a person wrote last stands.

    Args:
        older: lines of the 审核 sheet that is compared with.
        newer: lines of a later one.
        only_written: of the later one take only what a person wrote about.
    """
    written = reviews_of(newer)
    joined = {line[_FINGERPRINT]: line for line in older}
    for line in newer:
        fingerprint = line.get(_FINGERPRINT, "")
        if fingerprint in written and fingerprint in joined:
            words = {head: line.get(head, "") for head in (_HANDLING, _EXPLANATION)}
            joined[fingerprint] = {**joined[fingerprint], **words}
        elif fingerprint in written or not only_written:
            joined[fingerprint] = line
    return list(joined.values())


def _rows(path: Path, sheet: str) -> Sequence[Sequence[object]]:
    """Read a sheet; nothing where the file or the sheet is not there."""
    from python_calamine import CalamineError
    from python_calamine import CalamineWorkbook

    if not path.is_file():
        return []
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            return book.get_sheet_by_name(sheet).to_python()
    except (CalamineError, OSError, ValueError, KeyError):
        return []


def _lines(rows: Sequence[Sequence[object]], heads: Sequence[str]) -> Iterator[dict[str, str]]:
    wanted = {_FINGERPRINT, _HANDLING, _EXPLANATION}
    places: dict[str, int] = {}
    for row in rows:
        texts = [str(cell).strip() for cell in row]
        if places:
            yield {head: texts[place] for head, place in places.items()}
        elif wanted <= set(texts):
            places = {text: place for place, text in enumerate(texts) if text in heads}
