"""The JSON contract of the rule catalogue: stable keys, the words of a rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.declarations.own_rules import is_own

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.audit.example_page import Block
    from xls_juesuan.audit.example_page import ExamplePage
    from xls_juesuan.audit.rule_page import Catalogue
    from xls_juesuan.audit.rule_page import RulePage
    from xls_juesuan.declarations.rule import Rule
    from xls_juesuan.writing.json_findings import Json


def rules_document(catalogue: Catalogue, chosen: Sequence[Rule]) -> Json:
    """Give the chosen rules and how many there are."""
    return {
        "rules": [_rule(catalogue, rule) for rule in chosen],
        "chosen": len(chosen),
        "all": len(catalogue.rules),
    }


def pages_document(catalogue: Catalogue, rules: Sequence[Rule]) -> Json:
    """Give the whole pages of rules."""
    return {"rules": [_page(catalogue, catalogue.page(rule)) for rule in rules]}


def _rule(catalogue: Catalogue, rule: Rule) -> Json:
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "severity": str(rule.severity),
        "title": rule.title,
        "table": rule.table,
        "place": catalogue.place(rule),
        "verified": rule.is_verified,
        "own": is_own(rule),
        "since": rule.since,
    }


def _page(catalogue: Catalogue, page: RulePage) -> Json:
    rule = page.rule
    return {
        **_rule(catalogue, rule),
        "checks": list(page.checks),
        "why": rule.why,
        "basis": rule.basis,
        "certainty": page.certainty,
        "source": rule.source,
        "fix": rule.fix,
        "exceptions": list(page.exceptions),
        "relations": list(rule.origin),
        "related": [code for code, _ in page.related],
        "examples": [_example(each) for each in page.examples],
    }


def _example(example: ExamplePage) -> Json:
    return {
        "holds": example.holds,
        "says": example.says,
        "blocks": [_block(block) for block in example.blocks],
        "remarks": list(example.remarks),
    }


def _block(block: Block) -> Json:
    return {
        "caption": block.caption,
        "rows": [list(row) for row in block.rows],
        "lines": list(block.lines),
    }
