"""The reviewer's 处理 and 说明 in a workbook of an earlier run.

It knows the headings of the 审核 sheet; it refuses to know findings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import writing as say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

_FINGERPRINT, _HANDLING, _EXPLANATION = (say.REVIEW_HEADS[place] for place in (12, 10, 11))


def read_reviews(path: Path) -> dict[str, tuple[str, str]]:
    """Read 处理 and 说明 by fingerprint; empty for any file that is no earlier workbook.

    Args:
        path: where the earlier workbook stands, if there is one.
    """
    reviews: dict[str, tuple[str, str]] = {}
    for line in read_review_lines(path):
        fingerprint, handling, explanation = (
            line.get(head, "") for head in (_FINGERPRINT, _HANDLING, _EXPLANATION)
        )
        if fingerprint and (explanation or handling not in {"", say.PENDING}):
            reviews[fingerprint] = (handling, explanation)
    return reviews


def read_review_lines(path: Path) -> list[dict[str, str]]:
    """Read the lines of the 审核 sheet by heading; none of a file that is no earlier workbook.

    Args:
        path: where the earlier workbook stands, if there is one.
    """
    from python_calamine import CalamineError
    from python_calamine import CalamineWorkbook

    if not path.is_file():
        return []
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            rows = book.get_sheet_by_name(say.REVIEW).to_python()
    except (CalamineError, OSError, ValueError, KeyError):
        return []
    return list(_lines(rows))


def _lines(rows: Sequence[Sequence[object]]) -> Iterator[dict[str, str]]:
    wanted = {_FINGERPRINT, _HANDLING, _EXPLANATION}
    places: dict[str, int] = {}
    for row in rows:
        texts = [str(cell).strip() for cell in row]
        if places:
            yield {head: texts[place] for head, place in places.items()}
        elif wanted <= set(texts):
            places = {text: place for place, text in enumerate(texts) if text in say.REVIEW_HEADS}
