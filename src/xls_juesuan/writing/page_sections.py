"""The sections of a rule's page in their order, for the terminal and for Markdown alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.messages import catalogue as messages

if TYPE_CHECKING:
    from xls_juesuan.audit.rule_page import RulePage


def page_sections(page: RulePage) -> list[tuple[str, tuple[str, ...]]]:
    """Give heading and texts of each section before the examples that has any."""
    rule = page.rule
    sections = [
        (messages.CHECKS, page.checks),
        (messages.SEVERITY_HEAD, page.severity),
        (messages.PLACE, (page.place,)),
        (messages.WHY, (rule.why,)),
        (messages.BASIS, (rule.basis, page.certainty)),
        (messages.SOURCE, (rule.source,)),
        (messages.FIX, (rule.fix,)),
        (messages.EXCEPTIONS, page.exceptions),
        (messages.RELATED, _related(page)),
        (messages.SINCE, (rule.since,)),
    ]
    return [(heading, texts) for heading, texts in sections if texts]


def _related(page: RulePage) -> tuple[str, ...]:
    rules = tuple(
        messages.NEAREST_RULE.format(code=code, title=title) for code, title in page.related
    )
    origins = messages.LISTED.join(page.rule.origin)
    return (*((messages.ORIGIN.format(origin=origins),) if origins else ()), *rules)
