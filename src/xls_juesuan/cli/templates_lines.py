"""What ``xlj templates`` prints of the layouts there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.cli.text_table import wrapped
from xls_juesuan.messages import templates as say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.declarations.profile_summary import ProfileSummary

_INDENT, _DEEPER = "    ", "      "


def listed_lines(summaries: Sequence[ProfileSummary]) -> Iterator[str]:
    """Say of every layout what it is, and how sure that is."""
    yield say.HEAD.format(count=len(summaries))
    for one in summaries:
        yield ""
        yield from _lines(one)
    yield ""
    yield say.NEXT


def _lines(one: ProfileSummary) -> Iterator[str]:
    profile = one.profile
    yield from wrapped(say.NAME_LINE.format(name=profile.name, title=profile.title))
    size = say.SIZE if one.three_public else say.NO_THREE_PUBLIC
    shown = size.format(
        tables=len(profile.layouts),
        functions=one.functions,
        codes=one.economic_codes,
        three_public=say.numeral(one.three_public),
    )
    yield from wrapped(f"{shown}；{say.NUMBERED[one.is_numbered]}", indent=_INDENT)
    if one.extends:
        yield from wrapped(say.EXTENDS.format(parent=one.extends), indent=_INDENT)
    yield from wrapped(say.SOURCE.format(source=profile.source), indent=_INDENT)
    certainty = say.CERTAINTIES.get(profile.certainty, profile.certainty)
    yield from wrapped(say.CERTAINTY.format(certainty=certainty), indent=_INDENT)
    if profile.unverified:
        yield f"{_INDENT}{say.UNVERIFIED}"
    for text in profile.unverified:
        yield from wrapped(say.UNVERIFIED_LINE.format(text=text), indent=_DEEPER)
