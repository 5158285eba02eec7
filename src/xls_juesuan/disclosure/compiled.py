"""Templates → code, kept between runs, because compiling them costs more than filling them.

It knows that code belongs to one source and one version of what made it; it refuses to know what
templates say and what they can name.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

import jinja2
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from xls_juesuan import __version__

if TYPE_CHECKING:
    from types import CodeType

    from jinja2 import Environment


def compile_template(environment: Environment, source: str, name: str) -> CodeType:
    """Compile a template, or take the code that an earlier run made of the same source.

    Args:
        environment: what compiles it; its options are the program's, and change with its version.
        source: the template.
        name: what it is called in tracebacks.

    Raises:
        TemplateSyntaxError: the template is malformed.
    """
    kept = _kept()
    if kept is None:
        return environment.compile(source, filename=name)
    makers = f"xlj {__version__} jinja2 {jinja2.__version__}"
    key = kept.get_cache_key(f"{makers} {sha256(source.encode()).hexdigest()}", name)
    bucket = Bucket(environment, key, kept.get_source_checksum(source))
    # What reading a damaged file raises is not said anywhere; then it is written anew.
    with suppress(Exception):
        kept.load_bytecode(bucket)
    if bucket.code is None:
        bucket.code = environment.compile(source, filename=name)
        # A full disk is no reason to stop: the next run compiles again.
        with suppress(OSError):
            kept.dump_bytecode(bucket)
    return bucket.code


@cache
def _kept() -> FileSystemBytecodeCache | None:
    """Where code is kept: a folder of the user's own among temporary files.

    Whoever else can write there could have us run anything, so the library makes sure of the
    owner and the rights, and there is no such folder where it cannot.
    """
    try:
        return FileSystemBytecodeCache()
    except (OSError, RuntimeError):
        return None
