"""Whose a supplement is: names that are the same decide, then the unit that it states."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.end_to_end.running import fill_form
from xls_juesuan.errors import UserError
from xls_juesuan.reading.supplement_choice import Owner
from xls_juesuan.reading.supplement_choice import candidates_for
from xls_juesuan.reading.supplement_choice import choose_supplement
from xls_juesuan.reading.supplement_choice import find_supplement
from xls_juesuan.reading.supplement_choice import is_supplement
from xls_juesuan.reading.supplement_choice import share_by_name

if TYPE_CHECKING:
    from pathlib import Path


def _touch(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).touch()
    return [folder / name for name in names]


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("甲局补充资料.xlsx", True),
        ("甲_supplement.xlsx", True),
        ("Supplement 2024.XLS", True),
        ("补充资料.et", True),
        ("补充资料.xlsb", True),
        ("supplementary.xlsx", False),
        ("补充资料.docx", False),
        ("~$补充资料.xlsx", False),
        ("甲局.xlsx", False),
    ],
)
def test_what_is_called_a_supplement(tmp_path: Path, name: str, is_one: bool) -> None:
    """Both words, in every format of spreadsheets; longer words and open files are none."""
    assert is_supplement(tmp_path / name) is is_one


@pytest.mark.parametrize(
    ("names", "supplements", "found"),
    [
        # A longer name is another unit's, whichever of the two is the longer one.
        (("县教育局",), ("县教育局服务中心补充资料", "县教育局补充资料"), "县教育局补充资料"),
        (("县教育局服务中心",), ("县教育局补充资料", "县教育局服务中心补充资料"), "县教育局服务中心补充资料"),
        (("一中",), ("十一中补充资料",), None),
        (("十一中",), ("一中补充资料",), None),
        # Years, versions and what ledgers are called are no part of a name.
        (("乙局2024台账",), ("补充资料（乙局）",), "补充资料（乙局）"),
        (("2024年甲局凭证明细",), ("甲局_补充资料表（终稿）",), "甲局_补充资料表（终稿）"),
        # The name as it is comes before the name without those.
        (("甲局2023",), ("甲局2024补充资料", "甲局2023补充资料"), "甲局2023补充资料"),
        (("2024年台账",), ("补充资料2023",), None),
    ],
)  # fmt: skip
def test_only_the_same_name_decides(
    tmp_path: Path, names: tuple[str, ...], supplements: tuple[str, ...], found: str | None
) -> None:
    """One name within another decides nothing."""
    paths = [tmp_path / f"{each}.xlsx" for each in supplements]
    taken = share_by_name({0: Owner(names)}, paths).taken
    assert taken.get(0) == (tmp_path / f"{found}.xlsx" if found else None)


def test_no_supplement_goes_to_two(tmp_path: Path) -> None:
    """The closer name wins; of two that are alike neither."""
    (path,) = (tmp_path / "甲局补充资料.xlsx",)
    near, far = Owner(("甲局",)), Owner(("甲局2024",))
    assert share_by_name({1: far, 2: near}, [path]).taken == {2: path}
    both = share_by_name({1: near, 2: near}, [path])
    assert not both.taken
    assert not both.rest


def test_what_goes_by_the_name_of_another_ledger_is_left_to_it(tmp_path: Path) -> None:
    """Also where it is the only one, and nobody asked for that ledger."""
    _touch(tmp_path, "县教育局.xlsx", "县教育局服务中心.xlsx", "县教育局服务中心补充资料.xlsx")
    choice = find_supplement(tmp_path / "县教育局.xlsx", is_alone=True)
    assert choice.path is None
    assert "县教育局服务中心补充资料.xlsx 是 县教育局服务中心.xlsx 的" in choice.passed_over
    found = find_supplement(tmp_path / "县教育局服务中心.xlsx", is_alone=True).path
    assert found == tmp_path / "县教育局服务中心补充资料.xlsx"


def test_the_stated_unit_decides_where_no_name_does(tmp_path: Path) -> None:
    """What cannot be read is passed over, and said only where nothing else is found."""
    fill_form(tmp_path / "补充资料1.xlsx", {"unit.name": "十一中"})
    fill_form(tmp_path / "补充资料2.xlsx", {"unit.name": "一中"})
    (tmp_path / "通知 补充资料填报说明.xlsx").write_bytes(b"PK\x03\x04 bad")
    paths = sorted(tmp_path.iterdir())
    own = choose_supplement(paths, Owner.of("001 一中"), is_alone=False)
    assert own == (tmp_path / "补充资料2.xlsx", "")
    none = choose_supplement(paths, Owner.of("二中"), is_alone=False)
    assert none.path is None
    assert "补充资料1.xlsx 写的单位是“十一中”" in none.passed_over
    assert "通知 补充资料填报说明.xlsx 读不了" in none.passed_over


def test_two_that_state_the_unit_are_not_chosen_from(tmp_path: Path) -> None:
    """The advice is that of whoever asks."""
    for number in (1, 2):
        fill_form(tmp_path / f"补充资料{number}.xlsx", {"unit.name": "一中"})
    with pytest.raises(UserError, match="写明") as raised:
        choose_supplement(
            sorted(tmp_path.iterdir()), Owner.of("一中"), is_alone=False, how="请写明"
        )
    assert "补充资料1.xlsx、补充资料2.xlsx" in raised.value.where


def test_of_many_only_those_named_alike_are_read(tmp_path: Path) -> None:
    """Each unit would have to read all of them."""
    many = [tmp_path / f"{number:02d}号学校补充资料.xlsx" for number in range(30)]
    assert candidates_for(Owner(("07号学校本部",)), many) == (many[7],)
    assert candidates_for(Owner(("某局",)), many) == ()
    assert candidates_for(Owner(("某局",)), many[:20]) == tuple(many[:20])
