"""The command line; ``run`` is the entry point of ``xlj``."""

from __future__ import annotations


def run() -> None:
    """Run ``xlj`` with the arguments of the process and end it with the exit code."""
    import gc
    import os
    import sys
    from contextlib import suppress

    # A command lives for a second and leaves next to no cycles: looking for them costs a
    # seventh of its time and finds nothing.
    gc.disable()
    from xls_juesuan.cli.entry import main

    code = main()
    for stream in (sys.stdout, sys.stderr):
        # Whoever read our output may have gone away; there is nobody left to tell.
        with suppress(OSError):
            if stream is not None:
                stream.flush()
    # All files are closed: the system frees memory faster than taking it apart piece by piece.
    os._exit(code)
