"""What a workbook has beside figures: counted before and after, so that nothing is lost unseen.

It knows features by the parts and elements that hold them; it refuses to know how they are kept.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from typing import NamedTuple

from xls_juesuan.writing.patching.package import local
from xls_juesuan.writing.patching.package import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from xls_juesuan.writing.patching.book import Book
    from xls_juesuan.writing.patching.package import Element
    from xls_juesuan.writing.patching.package import Package
    from xls_juesuan.writing.patching.sheet import Sheet

#: Parts by what their names begin with, and the feature that they are.
_PARTS = {
    "xl/media/": "pictures",
    "xl/charts/": "charts",
    "xl/activeX/": "controls",
    "xl/ctrlProps/": "controls",
    "xl/pivotTables/": "pivots",
    "xl/pivotCache/": "pivots",
    "xl/externalLinks/": "external_links",
    "xl/printerSettings/": "printer_settings",
    "xl/theme/": "themes",
    "xl/vbaProject": "macros",
    "xl/embeddings/": "objects",
    "xl/slicers/": "slicers",
    "xl/tables/": "tables",
    "xl/queryTables/": "queries",
    "xl/connections": "queries",
    "xl/chartsheets/": "chart_sheets",
    "xl/macrosheets/": "macros",
    "xl/dialogsheets/": "chart_sheets",
    "xl/diagrams/": "drawings",
    "xl/richData/": "cell_pictures",
    "xl/cellimages": "cell_pictures",
    "xl/webextensions/": "web_parts",
    "customUI/": "ribbon",
    "customXml/": "custom_xml",
}
#: Elements of a sheet, and the feature that each of them is.
_ELEMENTS = {
    "cfRule": "conditional_formats",
    "dataValidation": "validations",
    "mergeCell": "merges",
    "hyperlink": "links",
    "sheetProtection": "protection",
    "protectedRange": "protection",
    "headerFooter": "headers",
    "pageSetup": "page_setup",
    "pageMargins": "page_setup",
    "printOptions": "page_setup",
    "picture": "backgrounds",
    "oleObject": "objects",
    "control": "controls",
    "brk": "page_breaks",
    "autoFilter": "filters",
    "pane": "panes",
    "sparkline": "sparklines",
    "legacyDrawingHF": "header_pictures",
    "col": "column_widths",
    "ignoredError": "ignored_errors",
}
#: Elements of drawings.
_DRAWN = {
    "pic": "pictures",
    "sp": "text_boxes",
    "cxnSp": "text_boxes",
    "graphicFrame": "charts",
    "grpSp": "text_boxes",
}
_OLD_DRAWN = frozenset({"shape", "rect", "oval", "line"})
#: What becomes less when rows of last year go.
_ON_ROWS = frozenset(
    {"merges", "formulas", "conditional_formats", "validations", "rich_texts"}
    | {"comments", "comment_boxes", "links"}
)


class Feature(NamedTuple):
    """A kind of feature and where it stands: a sheet, or empty for the whole file."""

    kind: str
    sheet: str


class Lost(NamedTuple):
    """A feature that would be lost, and how many of them."""

    feature: Feature
    missing: int


def take_census(book: Book) -> Mapping[Feature, int]:
    """Count the features of a workbook."""
    found: Counter[Feature] = Counter()
    package = book.package
    for name in package.names:
        for start, kind in _PARTS.items():
            if name.startswith(start) and not name.endswith(".rels"):
                found[Feature(kind, "")] += 1
    found[Feature("names", "")] = len(book.names())
    for sheet in book.sheets():
        found.update(Feature(kind, sheet.name) for kind in _of_sheet(sheet))
        found.update(Feature(kind, sheet.name) for kind in _around(package, sheet))
    return {feature: count for feature, count in found.items() if count}


def _of_sheet(sheet: Sheet) -> Iterator[str]:
    for element in sheet.root.iter():
        name = local(element)
        if name in _ELEMENTS:
            yield _ELEMENTS[name]
    for cell in sheet.cells():
        if sheet.formula(cell) is not None:
            yield "formulas"
        rich = sheet.rich(cell)
        if rich is not None and rich.find(main("r")) is not None:
            yield "rich_texts"


def _around(package: Package, sheet: Sheet) -> Iterator[str]:
    for part in package.related(sheet.part, "drawing"):
        for element in package.tree(part).iter():
            if local(element) in _DRAWN:
                yield _DRAWN[local(element)]
    for part in package.related(sheet.part, "vmlDrawing"):
        yield from (_old_kind(each) for each in package.tree(part) if local(each) in _OLD_DRAWN)
    for kind in ("comments", "threadedComment"):
        for part in package.related(sheet.part, kind):
            for element in package.tree(part).iter():
                if local(element) in {"comment", "threadedComment"}:
                    yield "comments"


def _old_kind(shape: Element) -> str:
    """Old drawings hold comments, buttons, and pictures of headers."""
    kinds = {each.get("ObjectType", "") for each in shape.iter() if local(each) == "ClientData"}
    if "Note" in kinds:
        return "comment_boxes"
    return "controls" if kinds else "header_pictures"


def find_lost(
    before: Mapping[Feature, int], after: Mapping[Feature, int], *, rows_went: frozenset[str]
) -> list[Lost]:
    """Compare two censuses.

    Args:
        before: the census of the file as it was given.
        after: the census of the file as it would be written.
        rows_went: sheets from which rows of last year were taken away with all they held.
    """
    return [
        Lost(feature, count - after.get(feature, 0))
        for feature, count in before.items()
        if after.get(feature, 0) < count
        and not (feature.kind in _ON_ROWS and feature.sheet in rows_went)
    ]
