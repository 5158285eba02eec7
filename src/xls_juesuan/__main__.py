"""``python -m xls_juesuan`` is ``xlj``."""

from __future__ import annotations

from xls_juesuan.cli import run

if __name__ == "__main__":
    run()
