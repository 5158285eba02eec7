"""Builds and changes files of formats that no library here writes, for tests of containers."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from pathlib import Path


def zipped(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """The parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def change_part(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """Change one part of a zipped file in place."""
    parts = unzipped(path.read_bytes())
    changed = change(parts[name])
    assert changed != parts[name]
    path.write_bytes(zipped({**parts, name: changed}))
    return path
