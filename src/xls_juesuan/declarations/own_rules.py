"""Rules of one's own (自己的规则): a folder of rule files beside those of the program.

It knows how such a folder is found and what it must not say; every fault ends in one Chinese
paragraph, because those who write these files are no engineers. It refuses to know figures.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from xls_juesuan.declarations.known_names import known_fields
from xls_juesuan.declarations.known_names import known_tables
from xls_juesuan.declarations.rule_check import check_rule
from xls_juesuan.declarations.rules import load_rules
from xls_juesuan.declarations.rules import read_rule
from xls_juesuan.declarations.thresholds import FILE_NAME as THRESHOLDS_FILE
from xls_juesuan.errors import DeclarationError
from xls_juesuan.errors import UserError
from xls_juesuan.messages import rule_faults as messages

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from xls_juesuan.declarations.layout_parts import Profile
    from xls_juesuan.declarations.rules import Rule

#: Numbers from here on are nobody's but the user's: the program's rules stay below.
FIRST_OWN = 950


def is_own(rule: Rule) -> bool:
    """Whether a rule is not one of the program's."""
    return all(rule is not known for known in load_rules())


def rules_with(folder: Path | None, profile: Profile) -> tuple[Rule, ...]:
    """Give the rules of the program and those of a folder, by code.

    Args:
        folder: where one's own rules are; ``None`` for none.
        profile: the layout whose tables, rows and columns the rules may name.

    Raises:
        UserError: the folder or one of its files cannot be used.
    """
    if folder is None:
        return load_rules()
    own = load_own_rules(folder, profile)
    return tuple(sorted((*load_rules(), *own), key=lambda rule: rule.code))


def load_own_rules(folder: Path, profile: Profile) -> tuple[Rule, ...]:
    """Read and check every rule of a folder, by code.

    Raises:
        UserError: there is no such folder, nothing in it, or a file cannot be used.
    """
    if not folder.is_dir():
        raise UserError(messages.NO_FOLDER, where=str(folder), how=messages.NO_FOLDER_HOW)
    files = sorted(folder.glob("*.toml"))
    paths = [path for path in files if path.name != THRESHOLDS_FILE]
    if not files:
        raise UserError(messages.NO_RULES, where=str(folder), how=messages.NO_RULES_HOW)
    taken = {rule.name: rule for rule in load_rules()}
    codes = {rule.code: rule for rule in load_rules()}
    own = []
    for path in paths:
        rule = _read(path)
        if rule.code in codes:
            title, free = codes[rule.code].title, _free_code(rule.family, codes)
            raise messages.code_taken(str(path), rule.code, title, free)
        if rule.name in taken:
            other = taken[rule.name]
            raise messages.name_taken(str(path), rule.name, other.code, other.title)
        _check(path, rule, profile)
        taken[rule.name] = rule
        own.append(rule)
    return tuple(own)


def _free_code(family: str, taken: Collection[str]) -> str:
    """Give the first code of a family that is one's own and not taken."""
    return next(
        code for number in range(FIRST_OWN, 1000) if (code := f"{family}{number}") not in taken
    )


def _read(path: Path) -> Rule:
    """Read one file, its examples included.

    Raises:
        UserError: it is malformed.
    """
    try:
        tomllib.loads(path.read_text(encoding="utf-8-sig"))
        rule = read_rule(path)
        _ = rule.examples
    except UnicodeDecodeError:
        raise UserError(messages.NOT_UTF8, where=str(path), how=messages.NOT_UTF8_HOW) from None
    except tomllib.TOMLDecodeError as error:
        raise messages.not_toml(str(path), str(error)) from None
    except OSError as error:
        raise messages.unreadable(str(path), error.strerror or "") from None
    except (RecursionError, MemoryError):
        raise UserError(messages.TOO_DEEP, where=str(path), how=messages.TOO_DEEP_HOW) from None
    except DeclarationError as error:
        raise messages.malformed(str(path), _without_file(path, str(error))) from None
    if rule.relation is None:
        raise messages.malformed(str(path), "own rules judge relations only")
    return rule


def _check(path: Path, rule: Rule, profile: Profile) -> None:
    """Hold a rule to the names that there are.

    Raises:
        UserError: it names what there is not.
    """
    faults = check_rule(rule, known_tables(profile), known_fields())
    if faults:
        raise messages.malformed(str(path), faults[0])


def _without_file(path: Path, message: str) -> str:
    return message.removeprefix(f"{path.name}: ").removeprefix(f"{path.name}, ")
