"""Deviations of indicators from their targets."""

from __future__ import annotations

import pytest

from xls_juesuan.tables.deviation import Deviation
from xls_juesuan.tables.deviation import find_deviation
from xls_juesuan.tables.deviation import read_deviation


@pytest.mark.parametrize(
    ("target", "actual", "steps"),
    [
        ("≤5%", "21.39%", 3_278_000),
        ("≤10%", "9.99%", 0),
        ("≥90%", "81%", -100_000),
        ("≥26人", "30人", 0),
        ("=3人", "4人", 333_300),
        ("1年", "1年", 0),
        ("≥5,670平方米", "5670平方米", 0),
        ("＞＝95％", "95%", 0),
        ("每月30日前", "43.44%", -565_600),
        ("2024年12月31日前", "0%", -1_000_000),
        ("明显提高", "100%", 0),
        ("=0次", "0次", 0),
        ("=0次", "2次", None),
        ("≥90分", "95%", None),
        ("≤49.8万元", "498000元", None),
        ("相关", "相关", None),
        # Bounds in words, and ranges, which nothing is read out of.
        ("95%以上", "96%", 0),
        ("90%（含）以上", "81%", -100_000),
        ("不低于95%", "95%", 0),
        ("大于等于95%", "94%", -10_500),
        ("不超过5%", "6%", 200_000),
        ("5%以内", "4%", 0),
        ("不少于3次", "2次", -333_300),
        ("95%-100%", "97%", None),
        ("提高5%", "5%", None),
        ("", "100%", None),
        ("≥90%", "", None),
    ],
)
def test_a_deviation_is_relative_to_its_target(target: str, actual: str, steps: int | None) -> None:
    """A bound that is kept deviates by nothing; units that differ are not compared."""
    assert find_deviation(target, actual) == steps


@pytest.mark.parametrize(
    ("text", "deviation"),
    [
        ("-56.56 部分资金暂未支付", Deviation(-565_600, "部分资金暂未支付")),
        ("－100.00%，资金未到位", Deviation(-1_000_000, "资金未到位")),
        ("0.00", Deviation(0, "")),
        ("资金未到位", Deviation(None, "资金未到位")),
        ("", Deviation(None, "")),
    ],
)
def test_a_stated_deviation_is_a_number_and_a_reason(text: str, deviation: Deviation) -> None:
    """Either may be missing."""
    assert read_deviation(text) == deviation
