"""Rules of one's own, written into a folder as a bureau would write them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OWN: Mapping[str, Any] = {
    "code": "T951",
    "name": "own-total",
    "title": "本局要求的合计不对",
    "severity": "warning",
    "table": "income_expenditure",
    "relation": "income_expenditure[L27] == income[total].total",
    "basis": "本局的编报要求",
    "why": "本局每年都要核对。",
    "fix": "改正错的一处。",
    "source": "本局通知",
    "confidence": "sourced",
    "since": "1.0.0",
}


def write_rule(
    folder: Path, data: Mapping[str, Any], *, stem: str = "T951", examples: str = ""
) -> Path:
    path = folder / f"{stem}.toml"
    lines = [f"{key} = {_toml(value)}" for key, value in data.items() if value is not None]
    path.write_text("\n".join(lines) + "\n\n" + examples, encoding="utf-8")
    return path


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}'" if isinstance(value, str) else str(value)
