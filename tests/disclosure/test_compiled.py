"""Templates are compiled once, and code that was kept is never trusted further than its source."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment

from xls_juesuan.disclosure import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SOURCE = "{{ 1 + 1 }}元"


class _Counting(Environment):
    """Counts what it compiles."""

    compiled = 0

    def compile(self, *given: object, **named: object) -> object:  # type: ignore[override]  # passed on
        self.compiled += 1
        return super().compile(*given, **named)  # type: ignore[call-overload]  # passed on


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep code in the folder of the test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    compiled._kept.cache_clear()
    yield
    compiled._kept.cache_clear()


def _filled(environment: Environment, source: str = _SOURCE) -> str:
    code = compiled.compile_template(environment, source, "<text>")
    globals_ = environment.make_globals(None)
    return environment.template_class.from_code(environment, code, globals_).render()


def test_a_template_is_compiled_once() -> None:
    """The next run takes the code that was kept, and fills the same text."""
    first, second = _Counting(), _Counting()
    assert _filled(first) == _filled(second) == "2元"
    assert (first.compiled, second.compiled) == (1, 0)


def test_a_changed_template_is_compiled_again() -> None:
    """Code is taken for the very source that it was made of."""
    environment = _Counting()
    assert _filled(environment) == "2元"
    assert _filled(environment, _SOURCE + "整") == "2元整"
    assert environment.compiled == 2


def test_another_version_compiles_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Code that another version of the program kept is left alone."""
    environment = _Counting()
    _filled(environment)
    monkeypatch.setattr(compiled, "__version__", "0.0.0")
    assert _filled(environment) == "2元"
    assert environment.compiled == 2


def test_damaged_code_is_compiled_again(tmp_path: Path) -> None:
    """What was cut off or overwritten does no harm."""
    environment = _Counting()
    _filled(environment)
    for kept in tmp_path.rglob("*.cache"):
        kept.write_bytes(kept.read_bytes()[:40])
    assert _filled(environment) == "2元"
    assert environment.compiled == 2


def test_where_nothing_can_be_kept_texts_are_filled_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a folder that is a file nor a full disk stops a run."""
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "file"))
    assert _filled(_Counting()) == "2元"
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    compiled._kept.cache_clear()

    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(compiled.FileSystemBytecodeCache, "dump_bytecode", full)
    assert _filled(_Counting()) == "2元"
