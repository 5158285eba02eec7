"""What a draft leaves open, by table: sentences for the engineer who finishes it."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field


@dataclass
class OpenPoints:
    """Open points of one table, each once, in the order they were found."""

    texts: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Note an open point."""
        if text not in self.texts:
            self.texts.append(text)
