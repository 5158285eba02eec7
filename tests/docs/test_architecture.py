"""What the account of the architecture names is there."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "xls_juesuan"
TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_every_module_that_is_named_exists() -> None:
    """A module that was renamed or moved takes its name in the text along."""
    named = set(re.findall(r"`([a-z_/]+\.py)`", TEXT))
    known = ["/" + path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")]

    assert len(named) > 30
    assert [name for name in named if not any(path.endswith(f"/{name}") for path in known)] == []


def test_every_folder_that_is_named_exists() -> None:
    """Folders are named from the package or from the project."""
    named = set(re.findall(r"`([a-z_/]+)/`", TEXT))

    assert named
    assert [name for name in named if not any((at / name).is_dir() for at in (PACKAGE, ROOT))] == []


def test_layers_are_those_that_the_linter_holds_imports_to() -> None:
    """The order of the parts is said as it is checked."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    wanted = [set(re.findall(r"[a-z_]+", layer)) for layer in layers if layer != "__main__"]
    (block,) = re.findall(r"^ +cli → .*(?:\n +.*)*", TEXT, re.MULTILINE)

    assert [set(re.findall(r"[a-z_]+", layer)) for layer in block.split("→")] == wanted
