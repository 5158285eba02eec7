"""Documents composed from the example and from a ledger of a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.accounts import FillRequest
from xls_juesuan.disclosure.document import Heading
from xls_juesuan.disclosure.document import Level
from xls_juesuan.disclosure.document import Paragraph
from xls_juesuan.pipeline import compute

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.disclosure.document import Disclosure


def disclosure_of(ledger: Path, supplement: Path | None = None) -> Disclosure:
    """Compose the document of a ledger."""
    disclosure = compute(FillRequest(ledger, supplement=supplement)).disclosure
    assert disclosure is not None
    return disclosure


def part_three(document: Disclosure) -> dict[str, list[str]]:
    """Paragraphs of the explanation by numeral of the section."""
    found: dict[str, list[str]] = {}
    part, section = "", ""
    for block in document.blocks:
        if isinstance(block, Heading):
            part = block.text if block.level is Level.PART else part
            section = block.text if block.level is Level.SECTION else section
        elif isinstance(block, Paragraph) and part.startswith("第三部分"):
            found.setdefault(section.partition("、")[0], []).append(block.text)
    return found


def sections(document: Disclosure) -> dict[str, list[str]]:
    """Paragraphs by heading of the section that they stand in; subsections are left out."""
    found: dict[str, list[str]] = {}
    heading = ""
    for block in document.blocks:
        if isinstance(block, Heading) and block.level is not Level.SUBSECTION:
            heading = block.text
        elif isinstance(block, Paragraph):
            found.setdefault(heading, []).append(block.text)
    return found


def section(document: Disclosure, start: str, about: str = "") -> list[str]:
    """Paragraphs of the section whose heading begins so and has these words."""
    return next(
        texts
        for heading, texts in sections(document).items()
        if heading.startswith(start) and about in heading
    )
