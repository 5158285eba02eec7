"""One table of a TOML file, taken apart field by field, with faults named by file and place.

Knows types and leftovers; refuses to know what the fields mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar

import rtoml

from xls_juesuan.errors import DeclarationError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

T = TypeVar("T")


def parse_toml(text: str) -> dict[str, Any]:
    """Read TOML; what is malformed is told as the standard library tells it.

    Raises:
        tomllib.TOMLDecodeError: it is malformed.
    """
    try:
        return rtoml.loads(text)
    except rtoml.TomlParsingError:
        import tomllib

        return tomllib.loads(text)


def read_toml(path: Path) -> Fields:
    """Read a TOML file.

    Raises:
        DeclarationError: the file is missing, is no UTF-8 or is no TOML.
    """
    return Fields(read_values(path), path.name)


def read_values(path: Path) -> dict[str, Any]:
    """Read a TOML file as it stands.

    Raises:
        DeclarationError: the file is missing, is no UTF-8 or is no TOML.
    """
    try:
        return parse_toml(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DeclarationError(f"{path.name}: {error}") from error


class Fields:
    """Fields of one table; each is taken once, and what is left over is a fault.

    Args:
        values: the table.
        where: file and place, for messages.
    """

    def __init__(self, values: Mapping[str, object], where: str) -> None:
        self.where = where
        self._left = dict(values)

    def __contains__(self, key: str) -> bool:
        return key in self._left

    def __iter__(self) -> Iterator[str]:
        """Go through the fields that nobody took yet; they may be taken meanwhile."""
        return iter(tuple(self._left))

    def fault(self, message: str) -> DeclarationError:
        """Make the error that names the place and the fault."""
        return DeclarationError(f"{self.where}: {message}")

    def take(self, key: str, default: T) -> T:
        """Take a field of the type of the default; the default when it is absent."""
        return self._typed(key, self._left.pop(key), type(default)) if key in self else default

    def require(self, key: str, kind: type[T]) -> T:
        """Take a field that must be there."""
        if key not in self:
            raise self.fault(f"{key} is missing")
        return self._typed(key, self._left.pop(key), kind)

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a text or a list of texts; none when it is absent."""
        value = self._left.pop(key, [])
        items = value if isinstance(value, list) else [value]
        return tuple(self._typed(key, item, str) for item in items)

    def numbers(self, key: str) -> tuple[int, ...]:
        """Take a list of whole numbers; none when it is absent."""
        return tuple(self._typed(key, item, int) for item in self._list(key))

    def table(self, key: str) -> Fields | None:
        """Take a table; ``None`` when it is absent."""
        return Fields(self.take(key, {}), f"{self.where}, {key}") if key in self else None

    def required_table(self, key: str) -> Fields:
        """Take a table that must be there.

        Raises:
            DeclarationError: it is missing.
        """
        found = self.table(key)
        if found is None:
            raise self.fault(f"{key} is missing")
        return found

    def tables(self, key: str) -> tuple[Fields, ...]:
        """Take a list of tables; none when it is absent."""
        return tuple(
            Fields(self._typed(key, item, dict), f"{self.where}, {key} {number}")
            for number, item in enumerate(self._list(key), start=1)
        )

    def finish(self) -> None:
        """Complain about fields nobody took."""
        if self._left:
            raise self.fault(f"unknown fields {', '.join(self._left)}")

    def _list(self, key: str) -> list[object]:
        nothing: list[object] = []
        return self.take(key, nothing)

    def _typed(self, key: str, value: object, kind: type[T]) -> T:
        if isinstance(value, kind) and isinstance(value, bool) == (kind is bool):
            return value
        raise self.fault(f"{key} is {value!r}, not {kind.__name__}")
