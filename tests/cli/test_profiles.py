"""The layouts of a place on the command line: stated, or found by what a document holds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ended

Run = Callable[..., Ended]


@pytest.mark.parametrize("option", ["--profile", "--template"])
def test_a_place_is_filled_and_known_again(xlj: Run, option: str) -> None:
    """What is filled in a place's layouts is audited in them without being told."""
    filled = xlj("fill", "examples/ledger.xlsx", option, "shanghai", "-o", "甲.xlsx", "--json")
    audited = xlj("audit", "甲.xlsx", "-o", "审核.xlsx", "--json")

    assert json.loads(filled.out)["template"] == "shanghai"
    document = json.loads(audited.out)["document"]
    assert (document["template"], document["missing"]) == ("shanghai", [])
    assert document["not_recognised"] == []


def test_the_report_says_how_the_layouts_were_chosen(xlj: Run) -> None:
    """Found ones can be overridden, and stated ones are called so."""
    xlj("fill", "examples/ledger.xlsx", "--profile", "shanghai", "-o", "甲.xlsx")
    found = xlj("audit", "甲.xlsx", "-o", "审核.xlsx").out
    stated = xlj("audit", "甲.xlsx", "--profile", "henan", "-o", "审核.xlsx").out

    assert "版式：上海：" in found
    assert "认出，不对时用 --template" in found
    assert "版式：河南：部门决算公开九张表（指定）" in stated


def test_a_place_nobody_knows_is_refused_with_those_there_are(xlj: Run) -> None:
    """No file is written for a layout that does not exist."""
    ended = xlj("fill", "examples/ledger.xlsx", "--profile", "北京", "-o", "甲.xlsx")

    assert ended.code == 2
    assert "henan（河南）、national（全国）、shanghai（上海）、shanghai_26（上海26行）" in ended.err
    assert not Path("甲.xlsx").exists()
