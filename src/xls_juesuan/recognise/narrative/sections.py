"""Passages of a document → those of each section of the explanation, and of its other parts.

It knows headings by what they say, never by their numbers; it refuses to know sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.declarations.narrative_words import narrative_words
from xls_juesuan.declarations.published import plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from xls_juesuan.recognise.narrative.passages import Passage

#: The big parts of a document, by what their headings say.
EXPLANATION, GLOSSARY, ATTACHMENTS, OTHER = "explanation", "glossary", "attachments", ""
_PARTS = (
    (GLOSSARY, re.compile(r"名词解释|专业名词|名词术语")),
    (ATTACHMENTS, re.compile(r"附件|附表")),
    (EXPLANATION, re.compile(r"情况说明|决算说明|决算情况|文字说明|决算公开说明")),
)
#: Subsections that are called alike in several sections.
_SHARED = re.compile(r"结构|具体")
_OVERALL = "总体"
#: Sections whose headings are also those of subsections: （一）支出决算总体情况.
_PLAIN = frozenset({"income", "expenditure"})
#: 没有使用政府性基金安排的支出: a short sentence, no heading.
_STATEMENT = re.compile(r"没有|未|不|无")
_UNNUMBERED = 5
_PERFORMANCE = "performance"


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage and where it stands.

    Attributes:
        part: which part of the document.
        section: section of the explanation; blank where its heading is none that is known.
        is_title: whether it is the heading of a part or section itself.
    """

    passage: Passage
    part: str
    section: str
    is_title: bool


def place_passages(found: Iterable[Passage], unit_name: str = "") -> Iterator[Placed]:
    """Tell of each passage where it stands.

    A document without a part for its explanation has it wherever its sections stand.

    Args:
        found: the passages.
        unit_name: what the unit is called, which says nothing of a section: 某市政府采购中心.
    """
    name = plain(unit_name)
    listed = list(found)
    has_parts = any(_part_of(passage) == EXPLANATION for passage in listed)
    part = OTHER if has_parts else EXPLANATION
    section, level = "", 0
    for passage in listed:
        named = _part_of(passage)
        if named is not None:
            part, section, level = named, "", 0
            yield Placed(passage, part, section, is_title=True)
            continue
        headed = _section_of(passage, name) if part == EXPLANATION else ""
        if headed and _is_new(passage, headed, section, level):
            section, level = headed, passage.level
            yield Placed(passage, part, section, is_title=True)
        else:
            yield Placed(passage, part, section, is_title=False)


def _part_of(passage: Passage) -> str | None:
    """The part that a passage is the heading of; ``None`` of any other passage."""
    if passage.level != 0 or not passage.is_heading:
        return None
    bare = plain(passage.bare)
    return next((part for part, words in _PARTS if words.search(bare)), OTHER)


def _section_of(passage: Passage, unit_name: str) -> str:
    is_sentence = passage.text.endswith("。") and passage.level == _UNNUMBERED
    if not passage.is_heading or is_sentence or _STATEMENT.search(passage.text):
        return ""
    bare = plain(passage.bare).replace(unit_name, "") if unit_name else plain(passage.bare)
    return "" if bare.endswith(("表", "公开")) else narrative_words().section_of(bare)


def _is_new(passage: Passage, headed: str, section: str, level: int) -> bool:
    """Whether a heading begins a section, not a part of the one it stands in."""
    if not section or headed == section:
        return True
    if section == _PERFORMANCE and passage.level > level:
        return False
    text = passage.bare
    if _SHARED.search(text) and passage.level > level:
        return False
    return not (_OVERALL in text and headed in _PLAIN and passage.level > level)
