"""The JSON documents of ``xlj templates``.

It knows keys; it refuses to know how layouts are found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xls_juesuan.declarations.layout_parts import Layout
    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.declarations.profile_summary import ProfileSummary


def templates_document(summaries: Iterable[ProfileSummary]) -> dict[str, object]:
    """Compose the list of layouts."""
    return {
        "templates": [
            {
                **profile_document(one.profile),
                "extends": one.extends or None,
                "functional_rows": one.functions,
                "economic_rows": one.economic_codes,
                "three_public_position": one.three_public or None,
                "numbered": one.is_numbered,
                "tables": [
                    _table(number, layout) for number, layout in enumerate(one.profile.layouts, 1)
                ],
            }
            for one in summaries
        ]
    }


def profile_document(profile: Profile) -> dict[str, object]:
    """Say which layout it is, and how sure that is."""
    return {
        "name": profile.name,
        "title": profile.title,
        "source": profile.source,
        "certainty": profile.certainty,
        "unverified": list(profile.unverified),
    }


def _table(number: int, layout: Layout) -> dict[str, object]:
    return {
        "key": layout.key,
        "number": number,
        "title": layout.title,
        "columns": [column.key for column in layout.columns],
        "rows": sum(not row.is_blank for band in layout.bands for row in band.rows),
        "lists_codes": any(band.listing for band in layout.bands),
    }
