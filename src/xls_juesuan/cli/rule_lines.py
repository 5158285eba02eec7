"""Rules on the terminal: the list of the catalogue, and the page of one rule.

It knows widths; on a terminal lines fit it, in a file or a pipe nothing is cut.
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from typing import TYPE_CHECKING

from xls_juesuan.cli.text_table import WIDEST
from xls_juesuan.cli.text_table import cut
from xls_juesuan.cli.text_table import table_lines
from xls_juesuan.cli.text_table import wrapped
from xls_juesuan.declarations.own_rules import is_own
from xls_juesuan.findings import Severity
from xls_juesuan.messages import catalogue as messages
from xls_juesuan.messages.labels import SEVERITIES
from xls_juesuan.writing.page_sections import page_sections
from xls_juesuan.writing.widths import display_width

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from xls_juesuan.audit.example_page import Block
    from xls_juesuan.audit.example_page import ExamplePage
    from xls_juesuan.audit.rule_page import Catalogue
    from xls_juesuan.audit.rule_page import RulePage
    from xls_juesuan.declarations.rule import Rule

_NARROWEST = 40
#: Columns that marks may take which do not begin a line.
_HANGING = 4
_INDENT, _DEEPER = "  ", "    "


def terminal_width() -> int | None:
    """Columns of the terminal; ``None`` where the output goes into a file or a pipe."""
    if not sys.stdout.isatty():
        return None
    return max(shutil.get_terminal_size((WIDEST, 24)).columns - 1, _NARROWEST)


def list_lines(catalogue: Catalogue, chosen: Sequence[Rule], width: int | None) -> Iterator[str]:
    """Give the chosen rules by family, and how many they are.

    Args:
        catalogue: all rules, with the names of their places.
        chosen: the rules to list.
        width: columns of the terminal; ``None`` to cut nothing.
    """
    if not chosen:
        yield messages.NOTHING.format(all=len(catalogue.rules))
        return
    families = Counter(rule.family for rule in chosen)
    rows = [messages.HEADS, *(_row(catalogue, rule) for rule in chosen)]
    lines = iter(table_lines(rows))
    yield next(lines)
    for letter, count in families.items():
        name = messages.FAMILIES[letter]
        yield messages.FAMILY_HEAD.format(letter=letter, name=name, count=count)
        for _ in range(count):
            line = next(lines)
            # The table's indent is no white space that could be lost.
            yield (
                line if width is None else _INDENT + cut(line, width - len(_INDENT), squeeze=False)
            )
    yield _count(catalogue, chosen)
    yield messages.HINT


def _row(catalogue: Catalogue, rule: Rule) -> tuple[str, ...]:
    title = rule.title
    if not rule.is_verified:
        title += messages.UNVERIFIED_MARK
    if is_own(rule):
        title += messages.OWN_MARK
    return rule.code, SEVERITIES[rule.severity], catalogue.place(rule), title


def _count(catalogue: Catalogue, chosen: Sequence[Rule]) -> str:
    by_severity = Counter(rule.severity for rule in chosen)
    severities = messages.ENUMERATE.join(
        messages.SEVERITY_COUNT.format(name=SEVERITIES[severity], count=by_severity[severity])
        for severity in Severity
        if by_severity[severity]
    )
    is_all = len(chosen) == len(catalogue.rules)
    text = (messages.COUNT if is_all else messages.CHOSEN).format(
        count=len(chosen), all=len(catalogue.rules), severities=severities
    )
    unverified = sum(not rule.is_verified for rule in chosen)
    own = sum(is_own(rule) for rule in chosen)
    text += messages.UNVERIFIED_COUNT.format(count=unverified) if unverified else ""
    return text + (messages.OWN_COUNT.format(count=own) if own else "") + messages.END


def page_lines(page: RulePage, width: int | None) -> Iterator[str]:
    """Give the page of a rule."""
    room = (width or WIDEST) - _HANGING
    title = messages.PAGE_TITLE.format(code=page.rule.code, title=page.rule.title)
    yield from wrapped(title, indent="", width=room)
    for heading, texts in page_sections(page):
        yield from ("", heading)
        for text in texts:
            yield from wrapped(text, width=room)
    yield from ("", messages.EXAMPLES)
    if not page.examples:
        yield _INDENT + messages.NO_EXAMPLES
    for at, example in enumerate(page.examples):
        if at:
            yield ""
        yield from _example_lines(example, room, is_cut=width is not None)


def _example_lines(example: ExamplePage, width: int, *, is_cut: bool) -> Iterator[str]:
    outcome = messages.HOLDS if example.holds else messages.FAILS
    yield from wrapped(messages.EXAMPLE.format(outcome=outcome, says=example.says), width=width)
    for block in example.blocks:
        yield f"{_DEEPER}{block.caption}："
        yield from _block_lines(block, width, is_cut=is_cut)
    for remark in example.remarks:
        yield from wrapped(remark, indent=_DEEPER, width=width)


def _block_lines(block: Block, width: int, *, is_cut: bool) -> Iterator[str]:
    indent = _DEEPER + _INDENT
    if block.lines:
        yield from (indent + line for line in block.lines)
        return
    lines = list(table_lines(_without_empty(block), indent=indent, right=_amounts(block)))
    if not is_cut or max(map(display_width, lines)) <= width:
        yield from lines
    elif block.has_heading:
        yield from _records(block, indent, width)
    else:
        for row in block.rows:
            yield from wrapped(_INDENT.join(row), indent=indent, width=width)


def _records(block: Block, indent: str, width: int) -> Iterator[str]:
    """Give a table that is too wide row by row, each cell after the name of its column."""
    heads = block.rows[0]
    for number, row in enumerate(block.rows[1:], start=2):
        cells = messages.RECORD_JOIN.join(
            messages.RECORD.format(head=head, value=value).strip()
            for head, value in zip(heads, row, strict=True)
            if value
        )
        text = messages.RECORD_LINE.format(line=number, cells=cells)
        yield from wrapped(text, indent=indent, width=width)


def _amounts(block: Block) -> tuple[int, ...]:
    """Amounts stand flush right; in a table with headings nobody says which they are."""
    return () if block.has_heading or block.rows[0][0].isdigit() else (1,)


def _without_empty(block: Block) -> list[tuple[str, ...]]:
    """Rows without the columns that have nothing but a heading."""
    body = block.rows[1:] if block.has_heading else block.rows
    kept = [at for at in range(len(block.rows[0])) if any(row[at] for row in body)]
    return [tuple(row[at] for at in kept) for row in block.rows]
