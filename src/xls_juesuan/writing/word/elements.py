"""What python-docx leaves out: elements of a Word file that only raw XML can express.

It knows tags and attributes; it refuses to know what a document says.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
_THEMES = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
#: Chinese; digits and Latin letters are not: lines break before and behind them only.
_LANGUAGES = {"val": "en-US", "eastAsia": "zh-CN"}
#: What no XML can hold.
_FORBIDDEN = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: The first moment that a zip file can name.
_EPOCH = (1980, 1, 1, 0, 0, 0)
#: Word 2013 and all since; older ones open a document in a restricted mode.
_PRESENT_WORD = "15"
#: Twentieths of a point, the unit of most measures.
TWIPS = 20


def element(tag: str, attributes: Mapping[str, object] | None = None) -> BaseOxmlElement:
    """Make an element; attributes without a prefix are Word's own."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    made: BaseOxmlElement = OxmlElement(f"w:{tag}")
    for name, value in (attributes or {}).items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def append(
    parent: BaseOxmlElement, tag: str, attributes: Mapping[str, object] | None = None
) -> BaseOxmlElement:
    """Make an element and put it last in another."""
    made = element(tag, attributes)
    parent.append(made)
    return made


def preserved(made: BaseOxmlElement, text: str) -> BaseOxmlElement:
    """Give an element its text, blanks at both ends kept; what no XML can hold is left out."""
    made.text = printable(text)
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def printable(text: str) -> str:
    """Leave out what no XML can hold."""
    return _FORBIDDEN.sub("", text)


def set_font(properties: BaseOxmlElement, name: str) -> None:
    """Set all four fonts in properties of a run: the library sets the Latin ones only.

    Themes win over names, so they go.
    """
    from docx.oxml.ns import qn

    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = element("rFonts")
        # Only the name of a style may stand before it.
        properties.insert(len(properties.findall(qn("w:rStyle"))), fonts)
    for theme in _THEMES:
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for slot in _SLOTS:
        fonts.set(qn(f"w:{slot}"), name)


def set_language(properties: BaseOxmlElement) -> None:
    """Say in properties of a run that its text is Chinese."""
    from docx.oxml.ns import qn

    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    append(properties, "lang", _LANGUAGES)


def set_defaults(document: Document, font: str) -> None:
    """Make a font and Chinese the default of all that states neither, in a document of today."""
    from docx.oxml.ns import qn

    (defaults,) = document.styles.element.iter(qn("w:rPrDefault"))
    properties = defaults.find(qn("w:rPr"))
    set_font(properties, font)
    set_language(properties)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _PRESENT_WORD)


def repeat_row(properties: BaseOxmlElement) -> None:
    """Repeat a row at the top of every page."""
    append(properties, "tblHeader", {"val": "true"})


def keep_row(properties: BaseOxmlElement) -> None:
    """Do not break a row over two pages."""
    append(properties, "cantSplit", {"val": "true"})


def shade(properties: BaseOxmlElement, colour: str) -> None:
    """Fill a cell with a colour, as in ``#F2F2F2``."""
    fill = {"val": "clear", "color": "auto", "fill": colour.removeprefix("#")}
    append(properties, "shd", fill)


def normalised(content: bytes) -> bytes:
    """Give every part of a file the same date, so that equal documents are equal bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            part = zipfile.ZipInfo(info.filename, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(info.filename))
    return out.getvalue()
