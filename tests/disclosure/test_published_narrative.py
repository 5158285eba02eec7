"""The narrative of the example states the figures that its unit published."""

from __future__ import annotations

import re
from functools import cache

import pytest

from tests.disclosure.accounts import disclosure_of
from tests.disclosure.accounts import sections
from tests.disclosure.published import PARAGRAPHS
from tests.workbooks import EXAMPLES
from tests.workbooks import JOURNAL

#: Years, names of projects, a class of equipment and numbers of paragraphs are no figures.
_NO_FIGURES = re.compile(r"^\d+\.(?!\d)|“[^”]*”|20\d\d ?年|100万元（含）以上")
_FIGURE = re.compile(r"\d+(?:\.\d+)?%?")


@cache
def example() -> dict[str, list[str]]:
    return sections(disclosure_of(JOURNAL, EXAMPLES / "supplement.xlsx"))


@pytest.mark.parametrize(
    ("start", "about", "stated"),
    PARAGRAPHS,
    ids=[f"{start}{about}" for start, about, _ in PARAGRAPHS],
)
def test_a_paragraph_states_the_figures_that_were_published(
    start: str, about: str, stated: tuple[str, ...]
) -> None:
    """Amounts and percentages are those of the publication, made from the exact amounts."""
    texts = [
        text for heading, all_ in example().items() if heading.startswith(start) for text in all_
    ]
    is_number = about[0].isdigit()
    (found,) = [text for text in texts if (text.startswith(about) if is_number else about in text)]
    assert tuple(_FIGURE.findall(_NO_FIGURES.sub("", found))) == stated
