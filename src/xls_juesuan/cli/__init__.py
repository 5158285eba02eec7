"""The command line; ``run`` is the entry point of ``xlj``."""

from __future__ import annotations


def run() -> None:
    """Run ``xlj`` with the arguments of the process and end it with the exit code."""
    import gc

    # A command lives for a second and leaves next to no cycles: looking for them costs a
    # seventh of its time and finds nothing.
    gc.disable()
    from xls_juesuan.cli.entry import main

    raise SystemExit(main())
