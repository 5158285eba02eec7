"""What the user reads about layouts, tables and addresses of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

#: Name of a row whose code no list and no ledger names.
UNLISTED_NAME = "（科目表无此编码）"
#: What the row of a table with a single row is called.
ONLY_ROW = "合计"
#: What stands before the name of last year's table.
LAST_YEAR = "上年"
_MOST_NAMES = 12


def no_such_profile(name: str, available: Mapping[str, Sequence[str]]) -> UserError:
    """A layout that does not exist was asked for.

    Args:
        name: what was asked for.
        available: the names of layouts, each with what else people call it.
    """
    named = [f"{one}（{aliases[0]}）" if aliases else one for one, aliases in available.items()]
    return UserError(
        f"没有名为“{name}”的版式",
        how=f"可用的版式有：{'、'.join(named)}；也可以给出一个版式文件夹的路径",
    )


def line_name(line: int, label: str) -> str:
    """Name a row that has a line number (行次)."""
    return f"第{line}行 {label}".rstrip()


def line_range(first: int, last: int) -> str:
    """Name the rows of a table that has line numbers."""
    return f"行次 {first}—{last}"


def cell_name(sheet: str, row: str, column: str) -> str:
    """Name a cell: sheet, row, and the column where there are several."""
    place = f"{sheet} {row}".rstrip()
    return f"{place}“{column}”" if column else place


def place_with_name(place: str, name: str) -> str:
    """Name a figure of a text by its page and what it is: 第19页 说明文字 收入合计“本年数”."""
    return f"{place} {name}"


def not_an_address(text: str) -> UserError:
    """An address without a table."""
    return UserError(
        f"看不懂“{text}”指的是哪一格",
        how="写成“公开06!30226”“公开01!27”“公开03!2010301/基本支出”或“公开03!E10”",
    )


def no_such_table(text: str, sheets: Iterable[str]) -> UserError:
    """An address of a table that is not there."""
    return UserError(f"没有“{text}”这张表", how=f"已有的表：{'、'.join(sheets)}")


def no_such_row(sheet: str, text: str, rows: Iterable[str]) -> UserError:
    """An address of a row that is not there."""
    return UserError(
        f"{sheet}里没有“{text}”这一行，也没有这一格金额", how=f"{sheet}有这些行：{_some(rows)}"
    )


def no_such_column(sheet: str, row: str, text: str, columns: Iterable[str]) -> UserError:
    """An address of a column that the row does not have."""
    return UserError(
        f"{sheet}“{row}”这一行没有“{text}”这一栏", how=f"这一行的金额栏有：{'、'.join(columns)}"
    )


def column_needed(sheet: str, row: str, columns: Iterable[str]) -> UserError:
    """An address of a row with several figures, without a column."""
    names = tuple(columns)
    return UserError(
        f"{sheet}“{row}”这一行有几栏金额，看不出要哪一栏",
        how=f"写成“{sheet}!{row}/{names[0]}”；金额栏有：{'、'.join(names)}",
    )


def _some(names: Iterable[str]) -> str:
    known = tuple(names)
    shown = "、".join(known[:_MOST_NAMES])
    return shown if len(known) <= _MOST_NAMES else f"{shown}等{len(known)}行"
