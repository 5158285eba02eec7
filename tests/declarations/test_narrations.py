"""Lists of words in narrations: readable, and each word does what it stands there for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from xls_juesuan.codes import economic_codes
from xls_juesuan.declarations.narrations import Suspicion
from xls_juesuan.declarations.narrations import load_suspicions
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.errors import DeclarationError

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = """
[gifts]
rule = "L139"
confidence = "sourced"
words = ["礼", "大礼（包）"]
own = ["30217"]
"""


@pytest.mark.parametrize("suspicion", load_suspicions(), ids=lambda one: one.kind)
def test_every_word_finds_and_every_phrase_saves(suspicion: Suspicion) -> None:
    """No exclusion swallows a word whole, and none is idle."""
    for word in suspicion.words:
        assert re.search(suspicion.pattern, word.replace("（", "(").replace("）", ")"))
        assert word not in suspicion.without
    for phrase in suspicion.without:
        assert re.search(suspicion.pattern, phrase), phrase
        assert not re.search(suspicion.pattern, re.sub(suspicion.excluded, "|", phrase))


@pytest.mark.parametrize("suspicion", load_suspicions(), ids=lambda one: one.kind)
def test_every_list_names_a_rule_and_real_codes(suspicion: Suspicion) -> None:
    """A hit is judged by a declared rule; codes are those of the classification."""
    known = {entry.code for entry in economic_codes()}
    assert suspicion.rule in {rule.code for rule in load_rules() if rule.observed}
    for code in (*suspicion.own, *suspicion.usual, *suspicion.only):
        assert code in known
    assert suspicion.confidence == "knowledge, unverified"


def test_a_list_says_what_its_file_says(tmp_path: Path) -> None:
    """Longer words first, full-width as half-width; own codes are not looked at."""
    path = tmp_path / "narrations.toml"
    path.write_text(PLAIN, encoding="utf-8")
    (gifts,) = load_suspicions(path)

    assert gifts.pattern == r"(大礼\(包\)|礼)"
    assert gifts.excluded == ""
    assert [gifts.looks_at(code) for code in ("30216", "30217", "302", "")] == [
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace('words = ["礼", "大礼（包）"]', ""),
        PLAIN.replace('own = ["30217"]', ""),
        PLAIN + 'colour = "red"\n',
        PLAIN.replace('rule = "L139"\n', ""),
        "gifts = 3",
    ],
    ids=["no words", "no own codes", "unknown field", "no rule", "no table"],
)
def test_a_malformed_list_is_refused(text: str, tmp_path: Path) -> None:
    """The message names the file."""
    path = tmp_path / "narrations.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(DeclarationError, match=r"narrations\.toml"):
        load_suspicions(path)
