"""The parts of a Word file beside its text: what the library's blank document brings along.

It knows the table of fonts, the properties of the program and the preview picture; it refuses to
know what a document says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.writing.word.elements import append
from xls_juesuan.writing.word.elements import element

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from docx.document import Document

_FONTS = "/word/fontTable.xml"
_PROGRAM = "/docProps/app.xml"
#: A picture of an empty page, styles for Word 2010, and a list of literature.
_USELESS = ("/docProps/thumbnail.jpeg", "/word/stylesWithEffects.xml", "/customXml/item1.xml")
_NO_PROGRAM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
#: Chinese characters; GB 2312.
_CHARSET = "86"


def name_fonts(document: Document, substitutes: Mapping[str, Sequence[str]]) -> None:
    """List the fonts of a document, and what stands in for those that a computer lacks."""
    from docx.opc.oxml import serialize_part_xml

    fonts = element("fonts")
    for name, others in substitutes.items():
        font = append(fonts, "font", {"name": name})
        append(font, "altName", {"val": ",".join(others)})
        append(font, "charset", {"val": _CHARSET})
    _set_part(document, _FONTS, serialize_part_xml(fonts))


def clean(document: Document) -> None:
    """Take out what a blank document says of the program and of the place it was made in."""
    from docx.oxml.ns import qn

    _set_part(document, _PROGRAM, _NO_PROGRAM.encode())
    package = document.part.package
    for holder in (package, document.part):
        rels = holder.rels
        inner = {key: rel.target_part for key, rel in rels.items() if not rel.is_external}
        for key, part in inner.items():
            if part.partname in _USELESS:
                del rels[key]
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for preview in list(document.settings.element.iter(qn("w:savePreviewPicture"))):
        preview.getparent().remove(preview)


def _set_part(document: Document, name: str, content: bytes) -> None:
    for part in document.part.package.iter_parts():
        if part.partname == name:
            part._blob = content  # noqa: SLF001 - the library reads this part and keeps it as it is
