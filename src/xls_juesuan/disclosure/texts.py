"""Templates of texts → paragraphs; what is missing stays visible as a gap.

It knows templates and marks; it refuses to know accounts and documents.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from xls_juesuan.disclosure.document import Run
from xls_juesuan.disclosure.quantities import GAP_END
from xls_juesuan.disclosure.quantities import GAP_START
from xls_juesuan.disclosure.quantities import Missing
from xls_juesuan.errors import DeclarationError
from xls_juesuan.messages import disclosure as messages

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping

_GAP = re.compile(f"{GAP_START}([^{GAP_END}]*){GAP_END}")


class Texts:
    """Fills templates.

    Args:
        macros: templates that the others use.
        names: what templates can name.
    """

    def __init__(self, macros: str, names: Mapping[str, object]) -> None:
        # What is written is a Word document, in which angle brackets are nothing special.
        self._environment = SandboxedEnvironment(  # see above
            undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._environment.globals.update(names)
        self._environment.filters["quoted"] = _quoted
        self._environment.tests["gap"] = lambda value: isinstance(value, Missing)
        self._macros = macros

    def lines(self, template: str, **names: object) -> Iterator[str]:
        """Fill a template: its lines, blank ones left out.

        Raises:
            DeclarationError: the template is malformed or names what there is not.
        """
        try:
            filled = self._environment.from_string(self._macros + template).render(names)
        except (TemplateError, TypeError, ValueError, ArithmeticError, SyntaxError) as error:
            raise DeclarationError(
                messages.BAD_TEMPLATE.format(text=template, why=error)
            ) from error
        for line in filled.splitlines():
            if line.strip():
                yield line.strip()

    def line(self, template: str, **names: object) -> str:
        """Fill a template of a single line."""
        return "".join(self.lines(template, **names))

    def holds(self, expression: str) -> bool:
        """Whether a condition of a template holds; a blank one always does."""
        return not expression or bool(self.line("{{ 1 if " + expression + " else '' }}"))


def runs(line: str, label: Callable[[str], str]) -> tuple[Run, ...]:
    """Cut a filled line into text and gaps.

    Args:
        line: as ``Texts`` gives it.
        label: what a missing field is called.
    """
    found: list[Run] = []
    for place, piece in enumerate(_GAP.split(line)):
        if place % 2:
            found.append(Run(messages.GAP.format(label=label(piece)), piece))
        elif piece:
            found.append(Run(piece))
    return tuple(found)


def _quoted(text: object) -> str:
    """Put quotation marks around a name; those within it become single ones."""
    return f"“{str(text).replace('“', '‘').replace('”', '’')}”"
