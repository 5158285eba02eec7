"""Options that several commands share, and the checks that the framework leaves to us."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated
from typing import TypeVar

import typer

from xls_juesuan.errors import UserError
from xls_juesuan.messages import catalogue as say_catalogue
from xls_juesuan.messages import cli as messages
from xls_juesuan.messages import explaining as say_explaining
from xls_juesuan.messages import previous as say_previous
from xls_juesuan.messages import thresholds as say_thresholds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from xls_juesuan.declarations.rule import Rule

LedgerPaths = Annotated[
    list[Path], typer.Argument(metavar="台账...", help=messages.LEDGER, show_default=False)
]
MappingPath = Annotated[
    Path | None, typer.Option("--mapping", metavar="文件", help=messages.MAPPING)
]
Unit = Annotated[str, typer.Option("--unit", metavar="代码或名称", help=messages.UNIT_CHOICE)]
SupplementPath = Annotated[
    Path | None, typer.Option("--supplement", metavar="文件", help=messages.SUPPLEMENT)
]
ProfileName = Annotated[
    str, typer.Option("--template", "--profile", metavar="版式", help=messages.TEMPLATE)
]
UnitName = Annotated[str, typer.Option("--unit-name", metavar="名称", help=messages.UNIT_NAME)]
Year = Annotated[str, typer.Option("--year", metavar="年度", help=messages.YEAR)]
AmountUnit = Annotated[
    str, typer.Option("--amount-unit", metavar="元|万元", help=messages.AMOUNT_UNIT)
]
RulesFolder = Annotated[
    Path | None, typer.Option("--rules", metavar="文件夹", help=say_catalogue.RULES_FOLDER)
]

ExplanationsPath = Annotated[
    Path | None, typer.Option("--explanations", metavar="文件", help=say_explaining.OPTION)
]

Json = Annotated[bool, typer.Option("--json", help=messages.JSON)]

PreviousPath = Annotated[
    Path | None, typer.Option("--previous", metavar="文件", help=say_previous.OPTION)
]
Thresholds = Annotated[
    list[str] | None, typer.Option("--threshold", metavar="名称=值", help=say_thresholds.OPTION)
]

_Choice = TypeVar("_Choice", bound=StrEnum)
_FIRST_YEAR = 2019
_LAST_YEAR = 2099
#: A sheet has 1,048,576 rows, a few of them for headings.
MOST_TRACE_ROWS = 1_000_000
_AMOUNT_UNITS = ("元", "万元")


def checked_year(text: str) -> int | None:
    """Read ``--year``; empty means that the ledger says it.

    Raises:
        UserError: it is no year of the present accounting system (since 2019).
    """
    if not text:
        return None
    digits = text.strip().removesuffix("年").removesuffix("年度")
    if digits.isascii() and digits.isdigit() and _FIRST_YEAR <= int(digits) <= _LAST_YEAR:
        return int(digits)
    raise _bad("--year", text, messages.YEAR_HOW.format(first=_FIRST_YEAR))


def checked_rows(text: str) -> int:
    """Read ``--trace-rows``.

    Raises:
        UserError: it is no number of rows that a sheet can hold.
    """
    digits = text.strip().replace(",", "")
    if digits.isascii() and digits.isdigit() and int(digits) <= MOST_TRACE_ROWS:
        return int(digits)
    raise _bad("--trace-rows", text, messages.TRACE_ROWS_HOW.format(most=MOST_TRACE_ROWS))


def checked_amount_unit(text: str) -> str | None:
    """Read ``--amount-unit``; empty means that the ledger says it.

    Raises:
        UserError: it is neither 元 nor 万元.
    """
    if not text or text in _AMOUNT_UNITS:
        return text or None
    raise _bad("--amount-unit", text, _one_of(_AMOUNT_UNITS))


def checked_unit(text: str | None) -> str:
    """Read ``--unit``; empty means that the ledger holds only one.

    Raises:
        UserError: the option stands there with nothing but blanks.
    """
    if text and not text.strip():
        raise _bad("--unit", text, messages.UNIT_CHOICE_HOW)
    return (text or "").strip()


def loaded_rules(folder: Path | None, template: str) -> tuple[Rule, ...]:
    """Give the rules of the program and those of ``--rules``.

    Raises:
        UserError: there is no such layout, or a file of the folder cannot be used.
    """
    from xls_juesuan.declarations.layout import load_profile
    from xls_juesuan.declarations.own_rules import rules_with

    return rules_with(folder, load_profile(template))


def checked_thresholds(options: list[str] | None, folder: Path | None) -> dict[str, Fraction]:
    """Read ``--threshold``, and the thresholds in the folder of ``--rules``.

    Raises:
        UserError: there is no such threshold, or a value cannot be read.
    """
    if not options and folder is None:
        return {}
    from xls_juesuan.declarations.thresholds import choose_thresholds

    return choose_thresholds(options or (), folder)


def checked_choice(kind: type[_Choice], option: str, text: str) -> _Choice:
    """Read an option that takes one of an enumeration's values.

    Raises:
        UserError: it is none of them; the message lists them.
    """
    values = [str(member) for member in kind]
    if text in values:
        return kind(text)
    raise _bad(option, text, _one_of(values))


def _one_of(values: Iterable[str]) -> str:
    return messages.ONE_OF.format(values="、".join(values))


def _bad(option: str, text: str, how: str) -> UserError:
    return UserError(messages.BAD_OPTION.format(option=option, text=text), how=how)
