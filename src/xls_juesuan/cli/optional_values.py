"""Options whose value may be left out, which the framework does not have.

``--save`` alone takes its usual place; ``--save 甲.toml`` names one. A ledger that follows
``--save`` stays a ledger.
"""

from __future__ import annotations

from pathlib import Path

_OPTIONAL = ("--save",)
_SUFFIX = ".toml"


def complete_values(arguments: list[str]) -> list[str]:
    """Give options without a value an empty one."""
    completed = []
    for place, argument in enumerate(arguments):
        after = arguments[place + 1] if place + 1 < len(arguments) else ""
        is_bare = argument in _OPTIONAL and not _is_value(after)
        completed.append(f"{argument}=" if is_bare else argument)
    return completed


def _is_value(text: str) -> bool:
    if not text or text.startswith("-"):
        return False
    return text.casefold().endswith(_SUFFIX) or not Path(text).is_file()
