"""The narrative of a disclosure as a profile declares it: parts, sections and their texts.

It knows titles, texts and their macros; it refuses to know amounts and how texts are filled.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from xls_juesuan.declarations.inheritance import PROFILE_FILE
from xls_juesuan.declarations.inheritance import find_file
from xls_juesuan.declarations.inheritance import lineage
from xls_juesuan.declarations.location import DEFAULT_PROFILE
from xls_juesuan.declarations.location import templates_folder
from xls_juesuan.declarations.toml_fields import read_toml
from xls_juesuan.errors import DeclarationError
from xls_juesuan.messages import narrative_faults as messages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xls_juesuan.declarations.toml_fields import Fields

FILE_NAME = "narrative.toml"
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
        heading: of each attachment, a template; blank where they have none but their title.
        text: what is said where attachments are missing, a template.
    """

    title: str
    sections: tuple[Section, ...] = ()
    content: str = ""
    heading: str = ""
    text: str = ""


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
        item: template of the entries of functional items.
        items: explanations of functional items by name, sentences.
        path: the file that declares it, for messages.
    """

    title: str
    macros: str
    parts: tuple[Part, ...]
    glossary: tuple[GlossaryEntry, ...]
    item: str
    items: Mapping[str, str] = field(default_factory=dict)
    path: str = ""


@cache
def load_narrative(name_or_path: str = DEFAULT_PROFILE) -> NarrativeTemplate:
    """Load the narrative of a profile, its own or an inherited one.

    A profile without either gets that of the default one.

    Raises:
        UserError: the file is malformed; names the file and the fault.
    """
    places = (templates_folder() / name_or_path, Path(name_or_path))
    own = next((one for one in places if (one / PROFILE_FILE).is_file()), None)
    folders = lineage(own) if own else ()
    default = templates_folder() / DEFAULT_PROFILE
    return read_narrative(find_file((*folders, default), FILE_NAME) or default / FILE_NAME)


def read_narrative(path: Path) -> NarrativeTemplate:
    """Read a file of texts.

    Raises:
        UserError: the file is missing or malformed.
    """
    try:
        return _narrative(path)
    except DeclarationError as error:
        raise messages.malformed(str(path), error) from error


def _narrative(path: Path) -> NarrativeTemplate:
    declared = read_toml(path)
    found = NarrativeTemplate(
        title=_text(declared, "title"),
        macros=declared.take("macros", ""),
        parts=tuple(_part(each) for each in declared.tables("parts")),
        glossary=tuple(_entry(each) for each in declared.tables("glossary")),
        item=_text(declared, "item"),
        items=dict(each for one in declared.tables("items") for each in _items(one)),
        path=str(path),
    )
    declared.finish()
    return found


def _entry(declared: Fields) -> GlossaryEntry:
    found = GlossaryEntry(
        _text(declared, "term"), _text(declared, "text"), declared.take("when", "")
    )
    declared.finish()
    return found


def _items(declared: Fields) -> list[tuple[str, str]]:
    names, text = declared.texts("names"), _text(declared, "text")
    declared.finish()
    return [(name, text) for name in names]


def _part(declared: Fields) -> Part:
    found = Part(
        title=_text(declared, "title"),
        sections=tuple(_section(each) for each in declared.tables("sections")),
        content=declared.take("content", ""),
        heading=declared.take("heading", ""),
        text=declared.take("text", ""),
    )
    if found.content not in CONTENTS:
        raise declared.fault(f"content {found.content!r} is none of {CONTENTS}")
    declared.finish()
    return found


def _section(declared: Fields) -> Section:
    found = Section(_text(declared, "title"), _text(declared, "text"))
    declared.finish()
    return found


def _text(declared: Fields, key: str) -> str:
    return declared.require(key, str)
