"""``xlj rules``: the rules of the audit, listed and chosen from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from xls_juesuan.cli.options import Json
from xls_juesuan.cli.options import ProfileName
from xls_juesuan.cli.options import RulesFolder
from xls_juesuan.cli.options import loaded_rules
from xls_juesuan.declarations.location import DEFAULT_PROFILE
from xls_juesuan.errors import UserError
from xls_juesuan.messages import catalogue as messages
from xls_juesuan.messages import catalogue_check as say_check
from xls_juesuan.messages.labels import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xls_juesuan.audit.rule_page import Catalogue
    from xls_juesuan.declarations.rule import Rule

Query = Annotated[list[str] | None, typer.Argument(metavar="[编号或文字]...", help=messages.QUERY)]
Family = Annotated[str, typer.Option("--family", "-f", metavar="类别", help=messages.FAMILY)]
SeverityName = Annotated[
    str, typer.Option("--severity", metavar="错误|警告|提示", help=messages.SEVERITY)
]
Place = Annotated[str, typer.Option("--table", metavar="表", help=messages.TABLE)]
Check = Annotated[bool, typer.Option("--check", help=messages.CHECK)]
Unverified = Annotated[bool, typer.Option("--unverified", help=messages.UNVERIFIED)]

#: What is the beginning of a code rather than a text to look for.
_BEGINNING = re.compile(r"[FTLPNBRA]\d{0,3}")


def rules(
    query: Query = None,
    family: Family = "",
    severity: SeverityName = "",
    table: Place = "",
    unverified: Unverified = False,
    check: Check = False,
    own: RulesFolder = None,
    template: ProfileName = DEFAULT_PROFILE,
    as_json: Json = False,
) -> int:
    """List the rules that are asked for, or check the catalogue."""
    if check:
        if query or family or severity or table or unverified:
            raise UserError(say_check.NOT_WITH_FILTERS, how=say_check.NOT_WITH_FILTERS_HOW)
        from xls_juesuan.cli.rules_check_report import report_check

        return report_check(loaded_rules(own, template), template, as_json=as_json)
    from xls_juesuan.audit.rule_page import Catalogue
    from xls_juesuan.cli.rule_lines import list_lines
    from xls_juesuan.cli.rule_lines import terminal_width

    catalogue = Catalogue(loaded_rules(own, template), template)
    chosen = _of_family(catalogue.rules, family)
    chosen = _of_severity(chosen, severity)
    chosen = _of_table(catalogue, chosen, table)
    chosen = [rule for rule in chosen if not (unverified and rule.is_verified)]
    chosen = _found(catalogue, chosen, query or [])
    if as_json:
        from xls_juesuan.cli.fill_report import print_json
        from xls_juesuan.writing.json_rules import rules_document

        print_json(rules_document(catalogue, chosen))
        return 0
    for line in list_lines(catalogue, chosen, terminal_width()):
        typer.echo(line)
    return 0


def _of_family(chosen: Sequence[Rule], text: str) -> Sequence[Rule]:
    letters = [part.strip().upper() for part in re.split(r"[,，、]", text) if part.strip()]
    for letter in letters:
        if letter not in messages.FAMILIES:
            values = (
                messages.FAMILY_CHOICE.format(letter=key, name=name)
                for key, name in messages.FAMILIES.items()
            )
            how = messages.ONE_OR_MORE_OF.format(values=messages.LISTED.join(values))
            raise UserError(messages.BAD_FAMILY.format(text=letter), how=how)
    return [rule for rule in chosen if rule.family in letters] if letters else chosen


def _of_severity(chosen: Sequence[Rule], text: str) -> Sequence[Rule]:
    wanted = text.strip()
    if not wanted:
        return chosen
    found = [key for key, name in SEVERITIES.items() if wanted in {name, str(key)}]
    if not found:
        how = messages.ONE_OF.format(values=messages.LISTED.join(SEVERITIES.values()))
        raise UserError(messages.BAD_SEVERITY.format(text=text), how=how)
    return [rule for rule in chosen if rule.severity is found[0]]


def _of_table(catalogue: Catalogue, chosen: Sequence[Rule], text: str) -> Sequence[Rule]:
    wanted = "".join(text.split())
    if not wanted:
        return chosen
    keys = list(dict.fromkeys(rule.table for rule in catalogue.rules))
    found = [key for key in keys if wanted in catalogue.places(key)]
    if not found:
        names = sorted(catalogue.places(key)[1] for key in keys)
        how = messages.ONE_OF.format(values=messages.LISTED.join(names))
        raise UserError(messages.BAD_TABLE.format(text=text), how=how)
    return [rule for rule in chosen if rule.table in found]


def _found(catalogue: Catalogue, chosen: Sequence[Rule], query: Sequence[str]) -> list[Rule]:
    """Rules whose code begins with one of the beginnings and that hold every text."""
    words = [word.strip() for word in query if word.strip()]
    beginnings = tuple(word.upper() for word in words if _BEGINNING.fullmatch(word.upper()))
    texts = [word.casefold() for word in words if not _BEGINNING.fullmatch(word.upper())]
    begun = [rule for rule in chosen if not beginnings or rule.code.startswith(beginnings)]
    if not texts:
        return begun
    return [rule for rule in begun if _holds(catalogue, rule, texts)]


def _holds(catalogue: Catalogue, rule: Rule, texts: Sequence[str]) -> bool:
    said = (rule.code, rule.name, rule.title, rule.basis, rule.why, rule.fix, rule.source)
    whole = "\n".join((*said, *rule.origin, *catalogue.checks(rule))).casefold()
    return all(text in whole for text in texts)
