"""The narrative of a disclosure as a profile declares it: parts, sections and their texts.

It knows titles, texts and their macros; it refuses to know amounts and how texts are filled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xls_juesuan.declarations.toml_fields import read_toml

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.declarations.toml_fields import Fields

#: What can stand in a part instead of texts.
TABLES, GLOSSARY, ATTACHMENTS = "tables", "glossary", "attachments"
CONTENTS = ("", TABLES, GLOSSARY, ATTACHMENTS)


@dataclass(frozen=True, slots=True)
class Section:
    """A section: a title and a text template, a paragraph a line.

    Attributes:
        title: a template, as the text is.
        text: a line that begins with ``# `` is the heading of a subsection.
    """

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """One of the parts of the document.

    Attributes:
        title: a template.
        sections: in their order; none where ``content`` says what stands here.
        content: one of ``CONTENTS``.
    """

    title: str
    sections: tuple[Section, ...] = ()
    content: str = ""


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """A term that is explained where the document uses it.

    Attributes:
        term: the term.
        text: what it means, a sentence.
        when: a template expression; blank where every document has it.
    """

    term: str
    text: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class NarrativeTemplate:
    """Everything a profile says of the document beside its tables.

    Attributes:
        title: of the cover, a template.
        macros: templates that the others use.
        parts: in their order.
        glossary: terms in their order; functional items follow them.
        item: template of the entry of a functional item.
    """

    title: str
    macros: str
    parts: tuple[Part, ...]
    glossary: tuple[GlossaryEntry, ...]
    item: str


def load_narrative(folder: Path) -> NarrativeTemplate:
    """Read ``narrative.toml`` of a profile's folder.

    Raises:
        DeclarationError: the file is missing or malformed.
    """
    declared = read_toml(folder / "narrative.toml")
    found = NarrativeTemplate(
        title=_text(declared, "title"),
        macros=declared.take("macros", ""),
        parts=tuple(_part(each) for each in declared.tables("parts")),
        glossary=tuple(
            GlossaryEntry(
                each.require("term", str), each.require("text", str), each.take("when", "")
            )
            for each in declared.tables("glossary")
        ),
        item=_text(declared, "item"),
    )
    declared.finish()
    return found


def _part(declared: Fields) -> Part:
    return Part(
        title=_text(declared, "title"),
        sections=tuple(
            Section(each.require("title", str), each.require("text", str))
            for each in declared.tables("sections")
        ),
        content=declared.take("content", ""),
    )


def _text(declared: Fields, key: str) -> str:
    return declared.require(key, str)
