"""A folder of one's own rules is added to those of the program, or refused in Chinese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Any

import pytest

from tests.own_rules import OWN
from tests.own_rules import write_rule
from xls_juesuan.declarations.layout import load_profile
from xls_juesuan.declarations.own_rules import FIRST_OWN
from xls_juesuan.declarations.own_rules import is_own
from xls_juesuan.declarations.own_rules import rules_with
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from xls_juesuan.declarations.rules import Rule

#: Words that a technical message would leave behind.
ENGLISH = re.compile(
    r"\b(is|not|one of|missing|unknown|stands|where|belongs|invalid|no)\b", re.IGNORECASE
)
FINE = '[[examples]]\nholds = true\nsays = "对。"\n'


def loaded(folder: Path) -> tuple[Rule, ...]:
    return rules_with(folder, load_profile())


def test_own_rules_stand_among_those_of_the_program(tmp_path: Path) -> None:
    """They are told apart from the program's, and all are in the order of their codes."""
    write_rule(tmp_path, OWN)
    rules = loaded(tmp_path)

    assert [rule.code for rule in rules if is_own(rule)] == ["T951"]
    assert len(rules) == len(load_rules()) + 1
    assert [rule.code for rule in rules] == sorted(rule.code for rule in rules)


def test_the_program_leaves_the_highest_numbers_to_others() -> None:
    """A rule that somebody wrote for himself never clashes with a later version."""
    assert [rule.code for rule in load_rules() if int(rule.code[1:]) >= FIRST_OWN] == []


def test_a_file_may_begin_with_the_mark_that_notepad_writes(tmp_path: Path) -> None:
    """UTF-8 with its byte order mark is UTF-8."""
    path = write_rule(tmp_path, OWN)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert len(loaded(tmp_path)) == len(load_rules()) + 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"colour": "red"}, "不认识的字段 colour"),
        ({"title": None}, "缺少字段 title"),
        ({"severity": "fatal"}, "字段 severity 的值 'fatal' 不对"),
        ({"severity": None}, "字段 severity 的值 （没有写） 不对"),
        ({"table": "balance_sheet"}, "字段 table 的值"),
        ({"relation": None}, "没有写 relation"),
        ({"relation": None, "observed": True}, "只用于程序自带的规则"),
        ({"relation": None, "coded": "rounding_tails"}, "只用于程序自带的规则"),
        ({"relation": "income[total].total"}, "没有写成比较"),
        ({"relation": "income[total] =="}, "勾稽关系读不懂"),
        ({"relation": "income[total].total == magic(1)"}, "勾稽关系读不懂"),
        ({"relation": "-" * 9000 + "1 == 1"}, "勾稽关系"),
        ({"relation": "incomes[total].total == 0"}, "没有 incomes 这张表"),
        ({"relation": "income_expenditure[L99] == 0"}, "没有 income_expenditure[L99] 这一行"),
        ({"relation": "income[total].debt == 0"}, "没有 income.debt 这一栏"),
        ({"relation": "income[row].total == 0"}, "没有说是哪些行"),
        ({"relation": "income[total].col == 0"}, "没有一起用"),
        ({"relation": 'stated("horses.held") == 0'}, "补充资料没有 horses.held 这一项"),
        ({"relation": "facts(flow=outgoing) == 0"}, "汇总表里没有 outgoing 这个值"),
        ({"relation": "facts(account=6999) == 0"}, "会计科目表里没有 6999"),
        ({"relation": "unit_is(school)"}, "没有 school 这种单位性质"),
        ({"when": "income[total].total > 0"}, "没有成对写"),
        ({"each": ["income.cousins"]}, "不是表的一组行"),
        ({"each": ["income[total"]}, "这不是一组行"),
        ({"each": ["income"], "accounts": ["6001"]}, "each 和 accounts 写在了一起"),
        ({"accounts": ["6999"]}, "会计科目表里没有 6999"),
        ({"cell": "sum(income[L1:L2])"}, "不是一个格子"),
        ({"needs": ["luck"]}, "字段 needs 的值 'luck' 不对"),
        ({"needs": 3}, "要写成文字或几个文字的列表"),
        ({"origin": ["A1"]}, "来源编号"),
        ({"pair": {"functions": ["2210201"], "economics": []}}, "functions 和 economics"),
        ({"pair": "2210201"}, "要写成一组"),
        ({"name": "Own Rule"}, "英文名（name）'Own Rule' 不对"),
        ({"name": "fiscal-appropriation-pair", "since": "soon"}, "版本（since）'soon' 不对"),
        ({"code": "X951"}, "编号（code）'X951' 不对"),
        ({"code": "T952"}, "文件名与编号不一致"),
    ],
    ids=str,
)
def test_a_malformed_rule_is_refused_in_chinese(
    tmp_path: Path, change: dict[str, Any], words: str
) -> None:
    """One paragraph says which file, what is wrong and how to put it right."""
    write_rule(tmp_path, OWN | change, stem="T951")

    with pytest.raises(UserError) as caught:
        loaded(tmp_path)

    assert words in caught.value.what
    assert "T951.toml" in caught.value.where
    assert caught.value.how
    quoted = re.sub(r"'[^']*'|（[^）]*）", "", caught.value.what)
    assert not ENGLISH.search(quoted)


@pytest.mark.parametrize(
    ("examples", "words"),
    [
        (FINE.replace("。", ""), "第 1 个例子写得不对（says 要写成一句话"),
        (FINE.replace("holds = true\n", ""), "缺少 holds"),
        (FINE + "colour = 1\n", "有不认识的字段 colour"),
        (FINE + '[examples.figures]\n"income" = "1.00"\n', "不是格子"),
        (FINE + '[examples.figures]\n"income[total].total" = "1"\n', "不是金额"),
        (FINE + FINE.replace("true", '"yes"'), "第 2 个例子写得不对（holds 的值"),
    ],
)
def test_a_malformed_example_is_refused_in_chinese(
    tmp_path: Path, examples: str, words: str
) -> None:
    """The paragraph names the example by its number."""
    write_rule(tmp_path, OWN, examples=examples)

    with pytest.raises(UserError, match=re.escape(words)):
        loaded(tmp_path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'code = "T951"\ntitle = \n', "第 2 行"),
        ('title = "合计"'.encode("gbk"), "UTF-8"),
    ],
)
def test_a_file_that_is_no_toml_is_located(tmp_path: Path, content: bytes, words: str) -> None:
    """Line and column, or the encoding to save it in."""
    (tmp_path / "T951.toml").write_bytes(content)

    with pytest.raises(UserError, match=words):
        loaded(tmp_path)


def test_a_code_of_the_program_is_refused_with_a_free_one(tmp_path: Path) -> None:
    """Findings under one code must come from one rule."""
    write_rule(tmp_path, OWN | {"code": "T012"}, stem="T012")

    with pytest.raises(UserError, match=r"T012 已经用于.*如 T950"):
        loaded(tmp_path)


def test_two_files_cannot_share_a_name(tmp_path: Path) -> None:
    """Names are unique, among one's own rules too."""
    write_rule(tmp_path, OWN)
    write_rule(tmp_path, OWN | {"code": "T952"}, stem="T952")

    with pytest.raises(UserError, match=r"own-total 已经用于规则 T951"):
        loaded(tmp_path)


def test_a_folder_that_is_missing_or_empty_is_refused(tmp_path: Path) -> None:
    """Nobody believes that his rules were judged when none was read."""
    with pytest.raises(UserError, match="规则文件夹里没有规则文件"):
        loaded(tmp_path)
    with pytest.raises(UserError, match="没有这个规则文件夹"):
        loaded(tmp_path / "no")
