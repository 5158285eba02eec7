"""The examples of every rule come out as the rule's file says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.trials import try_example

if TYPE_CHECKING:
    from xls_juesuan.declarations.rules import Rule

RULES = load_rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_examples_come_out_as_they_say(rule: Rule) -> None:
    """A rule holds on its right examples, fails on its wrong ones, and has both."""
    found = [(try_example(rule, each), each) for each in rule.examples]

    assert [(one.messages, each.says) for one, each in found if one.holds is not each.holds] == []
    assert {each.holds for each in rule.examples} == {True, False}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_examples_are_worded_for_people(rule: Rule) -> None:
    """Each says in one Chinese sentence what it shows, without internal names."""
    for each in rule.examples:
        each.says.encode("gbk")
        assert each.says.count("。") == 1
        assert re.search(r"[\u4e00-\u9fff]", each.says)
        assert not re.search(r"[a-z]+_[a-z]+", each.says)
    assert len({each.says for each in rule.examples}) == len(rule.examples)
