"""The narrative of the example states the figures that its unit published."""

from __future__ import annotations

from functools import cache

import pytest

from tests.disclosure.accounts import disclosure_of
from tests.disclosure.accounts import part_three
from tests.disclosure.published import IMPOSSIBLE
from tests.disclosure.published import Sentence
from tests.disclosure.published import amount
from tests.disclosure.published import sentences
from tests.workbooks import EXAMPLES
from tests.workbooks import JOURNAL

SENTENCES = sentences()


@cache
def example() -> dict[str, list[str]]:
    return part_three(disclosure_of(JOURNAL, EXAMPLES / "supplement.xlsx"))


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda one: one.code)
def test_a_sentence_states_the_figures_that_were_published(sentence: Sentence) -> None:
    """Amounts, directions and percentages are those of the publication, to the last digit."""
    paragraph = sentence.find(example()[sentence.section])
    wanted = {
        name: None if (sentence.code, name) in IMPOSSIBLE else amount(text)
        for name, text in sentence.stated.items()
    }
    assert {name: amount(text) for name, text in sentence.read(paragraph).items()} == wanted


def test_every_figure_that_was_published_is_compared() -> None:
    """33 sentences with 129 figures; nine of them are percentages of nothing."""
    compared = [name for one in SENTENCES for name in one.stated]
    assert (len(SENTENCES), len(compared), len(IMPOSSIBLE)) == (33, 129, 9)


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda one: one.code)
def test_a_sentence_names_what_the_published_one_names(sentence: Sentence) -> None:
    """The projects and the grade."""
    paragraph = sentence.find(example()[sentence.section]).translate(str.maketrans("‘’", "“”"))
    assert all(name in paragraph for name in sentence.names)


def test_items_come_in_the_order_of_their_codes() -> None:
    """The number of each paragraph follows from its code."""
    items = [one for one in SENTENCES if "code" in one.figures]
    assert [one.number for one in items] == list(range(1, 10))
    assert [one.figures["code"] for one in items] == sorted(one.figures["code"] for one in items)
    starts = [
        text.split(".")[0] for text in example()["五"] if text[0].isdigit() and "（项）" in text
    ]
    assert starts == [str(number) for number in range(1, 10)]


def test_a_budget_of_nothing_has_no_completion() -> None:
    """Where the publication prints 100.00 % of 0.00 it is said that there is no percentage."""
    texts = example()
    third = next(text for text in texts["五"] if text.startswith("3."))
    eighth = next(text for text in texts["五"] if text.startswith("8."))
    assert "年初预算为零，不计算完成率" in third
    assert "完成" not in eighth
    assert "%" not in eighth
