"""What is said of a self-assessment whose names, dates, counts or grades do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xls_juesuan.money import format_yuan_grouped

if TYPE_CHECKING:
    from collections.abc import Iterable


def unknown_project(sheet: str, lines: int, name: str) -> str:
    """Say that lines belong to no project of the list of projects."""
    named = f"的项目名称“{name}”在“项目”表里没有" if name else "没有写项目名称"
    return f"补充资料“{sheet}”表有 {lines} 行{named}，这些行没有列入任何一张自评情况表"


def repeated_project(name: str, lines: int) -> str:
    """Say that a project is listed several times."""
    return f"补充资料“项目”表有 {lines} 行都是“{name}”，台账里它的支出因此算了 {lines} 次"


def evaluation_denied(evaluated: str, result: str, denied: str) -> str:
    """Say that the supplement states an evaluation and denies its result."""
    return f"补充资料“{evaluated}”填“是”，“{result}”却写“{denied}”，前后矛盾"


def unlisted_project(name: str, fen: int) -> str:
    """Say that a project of the ledger is missing in the list of projects."""
    return f"台账里项目“{name}”支出 {format_yuan_grouped(fen)} 元，补充资料“项目”表没有列这个项目"


def other_count(stated: int, assessed: int) -> str:
    """Say that as many projects as stated were not assessed."""
    return f"“绩效评价”表写开展自评的项目 {stated} 个，“项目”表里有自评得分的是 {assessed} 个"


def other_share(stated: str, assessed: int, listed: int, due: str) -> str:
    """Say that the share of assessed projects is another one."""
    return (
        f"“绩效评价”表写自评率 {stated}%，“项目”表 {listed} 个项目里有自评得分的 {assessed} 个，"
        f"应为 {due}%"
    )


def other_grade(score: str, stated: str, due: str) -> str:
    """Say that a score has another grade."""
    return f"整体绩效自评得分 {score} 分，评价等级写“{stated}”，按等级划分应为“{due}”"


def no_such_date(column: str, text: str) -> str:
    """Say that there is no such date."""
    return f"“{column}”写的“{text}”里有不存在的日期"


def date_of_other_year(text: str, other: int, year: int) -> str:
    """Say that a date is of a year before the report year."""
    return f"年度指标值“{text}”是 {other} 年的，决算年度是 {year} 年"


def repeated_form(name: str, places: Iterable[str]) -> str:
    """Say that a document has several forms of one project."""
    return f"项目“{name}”的绩效自评表不止一张：{'、'.join(places)}"


def other_grade_of_form(name: str, score: str, stated: str, due: str) -> str:
    """Say that the score of a form has another grade."""
    return f"“{name}”的自评得分 {score} 分，等级写“{stated}”，按等级划分应为“{due}”"
