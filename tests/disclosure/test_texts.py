"""Templates of texts: lines, gaps, and what a wrong template is answered with."""

from __future__ import annotations

import pytest

from xls_juesuan.disclosure.document import Run
from xls_juesuan.disclosure.numerals import chinese_numeral
from xls_juesuan.disclosure.quantities import Missing
from xls_juesuan.disclosure.texts import Texts
from xls_juesuan.disclosure.texts import runs
from xls_juesuan.errors import DeclarationError

TEXTS = Texts("{% macro twice(word) %}{{ word }}{{ word }}{% endmacro %}", {"missing": Missing})


def test_a_line_is_a_paragraph_and_blank_ones_are_none() -> None:
    """Loops and conditions leave no empty paragraphs."""
    template = "一\n{% for each in [2, 3] %}\n{{ each }}\n{% endfor %}\n\n  {{ twice('四') }}\n"
    assert list(TEXTS.lines(template)) == ["一", "2", "3", "四四"]


def test_a_missing_value_becomes_a_gap_with_the_name_of_its_field() -> None:
    """Text before and after it stays text."""
    line = TEXTS.line("比上年增加{{ missing('previous.total') }}万元。")
    assert runs(line, lambda key: f"<{key}>") == (
        Run("比上年增加"),
        Run("【待补：<previous.total>】", "previous.total"),
        Run("万元。"),
    )


@pytest.mark.parametrize(
    "template", ["{{ unknown }}", "{% if %}", "{{ 1 / 0 }}", "{{ twice.__globals__ }}"]
)
def test_a_wrong_template_is_refused_with_its_text(template: str) -> None:
    """Neither a traceback nor an empty sentence."""
    with pytest.raises(DeclarationError) as raised:
        list(TEXTS.lines(template))
    assert template in str(raised.value)


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (38, "三十八"), (100, "一百"),
     (103, "一百零三"), (115, "一百一十五")],
)  # fmt: skip
def test_headings_count_in_chinese(number: int, numeral: str) -> None:
    """As far as a document with a hundred terms needs."""
    assert chinese_numeral(number) == numeral
