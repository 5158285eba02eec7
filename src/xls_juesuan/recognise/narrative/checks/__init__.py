"""What the texts of a published document show to be wrong beside its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.recognise.narrative.checks.claims import unlike_figures
from xls_juesuan.recognise.narrative.checks.contents_list import contents_problems
from xls_juesuan.recognise.narrative.checks.heading_numbers import heading_numbers
from xls_juesuan.recognise.narrative.checks.identity import other_names
from xls_juesuan.recognise.narrative.checks.identity import other_years
from xls_juesuan.recognise.narrative.checks.item_names import mistyped_items
from xls_juesuan.recognise.narrative.checks.lists import listed_without_amount
from xls_juesuan.recognise.narrative.checks.mistyping import mistyped
from xls_juesuan.recognise.narrative.checks.other_units import other_units
from xls_juesuan.recognise.narrative.checks.statements import contradictions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.findings import Problem
    from xls_juesuan.recognise.narrative.checks.document_text import DocumentText

__all__ = ["text_problems"]


def text_problems(text: DocumentText) -> Iterator[Problem]:
    """Name everything."""
    yield from unlike_figures(text)
    yield from listed_without_amount(text)
    yield from mistyped_items(text)
    yield from contradictions(text)
    yield from other_names(text)
    yield from other_units(text)
    yield from other_years(text)
    yield from contents_problems(text)
    yield from heading_numbers(text)
    yield from mistyped(text)
