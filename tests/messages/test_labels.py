from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xls_juesuan.findings import Outcome
from xls_juesuan.findings import Severity
from xls_juesuan.ledger import LedgerKind
from xls_juesuan.ledger import RowStatus
from xls_juesuan.messages import labels
from xls_juesuan.model import Flow
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.model import Origin
from xls_juesuan.model import UnitKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

EVERY = [
    (Flow, labels.FLOWS),
    (Item, labels.ITEMS),
    (Funding, labels.FUNDINGS),
    (Origin, labels.ORIGINS),
    (UnitKind, labels.UNIT_KINDS),
    (Severity, labels.SEVERITIES),
    (Outcome, labels.OUTCOMES),
    (LedgerKind, labels.LEDGER_KINDS),
    (RowStatus, labels.ROW_STATUSES),
]


@pytest.mark.parametrize(("kind", "words"), EVERY)
def test_every_value_has_a_word_of_its_own(
    kind: type[StrEnum], words: Mapping[StrEnum, str]
) -> None:
    """No value is without a word, and no word stands for two values."""
    assert set(words) == set(kind)
    assert len(set(words.values())) == len(words)


@pytest.mark.parametrize(("kind", "words"), EVERY)
def test_words_are_plain_criteria(kind: type[StrEnum], words: Mapping[StrEnum, str]) -> None:
    """A word works as the criterion of a formula and prints on any Chinese console."""
    for word in words.values():
        assert not set(word) & set('*?~"<>='), kind
        word.encode("gbk")


def test_dimensions_are_worded_as_the_facts_sheet_prints_them() -> None:
    """Values of enumerations get their word, codes stay, what is not stated says so."""
    assert labels.dimension_label("flow", "income") == "收入"
    assert labels.dimension_label("item", "") == "不分项目"
    assert labels.dimension_label("economic", "30201") == "30201"
    assert labels.dimension_label("economic", "") == "未填"
