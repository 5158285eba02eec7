"""A mapping file: what is written is what is read; a slip of the pen ends in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from xls_juesuan.errors import UserError
from xls_juesuan.messages.roles import TEXT_ROLES
from xls_juesuan.messages.roles import parse_role
from xls_juesuan.messages.roles import role_labels
from xls_juesuan.model import Funding
from xls_juesuan.model import Item
from xls_juesuan.reading.columns import Meaning
from xls_juesuan.reading.mapping import Mapping
from xls_juesuan.reading.mapping import SheetMapping
from xls_juesuan.reading.mapping import find_mapping
from xls_juesuan.reading.mapping import read_mapping
from xls_juesuan.reading.mapping_file import LeftNote
from xls_juesuan.reading.mapping_file import MappingNotes
from xls_juesuan.reading.mapping_file import Suggestion
from xls_juesuan.reading.mapping_file import compose_mapping

if TYPE_CHECKING:
    from pathlib import Path

_MEANINGS = [
    Meaning(role, group=group, side=side, foreign=foreign)
    for role, group, side, foreign in filter(None, map(parse_role, role_labels()))
    if role != "ignored"
]
#: A heading or name as a person sees it: one line, no blank at either end.
_TEXT = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=20
).map(lambda text: " ".join(text.split()))
_NAME = _TEXT.filter(bool)
_ROWS = st.one_of(
    st.none(),
    st.just((0, 0)),
    st.tuples(st.integers(1, 60), st.integers(0, 2)).map(lambda at: (at[0], at[0] + at[1])),
)
_SINGLE = [role for role in TEXT_ROLES if role != "ignored"]


@st.composite
def _sheets(draw: st.DrawFn) -> SheetMapping:
    columns = draw(st.dictionaries(st.integers(0, 800), st.sampled_from(_MEANINGS), max_size=12))
    unused = draw(st.sets(st.integers(0, 800), max_size=5))
    titles = {number: draw(_TEXT) for number in {*columns, *unused}}
    return SheetMapping(
        file=draw(_TEXT),
        sheet=draw(_NAME),
        use=draw(st.booleans()),
        kind=draw(st.sampled_from(["", "journal", "balances"])),
        heading_rows=draw(_ROWS),
        columns=columns,
        titles=titles,
        constants=draw(st.dictionaries(st.sampled_from(_SINGLE), _NAME, max_size=3)),
        amount_unit=draw(st.sampled_from(["", "元", "万元"])),
        unit=draw(_TEXT),
    )


_MAPPINGS = st.builds(
    Mapping,
    name=st.just("对照.toml"),
    is_named=st.just(True),
    unit_name=_TEXT,
    year=st.one_of(st.none(), st.integers(2019, 2099)),
    amount_unit=st.sampled_from(["", "元", "万元"]),
    sheets=st.lists(_sheets(), max_size=3).map(tuple),
    closing=st.dictionaries(_NAME, st.booleans(), max_size=4),
    kinds=st.dictionaries(
        st.tuples(st.sampled_from(["account", "project_class_name", "spend_kind"]), _NAME),
        st.sampled_from([Item.BASIC, Item.PROJECT]),
        max_size=4,
    ),
    funds=st.dictionaries(
        st.tuples(st.sampled_from(["account", "fund_name", "voucher"]), _NAME),
        st.sampled_from([one for one in Funding if one not in {Funding.NONE, Funding.UNDECIDED}]),
        max_size=4,
    ),
)
_NOTES = st.builds(
    MappingNotes,
    ledger=st.lists(st.builds(Suggestion, st.text(max_size=30), st.text(max_size=20), _TEXT)),
    closing=st.lists(st.text(max_size=20), max_size=3),
    kinds=st.lists(st.builds(Suggestion, st.text(max_size=30), st.text(max_size=20), _TEXT)),
    left=st.lists(
        st.builds(
            LeftNote,
            st.text(max_size=9),
            st.text(max_size=9),
            st.text(max_size=9),
            st.none() | _sheets(),
        ),
        max_size=3,
    ),
)


@settings(max_examples=50, deadline=None)
@given(mapping=_MAPPINGS, notes=_NOTES)
def test_what_is_written_is_what_is_read(
    mapping: Mapping, notes: MappingNotes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever roles, titles and decisions there are, and whatever the comments hold."""
    path = tmp_path_factory.mktemp("对照") / "对照.toml"
    path.write_bytes(compose_mapping(mapping, notes).encode())
    assert read_mapping(path, is_named=True) == mapping


def _written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


_GOOD = """["台账"]
"年度" = 2024
[["工作表"]]
"名称" = "凭证"
"表头行" = [3]
["工作表"."列"]
"C 科目编码" = "会计科目编码"
"""


