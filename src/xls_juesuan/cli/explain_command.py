"""``xlj explain``: what a rule checks, why, on what basis, and examples of it."""

from __future__ import annotations

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

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from xls_juesuan.declarations.rule import Rule

Codes = Annotated[
    list[str], typer.Argument(metavar="编号...", help=messages.CODES, show_default=False)
]
_MOST_NEAREST = 3


def explain(
    codes: Codes,
    own: RulesFolder = None,
    template: ProfileName = DEFAULT_PROFILE,
    as_json: Json = False,
) -> int:
    """Print the page of each rule."""
    from xls_juesuan.audit.rule_page import Catalogue
    from xls_juesuan.cli.rule_lines import page_lines
    from xls_juesuan.cli.rule_lines import terminal_width

    catalogue = Catalogue(loaded_rules(own, template), template)
    chosen = _chosen({rule.code: rule for rule in catalogue.rules}, codes)
    if as_json:
        from xls_juesuan.cli.fill_report import print_json
        from xls_juesuan.writing.json_rules import pages_document

        print_json(pages_document(catalogue, chosen))
        return 0
    for at, rule in enumerate(chosen):
        if at:
            typer.echo("\n")
        for line in page_lines(catalogue.page(rule), terminal_width()):
            typer.echo(line)
    return 0


def _chosen(rules: Mapping[str, Rule], codes: Sequence[str]) -> list[Rule]:
    """Find rules by their codes, each once.

    Raises:
        UserError: there is no such rule; names the nearest ones.
    """
    wanted = list(dict.fromkeys(code.strip().upper() for code in codes))
    unknown = [code for code in wanted if code not in rules]
    words = [code for code in unknown if not any(map(str.isdecimal, code))]
    if words:
        what = messages.UNKNOWN_CODES.format(codes=messages.LISTED.join(words))
        raise UserError(what, how=messages.LOOK_FOR.format(text=words[0]))
    if unknown:
        nearest = dict.fromkeys(near for code in unknown for near in _nearest(rules, code))
        named = messages.LISTED.join(
            messages.NEAREST_RULE.format(code=code, title=rules[code].title) for code in nearest
        )
        what = messages.UNKNOWN_CODES.format(codes=messages.LISTED.join(unknown))
        raise UserError(what, how=messages.NEAREST.format(nearest=named))
    return [rules[code] for code in wanted]


def _nearest(rules: Mapping[str, Rule], code: str) -> list[str]:
    """Codes that a person may have meant: begun alike, else the next numbers of the family."""
    begun = [known for known in rules if len(code) > 1 and known.startswith(code)]
    family = [known for known in rules if known[:1] == code[:1]] or list(rules)
    digits = "".join(filter(str.isdecimal, code))[:3]
    number = int(digits or 0)
    near = sorted(family, key=lambda known: (abs(int(known[1:]) - number), known))
    return list(dict.fromkeys((*begun, *near)))[:_MOST_NEAREST]
