"""Templates of texts → paragraphs; what is missing stays visible as a gap.

It knows templates and marks; it refuses to know accounts and documents.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined
from jinja2 import TemplateError
from jinja2 import TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from xls_juesuan.disclosure.compiled import compile_template
from xls_juesuan.disclosure.document import Run
from xls_juesuan.disclosure.quantities import GAP_END
from xls_juesuan.disclosure.quantities import GAP_START
from xls_juesuan.disclosure.quantities import Missing
from xls_juesuan.disclosure.wording import without_number
from xls_juesuan.errors import DeclarationError
from xls_juesuan.messages import disclosure as messages

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from jinja2 import Template

_GAP = re.compile(f"{GAP_START}([^{GAP_END}]*){GAP_END}")
#: What templates are called in tracebacks.
_MACROS, _TEXT = "<macros>", "<text>"
_FAULTS = (TemplateError, TypeError, ValueError, ArithmeticError, SyntaxError, LookupError)


class TextError(DeclarationError):
    """A template is malformed, or names what there is not.

    Args:
        quoted: the line of the template where it is.
        why: the technical message.
    """

    def __init__(self, quoted: str, why: str) -> None:
        super().__init__(messages.BAD_TEMPLATE.format(text=quoted, why=why))
        self.quoted = quoted


class Texts:
    """Fills templates.

    Args:
        macros: templates that the others use.
        names: what templates can name.

    Raises:
        TextError: the macros are malformed.
    """

    def __init__(self, macros: str, names: Mapping[str, object]) -> None:
        self._sources = {_MACROS: macros}
        self._names = dict(names)
        try:
            module = _compiled(macros, _MACROS).make_module(self._names)
        except _FAULTS as error:
            raise self._fault(error, "") from error
        self._names |= {name: one for name, one in vars(module).items() if not name.startswith("_")}

    def lines(self, template: str, **names: object) -> Iterator[str]:
        """Fill a template: its lines, blank ones left out.

        Raises:
            TextError: the template is malformed or names what there is not.
        """
        try:
            filled = _compiled(template, _TEXT).render(self._names | names)
        except (*_FAULTS, DeclarationError) as error:
            raise self._fault(error, template) from error
        for line in filled.splitlines():
            if line.strip():
                yield line.strip()

    def line(self, template: str, **names: object) -> str:
        """Fill a template of a single line."""
        return "".join(self.lines(template, **names))

    def holds(self, expression: str) -> bool:
        """Whether a condition of a template holds; a blank one always does."""
        return not expression or bool(self.line("{{ 1 if " + expression + " else '' }}"))

    def _fault(self, error: Exception, template: str) -> TextError:
        """Say what is wrong, and quote the line of the template where it is."""
        sources = self._sources | {_TEXT: template}
        name, number = _place_of(error, _TEXT if template else _MACROS)
        lines = sources[name].splitlines()
        quoted = lines[number - 1].strip() if number <= len(lines) else template.strip()
        return TextError(quoted, str(error))


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


@cache
def _environment() -> SandboxedEnvironment:
    # What is written is a Word document, in which angle brackets are nothing special.
    # Not optimised: what filters make of constants must not become part of code that is kept.
    environment = SandboxedEnvironment(  # see above
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, optimized=False
    )
    environment.filters.update(quoted=_quoted, stem=_stem, unnumbered=_unnumbered)
    environment.tests["gap"] = lambda value: isinstance(value, Missing)
    return environment


@cache
def _compiled(source: str, name: str) -> Template:
    """Compile a template, once for all units of a run."""
    environment = _environment()
    code = compile_template(environment, source, name)
    return environment.template_class.from_code(environment, code, environment.make_globals(None))


def _place_of(error: Exception, default: str) -> tuple[str, int]:
    """Name the template in which an error arose, and the line, from 1."""
    if isinstance(error, TemplateSyntaxError):
        return default, error.lineno
    place = default, 1
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        place = (name, trace.tb_lineno) if name in {_MACROS, _TEXT} else place
        trace = trace.tb_next
    return place


def _quoted(text: object) -> str:
    """Put quotation marks around a name; those within it become single ones."""
    return f"“{str(text).replace('“', '‘').replace('”', '’')}”"


def _stem(name: object) -> object:
    """Drop the word that every name of a functional code may end with."""
    return name.removesuffix("支出") if isinstance(name, str) else name


def _unnumbered(text: object) -> object:
    """Drop the number before a text that gets another one."""
    return without_number(text) if isinstance(text, str) else text
