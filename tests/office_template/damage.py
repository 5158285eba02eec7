"""Damage to the parts of a workbook and to what leads to them, the same for the same number."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import TYPE_CHECKING
from typing import Any

from lxml import etree

from tests.containers import unzipped
from tests.containers import zipped

if TYPE_CHECKING:
    from collections.abc import Callable

_VALUES = ("", "x", "-1", "999999999", "1e9", "A0", "ZZZZ9", "A1:", "rId999", "1.5", "../x", "🙂")
_XML = (".xml", ".rels")
#: Parts that lead to all others are damaged more often.
_LEADING = ("rels", "workbook", "Content_Types", "styles", "sharedStrings")

Parts = dict[str, bytes]


def damaged(content: bytes, number: int) -> tuple[str, bytes]:
    """Say what was done to a workbook, and give it."""
    random = Random(number)  # noqa: S311 - nothing is secret here
    if random.random() < 0.1:
        return "cut", content[: random.randrange(len(content))]
    parts = unzipped(content)
    change = random.choice((_damage_part, _damage_element))
    return change(random, parts), zipped(parts)


def _damage_part(random: Random, parts: Parts) -> str:
    name, other = random.choice(list(parts)), random.choice(list(parts))
    whole = parts[name]
    said, new = random.choice(
        (
            ("gone", None),
            ("empty", b""),
            ("half", whole[: len(whole) // 2]),
            ("other", b"<x/>"),
            ("noise", random.randbytes(50)),
            (f"as {other}", parts[other]),
        )
    )
    if new is None:
        del parts[name]
    else:
        parts[name] = new
    return f"{name} {said}"


def _damage_element(random: Random, parts: Parts) -> str:
    names = [name for name in parts if name.endswith(_XML)]
    leading = [name for name in names if any(word in name for word in _LEADING)]
    name = random.choice(leading if random.random() < 0.6 else names)
    root = etree.fromstring(parts[name])
    element = random.choice([each for each in root.iter() if isinstance(each.tag, str)])
    change: Callable[[Random, Any], str] = random.choice((_attribute, _attribute, _text, _shape))
    said = f"{name} {etree.QName(element).localname} {change(random, element)}"
    parts[name] = etree.tostring(root)
    return said


def _attribute(random: Random, element: Any) -> str:  # noqa: ANN401 - lxml is untyped
    if not element.attrib:
        return "kept"
    key, value = random.choice(sorted(element.attrib)), random.choice((None, *_VALUES))
    if value is None:
        del element.attrib[key]
    else:
        element.set(key, value)
    return f"{key}={value}"


def _text(random: Random, element: Any) -> str:  # noqa: ANN401 - lxml is untyped
    element.text = random.choice(_VALUES)
    return f"says {element.text}"


def _shape(random: Random, element: Any) -> str:  # noqa: ANN401 - lxml is untyped
    above = element.getparent()
    way = random.choice(("gone", "twice", "renamed"))
    if way == "renamed" or above is None:
        element.tag = "{urn:x}y"
    elif way == "gone":
        above.remove(element)
    else:
        above.append(deepcopy(element))
    return way
