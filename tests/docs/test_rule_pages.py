"""The pages under docs/rules say what the rules say today."""

from __future__ import annotations

from pathlib import Path

import pytest

from xls_juesuan.audit.rule_page import Catalogue
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.writing.rule_pages import rule_documents

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "rules"


def test_pages_are_those_of_the_rules() -> None:
    """Every page is what the rule's file gives, and no page is left of a rule that is gone."""
    wanted = rule_documents(Catalogue(load_rules()))
    found = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    differing = sorted(
        name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name)
    )

    if differing:
        pytest.fail(f"run `make rules` and commit docs/rules: {', '.join(differing)}")


def test_every_page_is_in_the_index_and_links_lead_somewhere() -> None:
    """Whoever opens the index finds every rule by one click."""
    index = (FOLDER / "README.md").read_text(encoding="utf-8")

    for rule in load_rules():
        assert f"[{rule.code}]({rule.code}.md)" in index
        assert (FOLDER / f"{rule.code}.md").is_file()
