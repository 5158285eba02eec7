"""Compiles the scanner of worksheets while the package is built, where there is a compiler.

Without one the package is built all the same: the program then reads workbooks by the general
library, which is slower on large ledgers and gives the same cells.
"""

from __future__ import annotations

import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from setuptools import Distribution
from setuptools import Extension
from setuptools.command.build_ext import build_ext

_FOLDER = Path("src/xls_juesuan/reading/formats")
_NAME = "_sheet_scan"


class CustomBuildHook(BuildHookInterface):
    """Puts the compiled scanner beside its source, for checkouts and for wheels."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the hook's own signature
        """Compile, and mark the wheel as one for this platform."""
        if self.target_name != "wheel":
            return
        compiled = _compile(Path(self.root))
        if compiled is None:
            self.app.display_warning("没有 C 编译器：大台账读得慢一些，结果一样。")
            return
        build_data["pure_python"] = False
        build_data["tag"] = f"cp311-abi3-{_platform()}"
        build_data["artifacts"].append(f"/{compiled.relative_to(self.root).as_posix()}")


def _platform() -> str:
    return sysconfig.get_platform().replace("-", "_").replace(".", "_")


def _compile(root: Path) -> Path | None:
    """Compile the scanner into its folder; ``None`` where that is not possible."""
    extension = Extension(
        _NAME,
        sorted(str(source) for source in (root / _FOLDER / "sheet_scan").glob("*.c")),
        py_limited_api=True,
        extra_compile_args=[] if sys.platform == "win32" else ["-O2", "-fvisibility=hidden"],
    )
    command = build_ext(Distribution({"ext_modules": [extension]}))
    with tempfile.TemporaryDirectory() as folder:
        command.build_temp, command.build_lib = folder, str(root / _FOLDER)
        command.ensure_finalized()
        try:
            command.run()
        # Whatever keeps a compiler from its work, the program does without the scanner.
        except (Exception, SystemExit):  # noqa: BLE001 - compilers fail in ways of their own
            return None
    return root / _FOLDER / command.get_ext_filename(_NAME)