def test_a_byte_order_mark_and_single_quotes_are_no_fault(tmp_path: Path) -> None:
    """Windows editors put a mark before the text; TOML knows two kinds of quotes."""
    path = _written(tmp_path / "甲.toml", _GOOD.replace('"', "'"), "utf-8-sig")
    mapping = read_mapping(path, is_named=True)
    assert mapping.year == 2024
    assert mapping.sheets[0].columns == {2: Meaning("account")}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"会计科目编码"', '"科目嘛"', ["科目嘛", "会计科目编码"]),
        ('"会计科目编码"', "3", ["3"]),
        ('"C 科目编码"', '"科目编码"', ["科目编码", "列号"]),
        ('"C 科目编码"', '"C 甲" = "日期"\n"C 科目编码"', ["C 列", "两次"]),
        ('"C 科目编码"', '"1 科目编码"', ["1 科目编码", "列号"]),
        ('"C 科目编码"', '"ZZZZ 科目编码"', ["ZZZZ"]),
        ('"表头行" = [3]', '"表头行" = "三"', ["表头行", "三"]),
        ('"表头行" = [3]', '"表头行" = [5, 3]', ["表头行"]),
        ('"表头行" = [3]', '"表头行" = true', ["表头行"]),
        ('"表头行" = [3]', '"表头行" = [-1]', ["表头行"]),
        ('"表头行" = [3]', '"采用" = "是"', ["采用", "true"]),
        ('"表头行" = [3]', '"种类" = "流水"', ["流水", "凭证明细"]),
        ('"表头行" = [3]', '"金额单位" = "千元"', ["千元", "万元"]),
        ('"表头行" = [3]', '"表头" = [3]', ["表头", "表头行"]),
        ("2024", '"二四"', ["年度", "二四"]),
        ("2024", "1999", ["1999"]),
        ("2024", "[2024]", ["年度"]),
        ('["台账"]', '["台帐"]', ["台帐", "台账"]),
        ('["台账"]\n', '"台账" = 1\n["结账"]\n', ["台账"]),
        ('[["工作表"]]', '["工作表"]', ["工作表"]),
        ('"年度" = 2024', '"年度" 2024', ["第 2 行"]),
        ('"年度" = 2024', '"年度" = ', ["第 2 行"]),
        ('"C 科目编码" =', '"整表固定" = 1\n"C 科目编码" =', ["整表固定"]),
    ],
)
def test_a_slip_of_the_pen_is_named(old: str, new: str, words: list[str], tmp_path: Path) -> None:
    """File, key and what could stand there; never English, never a traceback."""
    path = _written(tmp_path / "甲.toml", _GOOD.replace(old, new))
    with pytest.raises(UserError) as raised:
        read_mapping(path, is_named=True)
    for word in ("甲.toml", *words):
        assert word in raised.value.paragraph
    assert "rror" not in raised.value.paragraph


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('["基本项目"]\n"项目类别名称" = "项目支出"', "内容"),
        ('["基本项目"]\n"项目类别名称 甲类" = "项目"', "项目支出"),
        ('["基本项目"]\n"项目类别名称 甲类" = ["项目支出"]', "项目支出"),
        ('["基本项目"]\n"借方 100" = "项目支出"', "借方 100"),
        ('["资金性质"]\n"资金性质名称 甲" = "财政"', "单位资金"),
        ('["结账"]\n"是结账凭证" = "记-1"', "方括号"),
        ('["结账"]\n"结账凭证" = ["记-1"]', "是结账凭证"),
        ('[["工作表"]]\n["工作表"."整表固定"]\n"借方" = "1"', "借方"),
        ('[["工作表"]]\n["工作表"."列"]\n"A 甲" = ["日期"]', "A 甲"),
    ],
)
def test_decisions_that_say_nothing_are_named(text: str, word: str, tmp_path: Path) -> None:
    """What cannot be meant is not passed over."""
    with pytest.raises(UserError, match=word):
        read_mapping(_written(tmp_path / "甲.toml", text), is_named=True)


def test_other_files_are_called_what_they_are(tmp_path: Path) -> None:
    """GBK, an empty file, another program's TOML, a folder, nothing at all, a huge file."""
    with pytest.raises(UserError, match="UTF-8"):
        read_mapping(_written(tmp_path / "甲.toml", _GOOD, "gbk"), is_named=True)
    for text in ("", "# 只有说明", "[tool]\nname = 1", "x = 1\n" * 200_000):
        with pytest.raises(UserError, match=r"不是列对照文件|写法有误"):
            read_mapping(_written(tmp_path / "乙.toml", text), is_named=True)
    for path in (tmp_path, tmp_path / "没有.toml"):
        with pytest.raises(UserError, match="打不开"):
            read_mapping(path, is_named=True)


def test_the_mapping_of_the_ledger_goes_before_the_common_one(tmp_path: Path) -> None:
    """``ledger.mapping.toml``, else ``mapping.toml``; folders of such names are none."""
    ledger = tmp_path / "台账.xlsx"
    assert find_mapping(ledger) is None
    (tmp_path / "mapping.toml").touch()
    assert find_mapping(ledger) == tmp_path / "mapping.toml"
    (tmp_path / "台账.mapping.toml").mkdir()
    assert find_mapping(ledger) == tmp_path / "mapping.toml"
    (tmp_path / "台账.mapping.toml").rmdir()
    (tmp_path / "台账.mapping.toml").touch()
    assert find_mapping(ledger) == tmp_path / "台账.mapping.toml"
