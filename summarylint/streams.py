"""Standard output and standard error: any text on any console, readers that leave, and full disks behind them."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import TextIO

from summarylint.errors import ConfigError, Said, UnwritableError
from summarylint.files import reason

STDOUT = Said("standard output", "标准输出")
_CLOSED = Said("standard output is closed", "标准输出已关闭")


def prepare() -> None:
    """Let both show any text, what their encoding lacks as an escape; `2>&-` must not turn what is said there to the other."""
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (for as long as the process runs)
    if isinstance(getattr(sys.stdout, "buffer", None), io.RawIOBase):
        # With PYTHONUNBUFFERED, as containers have it, what a pipe or disk does not take at once is lost in silence.
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(sys.stdout.buffer), encoding=sys.stdout.encoding)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def show(output: str | bytes) -> None:
    """Print on standard output; bytes are for programs, and pass as they are.

    Raises ConfigError where it is closed, UnwritableError where it can't take it, BrokenPipeError where its reader left.
    """
    if sys.stdout is None:
        raise ConfigError(_CLOSED)
    try:
        if isinstance(output, bytes):
            sys.stdout.buffer.write(output)
        else:
            sys.stdout.write(output)
        sys.stdout.flush()
    except OSError as error:
        silence(sys.stdout)
        # Windows has another word for a pipe without a reader.
        if isinstance(error, BrokenPipeError) or error.errno == errno.EINVAL:
            raise BrokenPipeError from error
        raise UnwritableError(STDOUT, reason(error)) from error


def note(output: str) -> None:
    """Print on standard output what is no result: where that is closed, nobody wants to know."""
    if output and sys.stdout is not None:
        show(output)


def tell(line: str) -> None:
    """Print a line on standard error. Where nobody can read it, that must not end the work."""
    try:
        print(line, file=sys.stderr, flush=True)  # noqa: T201 (what it is for)
    except OSError:
        silence(sys.stderr)


def silence(*streams: TextIO | None) -> None:
    """Throw away what is left in the buffers, which would be complained of at the end of the process."""
    for stream in streams:
        if stream is not None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
