"""The catalogue under ``docs/rules``: one Markdown page a rule, and an index by family.

It knows Markdown; what a page says comes from ``audit.rule_page``, as it does for the
terminal.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xls_juesuan.messages import catalogue as messages
from xls_juesuan.messages.labels import SEVERITIES
from xls_juesuan.writing.page_sections import page_sections

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.audit.example_page import Block
    from xls_juesuan.audit.example_page import ExamplePage
    from xls_juesuan.audit.rule_page import Catalogue
    from xls_juesuan.audit.rule_page import RulePage

INDEX_FILE = "README.md"
#: What Markdown would take for a mark of its own.
_MARKS = re.compile(r"([`*_<>|#\[\]]|\\(?=[!-/:-@\[-`{-~]))")


def rule_documents(catalogue: Catalogue) -> Mapping[str, str]:
    """Give every file of the folder by name: a page a rule, and the index."""
    pages = [catalogue.page(rule) for rule in catalogue.rules]
    documents = {f"{page.rule.code}.md": "\n".join(_page(page)) + "\n" for page in pages}
    return documents | {INDEX_FILE: "\n".join(_index(pages)) + "\n"}


def _page(page: RulePage) -> Iterator[str]:
    title = messages.PAGE_TITLE.format(code=page.rule.code, title=page.rule.title)
    yield f"# {_plain(title)}"
    for heading, texts in page_sections(page):
        yield from ("", f"## {heading}", "")
        yield from (f"- {_plain(text)}" for text in texts) if len(texts) > 1 else map(_plain, texts)
    yield from ("", f"## {messages.EXAMPLES}", "")
    if not page.examples:
        yield messages.NO_EXAMPLES
        yield ""
    for example in page.examples:
        yield from _example(example)
    yield messages.BACK


def _example(example: ExamplePage) -> Iterator[str]:
    outcome = messages.HOLDS if example.holds else messages.FAILS
    yield from (f"### {outcome}", "", _plain(example.says), "")
    for block in example.blocks:
        yield from _block(block)
    for remark in example.remarks:
        yield from (_plain(remark), "")


def _block(block: Block) -> Iterator[str]:
    yield from (f"{_plain(block.caption)}：", "")
    if block.lines:
        yield from ("```text", *block.lines, "```", "")
        return
    heads, rows = _heads(block)
    yield _row(heads)
    yield _row(["---"] * len(heads), is_plain=True)
    yield from map(_row, rows)
    yield ""


def _heads(block: Block) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    if block.has_heading:
        return block.rows[0], block.rows[1:]
    is_codes = block.rows[0][0].isdigit()
    return (messages.CODE_HEADS if is_codes else messages.FIGURE_HEADS), block.rows


def _index(pages: Sequence[RulePage]) -> Iterator[str]:
    yield from (f"# {messages.INDEX_TITLE}", "", messages.INDEX_INTRO)
    for letter, name in messages.FAMILIES.items():
        chosen = [page for page in pages if page.rule.family == letter]
        if not chosen:
            continue
        yield from ("", f"## {messages.INDEX_FAMILY.format(letter=letter, name=name)}", "")
        yield _row(messages.INDEX_HEADS)
        yield _row(["---"] * len(messages.INDEX_HEADS), is_plain=True)
        yield from map(_index_row, chosen)


def _index_row(page: RulePage) -> str:
    rule = page.rule
    basis = messages.INDEX_VERIFIED if rule.is_verified else messages.INDEX_UNVERIFIED
    link = f"[{rule.code}]({rule.code}.md)"
    severity = SEVERITIES[rule.severity]
    return _row([link, severity, page.place, _plain(rule.title), basis], is_plain=True)


def _row(cells: Sequence[str], *, is_plain: bool = False) -> str:
    return f"| {' | '.join(cells if is_plain else map(_plain, cells))} |"


def _plain(text: str) -> str:
    """Keep Markdown from reading marks into a text."""
    return _MARKS.sub(r"\\\1", text)
