"""Words that are mistyped again and again, as declared.

It knows the wrong words and the part of the document in which they are wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.narrative_words import narrative_words
from xls_juesuan.messages import narrative as say
from xls_juesuan.recognise.narrative.sections import GLOSSARY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xls_juesuan.findings import Problem
    from xls_juesuan.recognise.narrative.checks.document_text import DocumentText

_MISTYPED = "N451"


def mistyped(text: DocumentText) -> Iterator[Problem]:
    """Name each wrong word once, with all the places where it stands."""
    words = narrative_words()
    for wrong, right in (*words.mistyped.items(), *words.mistyped_terms.items()):
        lines = [
            placed.passage.lines[place]
            for placed in text.placed
            if wrong in words.mistyped or placed.part == GLOSSARY
            for place in _places(placed.passage.text, wrong)
        ]
        if lines:
            where = [text.where(line) for line in dict.fromkeys(lines)]
            detail = say.mistyped(wrong, right, where, len(lines))
            yield text.problem(_MISTYPED, wrong, detail, *lines)


def _places(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + len(word))
